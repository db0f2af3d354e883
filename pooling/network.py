"""Networks as plain data: named layers, each with the layers it reads."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from difflib import get_close_matches
from functools import cached_property

from pooling.layers import Layer, Shape
from pooling.window import whole

INPUT = "input"
"""The name under which layers read the image."""

InputSize = int | tuple[int, int]


@dataclass(frozen=True)
class Node:
    """A layer in its place.

    Attributes:
        name: unique in the network.
        layer: what is done.
        inputs: names of the nodes read, `INPUT` for the image.
    """

    name: str
    layer: Layer
    inputs: tuple[str, ...] = (INPUT,)


@dataclass(frozen=True, eq=False)
class Network:
    """A graph of layers; nodes may be given in any order and are kept in one that can be run.

    Args:
        name: what it is called.
        input_shape: (channels, height, width) of the image it was made for.
        nodes: its layers; the last one without a reader is the output.
        year: when it was published.
        source: who published it, and whose form this is.

    Raises:
        ValueError: a name given twice or unknown, a cycle, a layer with too few inputs, or shapes
            that do not fit at the input shape.

    >>> from pooling.layers import Add, Conv2d
    >>> block = Network("block", (8, 32, 32), (
    ...     Node("conv", Conv2d(8, 3, padding=1)),
    ...     Node("sum", Add(), ("conv", "input")),
    ... ))
    >>> block.shapes()["sum"], block.output
    ((8, 32, 32), 'sum')
    """

    name: str
    input_shape: Shape
    nodes: tuple[Node, ...]
    year: int | None = None
    source: str = ""
    _by_name: Mapping[str, Node] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        """Check the graph and put the nodes in order."""
        if len(self.input_shape) != 3 or min(whole("input_shape", n) for n in self.input_shape) < 1:
            raise ValueError(
                f"input_shape is (channels, height, width), 1 or more each, got "
                f"{self.input_shape!r}: write for example (3, 224, 224)"
            )
        by_name: dict[str, Node] = {}
        for node in self.nodes:
            if node.name in by_name or node.name == INPUT:
                raise ValueError(
                    f"every layer needs a name of its own, got {node.name!r} twice "
                    f"({INPUT!r} is the image): rename one"
                )
            by_name[node.name] = node
        if not by_name:
            raise ValueError("a network needs at least one layer, got none: add one")
        object.__setattr__(self, "_by_name", by_name)
        for node in self.nodes:
            self._check_inputs(node)
        object.__setattr__(self, "nodes", tuple(_in_order(self.nodes, by_name)))

    def _check_inputs(self, node: Node) -> None:
        wanted, count = node.layer.inputs, len(node.inputs)
        if count < 2 if wanted is None else count != wanted:
            raise ValueError(
                f"layer {node.name!r} ({node.layer.kind}) reads "
                f"{'two or more' if wanted is None else wanted} layers, got {count}: "
                "name its inputs"
            )
        for name in node.inputs:
            if name != INPUT:
                self[name]

    @classmethod
    def chain(cls, name: str, input_shape: Shape, layers: Iterable[tuple[str, Layer]]) -> "Network":
        """Return a network whose layers each read the one before.

        >>> from pooling.layers import Conv2d, MaxPool2d
        >>> layers = [("conv1", Conv2d(6, 5)), ("pool1", MaxPool2d(2))]
        >>> Network.chain("small", (1, 28, 28), layers).shapes()["pool1"]
        (6, 12, 12)
        """
        nodes, before = [], INPUT
        for own, layer in layers:
            nodes.append(Node(own, layer, (before,)))
            before = own
        return cls(name, input_shape, tuple(nodes))

    def __getitem__(self, name: str) -> Node:
        """Return the node of that name.

        Raises:
            ValueError: there is none; the error names the nearest.
        """
        node = self._by_name.get(name)
        if node is None:
            near = get_close_matches(str(name), self._by_name, 3, 0.4) or [self.nodes[-1].name]
            raise ValueError(
                f"{self.name} has no layer {name!r}: did you mean {' or '.join(map(repr, near))}?"
            )
        return node

    def __iter__(self) -> Iterator[Node]:
        """Yield the nodes in an order in which each follows those it reads."""
        return iter(self.nodes)

    def __len__(self) -> int:
        """Count the nodes."""
        return len(self.nodes)

    @cached_property
    def output(self) -> str:
        """The name of the last layer that no other reads."""
        read = {name for node in self.nodes for name in node.inputs}
        return next(node.name for node in reversed(self.nodes) if node.name not in read)

    def at(self, input_size: InputSize | None = None) -> Shape:
        """Return (channels, height, width) of an input of that size; None keeps the network's own.

        Raises:
            TypeError, ValueError: no whole numbers of 1 and more.
        """
        if input_size is None:
            return self.input_shape
        pair = input_size if isinstance(input_size, tuple) else (input_size, input_size)
        if len(pair) != 2 or min(whole("input_size", n) for n in pair) < 1:
            raise ValueError(
                f"input_size is a number or (height, width), 1 or more, got {input_size!r}: "
                "write 224, or (224, 320)"
            )
        return self.input_shape[0], int(pair[0]), int(pair[1])

    def shapes(self, input_size: InputSize | None = None) -> dict[str, Shape]:
        """Return the (channels, height, width) of the input and of every layer's output.

        Raises:
            ValueError: a layer does not fit its input; the error names it.
        """
        shapes = {INPUT: self.at(input_size)}
        for node in self.nodes:
            try:
                shapes[node.name] = node.layer.output(*[shapes[name] for name in node.inputs])
            except ValueError as error:
                raise ValueError(f"layer {node.name!r} of {self.name}: {error}") from error
        return shapes

    def upto(self, name: str) -> "Network":
        """Return the part of the network that layer `name` depends on.

        Raises:
            ValueError: there is no such layer.
        """
        needed = {self[name].name}
        for node in reversed(self.nodes):
            if node.name in needed:
                needed.update(node.inputs)
        return replace(self, nodes=tuple(node for node in self.nodes if node.name in needed))


def _in_order(nodes: tuple[Node, ...], by_name: Mapping[str, Node]) -> Iterator[Node]:
    """Yield each node after those it reads, otherwise as given."""
    done = {INPUT}
    for node in nodes:
        waiting = [node]
        while waiting:
            top = waiting[-1]
            missing = next((name for name in top.inputs if name not in done), None)
            if missing is None:
                waiting.pop()
                if top.name not in done:
                    done.add(top.name)
                    yield top
                continue
            path = [waiter.name for waiter in waiting]
            if missing in path:
                circle = [*path[path.index(missing) :], missing]
                raise ValueError(
                    f"layers must not read each other in a circle, got "
                    f"{' <- '.join(circle)}: cut one of these connections"
                )
            waiting.append(by_name[missing])

"""What a reader returns, and how it is put together."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import prod

from pooling.layers import Layer, Shape, WindowLayer
from pooling.network import INPUT, Network, Node
from pooling.planes import Array

MOST_CELLS = 1 << 31
"""Values in the output of one layer; a file that asks for more is refused."""

LONGEST_SIDE = 1 << 20
"""Rows or columns of a padded plane; a file that asks for more is refused."""


class UnreadableError(ValueError):
    """A model cannot be read; the message names the place."""


@dataclass(frozen=True, eq=False)
class Imported:
    """A network read from elsewhere, and its weights.

    Attributes:
        network: its layers, by the names they have at home.
        weights: for each layer that has any, its arrays by PyTorch's names.
    """

    network: Network
    weights: Mapping[str, Mapping[str, Array]]


class Assembly:
    """A network that grows layer by layer while it is read.

    Attributes:
        shapes: (channels, height, width) of the input and of every layer so far.
    """

    def __init__(self, name: str, input_shape: Shape) -> None:
        if prod(input_shape) > MOST_CELLS:
            raise ValueError(
                f"an image of {input_shape} holds too many values: give a smaller input_size"
            )
        self.name = name
        self.shapes: dict[str, Shape] = {INPUT: input_shape}
        self.nodes: list[Node] = []
        self.weights: dict[str, Mapping[str, Array]] = {}

    def add(
        self,
        name: str,
        layer: Layer,
        inputs: Sequence[str],
        weights: Mapping[str, Array] | None = None,
    ) -> str:
        """Add a layer that reads `inputs`; return the name it got, which is its alone.

        Raises:
            ValueError: it does not fit what it reads, or its weights do not fit it.
        """
        own, count = name, 1
        while own in self.shapes:
            count += 1
            own = f"{name}_{count}"
        read = [self.shapes[source] for source in inputs]
        try:
            shape = layer.output(*read)
            wanted = layer.weights(*read)
        except ValueError as error:
            raise UnreadableError(f"layer {own!r} ({layer.kind}): {error}") from error
        if prod(shape) > MOST_CELLS:
            raise UnreadableError(
                f"layer {own!r} ({layer.kind}) would hold {shape} values, too many: "
                "give a smaller input_size"
            )
        if isinstance(layer, WindowLayer):
            self._check_window(own, layer, read[0])
        given = weights or {}
        for key, expected in wanted.items():
            if key not in given or given[key].shape != expected:
                got = given[key].shape if key in given else None
                raise UnreadableError(
                    f"layer {own!r} ({layer.kind}) needs {key!r} of shape {expected}, got {got}: "
                    "the model is damaged"
                )
        self.shapes[own] = shape
        self.nodes.append(Node(own, layer, tuple(inputs)))
        if given:
            self.weights[own] = given
        return own

    def _check_window(self, name: str, layer: WindowLayer, shape: Shape) -> None:
        """Refuse paddings, and so windows, that nobody means and that would fill the memory."""
        (top, bottom), (left, right) = layer.window(*shape[1:]).padding
        rows, cols = shape[1] + top + bottom, shape[2] + left + right
        if max(rows, cols) > LONGEST_SIDE or shape[0] * rows * cols > MOST_CELLS:
            raise UnreadableError(
                f"layer {name!r} ({layer.kind}) pads its input to {rows}x{cols} cells, too many: "
                "is the model damaged?"
            )

    @property
    def last(self) -> str:
        """Name of the layer added last, for an error that says how far the analysis came."""
        return self.nodes[-1].name if self.nodes else INPUT

    def finished(self) -> Imported:
        """Return what was put together."""
        return Imported(
            Network(self.name, self.shapes[INPUT], tuple(self.nodes)), dict(self.weights)
        )

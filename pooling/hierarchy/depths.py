"""The layers of a network that are worth showing: one for each resolution."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from pooling.layers import Activation, Add, Concat, Conv2d, Dense, Identity
from pooling.network import INPUT, InputSize, Network, Node
from pooling.receptive_field import receptive_field
from pooling.window import Pair


@dataclass(frozen=True, slots=True)
class Depth:
    """A layer worth showing.

    Attributes:
        layer: its name.
        channels: how many maps it has, one a unit.
        cells: rows and columns of each map.
        size: rows and columns of pixels that one cell depends on.
        jump: pixels from one cell to the next, down and across.
    """

    layer: str
    channels: int
    cells: Pair
    size: Pair
    jump: tuple[float, float]


def depths(network: Network, input_size: InputSize | None = None) -> tuple[Depth, ...]:
    """Return the last rectified layer before each loss of resolution, the first one first.

    Looked at are only layers that everything passes through, with no connection around them, and
    whose maps have more than one cell at the network's own input size. Of each run of such layers
    with the same jump the last rectified one counts: an activation, or a sum or concatenation of
    rectified maps; where there is none, the last convolution, dense layer, sum or concatenation. A
    run with none of these, as between two poolings, has nothing to show.

    Args:
        network: chain or graph.
        input_size: number, or (height, width), that cells are counted for; None is its own.

    Raises:
        ValueError: no layer has maps, or a layer does not fit an input of that size.

    >>> from pooling import zoo
    >>> [depth.layer for depth in depths(zoo.network("resnet18"))]
    ['conv1.relu', 'layer1', 'layer2', 'layer3', 'layer4']
    >>> depths(zoo.network("alexnet"))[-1]
    Depth(layer='conv5.relu', channels=256, cells=(13, 13), size=(163, 163), jump=(16, 16))
    """
    rectified = _rectified(network)
    names = []
    for run in _runs(network):
        shown = [node for node in run if node.name in rectified] or [
            node for node in run if isinstance(node.layer, Conv2d | Dense | Add | Concat)
        ]
        if shown:
            names.append(shown[-1].name)
    if not names:
        raise ValueError(
            f"a hierarchy needs layers with maps of more than one cell, {network.name} has none: "
            "give a network with convolutions"
        )
    account = receptive_field(network.upto(names[-1]), input_size)
    lines = [account[name] for name in names]
    return tuple(
        Depth(line.name, line.output[0], line.output[1:], line.size, line.jump) for line in lines
    )


def _runs(network: Network) -> Iterator[list[Node]]:
    """Yield the layers with maps that everything passes through, those of one jump together."""
    account = receptive_field(network)
    narrows = (node for node in _narrows(network) if account[node.name].output[1:] != (1, 1))
    for _, run in groupby(narrows, lambda node: account[node.name].jump):
        yield list(run)


def _narrows(network: Network) -> Iterator[Node]:
    """Yield the nodes on the way to the output that no connection leads around."""
    nodes = network.upto(network.output).nodes
    last_reader = {name: place for place, node in enumerate(nodes) for name in node.inputs}
    open_until = last_reader.get(INPUT, 0)
    for place, node in enumerate(nodes):
        if open_until <= place:
            yield node
        open_until = max(open_until, last_reader.get(node.name, place))


def _rectified(network: Network) -> set[str]:
    """Return the names of activations, and of merged rectified maps."""
    passed: set[str] = set()
    for node in network:
        merged = isinstance(node.layer, Add | Concat | Identity) and passed.issuperset(node.inputs)
        if merged or (isinstance(node.layer, Activation) and node.layer.function != "softmax"):
            passed.add(node.name)
    return {name for name in passed if not isinstance(network[name].layer, Identity)}

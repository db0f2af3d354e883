"""One path through a network: from a class or a unit back to an edge."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np

from pooling.backward import input_gradient
from pooling.box import Box
from pooling.hierarchy.sight import Sight
from pooling.network import INPUT, Network
from pooling.planes import Array
from pooling.trained import Trained


@dataclass(frozen=True, slots=True)
class Step:
    """One unit on the path.

    Attributes:
        layer, unit, row, col: which.
        value: its activation.
        share: of all units of its layer that speak for the one it leads to, how much it says, all
            its cells together; 1 where the path was told to begin.
        box: what it sees, in pixels of the photo as shown to the network.
    """

    layer: str
    unit: int
    row: int
    col: int
    value: float
    share: float
    box: Box


def trace_back(
    trained: Trained, sight: Sight, layer: str, unit: int, row: int, col: int
) -> tuple[Step, ...]:
    """Follow what a unit's activation rests on, from depth to depth.

    A cell contributes its activation times the gradient from there to the unit before. At each
    earlier depth the unit is taken whose cells contribute most together, and of these the cell
    that contributes most.

    Args:
        trained: the network.
        sight: what it sees in a photo.
        layer, unit, row, col: where the path begins.

    Returns:
        The steps, from the unit given back to the first depth.

    Raises:
        ValueError: no such unit, or one that does not answer, so that nothing leads to it.
    """
    steps = [_begin(sight, layer, unit, row, col)]
    names = list(sight.maps)
    for name in reversed(names[: names.index(layer)]):
        last = steps[-1]
        upstream = np.zeros_like(sight.maps[last.layer])
        upstream[last.unit, last.row, last.col] = 1
        steps.append(_strongest_below(trained, sight, name, last.layer, upstream))
    return tuple(steps)


def evidence(trained: Trained, sight: Sight, place: int) -> Step:
    """Return the unit of the last depth that speaks most for a class.

    Args:
        trained: its head must take maps of any size, as a global average does.
        sight: what it sees in a photo.
        place: of the class among all, from 0.

    Raises:
        ValueError: no such class, a head of one size, or nothing that speaks for the class.
    """
    output = trained.network.output
    shape = trained.network.shapes(sight.working.shape[:2])[output]
    if not 0 <= place < shape[0]:
        raise ValueError(f"classes are counted 0 to {shape[0] - 1}, got {place}: choose one")
    upstream = np.zeros(shape, np.float32)
    upstream[place] = 1
    return _strongest_below(trained, sight, list(sight.maps)[-1], output, upstream)


def _begin(sight: Sight, layer: str, unit: int, row: int, col: int) -> Step:
    if layer not in sight.maps:
        raise ValueError(f"the path begins in {', '.join(sight.maps)}, got {layer!r}: name one")
    channels, rows, cols = sight.maps[layer].shape
    if not (0 <= unit < channels and 0 <= row < rows and 0 <= col < cols):
        raise ValueError(
            f"layer {layer!r} has {channels} units of {rows}x{cols} cells, got unit {unit} at "
            f"({row}, {col}): count from 0"
        )
    value = float(sight.maps[layer][unit, row, col])
    return Step(layer, unit, row, col, value, 1.0, sight.box(layer, row, col))


def _strongest_below(
    trained: Trained, sight: Sight, below: str, above: str, upstream: Array
) -> Step:
    """Return the unit of a layer that contributes most to what stands above it."""
    maps = sight.maps[below]
    between = _between(trained.network, below, above, maps.shape)
    gradient = input_gradient(between, _own(trained, between), maps, above, upstream)
    parts = maps * gradient
    of_units = parts.sum(axis=(1, 2), dtype=np.float64)
    unit = int(of_units.argmax())
    if not of_units[unit] > 0:
        raise ValueError(
            f"nothing in {below!r} speaks for that unit of {above!r}: begin at a unit that answers"
        )
    row, col = divmod(int(parts[unit].argmax()), maps.shape[2])
    share = float(of_units[unit] / of_units[of_units > 0].sum())
    value = float(maps[unit, row, col])
    return Step(below, unit, row, col, value, share, sight.box(below, row, col))


def _between(network: Network, below: str, above: str, shape: tuple[int, ...]) -> Network:
    """Return the layers after `below` up to `above`, as a network that reads the maps of `below`.

    Depths are layers that everything passes through, so that nothing else is read.
    """
    done = {node.name for node in network.upto(below)}
    nodes = tuple(
        replace(node, inputs=tuple(INPUT if name == below else name for name in node.inputs))
        for node in network.upto(above)
        if node.name not in done
    )
    return Network(network.name, (shape[0], shape[1], shape[2]), nodes)


def _own(trained: Trained, part: Network) -> Mapping[str, Mapping[str, Array]]:
    return {node.name: trained.weights.get(node.name, {}) for node in part}

"""The way back from one unit: the pixels it sees, and the hull of its paths."""

from collections.abc import Iterator, Mapping

import numpy as np

from pooling.box import Box
from pooling.layers import Multiply, Shape
from pooling.network import INPUT, Network
from pooling.reach import Mask, Units
from pooling.window import Pair

Intervals = tuple[Units, Units]


def pixels_of(network: Network, shapes: Mapping[str, Shape], name: str, unit: Pair) -> Mask:
    """Return which pixels of the input, (height, width), a unit of layer `name` can depend on."""
    for _, seen in masks_of(network, shapes, name, unit):
        pixels = seen  # the input comes last
    return pixels


def masks_of(
    network: Network, shapes: Mapping[str, Shape], name: str, unit: Pair
) -> Iterator[tuple[str, Mask]]:
    """Yield each layer on the way back from a unit, and which of its units that one depends on.

    The unit's own layer comes first, the input last.
    """
    start = np.zeros(shapes[name][1:], np.bool_)
    start[unit] = True
    marked = {name: start}
    for node in reversed(network.upto(name).nodes):
        units = marked.pop(node.name)
        yield node.name, units
        for source in node.inputs:
            shape = shapes[source]
            cells = units
            reach = node.layer.reach(shape)
            if reach is not None:
                cells = reach[0].seen(cells)
                cells = reach[1].seen(cells.T).T
            elif cells.shape != shape[1:]:  # a gate of one cell
                cells = np.array([[cells.any()]])
            if source in marked:
                cells = cells | marked[source]
            marked[source] = cells
    yield INPUT, marked[INPUT] if INPUT in marked else np.zeros(shapes[INPUT][1:], np.bool_)


def interval_of(network: Network, shapes: Mapping[str, Shape], name: str, unit: Pair) -> Box:
    """Return the box of a unit as if the image went on beyond its edges."""
    ends = []
    for axis in (0, 1):
        at = np.array([unit[axis]], np.int64)
        ends.append(intervals(network, shapes, name, axis, at, gates=True))
    (top, bottom), (left, right) = ends
    return Box(int(top[0]), int(left[0]), int(bottom[0]) + 1, int(right[0]) + 1)


def intervals(
    network: Network,
    shapes: Mapping[str, Shape],
    name: str,
    axis: int,
    units: Units,
    *,
    gates: bool,
) -> Intervals:
    """Return the first and the last row (axis 0) or column of each unit's box, edges ignored.

    Args:
        units: (count,) places along the axis in layer `name`.
        gates: follow gates of one cell too.
    """
    ends: dict[str, Intervals] = {name: (units, units)}
    for node in reversed(network.upto(name).nodes):
        if node.name not in ends:
            continue  # it only feeds gates
        first, last = ends.pop(node.name)
        for place, source in enumerate(node.inputs):
            shape = shapes[source]
            reach = node.layer.reach(shape)
            if reach is not None:
                found = reach[axis].interval(first, last)
            elif is_gate(node.layer, place, shape, shapes[node.name]):
                if not gates:
                    continue
                found = np.zeros_like(first), np.zeros_like(last)
            else:
                found = first, last
            if source in ends:
                before = ends[source]
                found = np.minimum(found[0], before[0]), np.maximum(found[1], before[1])
            ends[source] = found
    return ends[INPUT]


def is_gate(layer: object, place: int, shape: Shape, output: Shape) -> bool:
    """Return whether an input is one cell that acts on every unit of a larger plane."""
    return isinstance(layer, Multiply) and place == 1 and shape[1:] == (1, 1) != output[1:]

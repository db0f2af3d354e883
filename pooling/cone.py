"""The cone of a unit: what it sees of every layer below it, on the scale of the input's pixels."""

from collections.abc import Iterable
from dataclasses import dataclass

from pooling.box import Box
from pooling.network import INPUT
from pooling.receptive_field import ReceptiveField
from pooling.seen import masks_of
from pooling.window import Pair


@dataclass(frozen=True, slots=True)
class Extent:
    """A stretch of the image's plane in pixels, edge to edge; pixel 0 reaches from 0 to 1."""

    top: float
    left: float
    bottom: float
    right: float


def extent(account: ReceptiveField, name: str, units: Box) -> Extent:
    """Return where the units of a layer lie over the image, each as large as the layer's jump.

    >>> from pooling import zoo
    >>> from pooling.receptive_field import receptive_field
    >>> extent(receptive_field(zoo.network("vgg16")), "pool2", Box(0, 0, 1, 2))
    Extent(top=0.0, left=0.0, bottom=4.0, right=8.0)
    """
    if name == INPUT:
        return Extent(units.top, units.left, units.bottom, units.right)
    line = account[name]
    ends = []
    for axis, (first, last) in enumerate(((units.top, units.bottom), (units.left, units.right))):
        jump = line.jump[axis]
        edge = line.start[axis] + (line.size[axis] - jump) / 2
        ends.append((float(edge + first * jump), float(edge + last * jump)))
    (top, bottom), (left, right) = ends
    return Extent(top, left, bottom, right)


def plane(account: ReceptiveField, name: str) -> Extent:
    """Return where a whole layer lies over the image."""
    _, height, width = account.shapes[name]
    return extent(account, name, Box(0, 0, height, width))


def cone(
    account: ReceptiveField, name: str, layers: Iterable[str], unit: Pair | None = None
) -> dict[str, Extent]:
    """Return, for each of `layers`, the stretch of its units that a unit depends on.

    Args:
        account: of the network.
        name: the unit's layer.
        layers: names of layers that the unit depends on, or "input".
        unit: row and column; None is the unit in the middle.

    Raises:
        ValueError: there is no such layer or unit; the unit sees nothing of one of `layers`.

    >>> from pooling import zoo
    >>> from pooling.receptive_field import receptive_field
    >>> account = receptive_field(zoo.network("vgg16"))
    >>> cone(account, "pool1", ["conv1_2", "input"], (1, 1))["input"]
    Extent(top=0, left=0, bottom=6, right=6)
    """
    wanted = set(layers)
    unit = account.centre_unit(name) if unit is None else unit
    found = {}
    for layer, mask in masks_of(account.network, account.shapes, account[name].name, unit):
        box = Box.around(mask) if layer in wanted else None
        if box is not None:
            found[layer] = extent(account, layer, box)
    missing = wanted - found.keys()
    if missing:
        raise ValueError(f"{name} sees nothing of {', '.join(sorted(missing))}: leave it out")
    return found

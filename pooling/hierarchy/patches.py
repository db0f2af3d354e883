"""The strongest patches of a unit: where in the photos it answers most, and what it sees there."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from pooling.box import Box
from pooling.hierarchy.ranks import Standard, cuts, rank, standard
from pooling.hierarchy.sight import Sight
from pooling.planes import Array
from pooling.trained import Trained

LEAST = 0.999
"""Patches are strong from here on: of a thousand positions in training, one is stronger."""


@dataclass(frozen=True, slots=True)
class Patch:
    """A place where a unit answers strongly.

    Attributes:
        photo: place of its photo among those given, from 0.
        layer, unit: whose answer it is.
        row, col: the cell of the unit's map.
        value: the activation.
        rank: the highest of `LEVELS` that it reaches.
        box: what the cell sees, in pixels of the photo as shown to the network: exactly the
            receptive field, which may reach beyond the photo.
        full_box: the same in pixels of the photo as given.
    """

    photo: int
    layer: str
    unit: int
    row: int
    col: int
    value: float
    rank: float
    box: Box
    full_box: Box

    @property
    def order(self) -> tuple[float, int, int, int]:
        """What patches of a unit are sorted by: the strongest first, then as they were met."""
        return -self.value, self.photo, self.row, self.col


def strongest(
    trained: Trained,
    sights: Sequence[Sight],
    layer: str,
    unit: int,
    count: int = 9,
    *,
    least: float = LEAST,
    per_photo: int | None = None,
    measured: Standard | None = None,
) -> tuple[Patch, ...]:
    """Return the strongest patches of a unit, fewer rather than weaker ones.

    Patches of one photo do not overlap: the strongest is taken first, then the next that is clear
    of those taken.

    Args:
        trained: the network.
        sights: what it sees in the photos.
        layer, unit: whose patches.
        count: at most so many.
        least: the one of `LEVELS` that a patch must reach.
        per_photo: at most so many of one photo; None: any number.
        measured: what the layer is measured by, where it is known already; None: `standard`.

    Raises:
        ValueError: no photo, no such layer or unit, or no such level.
    """
    check_unit(sights, layer, unit)
    quantiles = (measured or standard(trained, sights, layer)).quantiles[unit]
    cut = float(cuts(quantiles[None], least)[0])
    most = count if per_photo is None else min(per_photo, count)
    found = [
        patch
        for place, sight in enumerate(sights)
        for patch in strong_places(sight, place, layer, unit, quantiles, cut, most)
    ]
    return tuple(sorted(found, key=lambda patch: patch.order)[:count])


def strong_places(
    sight: Sight, photo: int, layer: str, unit: int, quantiles: Array, cut: float, most: int
) -> Iterator[Patch]:
    """Yield up to `most` patches of one photo that reach `cut`, the strongest first."""
    plane = sight.maps[layer][unit]
    places = np.flatnonzero(plane >= cut)
    taken: list[Box] = []
    for place in places[np.argsort(-plane.flat[places], kind="stable")]:
        if len(taken) == most:
            return
        row, col = divmod(int(place), plane.shape[1])
        box = sight.box(layer, row, col)
        if any(_overlap(box, other) for other in taken):
            continue
        taken.append(box)
        value = float(plane[row, col])
        yield Patch(
            photo, layer, unit, row, col, value, rank(quantiles, value), box, sight.in_photo(box)
        )


def check_unit(sights: Sequence[Sight], layer: str, unit: int = 0) -> None:
    """Refuse what is no unit of a layer that all sights show.

    Raises:
        ValueError: no photo, no such layer or unit.
    """
    if not sights:
        raise ValueError("patches are cut from photos, got none: show at least one with see")
    for sight in sights:
        if layer not in sight.maps:
            raise ValueError(
                f"these photos were seen by {', '.join(sight.maps)}, got {layer!r}: name one of "
                "them, or see the photos with it"
            )
    channels = len(sights[0].maps[layer])
    if not 0 <= unit < channels:
        raise ValueError(f"layer {layer!r} has units 0 to {channels - 1}, got {unit}: choose one")


def _overlap(one: Box, other: Box) -> bool:
    return (
        one.top < other.bottom
        and other.top < one.bottom
        and one.left < other.right
        and other.left < one.right
    )

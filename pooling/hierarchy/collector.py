"""The strongest patches of every unit over any number of photos, one photo after the other."""

from collections.abc import Mapping, Sequence
from typing import Any

from pooling.box import Box
from pooling.hierarchy.patches import LEAST, Patch, check_unit, strong_places
from pooling.hierarchy.ranks import Standard, cuts
from pooling.hierarchy.sight import Sight
from pooling.planes import Array


class Strongest:
    """Keeps the best patches of each unit, and nothing else of the photos.

    What it finds is what `strongest` finds when it is given all photos at once. It keeps numbers
    only, about a hundred bytes a patch: cut the pictures from the photos, which are read again.

    Args:
        standards: for each layer what its units are measured by; they must be known beforehand,
            from training or from a few of the photos, and stay the same.
        count: patches kept of each unit.
        least: the one of `LEVELS` that a patch must reach.
        per_photo: at most so many of one photo; None: any number.

    Raises:
        ValueError: no layer, or no such level.
    """

    def __init__(
        self,
        standards: Mapping[str, Standard],
        count: int = 9,
        *,
        least: float = LEAST,
        per_photo: int | None = 1,
    ) -> None:
        if not standards or count < 1:
            raise ValueError(
                f"give a standard for one layer or more, and a count from 1, got {len(standards)} "
                f"and {count}: make standards with pooling.hierarchy.standard"
            )
        self.count = count
        self.most = count if per_photo is None else min(per_photo, count)
        self.seen = 0
        """Photos added or skipped so far; the next one has this place."""
        self._quantiles = {layer: known.quantiles for layer, known in standards.items()}
        # a patch must reach this, per unit: the level, then the weakest of those kept
        self._bars = {layer: cuts(known.quantiles, least) for layer, known in standards.items()}
        self._best: dict[tuple[str, int], list[Patch]] = {}

    def add(self, sight: Sight) -> None:
        """Look for patches in the next photo.

        Raises:
            ValueError: the photo was not seen by one of the layers.
        """
        for layer, quantiles in self._quantiles.items():
            check_unit([sight], layer)
            bars = self._bars[layer]
            maps = sight.maps[layer]
            for unit in (maps.max(axis=(1, 2)) >= bars).nonzero()[0]:
                found = strong_places(
                    sight, self.seen, layer, int(unit), quantiles[unit], bars[unit], self.most
                )
                self._keep(bars, [*self._best.get((layer, int(unit)), []), *found])
        self.seen += 1

    def skip(self) -> None:
        """Count a photo that cannot be used, so that the places of the others stay true."""
        self.seen += 1

    def patches(self, layer: str, unit: int) -> tuple[Patch, ...]:
        """Return the patches of a unit found so far, the strongest first."""
        return tuple(self._best.get((layer, unit), ()))

    def state(self) -> dict[str, Any]:
        """Return all that was found, as plain JSON values."""
        return {
            "seen": self.seen,
            "patches": [_row(patch) for found in self._best.values() for patch in found],
        }

    def restore(self, state: Mapping[str, Any]) -> None:
        """Go on from what `state` of a collector made with the same arguments returned.

        Raises:
            KeyError, IndexError, TypeError, ValueError: this is no such state; nothing is changed.
        """
        seen = int(state["seen"])
        patches: dict[tuple[str, int], list[Patch]] = {}
        for row in state["patches"]:
            patch = _patch(row)
            self._bars[patch.layer][patch.unit]
            patches.setdefault((patch.layer, patch.unit), []).append(patch)
        for found in patches.values():
            self._keep(self._bars[found[0].layer], found)
        self.seen = seen

    def _keep(self, bars: Array, patches: Sequence[Patch]) -> None:
        """Keep the best of all patches of one unit."""
        best = sorted(patches, key=lambda patch: patch.order)[: self.count]
        self._best[best[0].layer, best[0].unit] = best
        if len(best) == self.count:
            bars[best[0].unit] = best[-1].value


def _row(patch: Patch) -> list[Any]:
    places = [patch.photo, patch.layer, patch.unit, patch.row, patch.col, patch.value, patch.rank]
    boxes = [(box.top, box.left, box.bottom, box.right) for box in (patch.box, patch.full_box)]
    return [*places, *boxes[0], *boxes[1]]


def _patch(row: Sequence[Any]) -> Patch:
    photo, layer, unit, at, col, value, rank, *edges = row
    return Patch(photo, layer, unit, at, col, value, rank, Box(*edges[:4]), Box(*edges[4:]))

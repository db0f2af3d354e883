"""What is shown of a network's units, as plain data: maps, patches, kernels, preferred pictures."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from pooling import to_levels
from pooling.box import Box
from pooling.hierarchy import (
    Depth,
    Patch,
    Sight,
    Standard,
    cut_out,
    first_kernels,
    standard,
    strongest,
    telling_units,
)
from pooling.planes import Array
from pooling.resize import resize_area
from pooling.trained import Trained
from scenes.gathering import Gathered
from scenes.inputs.album import Album
from scenes.inputs.atlas import Atlas
from scenes.maps import as_bytes
from scenes.topics.hierarchy.pooled import pooled

PATCHES = 8
"""Patches of a unit at most, and of one photo."""
PER_PHOTO = 3
UNITS = 5
"""Units of a depth on the page."""
FILM = 20
"""Maps of a depth on the film strip."""
CANDIDATES = 40
"""Units of a depth that are looked at for the page."""
SMALL = 320
"""The longer side of a photo that patches come from, in pixels."""


class Finder(Protocol):
    """Where the strongest patches of a unit come from."""

    def patches(self, layer: str, unit: int, measured: Standard) -> Sequence[Patch]:
        """The strongest patches of a unit, the strongest first."""

    def photo(self, place: int) -> Array:
        """The photo of a patch, (height, width, 3), 0 to 1."""

    def name(self, place: int) -> str:
        """What the photo of a patch is called."""


@dataclass(frozen=True, eq=False)
class AmongSights:
    """Patches of a few photos that are all at hand."""

    trained: Trained
    sights: Sequence[Sight]
    names: Sequence[str]

    def patches(self, layer: str, unit: int, measured: Standard) -> Sequence[Patch]:
        """The strongest patches of a unit, the strongest first."""
        return strongest(
            self.trained, self.sights, layer, unit, PATCHES, per_photo=PER_PHOTO, measured=measured
        )

    def photo(self, place: int) -> Array:
        """The photo of a patch, (height, width, 3), 0 to 1."""
        return self.sights[place].photo

    def name(self, place: int) -> str:
        """What the photo of a patch is called."""
        return self.names[place]


@dataclass(frozen=True, eq=False)
class AmongAlbum:
    """Patches of an album that was searched photo after photo."""

    album: Album
    gathered: Gathered

    def patches(self, layer: str, unit: int, measured: Standard) -> Sequence[Patch]:
        """The strongest patches of a unit, the strongest first."""
        return self.gathered.patches(layer, unit)

    def photo(self, place: int) -> Array:
        """The photo of a patch, (height, width, 3), 0 to 1."""
        return self.album.read(self.gathered.names[place]).array

    def name(self, place: int) -> str:
        """What the photo of a patch is called."""
        return self.gathered.names[place]


@dataclass(frozen=True, eq=False)
class Shown:
    """A trained network, what it sees in a photo, and what is known of its units.

    Attributes:
        trained: the network.
        sight: what it sees in the photo that the topic is told on.
        sights: that, and what it sees in other photos at hand.
        finder: where patches come from.
        atlas: preferred pictures and words; None where there are none for this network.
    """

    trained: Trained
    sight: Sight
    sights: Sequence[Sight]
    finder: Finder
    atlas: Atlas | None

    def depth(self, depth: Depth, number: int, first: int, *, alone: bool) -> dict[str, Any]:
        """A depth as plain data; its first unit is the one that the video tells of.

        Args:
            depth: the layer.
            number: of the depth, from 1.
            first: the unit told of.
            alone: leave out the other units that tell most about the photos.
        """
        measured = standard(self.trained, self.sights, depth.layer)
        maps = self.sight.maps[depth.layer]
        telling = telling_units(
            self.trained, [self.sight], depth.layer, CANDIDATES, least=0.99, measured=measured
        )
        others = [unit for unit in telling if unit != first]
        shown = (first,) if alone else self._company(depth.layer, first, others, measured)
        return {
            "number": number,
            "layer": depth.layer,
            "channels": depth.channels,
            "cells": maps.shape[1:],
            "size": depth.size,
            "jump": depth.jump,
            "span": self.sight.span(depth.layer),
            "measured": measured.of,
            "pooled": pooled(self.trained.network, depth.layer, maps[first]),
            "units": tuple(self._unit(depth, unit, number == 1, measured) for unit in shown),
            "film": tuple(
                {"unit": unit, "levels": _levels(maps[unit], measured, unit)}
                for unit in (first, *others[: FILM - 1])
            ),
        }

    def sources(self, depths: Sequence[dict[str, Any]]) -> tuple[dict[str, Any], ...]:
        """The photos that patches of the units told of come from, small; their shapes are whole."""
        patches = [patch for depth in depths for patch in depth["units"][0]["patches"]]
        found = []
        for place in sorted({patch["photo"] for patch in patches}):
            photo = self.finder.photo(place)
            height, width = photo.shape[:2]
            scale = min(1.0, SMALL / max(height, width))
            small = resize_area(photo, max(1, round(height * scale)), max(1, round(width * scale)))
            name, shape = self.finder.name(place), (height, width)
            found.append({"photo": place, "name": name, "shape": shape, "small": as_bytes(small)})
        return tuple(found)

    def _company(
        self, layer: str, first: int, others: Sequence[int], measured: Standard
    ) -> tuple[int, ...]:
        """The first unit and others with it: known ones, that answer often, and elsewhere."""
        known = self.atlas.units(layer) if self.atlas else ()
        patches = {unit: self.finder.patches(layer, unit, measured) for unit in (first, *others)}
        able = [unit for unit in others if patches[unit]]
        able.sort(key=lambda unit: (unit not in known, len(patches[unit]) < 2))
        chosen, alike = [first], list[int]()
        for unit in able:
            tops = [patches[other][0] for other in chosen if patches[other]]
            same = any(_same_place(patches[unit][0], top) for top in tops)
            (alike if same else chosen).append(unit)
        return tuple([*chosen, *alike][:UNITS])

    def of_class(self, place: int) -> NDArray[np.uint8] | None:
        """The preferred picture of a class, where there is one that a person can read."""
        output = self.trained.network.output
        entry = self.atlas.find(output, place) if self.atlas else None
        if self.atlas is None or entry is None or not self.atlas.word(output, place):
            return None
        return as_bytes(self.atlas.picture(entry))

    def _unit(self, depth: Depth, unit: int, first: bool, measured: Standard) -> dict[str, Any]:
        layer = depth.layer
        patches = self.finder.patches(layer, unit, measured)
        entry = self.atlas.find(layer, unit) if self.atlas else None
        return {
            "layer": layer,
            "unit": unit,
            "word": self.atlas.word(layer, unit) if self.atlas else "",
            "kernel": self._kernel(depth, unit) if first else None,
            "preferred": as_bytes(self.atlas.picture(entry)) if self.atlas and entry else None,
            "map": self.sight.maps[layer][unit],
            "top": _top(self.sight.maps[layer][unit], measured, unit),
            "patches": tuple(self._patch(patch) for patch in patches),
        }

    def _kernel(self, depth: Depth, unit: int) -> NDArray[np.uint8] | None:
        """The unit's kernel, where it looks at the photo through one alone."""
        kernels = first_kernels(self.trained)
        return as_bytes(kernels[unit]) if kernels.shape[1:3] == depth.size else None

    def _patch(self, patch: Patch) -> dict[str, Any]:
        return {
            "photo": patch.photo,
            "name": self.finder.name(patch.photo),
            "cell": (patch.row, patch.col),
            "value": patch.value,
            "rank": patch.rank,
            "box": edges(patch.full_box),
            "crop": as_bytes(cut_out(self.finder.photo(patch.photo), patch.full_box)),
        }


def _same_place(one: Patch, other: Patch) -> bool:
    """Whether two patches show the same thing: one's corner lies in the other's first quarter."""
    this, that = one.full_box, other.full_box
    return (
        one.photo == other.photo
        and abs(this.top - that.top) < this.height / 2
        and abs(this.left - that.left) < this.width / 2
    )


def _top(plane: Array, measured: Standard, unit: int) -> float:
    """Where the ramp of a map ends: what is strong in training, or the map's own largest value."""
    return max(float(measured.quantiles[unit, -2]), float(plane.max()), 1e-6)


def _levels(plane: Array, measured: Standard, unit: int) -> NDArray[np.uint8]:
    """A map as 0 to 255: enough for a picture, and a quarter of the room."""
    top = _top(plane, measured, unit)
    return to_levels(plane, 255, highest=top).astype(np.uint8)


def edges(box: Box) -> tuple[int, int, int, int]:
    """Top, left, bottom and right."""
    return box.top, box.left, box.bottom, box.right

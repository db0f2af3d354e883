"""What the network that ships sees in a photo, one unit a depth, along the path of its guess."""

from typing import Any

import numpy as np

from pooling import to_levels
from pooling.hierarchy import Depth, Sight, Step, cut_out, depths, evidence, guess, see, trace_back
from pooling.trained import Trained
from scenes.inputs import Input, InputError
from scenes.inputs.atlas import Atlas, read_atlas
from scenes.networks import read_trained


def seen(given: Input) -> dict[str, Any]:
    """The photo, and of each depth a unit's map and what its strongest cell sees.

    Raises:
        InputError: the input is no photo.
    """
    if given.kind != "photo":
        raise InputError(f"maps are shown of a photo, got the table {given.name}: give a photo")
    trained, atlas = read_trained(None), read_atlas()
    found = depths(trained.network)
    sight = see(trained, given.array, [depth.layer for depth in found])
    path = {step.layer: step for step in _path(trained, given, sight)}
    return {
        "photo": _bytes(sight.working),
        "depths": tuple(_depth(sight, depth, path, atlas) for depth in found),
    }


def _path(trained: Trained, given: Input, sight: Sight) -> tuple[Step, ...]:
    """The path from what speaks most for the guess; none where nothing does."""
    try:
        start = evidence(trained, sight, guess(trained, given.array, 1)[0].place)
        return trace_back(trained, sight, start.layer, start.unit, start.row, start.col)
    except ValueError:  # a photo without anything to see
        return ()


def _depth(sight: Sight, depth: Depth, path: dict[str, Step], atlas: Atlas) -> dict[str, Any]:
    maps = sight.maps[depth.layer]
    step = path.get(depth.layer)
    unit = step.unit if step else int(maps.max(axis=(1, 2)).argmax())
    plane = maps[unit]
    row, col = (int(k) for k in np.unravel_index(int(plane.argmax()), plane.shape))
    box = sight.box(depth.layer, row, col)
    return {
        "layer": depth.layer,
        "unit": unit,
        "seen": (box.top, box.left, box.bottom, box.right),
        "word": atlas.word(depth.layer, unit),
        "maps": len(maps),
        "cells": plane.shape,
        "size": depth.size,
        "levels": to_levels(plane, 255, highest=max(float(plane.max()), 1e-6)).astype(np.uint8),
        "crop": _bytes(cut_out(sight.working, box)),
    }


def _bytes(picture: Any) -> Any:
    """A picture of 0 to 1 as whole numbers of 0 to 255: a quarter of the room in a story."""
    return np.rint(np.clip(picture, 0, 1) * 255).astype(np.uint8)

"""Levels of a pyramid over a photo that lies like a floor: each to scale, centred above it."""

from collections.abc import Sequence

import manim as m
import numpy as np

from scenes.stage.sheets import View


def stacked(
    floor: View, shape: tuple[int, ...], shares: Sequence[float], top: float, closer: float
) -> list[View]:
    """For every level above the floor the view in which it lies there.

    Args:
        floor: of the photo.
        shape: (height, width) of the photo in pixels.
        shares: how wide each level is, as a share of the photo.
        top: how high the middle of the last level stands.
        closer: each level lies so much closer to the one below than that to its own.
    """
    height, width = shape[:2]
    centre = floor.place(width / 2, height / 2)
    gaps = closer ** np.arange(len(shares))
    views = []
    for share, lift in zip(shares, np.cumsum(gaps) * (top - centre[1]) / gaps.sum(), strict=True):
        right, down = floor.right * share, floor.down * share
        origin = centre + m.UP * lift - right * width / 2 - down * height / 2
        views.append(View(origin, right, down))
    return views

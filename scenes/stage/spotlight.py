"""A photo in the dark, of which a box of pixels is lit."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from scenes.stage.heat_map import HeatMap
from scenes.stage.timed import Timed
from scenes.theme import Theme, rgb

DARK_SHARE = 0.2
"""How much of a pixel's colour is left where no light falls."""

Edges = tuple[float, float, float, float]


class Spotlight(HeatMap):
    """A photo as pixels, all of it dim but a box.

    Args:
        photo: (height, width, 3) sRGB in 0..1.
        theme: the dark is its background.

    Attributes:
        lit: top, left, bottom and right of the box in pixels; an edge between two pixels lights
            the one that it crosses in part.
    """

    def __init__(self, photo: NDArray[np.floating], theme: Theme, lit: Edges = (0, 0, 0, 0)):
        self.bright = np.asarray(photo, dtype=float)
        self.faint = DARK_SHARE * self.bright + (1 - DARK_SHARE) * rgb(theme.background)
        super().__init__(self.bright)
        self.light(lit)

    def light(self, lit: Edges) -> "Spotlight":
        """Light another box."""
        self.lit = lit
        top, left, bottom, right = lit
        height, width = self.bright.shape[:2]
        rows, cols = covered(top, bottom, height), covered(left, right, width)
        share = (rows[:, None] * cols)[..., None]
        mixed = self.faint + share * (self.bright - self.faint)
        self.pixel_array[..., :3] = np.rint(mixed * 255).astype(np.uint8)
        return self


def covered(first: float, last: float, cells: int) -> NDArray[np.floating]:
    """How much of each of so many cells in a row lies between two places, 0 to 1.

    >>> covered(0.5, 2, 3)
    array([0.5, 1. , 0. ])
    """
    starts = np.arange(cells)
    inside: NDArray[np.floating] = np.clip(
        np.minimum(starts + 1, last) - np.maximum(starts, first), 0.0, 1.0
    )
    return inside


class Light(Timed):
    """Let the light of a photo move to another box; what is lit depends on the time alone."""

    def __init__(self, photo: Spotlight, lit: Edges, **kwargs: Any) -> None:
        self.first, self.last = np.array(photo.lit, float), np.array(lit, float)
        super().__init__(photo, **kwargs)

    def draw(self, share: float) -> None:
        """Draw the state after a share of the way."""
        self.mobject.light(tuple(self.first + (self.last - self.first) * share))

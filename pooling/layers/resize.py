"""Enlargement without weights."""

from dataclasses import dataclass
from typing import Literal

import numpy as np

from pooling.layers.base import Layer, Reaches, Shape, at_least_one
from pooling.planes import Array
from pooling.reach import BoundsReach, Reach, TransposedReach, Units
from pooling.window import Pair


@dataclass(frozen=True)
class Upsample(Layer):
    """Enlargement to `size` rows and columns, or by a whole `scale_factor`.

    Args:
        mode: "nearest" or "bilinear", as PyTorch's `interpolate`.
        align_corners: of "bilinear": the outermost cells keep their places.

    >>> Upsample(scale_factor=2).output((8, 7, 5))
    (8, 14, 10)
    """

    size: Pair | None = None
    scale_factor: int | None = None
    mode: Literal["nearest", "bilinear"] = "nearest"
    align_corners: bool = False

    def __post_init__(self) -> None:
        """Check the settings."""
        if (self.size is None) == (self.scale_factor is None):
            raise ValueError(
                f"give size or scale_factor, got {self.size} and {self.scale_factor}: one of them"
            )
        if self.mode not in ("nearest", "bilinear"):
            raise ValueError(
                f"mode must be 'nearest' or 'bilinear', got {self.mode!r}: choose one of them"
            )
        for value in self.size or (self.scale_factor,):
            at_least_one("size and scale_factor", value)

    def output(self, *shapes: Shape) -> Shape:
        """Return the shape of the output."""
        channels, height, width = shapes[0]
        if self.size is not None:
            return channels, *self.size
        factor = self.scale_factor or 1
        return channels, height * factor, width * factor

    def reach(self, shape: Shape) -> Reaches | None:
        """Return how units reach into an input of this shape."""
        _, rows, cols = self.output(shape)
        down, across = self._along(shape[1], rows), self._along(shape[2], cols)
        return down, across

    def _along(self, cells: int, units: int) -> Reach:
        if self.mode == "nearest" and self.scale_factor is not None:
            return TransposedReach(self.scale_factor, self.scale_factor, 1, 0, cells)
        first, last, share = self.taps(cells, units)
        return BoundsReach(
            np.where(share < 1, first, last), np.where(share > 0, last, first), cells
        )

    def taps(self, cells: int, units: int) -> tuple[Units, Units, Array]:
        """Return the two cells each unit is mixed from, and the share of the second."""
        places = np.arange(units)
        if self.mode == "nearest":
            nearest = np.minimum(places * cells // units, cells - 1)
            return nearest, nearest, np.zeros(units)
        if self.align_corners:
            exact = places * ((cells - 1) / (units - 1) if units > 1 else 0.0)
        else:
            exact = np.maximum((places + 0.5) * (cells / units) - 0.5, 0)
        first = np.minimum(exact.astype(np.int64), cells - 1)
        last = np.minimum(first + 1, cells - 1)
        return first, last, np.where(last > first, exact - first, 0.0)

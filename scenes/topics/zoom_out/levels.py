"""The levels of a photo: what is left of it after each pooling, and where one looks closely."""

from dataclasses import dataclass
from itertools import accumulate
from typing import Any

import numpy as np
from numpy.typing import NDArray

from pooling import avg_pool2d, luminance
from pooling.layers import AvgPool2d
from pooling.network import Network
from pooling.receptive_field import ReceptiveField, receptive_field
from scenes.inputs import InputError

Array = NDArray[Any]
Edges = tuple[int, int, int, int]

MOST_STEPS = 6
FEWEST_CELLS = 3
"""Cells along the shorter edge of the last level, at least: fewer show no scene at all."""
KERNELS = (2, 3, 4)
SLENDER = 16 / 9
PATCH = (6, 8)
"""About how many rows and columns of pixels are seen from close."""


@dataclass(frozen=True)
class Levels:
    """A photo, pooled again and again by windows that lie side by side.

    Attributes:
        maps: (height, width, 3) each, the photo the first.
        account: what one cell of each level stands for.
        names: of the account's lines, one a level but for the photo.
    """

    maps: tuple[Array, ...]
    account: ReceptiveField
    names: tuple[str, ...]

    @property
    def cells(self) -> tuple[int, ...]:
        """How many cells each level has."""
        return tuple(level.shape[0] * level.shape[1] for level in self.maps)

    @property
    def sizes(self) -> tuple[tuple[int, int], ...]:
        """How many pixels down and across one cell of each level stands for."""
        return ((1, 1), *[self.account[name].size for name in self.names])

    def boxes(self, pixel: tuple[int, int]) -> tuple[Edges, ...]:
        """At each level the cell that holds a pixel, as a box of pixels."""
        row, col = pixel
        found: list[Edges] = [(row, col, row + 1, col + 1)]
        for name in self.names:
            down, across = self.account[name].size
            box = self.account.box(name, (row // down, col // across))
            assert box is not None  # every window reads pixels
            found.append((box.top, box.left, box.bottom, box.right))
        return tuple(found)


def levels_of(photo: Array, kernel: int) -> Levels:
    """Pool a photo as often as leaves something to see, at most `MOST_STEPS` times.

    Its middle is taken, so large that every window is full; the pixels stay as they are.

    Raises:
        InputError: the photo is too small to be pooled twice.
    """
    shorter = min(photo.shape[:2])
    sides = list(accumulate([kernel] * MOST_STEPS, lambda side, k: side * k))
    steps = sum(FEWEST_CELLS * side <= shorter for side in sides)
    if steps < 2:
        raise InputError(
            f"a photo needs at least {FEWEST_CELLS * kernel**2} pixels along its shorter edge to "
            f"be stepped back from with {kernel}×{kernel} windows, got {shorter}: give a larger one"
        )
    planes = np.moveaxis(_middle(photo, sides[steps - 1]), 2, 0)
    layers = [(f"level{step}", AvgPool2d(kernel)) for step in range(1, steps + 1)]
    account = receptive_field(Network.chain("levels", planes.shape, layers))
    pooled = accumulate([planes, *layers], lambda level, _: avg_pool2d(level, kernel))
    maps = tuple(np.moveaxis(level, 0, 2) for level in pooled)
    return Levels(maps, account, tuple(account))


def _middle(photo: Array, multiple: int) -> Array:
    """The middle of a photo, as large as whole windows fill, no more slender than a screen."""
    shorter = min(photo.shape[:2]) // multiple * multiple
    kept = [
        min(length, int(shorter * SLENDER)) // multiple * multiple for length in photo.shape[:2]
    ]
    top, left = ((length - keep) // 2 for length, keep in zip(photo.shape, kept, strict=False))
    return photo[top : top + kept[0], left : left + kept[1]]


def liveliest_patch(photo: Array, kernel: int) -> Edges:
    """The patch of whole windows in which brightness varies most, as a box of pixels."""
    height, width = (
        min(kernel * max(2, round(many / kernel)), length - length % kernel)
        for many, length in zip(PATCH, photo.shape[:2], strict=True)
    )
    bright = luminance(photo).astype(float)
    mean = avg_pool2d(bright, (height, width), stride=kernel)
    spread = avg_pool2d(bright**2, (height, width), stride=kernel) - mean**2
    row, col = (kernel * int(i) for i in np.unravel_index(np.argmax(spread), spread.shape))
    return row, col, row + height, col + width

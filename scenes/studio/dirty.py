"""Which parts of a frame have changed: few rectangles of few different sizes."""

from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

Box = tuple[int, int, int, int]
"""Left, top, right, bottom in pixels, the last two exclusive; nothing is (0, 0, 0, 0)."""

TILE = 64
"""Rectangles are made of tiles of so many pixels, so that their sizes come again."""
# More rectangles than this take longer to handle one by one than the one around them.
_MOST = 12


def rectangles(boxes: Iterable[Box], height: int, width: int) -> list[Box]:
    """Rectangles of whole tiles that cover some boxes of a frame of (height, width).

    >>> rectangles([(0, 0, 10, 10), (60, 0, 70, 1), (300, 100, 301, 101)], 130, 310)
    [(0, 0, 128, 64), (256, 64, 310, 128)]
    >>> rectangles([], 130, 310)
    []
    """
    tiles = np.zeros((-(-height // TILE), -(-width // TILE)), dtype=bool)
    for left, top, right, bottom in boxes:
        tiles[top // TILE : -(-bottom // TILE), left // TILE : -(-right // TILE)] = True
    found = _blocks(tiles)
    if len(found) > _MOST:
        rows, cols = np.nonzero(tiles)
        found = [(int(cols.min()), int(rows.min()), int(cols.max()) + 1, int(rows.max()) + 1)]
    return [
        (left * TILE, top * TILE, min(right * TILE, width), min(bottom * TILE, height))
        for left, top, right, bottom in found
    ]


def _blocks(tiles: NDArray[np.bool_]) -> list[Box]:
    """Runs of tiles in each row, those of the same extent in successive rows put together."""
    blocks: list[Box] = []
    above: dict[tuple[int, int], int] = {}
    for row, line in enumerate(tiles):
        edges = np.flatnonzero(np.diff(line, prepend=False, append=False)).tolist()
        here: dict[tuple[int, int], int] = {}
        for left, right in zip(edges[::2], edges[1::2], strict=True):
            if (left, right) in above:
                index = above[left, right]
                blocks[index] = (left, blocks[index][1], right, row + 1)
            else:
                index = len(blocks)
                blocks.append((left, row, right, row + 1))
            here[left, right] = index
        above = here
    return blocks

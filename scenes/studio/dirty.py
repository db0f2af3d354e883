"""Which parts of a frame have changed: few rectangles of few different sizes."""

from collections.abc import Iterable, Iterator

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
    rows = [0] * -(-height // TILE)  # a bit for each tile, the lowest at the left
    for left, top, right, bottom in boxes:
        bits = (1 << -(-right // TILE)) - (1 << left // TILE)
        for row in range(top // TILE, -(-bottom // TILE)):
            rows[row] |= bits
    found = _blocks(rows)
    if len(found) > _MOST:
        lefts, tops, rights, bottoms = zip(*found, strict=True)
        found = [(min(lefts), min(tops), max(rights), max(bottoms))]
    return [
        (left * TILE, top * TILE, min(right * TILE, width), min(bottom * TILE, height))
        for left, top, right, bottom in found
    ]


def _blocks(rows: Iterable[int]) -> list[Box]:
    """Runs of tiles in each row, those of the same extent in successive rows put together."""
    blocks: list[Box] = []
    above: dict[tuple[int, int], int] = {}
    for row, bits in enumerate(rows):
        here: dict[tuple[int, int], int] = {}
        for left, right in _runs(bits):
            if (left, right) in above:
                index = above[left, right]
                blocks[index] = (left, blocks[index][1], right, row + 1)
            else:
                index = len(blocks)
                blocks.append((left, row, right, row + 1))
            here[left, right] = index
        above = here
    return blocks


def _runs(bits: int) -> Iterator[tuple[int, int]]:
    """Where ones begin and end, from the lowest on: 0b1100110 has (1, 3) and (5, 7)."""
    while bits:
        left = (bits & -bits).bit_length() - 1
        zeros = ~(bits >> left)
        right = left + (zeros & -zeros).bit_length() - 1
        yield left, right
        bits &= -1 << right

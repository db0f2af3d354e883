"""Windows of a whole array, taken in blocks small enough to stay in the processor's cache."""

from collections.abc import Iterator
from typing import Any

import numpy as np

from pooling.planes import Array
from pooling.window import Window2d

BLOCK_BYTES = 1 << 19
"""Size of the input part of a block; a few such arrays fit in a second-level cache."""

Place = tuple[slice, slice, slice]


def blocks(
    x: Array, window: Window2d, fill: float | int | bool, dtype: np.dtype[Any]
) -> Iterator[tuple[Place, Array]]:
    """Cut a batch into blocks of whole windows.

    Args:
        x: (batch, channels, height, width); never written to.
        window: what slides over it.
        fill: the value of padding cells.
        dtype: what the blocks hold.

    Yields:
        place: images, channels and output rows of the block, to index the output with.
        block: (images, channels, rows, columns), the cells those windows cover; its first cell is
            the first cell of its first window. Valid until the next block is asked for.
    """
    images, channels, height, width = x.shape
    out_rows, out_cols = window.output_size(height, width)
    top, left = window.padding[0][0], window.padding[1][0]
    block_width = (out_cols - 1) * window.stride[1] + window.span[1]
    inside_cols = slice(0, min(width, block_width - left))
    padded = left > 0 or block_width - left > width
    for place in _places(images, channels, out_rows, block_width * dtype.itemsize, window):
        first = place[2].start * window.stride[0] - top
        last = (place[2].stop - 1) * window.stride[0] - top + window.span[0]
        inside_rows = slice(max(first, 0), min(last, height))
        part = x[place[0], place[1], inside_rows, inside_cols]
        if padded or first < 0 or last > height or dtype != x.dtype:
            block = np.full((*part.shape[:2], last - first, block_width), fill, dtype)
            row = inside_rows.start - first
            block[:, :, row : row + part.shape[2], left : left + part.shape[3]] = part
            part = block
        yield place, part


def _places(
    images: int, channels: int, out_rows: int, row_bytes: int, window: Window2d
) -> Iterator[Place]:
    """Yield blocks of several images, else of several channels, else of some rows of one plane."""
    plane_rows = (out_rows - 1) * window.stride[0] + window.span[0]
    planes = max(1, BLOCK_BYTES // (row_bytes * plane_rows))
    rows = out_rows
    if row_bytes * plane_rows > BLOCK_BYTES:
        fitting = BLOCK_BYTES // row_bytes - window.span[0]
        # never fewer than the overlap of two blocks pays for
        rows = max(1, fitting // window.stride[0] + 1, window.span[0] // window.stride[0])
    some_images = max(1, planes // channels)
    some_channels = min(channels, planes)
    for image in range(0, images, some_images):
        for channel in range(0, channels, some_channels):
            for row in range(0, out_rows, rows):
                yield (
                    slice(image, min(image + some_images, images)),
                    slice(channel, min(channel + some_channels, channels)),
                    slice(row, min(row + rows, out_rows)),
                )


def cell_view(block: Array, window: Window2d, row: int, col: int, shape: tuple[int, ...]) -> Array:
    """Return the value that every window of a block has at its kernel cell (row, col).

    `shape` ends in the rows and columns of windows; the result is a view of that shape.
    """
    down, across = row * window.dilation[0], col * window.dilation[1]
    return block[
        :,
        :,
        down : down + (shape[-2] - 1) * window.stride[0] + 1 : window.stride[0],
        across : across + (shape[-1] - 1) * window.stride[1] + 1 : window.stride[1],
    ]

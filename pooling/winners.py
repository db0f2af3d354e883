"""Which cell of each window wins: the maximum together with its place."""

import numpy as np
from numpy.typing import NDArray

from pooling.blocks import blocks, cell_view
from pooling.planes import Array
from pooling.sliding import lowest
from pooling.window import Window2d


def window_winners(x: Array, window: Window2d) -> tuple[Array, NDArray[np.int64]]:
    """Return the largest value of every window, and the flat index of the cell it comes from.

    Of equal values the first in scan order wins, of several NaN the last, as in PyTorch.

    Args:
        x: (batch, channels, height, width).

    Returns:
        values and indices, each (batch, channels, output rows, output columns); an index counts
        row by row through the plane (height, width).
    """
    height, width = x.shape[2:]
    size = window.output_size(height, width)
    values = np.full((*x.shape[:2], *size), lowest(x.dtype), x.dtype)
    rows = np.array([window.cells(i, 0)[0] for i in range(size[0])])
    cols = np.array([window.cells(0, j)[1] for j in range(size[1])])
    first = _first_inside(rows)[:, None] * width + _first_inside(cols)
    indices = np.empty(values.shape, np.int64)
    indices[...] = first  # what a window of nothing but the lowest value answers
    for place, block in blocks(x, window, lowest(x.dtype), x.dtype):
        best, index = values[place], indices[place]
        for row in range(window.kernel_size[0]):
            for col in range(window.kernel_size[1]):
                cell = cell_view(block, window, row, col, best.shape)
                wins = cell > best
                if x.dtype.kind == "f":
                    wins |= np.isnan(cell)
                np.copyto(best, cell, where=wins)
                place_of_cell = rows[place[2], row, None] * width + cols[:, col]
                np.copyto(index, place_of_cell, where=wins)
    return values, indices


def _first_inside(cells: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return the first cell of each window at or after the input's edge."""
    return np.take_along_axis(cells, np.argmax(cells >= 0, axis=1)[:, None], axis=1)[:, 0]

"""Which cell of each window wins: the maximum together with its place."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from pooling.blocks import blocks, cell_view
from pooling.planes import Array
from pooling.sliding import lowest, window_max
from pooling.window import Window2d


def window_winners(x: Array, window: Window2d) -> tuple[Array, NDArray[np.int64]]:
    """Return the largest value of every window, and the flat index of the cell it comes from.

    Of equal values the first in scan order wins, of several NaN the last, as in PyTorch.

    Args:
        x: (batch, channels, height, width).
        window: what slides over it.

    Returns:
        values and indices, each (batch, channels, output rows, output columns); an index counts
        row by row through the plane (height, width). Where dilation steps over the whole of a
        tiny input, the index lies outside the window's real cells, as in PyTorch.
    """
    values = window_max(x, window)
    indices = np.empty(values.shape, np.int64)
    width = x.shape[3]
    rows, cols = (window.lines(axis, values.shape[2 + axis]) for axis in (0, 1))
    first = rows[:, :1] * width + cols[:, 0]
    first_inside = _first_inside(rows)[:, None] * width + _first_inside(cols)
    steps = ((rows[0] - rows[0, 0])[:, None] * width + (cols[0] - cols[0, 0])).ravel()
    never = lowest(x.dtype)
    for place, block in blocks(x, window, never, x.dtype):
        best, index = values[place], indices[place]
        np.take(steps, _scan_positions(block, window, best), out=index, mode="clip")
        index += first[place[2]]
        # padding holds the lowest value, too, but a real cell is named
        np.copyto(index, first_inside[place[2]], where=best == never)
    return values, indices


def _scan_positions(block: Array, window: Window2d, best: Array) -> NDArray[Any]:
    """Return each winner's position in its window, counted in scan order.

    Whole arrays are compared and multiplied, one kernel cell at a time: a cell that equals the
    maximum scores the higher the earlier it comes, and the best score tells the first.
    """
    height, width = window.kernel_size
    cells = height * width
    score = np.zeros(best.shape, np.min_scalar_type(cells))
    for position in range(cells):
        cell = cell_view(block, window, *divmod(position, width), best.shape)
        hit = (cell == best).view(np.uint8)
        np.maximum(score, hit * score.dtype.type(cells - position), out=score)
    positions: NDArray[Any] = cells - score
    if best.dtype.kind == "f" and (missing := np.isnan(best)).any():
        for position in range(cells):
            cell = cell_view(block, window, *divmod(position, width), best.shape)
            np.copyto(positions, position, where=missing & np.isnan(cell))
    return positions


def _first_inside(cells: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return the first cell of each window at or after the input's edge."""
    return np.take_along_axis(cells, np.argmax(cells >= 0, axis=1)[:, None], axis=1)[:, 0]

"""The way back of a gradient through sliding windows, where only part of it is not zero.

The gradient of one unit fills a small box in deep layers: the rest of the plane costs nothing.
"""

from collections.abc import Callable

import numpy as np

from pooling.blocks import cell_view
from pooling.planes import Array
from pooling.reach import Mask
from pooling.spread import spread_kernels
from pooling.window import Pair, Window2d

Slices = tuple[slice, slice]


def conv_input(grad: Array, weight: Array, window: Window2d, groups: int, size: Pair) -> Array:
    """Return the gradient of a convolution's input, (batch, channels, *size).

    Args:
        grad: of its output, (batch, output channels, rows, columns).
        weight: (output channels, channels / groups, kernel rows, kernel columns).
    """

    def write(part: Array, bare: Window2d, cells: Pair) -> Array:
        return spread_kernels(part, weight, bare, groups, cells)

    return _by_crop(grad, window, size, weight.shape[1] * groups, write)


def spread_shares(grad: Array, window: Window2d, size: Pair) -> Array:
    """Return for each input cell the sum of the gradients of the windows it lies in."""

    def write(part: Array, bare: Window2d, cells: Pair) -> Array:
        block = np.zeros((*part.shape[:2], *cells), part.dtype)
        for i, j in np.ndindex(*bare.kernel_size):
            cell_view(block, bare, i, j, part.shape)[...] += part
        return block

    return _by_crop(grad, window, size, grad.shape[1], write)


def spread_to_winners(grad: Array, x: Array, window: Window2d) -> Array:
    """Return the gradient of max pooling's input: each window's goes to its first largest cell."""
    size = (x.shape[2], x.shape[3])

    def write(part: Array, bare: Window2d, cells: Pair) -> Array:
        found = _box(grad)
        assert found is not None
        values = _cut(x, found, window, cells)
        best = np.full(part.shape, -np.inf, x.dtype)
        for i, j in np.ndindex(*bare.kernel_size):
            np.maximum(best, cell_view(values, bare, i, j, part.shape), out=best)
        block = np.zeros((*part.shape[:2], *cells), part.dtype)
        waiting = best > -np.inf
        for i, j in np.ndindex(*bare.kernel_size):
            wins = waiting & (cell_view(values, bare, i, j, part.shape) == best)
            cell_view(block, bare, i, j, part.shape)[...] += part * wins
            waiting &= ~wins
        return block

    return _by_crop(grad, window, size, grad.shape[1], write)


def _by_crop(
    grad: Array,
    window: Window2d,
    size: Pair,
    channels: int,
    write: Callable[[Array, Window2d, Pair], Array],
) -> Array:
    """Write the part of the gradient that is not zero, and put it in its place among zeros.

    `write` is given the part, the window without padding, and how many cells the part covers.
    """
    whole = np.zeros((len(grad), channels, *size), grad.dtype)
    box = _box(grad)
    if box is None:
        return whole
    part = np.ascontiguousarray(grad[:, :, box[0], box[1]])
    bare = Window2d(window.kernel_size, window.stride, dilation=window.dilation)
    cells = (
        (part.shape[2] - 1) * window.stride[0] + window.span[0],
        (part.shape[3] - 1) * window.stride[1] + window.span[1],
    )
    block = write(part, bare, cells)
    there, here = _overlap(box, window, cells, size)
    whole[:, :, *there] = block[:, :, *here]
    return whole


def _box(grad: Array) -> Slices | None:
    """Return the rows and columns that hold anything but zeros."""
    planes: Mask = np.any(grad, axis=(0, 1))
    rows, cols = np.flatnonzero(planes.any(axis=1)), np.flatnonzero(planes.any(axis=0))
    if not rows.size:
        return None
    return slice(int(rows[0]), int(rows[-1]) + 1), slice(int(cols[0]), int(cols[-1]) + 1)


def _overlap(box: Slices, window: Window2d, cells: Pair, size: Pair) -> tuple[Slices, Slices]:
    """Return which cells of the input a cropped block covers, and which of its own those are."""
    there, here = [], []
    for axis in (0, 1):
        first = box[axis].start * window.stride[axis] - window.padding[axis][0]
        start, stop = max(first, 0), max(min(first + cells[axis], size[axis]), 0)
        there.append(slice(start, max(start, stop)))
        here.append(slice(start - first, max(start, stop) - first))
    return (there[0], there[1]), (here[0], here[1])


def _cut(x: Array, box: Slices, window: Window2d, cells: Pair) -> Array:
    """Return the cells that cropped windows cover, with -inf where there is padding."""
    there, here = _overlap(box, window, cells, (x.shape[2], x.shape[3]))
    values = np.full((*x.shape[:2], *cells), -np.inf, x.dtype)
    values[:, :, *here] = x[:, :, *there]
    return values

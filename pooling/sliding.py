"""Maximum and sum over every window of an array, first down the rows, then across the columns.

A kernel of k x k cells costs about 2k operations a window this way in place of k * k, and about
4 log2(k) where windows overlap much, because a window of 2n cells is two windows of n.
"""

from collections.abc import Callable
from typing import Any

import numpy as np

from pooling.blocks import blocks, cell_view
from pooling.planes import Array, float_dtype, sum_dtype
from pooling.window import Window2d


def lowest(dtype: np.dtype[Any]) -> float | int | bool:
    """Return the value of a padding cell that can never win a maximum."""
    if dtype.kind == "f":
        return -np.inf
    return False if dtype.kind == "b" else int(np.iinfo(dtype).min)


def window_max(x: Array, window: Window2d) -> Array:
    """Return the largest value of every window; NaN wins, of -0.0 and 0.0 the first in scan order.

    Args:
        x: (batch, channels, height, width).

    Returns:
        (batch, channels, output rows, output columns), of the dtype of `x`.
    """
    out = np.empty((*x.shape[:2], *window.output_size(*x.shape[2:])), x.dtype)
    for place, block in blocks(x, window, lowest(x.dtype), x.dtype):
        target = out[place]
        _combine(np.maximum, block, window, target)
        if x.dtype.kind == "f":
            _settle_zeros(block, window, target)
    return out


def _settle_zeros(block: Array, window: Window2d, out: Array) -> None:
    """Give every maximum of zero the sign of the first zero in its window.

    The two zeros are equal, so np.maximum may return either; PyTorch keeps the first.
    """
    zero = out == 0
    if not zero.any() or not _has_negative_zero(block):
        return
    height, width = window.kernel_size
    for row in reversed(range(height)):
        for col in reversed(range(width)):
            cell = cell_view(block, window, row, col, out.shape)
            np.copyto(out, cell, where=zero & (cell == 0))


def _has_negative_zero(block: Array) -> bool:
    """Return whether -0.0 is among the values; False is certain, True may be a precaution."""
    if block.dtype.itemsize > 8:
        return True  # no integer is as wide
    bits = np.dtype(f"i{block.dtype.itemsize}")
    return bool((block.view(bits) == np.iinfo(bits).min).any())


def window_sum(
    x: Array,
    window: Window2d,
    divisor: Array | float,
    prepare: Callable[[Array], Array] | None = None,
) -> Array:
    """Return the sum of every window divided by `divisor`; padding cells count as 0.

    Args:
        x: (batch, channels, height, width).
        divisor: one number, or (output rows, output columns).
        prepare: what to do with the values before they are added up.

    Returns:
        (batch, channels, output rows, output columns) floats.
    """
    size = window.output_size(*x.shape[2:])
    out = np.empty((*x.shape[:2], *size), float_dtype(x.dtype))
    adding = sum_dtype(x.dtype)
    divisors = np.broadcast_to(np.asarray(divisor, adding), size)
    with np.errstate(invalid="ignore", over="ignore", divide="ignore"):
        for place, block in blocks(x, window, 0, adding):
            target = out[place]
            total = target if target.dtype == adding else np.empty(target.shape, adding)
            _combine(np.add, block if prepare is None else prepare(block), window, total)
            np.divide(total, divisors[place[2]], out=target, casting="same_kind")
    return out


def _combine(ufunc: np.ufunc, block: Array, window: Window2d, out: Array) -> None:
    """Write ufunc over each window of the block to `out`."""
    columns = np.empty((*out.shape[:3], block.shape[3]), block.dtype)
    _along(ufunc, block, window, 0, columns)
    _along(ufunc, columns, window, 1, out)


def _along(ufunc: np.ufunc, x: Array, window: Window2d, axis: int, out: Array) -> None:
    """Combine the cells of each window along one axis (0 down, 1 across)."""
    kernel, stride = window.kernel_size[axis], window.stride[axis]
    dilation, count = window.dilation[axis], out.shape[2 + axis]

    def cells(values: Array, first: int) -> Array:
        start = first * dilation
        return _cut(values, axis, slice(start, start + (count - 1) * stride + 1, stride))

    if kernel == 1:
        np.copyto(out, cells(x, 0))
        return
    doublings = kernel.bit_length() - 1
    if (kernel - 1) * count <= (doublings + 1) * x.shape[2 + axis]:
        ufunc(cells(x, 0), cells(x, 1), out=out)
        for cell in range(2, kernel):
            ufunc(out, cells(x, cell), out=out)
        return
    _by_doubling(ufunc, x, axis, kernel, dilation, cells, out)


def _by_doubling(
    ufunc: np.ufunc,
    x: Array,
    axis: int,
    kernel: int,
    dilation: int,
    cells: Callable[[Array, int], Array],
    out: Array,
) -> None:
    """Combine 1, 2, 4 ... neighbouring cells, and build the kernel from disjoint such runs."""
    runs, length, first = x, 1, 0
    started = False
    while length <= kernel:
        if kernel & length:
            part = cells(runs, first)
            if started:
                ufunc(out, part, out=out)
            else:
                np.copyto(out, part)
            started, first = True, first + length
        if 2 * length <= kernel:
            step = length * dilation
            size = runs.shape[2 + axis]
            runs = ufunc(
                _cut(runs, axis, slice(0, size - step)), _cut(runs, axis, slice(step, size))
            )
        length *= 2


def _cut(values: Array, axis: int, part: slice) -> Array:
    return values[:, :, part] if axis == 0 else values[:, :, :, part]

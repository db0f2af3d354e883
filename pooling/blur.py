"""Blur pooling: a low-pass filter before the steps, so that shifts alias less."""

from math import comb

import numpy as np
from numpy.typing import ArrayLike

from pooling.planes import Array, as_batch, float_dtype, sum_dtype
from pooling.window import whole


def blur_pool2d(x: ArrayLike, kernel_size: int = 4, stride: int = 2) -> Array:
    """Blur with a binomial filter and keep every `stride`-th cell; edges are reflected.

    Args:
        x: (height, width), (channels, height, width) or (batch, channels, height, width).
        kernel_size: length of the filter: 2 is (1, 1) / 2, 3 is (1, 2, 1) / 4, and so on.
        stride: cells from one output to the next, down and across.

    Returns:
        The same dimensions with ceil(height / stride) rows and ceil(width / stride) columns, as
        floats.

    Raises:
        TypeError, ValueError: as `max_pool2d`; or a plane too small to be reflected.

    Source: Zhang, "Making convolutional networks shift-invariant again", 2019. Max blur pooling is
    `blur_pool2d(max_pool2d(x, 2, stride=1))`.

    >>> blur_pool2d([[0, 0, 8, 0, 0]] * 3, kernel_size=3)
    array([[0., 4., 0.],
           [0., 4., 0.]])
    """
    size, step = whole("kernel_size", kernel_size), whole("stride", stride)
    if size < 1 or step < 1:
        raise ValueError(
            f"kernel_size and stride must be 1 or more, got {size} and {step}: "
            "use kernel_size=4, stride=2"
        )
    batch = as_batch(x)
    before, after = (size - 1) // 2, size // 2
    if after >= min(batch.shape[2:]):
        raise ValueError(
            f"a kernel of {size} reflects {after} cells beyond the edge, got an input of only "
            f"{batch.shape[2]}x{batch.shape[3]}: use a smaller kernel_size or a larger input"
        )
    out = batch.astype(sum_dtype(batch.dtype), copy=False)
    weights = [comb(size - 1, k) / 2 ** (size - 1) for k in range(size)]
    with np.errstate(invalid="ignore", over="ignore"):
        for axis in (2, 3):
            out = _blur_axis(out, axis, weights, step, (before, after))
        out = out.astype(float_dtype(batch.dtype), copy=False)
    return out.reshape(*np.shape(x)[:-2], *out.shape[2:])


def _blur_axis(
    x: Array, axis: int, weights: list[float], stride: int, sides: tuple[int, int]
) -> Array:
    cells = x.shape[axis]
    reflected = np.pad(np.arange(cells), sides, mode="reflect")
    starts = np.arange(0, cells, stride)
    total: Array = x.take(reflected[starts], axis=axis) * x.dtype.type(weights[0])
    for k, weight in enumerate(weights[1:], start=1):
        total += x.take(reflected[starts + k], axis=axis) * x.dtype.type(weight)
    return total

"""Pooling: one number for each window. Names, order and defaults are PyTorch's."""

from typing import Literal, overload

import numpy as np
from numpy.typing import ArrayLike, NDArray

from pooling.divisors import avg_divisor, window_divisors
from pooling.planes import Array, as_batch, float_dtype
from pooling.sliding import window_max, window_sum
from pooling.window import IntOrPair, Padding, Window2d
from pooling.winners import window_winners

Mode = Literal["max", "avg", "lp"]


def pool2d(
    x: ArrayLike,
    kernel_size: IntOrPair = 2,
    stride: IntOrPair | None = None,
    padding: Padding = 0,
    dilation: IntOrPair = 1,
    ceil_mode: bool = False,
    mode: Mode = "max",
    *,
    count_include_pad: bool = True,
    divisor_override: int | None = None,
    norm_type: float = 2,
) -> Array:
    """Pool an array with the named operation; the result is floating-point.

    Args:
        x: (height, width), (channels, height, width) or (batch, channels, height, width).
        mode: "max", "avg" (with `count_include_pad`, `divisor_override`) or "lp" (`norm_type`).

    Returns:
        The same dimensions with the output's rows and columns; float input keeps its dtype,
        integers give float64.

    Raises:
        TypeError, ValueError: as `max_pool2d`; or an unknown mode.

    >>> print(pool2d([[1, 3, 2, 8], [4, 6, 5, 2], [7, 1, 0, 3], [2, 9, 4, 1]], mode="avg"))
    [[3.5  4.25]
     [4.75 2.  ]]
    """
    window = Window2d.of(kernel_size, stride, padding, dilation, ceil_mode)
    window.check_pool_padding()
    batch = as_batch(x)
    if mode == "max":
        out = window_max(batch, window).astype(float_dtype(batch.dtype), copy=False)
    elif mode == "avg":
        height, width = batch.shape[2:]
        divisor = avg_divisor(window, height, width, count_include_pad, divisor_override)
        out = window_sum(batch, window, divisor)
    elif mode == "lp":
        out = _lp(batch, window, norm_type)
    else:
        raise ValueError(f"mode must be 'max', 'avg' or 'lp', got {mode!r}: choose one of them")
    return _shaped_as(x, out)


@overload
def max_pool2d(
    x: ArrayLike,
    kernel_size: IntOrPair,
    stride: IntOrPair | None = None,
    padding: Padding = 0,
    dilation: IntOrPair = 1,
    ceil_mode: bool = False,
    return_indices: Literal[False] = False,
) -> Array: ...
@overload
def max_pool2d(
    x: ArrayLike,
    kernel_size: IntOrPair,
    stride: IntOrPair | None = None,
    padding: Padding = 0,
    dilation: IntOrPair = 1,
    ceil_mode: bool = False,
    *,
    return_indices: Literal[True],
) -> tuple[Array, NDArray[np.int64]]: ...
def max_pool2d(
    x: ArrayLike,
    kernel_size: IntOrPair,
    stride: IntOrPair | None = None,
    padding: Padding = 0,
    dilation: IntOrPair = 1,
    ceil_mode: bool = False,
    return_indices: bool = False,
) -> Array | tuple[Array, NDArray[np.int64]]:
    """Return the largest value of each window, in the dtype of the input.

    Padding never wins. NaN wins over every number. Equal values: the first in scan order.

    Args:
        x: (height, width), (channels, height, width) or (batch, channels, height, width).
        return_indices: also return where each maximum was found.

    Returns:
        The same dimensions with the output's rows and columns; and, if asked for, int64 indices
        of that shape, counted row by row through the plane (height, width).

    Raises:
        TypeError: values that are no real numbers, sizes that are no whole numbers.
        ValueError: padding beyond half the kernel, a window larger than the padded input, a
            stride below 1, an empty plane, an array of one or of more than four dimensions.

    >>> max_pool2d([[1, 3, 2, 8], [4, 6, 5, 2]], 2)
    array([[6, 8]])
    >>> max_pool2d([[1, 3, 2, 8], [4, 6, 5, 2]], 2, return_indices=True)[1]
    array([[5, 3]])
    """
    window = Window2d.of(kernel_size, stride, padding, dilation, ceil_mode)
    window.check_pool_padding()
    batch = as_batch(x)
    if not return_indices:
        return _shaped_as(x, window_max(batch, window))
    values, indices = window_winners(batch, window)
    return _shaped_as(x, values), _shaped_as(x, indices)


def avg_pool2d(
    x: ArrayLike,
    kernel_size: IntOrPair,
    stride: IntOrPair | None = None,
    padding: Padding = 0,
    ceil_mode: bool = False,
    count_include_pad: bool = True,
    divisor_override: int | None = None,
    *,
    dilation: IntOrPair = 1,
) -> Array:
    """Return the mean of each window, as floats.

    Args:
        x: (height, width), (channels, height, width) or (batch, channels, height, width).
        count_include_pad: padding cells, which are zero, count as cells of the window. Cells
            beyond the padding, where a window overhangs in ceil_mode, never count.
        divisor_override: divide each sum by this number instead.

    Returns:
        The same dimensions with the output's rows and columns; float input keeps its dtype,
        integers give float64.

    Raises:
        TypeError, ValueError: as `max_pool2d`; or a divisor of zero.

    >>> avg_pool2d([[1, 2], [3, 6]], 2, padding=1, count_include_pad=False)
    array([[1., 2.],
           [3., 6.]])
    """
    return pool2d(
        x, kernel_size, stride, padding, dilation, ceil_mode, "avg",
        count_include_pad=count_include_pad, divisor_override=divisor_override,
    )  # fmt: skip


def lp_pool2d(
    x: ArrayLike,
    norm_type: float,
    kernel_size: IntOrPair,
    stride: IntOrPair | None = None,
    ceil_mode: bool = False,
) -> Array:
    """Return (sum of x ** norm_type) ** (1 / norm_type) over each window.

    As in PyTorch, a window that overhangs in ceil_mode counts as if its missing cells held the
    mean of the others, and an odd norm of a negative sum is NaN.

    Args:
        x: (height, width), (channels, height, width) or (batch, channels, height, width).
        norm_type: the exponent; 1 is a sum, 2 the Euclidean length.

    Returns:
        The same dimensions with the output's rows and columns, as floats.

    Raises:
        TypeError, ValueError: as `max_pool2d`; or a norm that is not positive and finite.

    >>> lp_pool2d([[3, 0], [0, 4]], 2, 2)
    array([[5.]])
    """
    return pool2d(x, kernel_size, stride, ceil_mode=ceil_mode, mode="lp", norm_type=norm_type)


def _lp(batch: Array, window: Window2d, norm_type: float) -> Array:
    if not 0 < norm_type < np.inf:
        raise ValueError(
            f"norm_type must be positive and finite, got {norm_type}: use 1, 2 or 3, "
            "or mode='max' for the limit"
        )
    height, width = batch.shape[2:]
    overhang = window_divisors(window, height, width) / np.prod(window.kernel_size)
    with np.errstate(all="ignore"):
        powers = window_sum(batch, window, overhang, lambda block: block**norm_type)
        return powers ** (1 / norm_type)


def _shaped_as(x: ArrayLike, out: Array) -> Array:
    return out.reshape(*np.shape(x)[:-2], *out.shape[-2:])

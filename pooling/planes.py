"""What counts as an input: arrays of two to four dimensions that hold real numbers."""

from typing import Any

import numpy as np
from numpy.typing import ArrayLike, DTypeLike, NDArray

Array = NDArray[Any]


def as_batch(x: ArrayLike) -> Array:
    """Return `x` as (batch, channels, height, width), without copying an array.

    Args:
        x: (height, width), (channels, height, width) or (batch, channels, height, width);
            only the batch may be empty.

    Raises:
        TypeError: the values are not booleans, integers or real floating-point numbers.
        ValueError: another number of dimensions, or no channel, row or column.

    >>> as_batch([[1, 2, 3]]).shape
    (1, 1, 1, 3)
    """
    array = real_array("the input", x)
    if array.ndim not in (2, 3, 4):
        raise ValueError(
            "an input is (height, width), (channels, height, width) or (batch, channels, height, "
            f"width), got {array.ndim} dimensions in shape {array.shape}: reshape it"
        )
    if 0 in array.shape[-3:]:
        raise ValueError(
            f"an input needs at least one channel, row and column, got shape {array.shape}: "
            "only the batch may be empty"
        )
    return array[(None,) * (4 - array.ndim)]


def real_array(name: str, values: ArrayLike) -> Array:
    """Return `values` as an array of real numbers in this machine's byte order.

    Raises:
        TypeError: complex numbers, text, dates or objects.
        ValueError: rows of different lengths.
    """
    try:
        array = np.asarray(values)
    except ValueError as error:
        raise ValueError(
            f"{name} must be a full grid of numbers, got rows of different lengths: "
            "give every row the same length"
        ) from error
    if array.dtype.kind not in "biuf":
        raise TypeError(
            f"{name} must hold real numbers, got dtype {array.dtype}: "
            "convert it, for example with .astype(float)"
        )
    return array.astype(array.dtype.newbyteorder("="), copy=False)


def float_dtype(dtype: DTypeLike) -> np.dtype[Any]:
    """Return the dtype of a result with fractions: floats keep theirs, integers give float64."""
    dtype = np.dtype(dtype)
    return dtype if dtype.kind == "f" else np.dtype(np.float64)


def sum_dtype(dtype: DTypeLike) -> np.dtype[Any]:
    """Return the dtype to add up in: float16 would overflow and round at once, so float32."""
    return np.promote_types(float_dtype(dtype), np.float32)

"""Global pooling: one number for each whole plane."""

from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from pooling.adaptive import adaptive_max_pool2d
from pooling.planes import as_batch, float_dtype, sum_dtype


def global_avg_pool(x: ArrayLike) -> Any:
    """Return the mean of every plane.

    Args:
        x: (height, width), (channels, height, width) or (batch, channels, height, width).

    Returns:
        A number for (height, width), (channels,) or (batch, channels); float input keeps its
        dtype, integers give float64.

    Raises:
        TypeError, ValueError: as `max_pool2d`.

    >>> print(global_avg_pool([[1, 3, 2, 8], [4, 6, 5, 2], [7, 1, 0, 3], [2, 9, 4, 1]]))
    3.625
    """
    batch = as_batch(x)
    with np.errstate(invalid="ignore", over="ignore"):
        means = batch.mean(axis=(2, 3), dtype=sum_dtype(batch.dtype))
        means = means.astype(float_dtype(batch.dtype), copy=False)
    return means.reshape(np.shape(x)[:-2])[()]


def global_max_pool(x: ArrayLike) -> Any:
    """Return the largest value of every plane, in the dtype of the input; NaN wins.

    Args:
        x: (height, width), (channels, height, width) or (batch, channels, height, width).

    Returns:
        A number for (height, width), (channels,) or (batch, channels).

    Raises:
        TypeError, ValueError: as `max_pool2d`.

    >>> global_max_pool([[[1, 3], [2, 0]], [[-5, -1], [-2, -3]]])
    array([ 3, -1])
    """
    return adaptive_max_pool2d(x, 1)[..., 0, 0][()]

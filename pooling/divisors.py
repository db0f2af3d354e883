"""What the sum of a window is divided by to become its mean."""

import numpy as np
from numpy.typing import NDArray

from pooling.planes import Array
from pooling.window import Window2d


def window_divisors(
    window: Window2d, height: int, width: int, count_include_pad: bool = True
) -> NDArray[np.int64]:
    """Return how many cells the mean of each window counts, (output rows, output columns).

    >>> window_divisors(Window2d.of(2, padding=1), 2, 2, count_include_pad=False)
    array([[1, 1],
           [1, 1]])
    """
    counts = []
    for axis, count in enumerate(window.output_size(height, width)):
        before, after = window.padding[axis] if count_include_pad else (0, 0)
        cells = window.lines(axis, count)
        counts.append(((cells >= -before) & (cells < (height, width)[axis] + after)).sum(axis=1))
    divisors: NDArray[np.int64] = counts[0][:, None] * counts[1]
    return divisors


def avg_divisor(
    window: Window2d,
    height: int,
    width: int,
    count_include_pad: bool = True,
    divisor_override: int | None = None,
) -> Array | float:
    """Return what the sum of each window is divided by: one number, or one a window.

    Raises:
        ValueError: the override is 0.

    >>> avg_divisor(Window2d.of(2), 4, 4, divisor_override=3)
    3
    """
    if divisor_override is None:
        # where dilation steps over a tiny input the sum is 0, and so is the mean
        return np.maximum(window_divisors(window, height, width, count_include_pad), 1)
    if divisor_override == 0:
        raise ValueError("divisor_override must not be 0, got 0: give another number or None")
    return divisor_override

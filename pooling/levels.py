"""Whole-number levels, so that a map of fractions can be read cell by cell."""

import numpy as np
from numpy.typing import ArrayLike, NDArray

from pooling.planes import real_array


def to_levels(x: ArrayLike, top: int, highest: float | None = None) -> NDArray[np.int64]:
    """Scale values so that `highest` becomes `top`, and round them to whole numbers.

    Args:
        x: any shape, finite numbers.
        top: the level of the highest value, at least 1.
        highest: the value that becomes `top`; the largest magnitude in `x` if None.

    Returns:
        Whole numbers of the shape of `x`; all zeros where `x` is zero throughout.

    Raises:
        TypeError: values that are no real numbers.
        ValueError: `top` below 1, or values that are not finite.

    >>> to_levels([0.0, 0.5, 2.0], 99)
    array([ 0, 25, 99])
    """
    array = real_array("the map", x).astype(float)
    if top < 1:
        raise ValueError(f"the top level is at least 1, got {top}: choose 99, say")
    if not np.isfinite(array).all():
        raise ValueError("levels are made of finite numbers, got NaN or infinity: remove them")
    scale = float(np.abs(array).max(initial=0.0)) if highest is None else highest
    if scale <= 0:
        return np.zeros(array.shape, np.int64)
    return np.rint(array / scale * top).astype(np.int64)

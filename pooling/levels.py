"""Whole-number levels, so that a map of fractions can be read cell by cell."""

import numpy as np
from numpy.typing import ArrayLike, NDArray

from pooling.planes import real_array


def to_levels(
    x: ArrayLike, top: int, highest: float | None = None, *, saturated: float = 0.0
) -> NDArray[np.int64]:
    """Scale values so that `highest` becomes `top`, and round them to whole numbers.

    Values beyond `highest` are cut to `top` (as a camera saturates), those below -`highest`
    to -`top`.

    Args:
        x: any shape, finite numbers.
        top: the level of the highest value, at least 1.
        highest: the value that becomes `top`; if None, the largest magnitude in `x` but for
            the share `saturated` of the strongest, which all reach `top`.

    Returns:
        Whole numbers of the shape of `x`; all zeros where `x` is zero throughout.

    Raises:
        TypeError: values that are no real numbers.
        ValueError: `top` below 1, `saturated` outside 0 to 1, or values that are not finite.

    >>> to_levels([0.0, 0.5, 2.0], 99)
    array([ 0, 25, 99])
    """
    array = real_array("the map", x).astype(float)
    if top < 1:
        raise ValueError(f"the top level is at least 1, got {top}: choose 99, say")
    if not 0 <= saturated < 1:
        raise ValueError(f"saturated is a share from 0 to below 1, got {saturated}: give 0.01, say")
    if not np.isfinite(array).all():
        raise ValueError("levels are made of finite numbers, got NaN or infinity: remove them")
    sizes = np.abs(array)
    scale = highest
    if scale is None:
        scale = float(np.quantile(sizes, 1 - saturated)) if sizes.size else 0.0
        scale = scale or float(sizes.max(initial=0.0))
    if scale <= 0:
        return np.zeros(array.shape, np.int64)
    return np.clip(np.rint(array / scale * top), -top, top).astype(np.int64)

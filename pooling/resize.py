"""Another size by area: each new cell is the mean of what it covers, parts of cells included."""

import numpy as np
from numpy.typing import ArrayLike

from pooling.planes import Array, float_dtype, real_array
from pooling.window import whole


def resize_area(x: ArrayLike, height: int, width: int) -> Array:
    """Return an image of another size.

    Where the size divides the old one this is average pooling; an image that is enlarged keeps
    its cells, mixed only where a new cell covers two.

    Args:
        x: (height, width) or (height, width, channels).
        height, width: of the result.

    Returns:
        (height, width) or (height, width, channels), floats.

    Raises:
        TypeError: values that are no real numbers, sizes that are no whole numbers.
        ValueError: another number of dimensions, an empty image, or a size below 1.

    >>> resize_area([[0.0, 3.0, 6.0]], 1, 2)
    array([[1., 5.]])
    """
    image = real_array("the image", x)
    if image.ndim not in (2, 3) or 0 in image.shape:
        raise ValueError(
            "an image is (height, width) or (height, width, channels), got shape "
            f"{image.shape}: reshape it"
        )
    if min(whole("height", height), whole("width", width)) < 1:
        raise ValueError(f"a size is 1 or more, got {height}x{width}: give larger ones")
    dtype = float_dtype(image.dtype)
    image = image.astype(dtype, copy=False)
    if height != image.shape[0]:
        image = np.tensordot(_shares(image.shape[0], height, dtype), image, 1)
    if width != image.shape[1]:
        image = np.moveaxis(
            np.tensordot(_shares(image.shape[1], width, dtype), image, (1, 1)), 0, 1
        )
    return np.ascontiguousarray(image)


def _shares(old: int, new: int, dtype: np.dtype) -> Array:
    """Return (new, old): how much of each new cell each old one covers; rows add up to 1."""
    # in units of 1 / (old * new) of the whole, every edge is a whole number
    cells, news = np.arange(old), np.arange(new)[:, None]
    first = np.maximum(news * old, cells * new)
    last = np.minimum((news + 1) * old, (cells + 1) * new)
    shares: Array = np.clip(last - first, 0, None) / old
    return shares.astype(dtype)

"""An image small enough for hand work, and a convolution's rectified answer to it."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from pooling import conv2d
from scenes.inputs import Input
from scenes.maps import READABLE

Map = NDArray[Any]

KERNEL = np.array([[-1, 1]])
"""Answers where the image becomes brighter to the right."""
STROKE = (0, 5, 9, 7, 3, 0)
"""Brightness of the mark's rows, a window's two rows for each kernel row."""
WIDTH = 2
"""Columns of the mark."""
KERNELS = (2, 3)
"""Windows that can be worked by hand here."""


def hand_image(given: Input, kernel_size: int) -> Map:
    """The user's own table where it is small enough, else a bright stroke on black.

    The stroke's answer stands in the first column of a window: one cell to the right it is still
    in that window, one cell to the left it is not.

    Raises:
        ValueError: a window of another size, or one that does not fit a user's table twice.

    >>> from scenes.inputs import read_input
    >>> hand_image(read_input(None), 2).shape
    (6, 7)
    """
    if kernel_size not in KERNELS:
        raise ValueError(
            f"shifts are worked by hand here: kernel_size is 2 or 3, got {kernel_size}"
        )
    own = given.kind == "table" and given.array.ndim == 2 and max(given.array.shape) <= READABLE
    if own:
        rows, cols = given.array.shape
        if rows < kernel_size or cols < 2 * kernel_size + 1:
            raise ValueError(
                f"a table to shift has {kernel_size} rows and {2 * kernel_size + 1} columns or "
                f"more, got {rows} and {cols}: use a larger one"
            )
        if not np.isfinite(given.array).all():
            raise ValueError("an image to shift has finite numbers, got NaN or infinity: remove it")
        table: Map = given.array
        return table
    size = 3 * kernel_size
    image = np.zeros((size, size + 1), np.int64)
    first = (size - len(STROKE)) // 2
    image[first : first + len(STROKE), kernel_size + 1 : kernel_size + 1 + WIDTH] = np.array(
        STROKE
    )[:, None]
    return image


def answer(image: Map) -> Map:
    """The rectified answer of `KERNEL`, one column narrower than the image.

    >>> answer(np.array([[0, 0, 8, 8, 0]])).tolist()
    [[0, 8, 0, 0]]
    """
    return np.maximum(conv2d(image, KERNEL), 0).astype(image.dtype)

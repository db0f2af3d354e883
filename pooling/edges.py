"""From a colour photo to the map of its edges, the input that a photo is pooled as."""

from typing import Literal

import numpy as np
from numpy.typing import ArrayLike

from pooling.convolve import conv2d
from pooling.planes import Array, as_batch, float_dtype, real_array

BT709_WEIGHTS = (0.2126, 0.7152, 0.0722)
"""Red, green and blue in the luma of ITU-R BT.709."""

SOBEL = ((-1, 0, 1), (-2, 0, 2), (-1, 0, 1))
"""Answers to edges that run down the image, dark at the left."""

Direction = Literal["vertical", "horizontal", "magnitude"]


def luminance(rgb: ArrayLike) -> Array:
    """Return how bright each pixel looks: the BT.709 weights on the gamma-encoded values (luma).

    The encoded values are weighted, not linear light, because their steps are about equal to the
    eye.

    Args:
        rgb: (height, width, 3) floats in 0..1, as a photo stores them (sRGB).

    Returns:
        (height, width) floats in 0..1.

    Raises:
        TypeError: values that are no floats.
        ValueError: another shape.

    >>> luminance([[[0.0, 1.0, 0.0]]])
    array([[0.7152]])
    """
    array = real_array("the photo", rgb)
    if array.dtype.kind != "f":
        raise TypeError(
            f"a photo holds floats in 0..1, got dtype {array.dtype}: divide 8-bit values by 255"
        )
    if array.ndim != 3 or array.shape[2] != 3:
        raise ValueError(
            f"a colour photo is (height, width, 3), got shape {array.shape}: "
            "drop alpha, and put the colours last"
        )
    luma: Array = array @ np.array(BT709_WEIGHTS, array.dtype)
    return luma


def edge_response(gray: ArrayLike, direction: Direction = "vertical") -> Array:
    """Return how strongly each pixel lies on an edge; nothing is below zero.

    A Sobel filter through `conv2d`, divided by 4 so that a step from 0 to 1 answers 1, then
    rectified as in a network: "vertical" keeps edges from dark to bright going right,
    "horizontal" those going down, "magnitude" is the length of both, unrectified, so of every
    direction. The border is repeated outwards by one pixel: no frame shows up as an edge.

    Args:
        gray: (height, width).

    Returns:
        (height, width) floats; float32 stays float32.

    Raises:
        TypeError: values that are no real numbers.
        ValueError: another number of dimensions, or an unknown direction.

    >>> edge_response([[0, 0, 1, 1]], "vertical")
    array([[0., 1., 1., 0.]])
    """
    if np.ndim(gray) != 2:
        raise ValueError(
            f"edges are found in one (height, width) plane, got shape {np.shape(gray)}: "
            "pass luminance(photo) or one channel"
        )
    plane = as_batch(gray)[0, 0]
    padded = np.pad(plane.astype(float_dtype(plane.dtype), copy=False), 1, mode="edge")
    kernel = np.array(SOBEL, padded.dtype) / 4
    if direction == "vertical":
        return np.maximum(conv2d(padded, kernel), 0)
    if direction == "horizontal":
        return np.maximum(conv2d(padded, kernel.T), 0)
    if direction == "magnitude":
        lengths: Array = np.hypot(conv2d(padded, kernel), conv2d(padded, kernel.T))
        return lengths
    raise ValueError(
        f"direction must be 'vertical', 'horizontal' or 'magnitude', got {direction!r}: "
        "choose one of them"
    )

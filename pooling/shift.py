"""Moving an image by whole cells, and counting what stays the same."""

import numpy as np
from numpy.typing import ArrayLike

from pooling.planes import Array, real_array
from pooling.window import whole


def shift2d(x: ArrayLike, rows: int, cols: int) -> Array:
    """Move the contents down by `rows` and right by `cols` cells; zeros enter, the rest is lost.

    Args:
        x: (..., height, width); negative numbers move up and left.

    Returns:
        A new array of the same shape and dtype.

    Raises:
        TypeError: values that are no real numbers, or a distance that is no whole number.
        ValueError: fewer than two dimensions.

    >>> shift2d([[1, 2], [3, 4]], 0, 1)
    array([[0, 1],
           [0, 3]])
    """
    array = real_array("the input", x)
    if array.ndim < 2:
        raise ValueError(
            f"an image has at least (height, width), got shape {array.shape}: reshape it"
        )
    out = np.zeros(array.shape, array.dtype)
    (to_rows, from_rows), (to_cols, from_cols) = (
        _kept(whole(name, distance), size)
        for name, distance, size in zip(
            ("rows", "cols"), (rows, cols), array.shape[-2:], strict=True
        )
    )
    out[..., to_rows, to_cols] = array[..., from_rows, from_cols]
    return out


def unchanged(a: ArrayLike, b: ArrayLike) -> int:
    """Count the cells that hold the same value in both arrays; NaN equals NaN.

    Raises:
        TypeError: values that are no real numbers.
        ValueError: arrays of different shapes.

    >>> unchanged([[1, 2], [3, 4]], [[1, 0], [3, 4]])
    3
    """
    first, second = real_array("the first array", a), real_array("the second array", b)
    if first.shape != second.shape:
        raise ValueError(
            f"two arrays are compared cell by cell, got shapes {first.shape} and {second.shape}: "
            "give arrays of one shape"
        )
    return int(((first == second) | ((first != first) & (second != second))).sum())


def moved_along(before: ArrayLike, after: ArrayLike, rows: int, cols: int) -> tuple[int, int]:
    """Count the cells of `before` that stand in `after` moved down by `rows`, right by `cols`.

    Only cells that are still inside after the move are compared; NaN equals NaN.

    Returns:
        How many moved along, of how many that could.

    Raises:
        TypeError: values that are no real numbers, or a distance that is no whole number.
        ValueError: arrays of different shapes.

    >>> moved_along([[1, 2, 3]], [[0, 1, 2]], 0, 1)
    (2, 2)
    """
    first, second = real_array("the first array", before), real_array("the second array", after)
    parts = [
        _kept(whole(name, distance), size)
        for name, distance, size in zip(
            ("rows", "cols"), (rows, cols), first.shape[-2:], strict=True
        )
    ]
    (to_rows, from_rows), (to_cols, from_cols) = parts
    kept = first[..., from_rows, from_cols]
    if first.shape != second.shape:
        raise ValueError(
            f"two arrays are compared cell by cell, got shapes {first.shape} and {second.shape}: "
            "give arrays of one shape"
        )
    return unchanged(kept, second[..., to_rows, to_cols]), int(kept.size)


def _kept(distance: int, size: int) -> tuple[slice, slice]:
    """Return where along an axis the surviving cells go, and where they come from."""
    kept = max(size - abs(distance), 0)
    start = min(abs(distance), size)
    near, far = slice(0, kept), slice(start, start + kept)
    return (far, near) if distance >= 0 else (near, far)

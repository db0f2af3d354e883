"""Moving an image by whole cells, and counting what stays the same."""

import numpy as np
from numpy.typing import ArrayLike, NDArray

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


def same_cells(
    before: ArrayLike, after: ArrayLike, rows: int = 0, cols: int = 0
) -> NDArray[np.bool_]:
    """Mark the cells of `after` that hold what `before` held `rows` above and `cols` to the left.

    NaN equals NaN. A cell whose place in `before` lies outside is not the same.

    Returns:
        Booleans of the arrays' shape.

    Raises:
        TypeError: values that are no real numbers, or a distance that is no whole number.
        ValueError: arrays of different shapes, or of fewer than two dimensions to move along.

    >>> same_cells([[1, 2, 3]], [[0, 1, 5]], 0, 1)
    array([[False,  True, False]])
    """
    first, second = real_array("the first array", before), real_array("the second array", after)
    if first.shape != second.shape:
        raise ValueError(
            f"two arrays are compared cell by cell, got shapes {first.shape} and {second.shape}: "
            "give arrays of one shape"
        )
    same = np.zeros(first.shape, np.bool_)
    if not rows and not cols:
        same[...] = (first == second) | ((first != first) & (second != second))
        return same
    compared = shift2d(np.ones(first.shape, np.bool_), rows, cols)
    moved = shift2d(first, rows, cols)
    same[...] = compared & ((moved == second) | ((moved != moved) & (second != second)))
    return same


def unchanged(a: ArrayLike, b: ArrayLike) -> int:
    """Count the cells that hold the same value in both arrays; NaN equals NaN.

    Raises:
        TypeError: values that are no real numbers.
        ValueError: arrays of different shapes.

    >>> unchanged([[1, 2], [3, 4]], [[1, 0], [3, 4]])
    3
    """
    return int(same_cells(a, b).sum())


def moved_along(before: ArrayLike, after: ArrayLike, rows: int, cols: int) -> tuple[int, int]:
    """Count the cells of `before` that stand in `after` moved down by `rows`, right by `cols`.

    Returns:
        How many moved along, of how many that are still inside after the move.

    Raises:
        TypeError, ValueError: as `same_cells`.

    >>> moved_along([[1, 2, 3]], [[0, 1, 2]], 0, 1)
    (2, 2)
    """
    possible = shift2d(np.ones(np.shape(before), np.bool_), rows, cols)
    return int(same_cells(before, after, rows, cols).sum()), int(possible.sum())


def _kept(distance: int, size: int) -> tuple[slice, slice]:
    """Return where along an axis the surviving cells go, and where they come from."""
    kept = max(size - abs(distance), 0)
    start = min(abs(distance), size)
    near, far = slice(0, kept), slice(start, start + kept)
    return (far, near) if distance >= 0 else (near, far)

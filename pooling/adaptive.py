"""Adaptive pooling: the output's size is given, the windows follow and may differ by a cell."""

from typing import Literal, overload

import numpy as np
from numpy.typing import ArrayLike, NDArray

from pooling.planes import Array, as_batch, float_dtype, sum_dtype
from pooling.window import whole

Bounds = list[tuple[int, int]]
OutputSize = int | tuple[int | None, int | None]


def adaptive_avg_pool2d(x: ArrayLike, output_size: OutputSize) -> Array:
    """Return the means of `output_size` windows that together cover the input.

    Args:
        x: (height, width), (channels, height, width) or (batch, channels, height, width).
        output_size: one number, or (rows, columns); None keeps the input's.

    Returns:
        The same dimensions with the asked rows and columns, as floats.

    Raises:
        TypeError, ValueError: as `max_pool2d`; or a negative size.

    >>> adaptive_avg_pool2d([[1, 2, 3]], (1, 2))
    array([[1.5, 2.5]])
    """
    batch = as_batch(x)
    row_bounds, col_bounds = _bounds(batch, output_size)
    adding = sum_dtype(batch.dtype)
    rows = np.empty((*batch.shape[:2], len(row_bounds), batch.shape[3]), adding)
    out = np.empty((*batch.shape[:2], len(row_bounds), len(col_bounds)), adding)
    with np.errstate(invalid="ignore", over="ignore"):
        for i, (start, stop) in enumerate(row_bounds):
            batch[:, :, start:stop].mean(axis=2, dtype=adding, out=rows[:, :, i])
        for j, (start, stop) in enumerate(col_bounds):
            rows[:, :, :, start:stop].mean(axis=3, out=out[:, :, :, j])
        out = out.astype(float_dtype(batch.dtype), copy=False)
    return out.reshape(*np.shape(x)[:-2], *out.shape[2:])


@overload
def adaptive_max_pool2d(
    x: ArrayLike,
    output_size: OutputSize,
    return_indices: Literal[False] = False,
) -> Array: ...
@overload
def adaptive_max_pool2d(
    x: ArrayLike,
    output_size: OutputSize,
    return_indices: Literal[True],
) -> tuple[Array, NDArray[np.int64]]: ...
def adaptive_max_pool2d(
    x: ArrayLike,
    output_size: OutputSize,
    return_indices: bool = False,
) -> Array | tuple[Array, NDArray[np.int64]]:
    """Return the maxima of `output_size` windows that together cover the input.

    Args:
        x: (height, width), (channels, height, width) or (batch, channels, height, width).
        output_size: one number, or (rows, columns); None keeps the input's.
        return_indices: also return where each maximum was found, as `max_pool2d` does.

    Returns:
        The same dimensions with the asked rows and columns, in the dtype of the input.

    Raises:
        TypeError, ValueError: as `max_pool2d`; or a negative size.

    >>> adaptive_max_pool2d([[1, 2, 3]], (1, 2), return_indices=True)
    (array([[2, 3]]), array([[1, 2]]))
    """
    batch = as_batch(x)
    row_bounds, col_bounds = _bounds(batch, output_size)
    values = np.empty((*batch.shape[:2], len(row_bounds), len(col_bounds)), batch.dtype)
    indices = np.empty(values.shape, np.int64)
    for i, (top, bottom) in enumerate(row_bounds):
        for j, (left, right) in enumerate(col_bounds):
            size = (bottom - top) * (right - left)
            cells = batch[:, :, top:bottom, left:right].reshape(*batch.shape[:2], size)
            winner = first_largest(cells)
            values[:, :, i, j] = np.take_along_axis(cells, winner[:, :, None], axis=2)[:, :, 0]
            row, col = np.divmod(winner, right - left)
            indices[:, :, i, j] = (top + row) * batch.shape[3] + left + col
    shape = (*np.shape(x)[:-2], *values.shape[2:])
    if return_indices:
        return values.reshape(shape), indices.reshape(shape)
    return values.reshape(shape)


def first_largest(cells: Array) -> NDArray[np.int64]:
    """Return the place of the largest value along the last axis: the first, or the last NaN."""
    winner: NDArray[np.int64] = cells.argmax(axis=-1)
    if cells.dtype.kind == "f":
        found = np.take_along_axis(cells, winner[..., None], axis=-1)[..., 0]
        if np.isnan(found).any():
            last = cells.shape[-1] - 1 - np.isnan(cells)[..., ::-1].argmax(axis=-1)
            winner = np.where(np.isnan(found), last, winner)
    return winner


def _bounds(batch: Array, output_size: object) -> tuple[Bounds, Bounds]:
    """Return the first cell of each window and the one after its last, down and across."""
    asked = output_size if isinstance(output_size, tuple | list) else (output_size, output_size)
    if len(asked) != 2:
        raise ValueError(
            f"output_size takes one number or two (rows, columns), got {output_size!r}: "
            "write 2, or (2, 3)"
        )
    bounds = []
    for cells, size in zip(batch.shape[2:], asked, strict=True):
        count = cells if size is None else whole("output_size", size)
        if count < 0:
            raise ValueError(f"output_size must not be negative, got {count}: use 1 or more")
        bounds.append([(k * cells // count, -(-(k + 1) * cells // count)) for k in range(count)])
    return bounds[0], bounds[1]

"""Tables: which arrays are one, and how nested lists of numbers become one.

A table has shape (height, width) or (channels, height, width). Floats become float64, whole
numbers keep their dtype, true/false in an array become 0 and 1. NaN is a value like any other.
"""

import math
from collections.abc import Sequence
from typing import Any

import numpy as np

from scenes.inputs.model import InputError, shown

MAX_TABLE_SIDE = 4096
MAX_TABLE_CELLS = MAX_TABLE_SIDE * MAX_TABLE_SIDE

INT64 = range(-(2**63), 2**63)

Array = np.ndarray[Any, np.dtype[Any]]


def check_table_shape(shape: Sequence[int], label: str) -> None:
    """Refuse a shape that is no table, before its numbers are read.

    Raises:
        InputError: not 2 or 3 axes, an axis without cells, or more cells than the limits allow.

    >>> check_table_shape((4, 4), "grid.csv")
    """
    size = " x ".join(str(length) for length in shape)
    if len(shape) not in (2, 3):
        axes = "1 axis" if len(shape) == 1 else f"{len(shape)} axes"
        raise InputError(
            "a table has 2 axes (height, width) or 3 (channels, height, width), "
            f"{shown(label)} has {axes}{f' ({size})' if len(shape) > 1 else ''}: "
            "reshape it, or choose one part of it"
        )
    if min(shape) < 1:
        raise InputError(
            f"a table needs at least one cell along each axis, {shown(label)} is {size}: "
            "give it numbers"
        )
    if max(shape) > MAX_TABLE_SIDE or math.prod(shape) > MAX_TABLE_CELLS:
        raise InputError(
            f"a table may be at most {MAX_TABLE_SIDE} along each axis and have "
            f"{MAX_TABLE_CELLS} cells in all, {shown(label)} is {size}: choose a part of it"
        )


def check_table_dtype(dtype: np.dtype[Any], label: str) -> None:
    """Refuse a dtype that holds anything but real numbers.

    Raises:
        InputError: Python objects, complex numbers, text, dates or records.
    """
    if dtype.hasobject:
        raise InputError(
            f"{shown(label)} holds Python objects, which are never unpickled: "
            "store plain numbers, as with array.astype(float)"
        )
    if dtype.kind not in "biuf":
        raise InputError(
            f"a table holds real numbers, {shown(label)} holds {dtype.name}: "
            "convert it, as with array.astype(float)"
        )


def table_from_array(array: Array, label: str) -> Array:
    """Check an array and give it a table's dtype.

    Raises:
        InputError: shape or dtype is not a table's.

    >>> table_from_array(np.array([[True, False]]), "mask")
    array([[1, 0]], dtype=uint8)
    """
    check_table_dtype(array.dtype, label)
    check_table_shape(array.shape, label)
    if np.ma.isMaskedArray(array):
        array = np.ma.filled(array.astype(np.float64), np.nan)
    if array.dtype.kind == "b":
        return array.astype(np.uint8)
    if array.dtype.kind == "f":
        with np.errstate(over="ignore"):  # A long double may exceed float64: infinity, as in C.
            return array.astype(np.float64)
    return array.astype(array.dtype.newbyteorder("="))


def table_from_lists(value: object, label: str) -> Array:
    """Turn lists of rows, or lists of channels of rows, into a table.

    Whole numbers give int64 where they fit; None and the text "NaN" stand for NaN.

    Raises:
        InputError: not a list of equally long lists of numbers.

    >>> table_from_lists([[1, 2.5], [None, 4]], "grid").tolist()
    [[1.0, 2.5], [nan, 4.0]]
    """
    shape = _shape(value, label)
    check_table_shape(shape, label)
    cells: list[int | float] = []
    _collect(value, shape, (), label, cells)
    return array_of_numbers(cells).reshape(shape)


def array_of_numbers(numbers: list[int | float]) -> Array:
    """Put numbers into a one-dimensional array: int64 where all are whole and fit, else float64."""
    if all(type(number) is int and number in INT64 for number in numbers):
        return np.array(numbers, dtype=np.int64)
    return np.array([float(number) for number in numbers], dtype=np.float64)


def _is_list(value: object) -> bool:
    return isinstance(value, Sequence) and not isinstance(value, str | bytes | bytearray)


def _shape(value: object, label: str) -> tuple[int, ...]:
    if not _is_list(value):
        raise InputError(
            f"a table is a list of rows, {shown(label)} holds {_kind(value)}: "
            "write it as [[1, 2], [3, 4]]"
        )
    shape: list[int] = []
    # One axis beyond the three of a table is enough to refuse; a list may contain itself.
    while isinstance(value, Sequence) and _is_list(value) and len(shape) < 4:
        shape.append(len(value))
        if not value:
            break
        value = value[0]
    return tuple(shape)


def _collect(
    value: object, shape: tuple[int, ...], place: tuple[int, ...], label: str, cells: list[Any]
) -> None:
    if not shape:
        cells.append(_number(value, place, label))
        return
    where = _where(place, len(place) + len(shape))
    if not isinstance(value, Sequence) or not _is_list(value):
        raise InputError(
            f"{shown(label)}, {where}: {_kind(value)} instead of a list of {shape[0]}: "
            "nest every part equally deep"
        )
    if len(value) != shape[0]:
        raise InputError(
            f"{shown(label)}, {where}: {len(value)} items where the first has {shape[0]}: "
            "make every row equally long (NaN where a number is missing)"
        )
    for index, item in enumerate(value):
        _collect(item, shape[1:], (*place, index + 1), label, cells)


def _number(value: object, place: tuple[int, ...], label: str) -> int | float:
    if value is None or value == "NaN":
        return math.nan
    if isinstance(value, int | np.integer) and not isinstance(value, bool):
        whole = int(value)
        if whole in INT64:
            return whole
        try:
            return float(whole)
        except OverflowError:
            raise InputError(
                f"{shown(label)}, {_where(place, len(place))}: a whole number of "
                f"{whole.bit_length()} bits is beyond float64: write a smaller one"
            ) from None
    if isinstance(value, float | np.floating):
        return float(value)
    raise InputError(
        f"{shown(label)}, {_where(place, len(place))}: {_kind(value)} is not a number: "
        "write a number, or NaN where one is missing"
    )


def _where(place: tuple[int, ...], depth: int) -> str:
    """Name a place inside lists that are nested ``depth`` deep."""
    names = ("row", "column") if depth < 3 else ("channel", "row", "column")
    return ", ".join(f"{name} {index}" for name, index in zip(names, place, strict=False))


def _kind(value: object) -> str:
    if _is_list(value):
        return "a list"
    if isinstance(value, dict):
        return "an object with names"
    return shown(value)

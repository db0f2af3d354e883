"""Tables written as text: csv, tsv and json. Nothing is guessed that a reader could dispute.

In csv the cells are parted by semicolons where there are any, else by tabs, commas or spaces; in
tsv by tabs. Parted by semicolons, a comma is a decimal comma; elsewhere decimals have a point.
"""

import csv
import json
import math
import re
from collections.abc import Iterator

from scenes.inputs.model import InputError, shown
from scenes.inputs.tables import (
    Array,
    array_of_numbers,
    check_table_shape,
    table_from_lists,
)

MAX_TEXT_BYTES = 2**28
"""The largest text file read: 256 MiB, room for the largest table at 15 characters a cell."""

WHOLE = re.compile(r"[+-]?[0-9]+")
DECIMAL = re.compile(r"[+-]?([0-9]+\.?[0-9]*|\.[0-9]+)([eE][+-]?[0-9]+)?")
SPECIAL = re.compile(r"[+-]?(nan|inf|infinity)", re.IGNORECASE)


def table_from_csv(data: bytes, label: str, *, delimiter: str | None = None) -> Array:
    """Read a table of (height, width) from the bytes of a csv file.

    Without a ``delimiter`` it is taken from the text. Rows without any text are passed over.

    Raises:
        InputError: the text is not UTF-8 or UTF-16, a cell is no number, or the rows differ in
            length; row and column are counted from 1 as in the file.

    >>> table_from_csv(b"1,5;2" + bytes([10]) + b"3;4", "grid.csv").tolist()
    [[1.5, 2.0], [3.0, 4.0]]
    """
    text = _text(data, label)
    parted_by = delimiter or _delimiter(text)
    comma = parted_by == ";" and "," in text
    numbers: list[int | float] = []
    height = width = 0
    for row, cells in _rows(text, parted_by, label):
        if not height:
            _refuse_headings(cells, row, comma, label)
            width = len(cells)
        if len(cells) != width:
            raise InputError(
                f"every row needs as many cells, {shown(label)} has {len(cells)} in row {row} and "
                f"{width} in the first: complete it (NaN where a number is missing)"
            )
        height += 1
        check_table_shape((height, width), label)
        for column, cell in enumerate(cells, start=1):
            number = _number(cell, comma)
            if number is None:
                raise _no_number(cell, row, column, comma, label)
            numbers.append(number)
    if not height:
        raise InputError(f"a table needs numbers, {shown(label)} has only blank lines: fill it")
    return array_of_numbers(numbers).reshape(height, width)


def table_from_json(data: bytes, label: str) -> Array:
    """Read a table from the bytes of a json file: a list of rows, or a list of channels of rows.

    Raises:
        InputError: the text is no JSON, or not such lists of numbers (NaN, null, Infinity too).

    >>> table_from_json(b"[[1, 2], [3, 4]]", "grid.json").tolist()
    [[1, 2], [3, 4]]
    """
    try:
        value = json.loads(_text(data, label), parse_int=_parsed_number, parse_float=_parsed_number)
    except json.JSONDecodeError as error:
        raise InputError(
            f"{shown(label)} is no JSON, line {error.lineno}, column {error.colno}: "
            f"{error.msg}: correct it, or write it with json.dump"
        ) from None
    except RecursionError:
        raise InputError(
            f"a table is lists nested 2 or 3 deep, {shown(label)} nests without end: "
            "write it as [[1, 2], [3, 4]]"
        ) from None
    except OverflowError as error:
        raise InputError(f"{shown(label)}: {error} is beyond float64: write it smaller") from None
    return table_from_lists(value, label)


def _text(data: bytes, label: str) -> str:
    encoding = "utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        text = "\0"
    if "\0" in text:
        raise InputError(
            f"a table of this kind is text in UTF-8, {shown(label)} is not: "
            "save or export it as UTF-8"
        )
    return text


def _delimiter(text: str) -> str:
    """Choose the first of these that occurs; a space stands for any run of spaces."""
    return next((mark for mark in (";", "\t", ",") if mark in text), " ")


def _rows(text: str, parted_by: str, label: str) -> Iterator[tuple[int, list[str]]]:
    """Yield the number in the file and the cells of every row that has any text."""
    lines = text.splitlines()
    if parted_by == " ":
        for row, line in enumerate(lines, start=1):
            if line.strip():
                yield row, line.split()
        return
    reader = csv.reader(lines, delimiter=parted_by, strict=True)
    try:
        for cells in reader:
            if len(cells) > 1 or any(cell.strip() for cell in cells):
                yield reader.line_num, [cell.strip() for cell in cells]
    except csv.Error as error:
        raise InputError(
            f"{shown(label)}, row {reader.line_num}, cannot be parted into cells ({error}): "
            "write plain numbers without quotation marks"
        ) from None


def _number(cell: str, comma: bool) -> int | float | None:
    """Read the number in a cell, or None; a number too large for float64 is none."""
    cell = cell.replace("\u2212", "-")  # The typographic minus of word processors.
    if comma:
        cell = cell.replace(".", "?").replace(",", ".")
    if not (DECIMAL.fullmatch(cell) or SPECIAL.fullmatch(cell)):
        return None
    try:
        return _parsed_number(cell)
    except OverflowError:
        return None


def _parsed_number(text: str) -> int | float:
    """Read a number from text that is known to hold one.

    Raises:
        OverflowError: it is finite but too large for float64.
    """
    # A sign and nineteen digits hold any int64; int() refuses texts of thousands of digits.
    if len(text) <= 20 and WHOLE.fullmatch(text):
        return int(text)
    number = float(text)
    if math.isinf(number) and not SPECIAL.fullmatch(text):
        raise OverflowError(shown(text))
    return number


def _refuse_headings(cells: list[str], row: int, comma: bool, label: str) -> None:
    written = [cell for cell in cells if cell]
    if written and all(cell[0].isalpha() and not _is_value(cell, comma) for cell in written):
        raise InputError(
            f"a table holds numbers only, row {row} of {shown(label)} holds text "
            f"({shown(', '.join(cells))}): delete the row of headings"
        )


def _is_value(cell: str, comma: bool) -> bool:
    return _number(cell, comma) is not None or cell.lower() in ("true", "false")


def _no_number(cell: str, row: int, column: int, comma: bool, label: str) -> InputError:
    place = f"row {row}, column {column} of {shown(label)}"
    if not cell:
        return InputError(
            f"a table has a number in every cell, {place} is blank: "
            "write NaN where a number is missing, and no mark after the last cell of a row"
        )
    if DECIMAL.fullmatch(cell) and not comma:
        return InputError(f"{place} holds {shown(cell)}, beyond float64: write it smaller, or inf")
    decimals = "a decimal comma, as its cells are parted by ';'" if comma else "a decimal point"
    return InputError(
        f"a table holds numbers only, {place} holds {shown(cell)}: "
        f"write a number with {decimals}, NaN or inf"
    )

"""How outputs change as a photo's edges move: as tables, or as plain data for scripts."""

from collections.abc import Sequence
from math import isfinite
from typing import Any

import click
from rich.table import Table

from pooling.invariance import ShiftCurve, shift_curve
from scenes.halvings import STRIDED, WAYS, edges_of
from scenes.inputs import read_input
from scenes.inputs.model import InputError
from scenes.studio.failures import BadInputError
from scenes.studio.tables import print_table

MEASURES = {
    "change": "change of the output in place, in units of its contrast (0: invariant)",
    "error": "difference from the output moved along, in the same units (0: equivariant)",
}
NAMES = {STRIDED: "stride alone"}
"""What a way is called here, where its name says more than is measured: nothing is learned."""


def shifts_of(text: str) -> tuple[float, ...]:
    """The shifts that a text stands for, in pixels.

    Raises:
        BadInputError: the text is none.

    >>> shifts_of("0,0.5,8")
    (0, 0.5, 8)
    """
    try:
        numbers = [float(part) for part in text.split(",")]
    except ValueError:
        numbers = []
    if not numbers or not all(map(isfinite, numbers)):
        raise BadInputError(
            f"--shifts are numbers of pixels with commas between them, got {text!r}: "
            "write 0,1,2 or 0,0.5,1"
        )
    return tuple(int(number) if number.is_integer() else number for number in numbers)


def measured(source: str | None, depth: int, shifts: Sequence[float]) -> tuple[ShiftCurve, ...]:
    """Measure every way on the edges of a photo.

    Raises:
        BadInputError: the photo cannot be read, is too small for so many halvings or so far a
            shift, or is no photo.
    """
    try:
        edges = edges_of(read_input(source))
        return tuple(shift_curve(edges[None], way, depth, shifts) for way in WAYS.values())
    except (InputError, ValueError, TypeError) as error:
        raise BadInputError(str(error)) from error


def show(curves: Sequence[ShiftCurve], source: str | None) -> None:
    """Print a table for each measure, a way a row, and what of the maxima stays exactly."""
    first = curves[0]
    times = "once" if first.depth == 1 else f"{first.depth} times"
    click.echo(f"edges of {read_input(source).name}, halved {times}, moved to the right by pixels")
    for measure, said in MEASURES.items():
        click.echo(f"\n{said}")
        table = _table(first.shifts)
        for curve in curves:
            table.add_row(_name(curve), *(f"{value:.3f}" for value in getattr(curve, measure)))
        print_table(table)
    click.echo("\nshare of the maxima that stay exactly as they were")
    table = _table(first.shifts)
    largest = next(curve for curve in curves if curve.name == "max_pooling")
    table.add_row(_name(largest), *(f"{100 * share:.1f} %" for share in largest.unchanged))
    print_table(table)


def plain(curves: Sequence[ShiftCurve], source: str | None) -> dict[str, Any]:
    """All of it as JSON has it; only maxima can stay exactly other than by chance."""
    return {
        "input": read_input(source).name,
        "depth": curves[0].depth,
        "shifts": list(curves[0].shifts),
        "ways": [
            {
                "name": _name(curve).replace(" ", "_"),
                "change": list(curve.change),
                "error": list(curve.error),
            }
            | ({"unchanged": list(curve.unchanged)} if curve.name == "max_pooling" else {})
            for curve in curves
        ],
    }


def _name(curve: ShiftCurve) -> str:
    return NAMES.get(curve.name, curve.name.replace("_", " "))


def _table(shifts: Sequence[float]) -> Table:
    table = Table(box=None, pad_edge=False, header_style="bold")
    table.add_column("")
    for shift in shifts:
        table.add_column(f"{shift:g}", justify="right", no_wrap=True)
    return table

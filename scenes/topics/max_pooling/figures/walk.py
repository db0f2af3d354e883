"""The walk of the window: one panel a window, each with the output as far as it is known."""

from dataclasses import dataclass

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from pooling.trace import PoolTrace
from scenes.beats import Story
from scenes.page.grid import Grid, Pair, draw_cells
from scenes.page.lettering import body_size, capital, heading_size, put, small_size, width_of
from scenes.page.marks import arrow, draw_window
from scenes.page.sheet import COLUMN, MARGIN, Box, finish, new_sheet
from scenes.page.traced import (
    draw_input,
    extent,
    readable_cell,
    rule_of,
    size_text,
    tints,
    winners_of,
    writer,
)
from scenes.theme import LIGHT, Theme, rgb

MOST_PANELS = 16
FEWER = (16, 12, 8, 6)
"""Panels of longer walks: the first window, evenly chosen ones and the last."""
LARGEST_CELL = 30.0
BETWEEN = 16.0
"""Points between the input and the output of a panel."""
GUTTER, ROW = 18.0, 16.0
"""Points between panels."""
NEARLY = 0.7
TALLEST = 640.0
"""Points that all panels together may be high."""


@dataclass(frozen=True)
class Layout:
    """How many panels there are, how many of them side by side, and the edge of their cells."""

    panels: int
    columns: int
    cell: float


def walk(story: Story, theme: Theme = LIGHT) -> Figure:
    """Every window in scan order, or sixteen of them, each beside the output so far.

    Args:
        story: of max pooling.
        theme: the look.

    Returns:
        A figure as wide as a text column.
    """
    trace: PoolTrace = story["step"].data["trace"]
    found = layout(trace, theme)
    shown, columns, cell = chosen(len(trace), found.panels), found.columns, found.cell
    ax = new_sheet(theme)
    y = MARGIN + 0.8 * heading_size(theme)
    heading = capital(story.label("walk"))
    put(ax, MARGIN, y, heading, theme, size=heading_size(theme), weight="bold")
    sizes = f"{size_text(story, trace.input.shape)}  →  {size_text(story, trace.shape)}"
    put(
        ax,
        COLUMN - MARGIN,
        y,
        sizes,
        theme,
        size=body_size(theme),
        colour=theme.muted,
        align="right",
    )
    y += 10
    pitch = (COLUMN - 2 * MARGIN + GUTTER) / columns
    for k, number in enumerate(shown):
        if k and k % columns == 0:
            y += _height(trace, cell, theme) + ROW
        place = Box(MARGIN + (k % columns) * pitch, y, pitch - GUTTER, 0)
        _panel(ax, story, theme, trace, place, cell, number)
    return finish(ax, y + _height(trace, cell, theme) + MARGIN)


def chosen(windows: int, panels: int) -> list[int]:
    """The numbers of the windows that get a panel, evenly from the first to the last.

    >>> chosen(3, 3), chosen(31, 16)[:3], chosen(31, 16)[-1]
    ([0, 1, 2], [0, 2, 4], 30)
    """
    return [int(place) for place in np.rint(np.linspace(0, windows - 1, panels))]


def layout(trace: PoolTrace, theme: Theme) -> Layout:
    """All windows where they are few, else as many panels as leave the numbers readable."""
    counts = [len(trace)] if len(trace) <= MOST_PANELS else FEWER
    readable = readable_cell(trace, theme)
    layouts = [_compact(_arranged(trace, count, theme), readable) for count in counts]
    return next((found for found in layouts if found.cell >= readable), layouts[0])


def _compact(possible: list[Layout], readable: float) -> Layout:
    """The layout with the most columns among those whose cells are nearly the largest."""
    largest = max(found.cell for found in possible)
    least = NEARLY * largest
    if largest >= readable:
        least = max(least, readable)
    return [found for found in possible if found.cell >= least][-1]


def _arranged(trace: PoolTrace, panels: int, theme: Theme) -> list[Layout]:
    """Every arrangement of panels whose last row is not nearly empty."""
    return [
        Layout(panels, columns, _cell(trace, panels, columns, theme))
        for columns in range(1, min(panels, 6) + 1)
        if 2 * ((panels - 1) % columns + 1) >= columns
    ]


def _cell(trace: PoolTrace, panels: int, columns: int, theme: Theme) -> float:
    rows, cols = extent(trace)
    width = (COLUMN - 2 * MARGIN - GUTTER * (columns - 1)) / columns - BETWEEN
    height = TALLEST / -(-panels // columns) - ROW - _height(trace, 0.0, theme)
    return min(LARGEST_CELL, width / (cols + trace.shape[1]), height / max(rows, trace.shape[0]))


def _height(trace: PoolTrace, cell: float, theme: Theme) -> float:
    return 1.9 * body_size(theme) + cell * max(extent(trace)[0], trace.shape[0])


def _panel(
    ax: Axes, story: Story, theme: Theme, trace: PoolTrace, box: Box, cell: float, number: int
) -> None:
    window = trace.at(*(int(k) for k in np.unravel_index(number, trace.shape)))
    size, write = body_size(theme), writer(trace)
    rows = max(extent(trace)[0], trace.shape[0])
    label = story.label("of", number=number + 1, total=len(trace))
    put(ax, box.left, box.top + size, label, theme, size=size, weight="bold")
    rule = rule_of(window, write)
    room = cell * (extent(trace)[1] + trace.shape[1]) + BETWEEN
    if (
        width_of(f"{label}   ", theme, size, "bold") + width_of(rule, theme, small_size(theme))
        <= room
    ):
        put(
            ax,
            box.left + room,
            box.top + size,
            rule,
            theme,
            size=small_size(theme),
            colour=theme.muted,
            align="right",
        )
    top = box.top + 1.9 * size
    grid = draw_input(
        ax,
        trace,
        theme,
        left=box.left,
        top=top + (rows - extent(trace)[0]) * cell / 2,
        cell=cell,
        crowned=winners_of(window),
    )
    draw_window(ax, grid, window, theme)
    out = Grid(
        grid.box.right + BETWEEN, top + (rows - trace.shape[0]) * cell / 2, cell, *trace.shape
    )
    middle = top + rows * cell / 2
    arrow(ax, (grid.box.right + 2.5, middle), (out.left - 2.5, middle), theme.muted, width=0.8)
    _filled(ax, out, trace, theme, window.index, number)


def _filled(ax: Axes, out: Grid, trace: PoolTrace, theme: Theme, last: Pair, number: int) -> None:
    """The output up to a window; what comes later is empty."""
    colours = theme.value_colours(trace.output, *tints(trace))
    colours.reshape(-1, 3)[number + 1 :] = rgb(theme.surface)
    write = writer(trace)
    texts = [write(float(value)) for value in trace.output.flat]
    known = texts[: number + 1] + [""] * (len(texts) - number - 1)
    draw_cells(ax, out, known, colours, theme, crowned=[last], sized_for=texts)

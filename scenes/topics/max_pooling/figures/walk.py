"""The walk of the window: one panel a window, each with the output as far as it is known."""

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from pooling.trace import PoolTrace
from scenes.beats import Story
from scenes.page.grid import Grid, fill_cells, write_cells
from scenes.page.lettering import body_size, heading_size, put, small_size, width_of
from scenes.page.marks import arrow, crown, draw_window
from scenes.page.sheet import COLUMN, MARGIN, Box, finish, new_sheet
from scenes.theme import LIGHT, Theme, rgb
from scenes.topics.max_pooling.figures.traced import (
    capital,
    draw_input,
    extent,
    rule_of,
    size_text,
    tints,
    writer,
)

MOST_PANELS = 16
"""Of longer walks the first window, evenly chosen ones and the last are shown."""
LARGEST_CELL = 30.0
BETWEEN = 20.0
"""Points between the input and the output of a panel."""
GUTTER, ROW = 22.0, 16.0
"""Points between panels."""
TALLEST = 620.0
"""Points that all panels together may be high, where that leaves a choice."""


def walk(story: Story, theme: Theme = LIGHT) -> Figure:
    """Every window in scan order, or sixteen of them, each beside the output so far.

    Args:
        story: of max pooling.
        theme: the look.

    Returns:
        A figure as wide as a text column.
    """
    trace: PoolTrace = story["step"].data["trace"]
    shown = chosen(len(trace))
    columns, cell = _columns(trace, len(shown), theme)
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


def chosen(windows: int) -> list[int]:
    """The numbers of the windows that get a panel: all, or sixteen from the first to the last.

    >>> chosen(3), chosen(31)[:3], chosen(31)[-1]
    ([0, 1, 2], [0, 2, 4], 30)
    """
    places = np.linspace(0, windows - 1, min(windows, MOST_PANELS))
    return [int(place) for place in np.rint(places)]


def _columns(trace: PoolTrace, panels: int, theme: Theme) -> tuple[int, float]:
    """How many panels stand side by side, and how large their cells are."""
    if panels == len(trace) and trace.shape[1] <= 4:
        # the panels then stand as the windows do
        return trace.shape[1], _cell(trace, trace.shape[1])
    best = (1, 0.0)
    for columns in range(1, 7):
        cell = _cell(trace, columns)
        height = -(-panels // columns) * (_height(trace, cell, theme) + ROW)
        if height <= TALLEST and cell > best[1]:
            best = columns, cell
    return best if best[1] else (4, _cell(trace, 4))


def _cell(trace: PoolTrace, columns: int) -> float:
    width = (COLUMN - 2 * MARGIN - GUTTER * (columns - 1)) / columns
    return min(LARGEST_CELL, (width - BETWEEN) / (extent(trace)[1] + trace.shape[1]))


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
        ax, trace, theme, left=box.left, top=top + (rows - extent(trace)[0]) * cell / 2, cell=cell
    )
    draw_window(ax, grid, window, theme)
    out = Grid(
        grid.box.right + BETWEEN, top + (rows - trace.shape[0]) * cell / 2, cell, *trace.shape
    )
    middle = top + rows * cell / 2
    arrow(ax, (grid.box.right + 4, middle), (out.left - 4, middle), theme.muted, width=0.8)
    _filled(ax, out, trace, theme, number)
    if window.winner is not None:
        crown(ax, grid.at(*window.winner), write(window.output), theme)
    crown(ax, out.at(*window.index), write(window.output), theme)


def _filled(ax: Axes, out: Grid, trace: PoolTrace, theme: Theme, number: int) -> None:
    """The output up to a window; what comes later is empty."""
    colours = theme.value_colours(trace.output, *tints(trace)).reshape(-1, 3)
    colours[number + 1 :] = rgb(theme.surface)
    write = writer(trace)
    texts = [write(float(value)) for value in trace.output.flat]
    fill_cells(ax, out, colours)
    known = texts[: number + 1] + [""] * (len(texts) - number - 1)
    write_cells(ax, out, known, colours, theme, sized_for=texts)

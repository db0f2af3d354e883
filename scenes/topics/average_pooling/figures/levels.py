"""Every window as bars and their level, one panel a window."""

from matplotlib.figure import Figure

from pooling.trace import PoolTrace
from scenes.beats import Story
from scenes.digits import digits_for
from scenes.page.bars import draw_bars
from scenes.page.lettering import body_size, heading_size, put
from scenes.page.marks import draw_window
from scenes.page.sheet import COLUMN, MARGIN, Box, finish, new_sheet
from scenes.page.single import draw_heading
from scenes.page.traced import draw_input, extent, tints
from scenes.theme import LIGHT, Theme

ACROSS, MOST = 2, 12
"""Panels in a row, and panels in all."""
GAP = 24.0
TALLEST = 88.0
BARS = 0.46
"""Of a panel's width, what the bars take."""


def levels(story: Story, theme: Theme = LIGHT) -> Figure:
    """The first windows, each with its numbers as bars and the line at which they are level.

    Args:
        story: of average pooling, with any window.
        theme: the look.

    Returns:
        A figure as wide as a text column.
    """
    trace: PoolTrace = story["step"].data["trace"]
    ax = new_sheet(theme)
    size = heading_size(theme)
    draw_heading(ax, theme, story.label("levels"))
    width = (COLUMN - 2 * MARGIN - GAP * (ACROSS - 1)) / ACROSS
    rows, cols = extent(trace)
    cell = min((1 - BARS) * width * 0.92 / cols, TALLEST / rows)
    height = cell * rows + 2.6 * body_size(theme)
    write, means = digits_for(trace.input), digits_for(trace.output)
    top = MARGIN + 2 * size
    for k, window in enumerate(list(trace)[:MOST]):
        x = MARGIN + (k % ACROSS) * (width + GAP)
        y = top + (k // ACROSS) * (height + 0.6 * GAP)
        grid = draw_input(ax, trace, theme, left=x, top=y, cell=cell, write=write)
        draw_window(ax, grid, window, theme, width=1.6)
        bars = Box(x + (1 - BARS) * width, y, BARS * width, cell * rows)
        told = means(window.output)
        finite = all(value == value and abs(value) != float("inf") for value in window.values)
        if finite:
            draw_bars(ax, window.values, theme, bars, scale=tints(trace), write=write,
                      level=window.output)  # fmt: skip
        put(ax, bars.centre[0], bars.bottom + 1.5 * body_size(theme),
            story.label("mean_is", mean=told), theme, size=body_size(theme), weight="bold",
            colour=theme.output, align="center")  # fmt: skip
    panels = min(len(trace), MOST)
    return finish(ax, top + -(-panels // ACROSS) * (height + 0.6 * GAP) - 0.6 * GAP + MARGIN)

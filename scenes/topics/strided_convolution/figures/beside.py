"""The lecture's example: one input through max pooling, average pooling and a strided kernel."""

from matplotlib.axes import Axes
from matplotlib.figure import Figure

from scenes.beats import Story
from scenes.page.grid import Grid
from scenes.page.lettering import body_size
from scenes.page.marks import draw_window, outline
from scenes.page.sheet import COLUMN, MARGIN, Box, finish, new_sheet
from scenes.page.single import draw_heading
from scenes.theme import LIGHT, Theme
from scenes.topics.strided_convolution.figures.maps import Column, draw_columns
from scenes.topics.strided_convolution.story import writer

LARGEST, SMALL = 30.0, 24.0
"""Points of a cell at most, in a figure of its own and on the page."""


def beside(story: Story, theme: Theme = LIGHT) -> Figure:
    """Input, maxima, means and weighed sums side by side.

    Args:
        story: of strided convolution.
        theme: the look.

    Returns:
        A figure as wide as a text column.
    """
    ax = new_sheet(theme)
    y = draw_heading(ax, theme, story.label("beside"))
    strided = story["beside"].data["strided"]
    columns = [Column(strided.input, story.label("input")), *outputs(story)]
    box = Box(MARGIN, y + 8, COLUMN - 2 * MARGIN, 0)
    grids = draw_columns(ax, theme, box, columns, gap=26.0, largest=LARGEST)
    draw_window(ax, grids[0], strided.at(0, 0), theme, width=2.0)
    _mark(ax, theme, grids[1:])
    return finish(ax, max(grid.box.bottom for grid in grids) + MARGIN)


def outputs(story: Story) -> list[Column]:
    """What three ways of shrinking make of the input."""
    data = story["beside"].data
    return [
        Column(
            data[key].output,
            story.label(key),
            write=writer(data[key]) if key == "strided" else None,
        )
        for key in ("max", "mean", "strided")
    ]


def draw_outputs(ax: Axes, story: Story, theme: Theme, box: Box) -> float:
    """Draw the three outputs alone, what the first window gives marked; return the y of the end."""
    grids = draw_columns(ax, theme, box, outputs(story), gap=16.0, largest=SMALL)
    _mark(ax, theme, grids)
    return max(grid.box.bottom for grid in grids) + 0.5 * body_size(theme)


def _mark(ax: Axes, theme: Theme, grids: list[Grid]) -> None:
    for grid in grids:
        outline(ax, grid.at(0, 0), theme.window, width=1.6, radius=0.16 * grid.cell)

"""Three kernels of one size and what they make of one input; one of them is the mean."""

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from scenes.beats import Story
from scenes.page.lettering import body_size, heading_size, paragraph
from scenes.page.marks import arrow, ring
from scenes.page.sheet import COLUMN, MARGIN, Box, finish, new_sheet
from scenes.page.single import draw_heading
from scenes.theme import LIGHT, Theme
from scenes.topics.strided_convolution.figures.maps import Column, draw_columns, draw_kernel

LARGEST, KERNEL = 24.0, 18.0
NAMES = ("lecture", "quarters", "first")


def kernels(story: Story, theme: Theme = LIGHT) -> Figure:
    """Each kernel above its output.

    Args:
        story: of strided convolution.
        theme: the look.

    Returns:
        A figure as wide as a text column.
    """
    ax = new_sheet(theme)
    size, room = heading_size(theme), COLUMN - 2 * MARGIN
    y = draw_heading(ax, theme, story.label("learned"))
    y = paragraph(ax, MARGIN, y + 1.4 * size, story.caption("learned"), theme, width=room,
                  size=body_size(theme), colour=theme.muted)  # fmt: skip
    return finish(ax, draw_kernels(ax, story, theme, Box(MARGIN, y, room, 0)) + MARGIN)


def draw_kernels(ax: Axes, story: Story, theme: Theme, box: Box) -> float:
    """Draw kernels, outputs and where one equals the mean; return the y of the end."""
    data = story["learned"].data
    rows, _ = data["traces"][0].kernel.shape
    drop = KERNEL * rows + 14
    columns = [
        Column(trace.output, "", story.label("equals_mean" if key == "quarters" else key))
        for trace, key in zip(data["traces"], NAMES, strict=True)
    ]
    below = Box(box.left, box.top + drop - body_size(theme), box.width, 0)
    grids = draw_columns(ax, theme, below, columns, gap=22.0, largest=LARGEST)
    for trace, grid in zip(data["traces"], grids, strict=True):
        middle = grid.box.centre[0]
        cols = trace.kernel.shape[1]
        kernel = draw_kernel(ax, theme, trace.kernel, middle - cols * KERNEL / 2, box.top, KERNEL)
        arrow(ax, (middle, kernel.box.bottom + 3), (middle, grid.top - 3), theme.muted, width=0.8)
    for row, col in np.argwhere(data["same"]):
        ring(ax, grids[1].at(int(row), int(col)), theme.output, width=1.6)
    return max(grid.box.bottom for grid in grids) + 4 + 1.6 * body_size(theme)

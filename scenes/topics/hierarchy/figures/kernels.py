"""The kernels of the first layer as a sheet of specimens."""

from math import ceil, sqrt

from matplotlib.axes import Axes
from matplotlib.figure import Figure

from scenes.beats import Story
from scenes.page.lettering import SMALLEST, put, small_size
from scenes.page.marks import outline
from scenes.page.panels import draw_credit, draw_head
from scenes.page.sheet import COLUMN, MARGIN, Box, finish, new_sheet
from scenes.theme import LIGHT, Theme
from scenes.topics.hierarchy.figures.names import step_of
from scenes.topics.hierarchy.figures.pictures import (
    CORNER,
    draw_given,
    draw_light,
    draw_photo,
    draw_picture,
)

BROAD = 2.0
"""Columns for each row, about."""
TALLEST, SPACE = 150.0, 12.0
"""Points that the pictures of a unit at work are high at most, and between two of them."""
GAP = 0.16
"""Between two kernels, as a share of one."""


def kernels(story: Story, theme: Theme = LIGHT) -> Figure:
    """Every kernel of the first layer with its number; the one on the path is framed.

    Args:
        story: of a hierarchy.
        theme: the look.

    Returns:
        A figure as wide as a text column.
    """
    ax = new_sheet(theme)
    y = draw_head(ax, story, theme, story.caption("edges"))
    y = _specimens(ax, story, theme, y + 8)
    y = _at_work(ax, story, theme, y + 14)
    return finish(ax, draw_credit(ax, story, theme, y) + MARGIN)


def _at_work(ax: Axes, story: Story, theme: Theme, top: float) -> float:
    """A unit of the first depth, the photo, and its map over it; return the y of the end."""
    unit, photo = story["page"].data["depths"][0]["units"][0], story["hook"].data["photo"]
    kernel = 1 if unit["kernel"] is not None else 0
    wide = float(photo.shape[1] / photo.shape[0])
    tall = min((COLUMN - 2 * MARGIN - (1 + kernel) * SPACE) / (2 * wide + kernel), TALLEST)
    left = MARGIN
    if kernel:
        draw_picture(ax, unit, theme, Box(left, top, tall, tall))
        left += tall + SPACE
    draw_given(ax, photo, theme, Box(left, top, tall * wide, tall))
    draw_light(ax, story, 0, unit, theme, Box(left + tall * wide + SPACE, top, tall * wide, tall))
    return top + tall


def _specimens(ax: Axes, story: Story, theme: Theme, top: float) -> float:
    """The kernels in rows; return the y of the end."""
    pictures, step = story["edges"].data["kernels"], step_of(story, 0)
    columns = ceil(sqrt(BROAD * len(pictures)))
    edge = (COLUMN - 2 * MARGIN) / (columns + GAP * (columns - 1))
    size = small_size(theme)
    named = edge > 2 * SMALLEST
    down = edge * (1 + GAP) + (1.3 * size if named else 0.0)
    y = top
    for place, picture in enumerate(pictures):
        row, col = divmod(place, columns)
        box = Box(MARGIN + col * edge * (1 + GAP), top + row * down, edge, edge)
        draw_photo(ax, picture, box)
        chosen = step is not None and step["unit"] == place
        if chosen:
            outline(ax, box.grown(1.6), theme.window, radius=CORNER * edge + 1.6)
        y = box.bottom
        if named:
            y += 1.25 * size
            put(ax, box.centre[0], y, str(place), theme, size=size, align="center",
                colour=theme.text if chosen else theme.muted,
                weight="bold" if chosen else "regular")  # fmt: skip
    return y

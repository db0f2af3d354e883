"""The photo pooled again and again, every level drawn at one size, with the marked cell."""

from collections.abc import Iterable

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from scenes.beats import Story
from scenes.page.grid import draw_image
from scenes.page.lettering import body_size, put, small_size
from scenes.page.marks import outline
from scenes.page.panels import draw_credit
from scenes.page.sheet import COLUMN, MARGIN, Box, finish, new_sheet
from scenes.page.single import draw_heading
from scenes.theme import LIGHT, Theme

ACROSS = 4
GUTTER, ROW = 12.0, 13.0
"""Points between pictures."""
TALLEST, FLAT = 150.0, 72.0
"""Points that a picture may be high, and where there is one row of them."""
SMALLEST_MARK = 5.0
"""Points that the frame of a marked cell is wide at least, so that it is seen."""


def steps(story: Story, theme: Theme = LIGHT) -> Figure:
    """One picture a level at constant size; a marked cell stands for more and more pixels.

    Args:
        story: of zooming out.
        theme: the look.

    Returns:
        A figure as wide as a text column.
    """
    ax = new_sheet(theme)
    y = draw_heading(ax, theme, story.label("again"))
    y = draw_steps(ax, story, theme, Box(MARGIN, y + 8, COLUMN - 2 * MARGIN, 0))
    return finish(ax, draw_credit(ax, story, theme, y) + MARGIN)


def draw_few_steps(ax: Axes, story: Story, theme: Theme, box: Box) -> float:
    """Draw one row of levels, from the photo to the last; return the y of the end."""
    levels = len(story["again"].data["maps"])
    return draw_steps(ax, story, theme, box, np.linspace(0, levels - 1, min(levels, ACROSS)))


def draw_steps(
    ax: Axes, story: Story, theme: Theme, box: Box, chosen: Iterable[float] | None = None
) -> float:
    """Draw all levels, or the chosen ones, four in a row; return the y of the end."""
    data = story["again"].data
    shown = [round(k) for k in (range(len(data["maps"])) if chosen is None else chosen)]
    count, (height, width) = len(shown), data["maps"][0].shape[:2]
    across = min(count, ACROSS)
    room = (box.width - GUTTER * (across - 1)) / across
    tall = float(min(room * height / width, TALLEST if chosen is None else FLAT))
    wide = tall * width / height
    words = 2.75 * body_size(theme)
    for place, k in enumerate(shown):
        line, column = divmod(place, across)
        left = box.left + column * (room + GUTTER)
        frame = Box(left, box.top + line * (tall + words + ROW), wide, tall)
        draw_image(ax, data["maps"][k], frame)
        _mark(ax, theme, frame, data["boxes"][k], height)
        _words(ax, story, theme, frame, data["cells"][k], data["sizes"][k])
    lines = -(-count // across)
    return box.top + lines * (tall + words + ROW) - ROW


def _mark(ax: Axes, theme: Theme, frame: Box, edges: tuple[int, ...], height: int) -> None:
    """The frame of the marked cell."""
    top, left, bottom, right = edges
    pixel = frame.height / height
    cell = Box(
        frame.left + left * pixel, frame.top + top * pixel, (right - left) * pixel,
        (bottom - top) * pixel,
    )  # fmt: skip
    cell = cell.grown(max(0.0, SMALLEST_MARK - cell.width) / 2)
    outline(ax, cell, theme.background, width=2.6, radius=0)
    outline(ax, cell, theme.window, width=1.3, radius=0)


def _words(
    ax: Axes, story: Story, theme: Theme, frame: Box, cells: int, size: tuple[int, int]
) -> None:
    type_size = body_size(theme)
    y = frame.bottom + 3 + type_size
    count = story.label("count", count=cells)
    put(ax, frame.left, y, count, theme, size=type_size, weight="bold")
    stands = story.label(
        "one_cell", side=story.label("by", height=str(size[0]), width=str(size[1]))
    )
    quiet = small_size(theme)
    put(ax, frame.left, y + 1.3 * type_size, stands, theme, size=quiet, colour=theme.window,
        weight="medium")  # fmt: skip

"""The box of one unit on the photo, a panel for each layer."""

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from scenes.beats import Story
from scenes.digits import by
from scenes.page.lettering import body_size, put, shortened, small_size, width_of
from scenes.page.panels import draw_credit
from scenes.page.sheet import COLUMN, MARGIN, Box, finish, new_sheet
from scenes.theme import LIGHT, Theme
from scenes.topics.receptive_field.figures.photo import draw_box, draw_seen, view_of
from scenes.topics.receptive_field.rows import Row

MOST_ACROSS = 4
GUTTER, ROW = 12.0, 14.0
"""Points between panels."""
TALLEST = 170.0
SURROUNDINGS = 0.5
"""Photos beyond each edge of the photo that are shown at most."""


def boxes(story: Story, theme: Theme = LIGHT) -> Figure:
    """One panel a layer: what its unit sees is bright, the rest recedes.

    A box that is larger than the photo is dashed where it reaches beyond; all panels show the
    photo at one size.

    Args:
        story: of receptive fields.
        theme: the look.

    Returns:
        A figure as wide as a text column.
    """
    ax = new_sheet(theme)
    data = story["growing"].data
    rows: tuple[Row, ...] = data["rows"]
    photo = np.asarray(data["photo"], dtype=float)
    shape = (photo.shape[0], photo.shape[1])
    across = _across(len(rows))
    width = (COLUMN - 2 * MARGIN - GUTTER * (across - 1)) / across
    words = 2.9 * body_size(theme)
    top, bottom = MARGIN, MARGIN
    for k, row in enumerate(rows):
        left = MARGIN + (k % across) * (width + GUTTER)
        if k % across == 0:
            top = MARGIN if k == 0 else bottom + ROW
        view = view_of(shape, data["whole"], Box(left, top, width, TALLEST), SURROUNDINGS)
        draw_seen(ax, view, photo, data["boxes"][k], theme, beyond=data["whole"][k])
        draw_box(ax, view, data["whole"][k], theme, width=1.4)
        _words(ax, story, theme, Box(left, view.frame.bottom, width, words), row)
        bottom = view.frame.bottom + words
    return finish(ax, draw_credit(ax, story, theme, bottom) + MARGIN)


def _across(count: int) -> int:
    """How many panels stand side by side: few holes in the last row."""
    if count <= MOST_ACROSS:
        return max(count, 2)
    return min((MOST_ACROSS, MOST_ACROSS - 1), key=lambda across: -count % across)


def _words(ax: Axes, story: Story, theme: Theme, box: Box, row: Row) -> None:
    size, quiet = body_size(theme), small_size(theme)
    name = shortened(row["name"], theme, size, box.width, "bold")
    put(ax, box.left, box.top + 3 + size, name, theme, size=size, weight="bold")
    y = box.top + 3 + 2.25 * size
    told = f"{story.label('size')} {by(row['size'])}"
    put(ax, box.left, y, told, theme, size=quiet, colour=theme.window, weight="medium")
    x = box.left + width_of(f"{told}   ", theme, quiet, "medium")
    put(ax, x, y, f"{story.label('jump')} {by(row['jump'])}", theme, size=quiet,
        colour=theme.muted)  # fmt: skip

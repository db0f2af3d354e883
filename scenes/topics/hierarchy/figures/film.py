"""A film strip of feature maps: each depth's at true relative size, one perforation a channel."""

from typing import Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.collections import PolyCollection
from matplotlib.figure import Figure

from scenes.beats import Story
from scenes.page.grid import draw_image
from scenes.page.lettering import body_size, heading_size, put, small_size, width_of
from scenes.page.panels import draw_credit, draw_head
from scenes.page.sheet import COLUMN, MARGIN, Box, finish, new_sheet
from scenes.theme import LIGHT, Theme
from scenes.topics.hierarchy.figures.names import depth_name, numbers

WIDTH = COLUMN - 2 * MARGIN
LARGEST = 3
"""Maps of the largest depth side by side, and twice as many of half their size."""
TALLEST = 120.0
GAP = 4.0
HOLE, PITCH = 0.62, 2.75
"""A perforation is so much of its place, and its place at most so many points wide."""
STRIP = 5.0
"""Points that a row of perforations is high."""


def film(story: Story, theme: Theme = LIGHT) -> Figure:
    """Maps of the photo that shrink from depth to depth, while they multiply.

    Args:
        story: of a hierarchy.
        theme: the look.

    Returns:
        A figure as wide as a text column.
    """
    ax = new_sheet(theme)
    depths = story["page"].data["depths"]
    y = draw_head(ax, story, theme, story.caption("zoom_out"))
    rows, cols = (max(each["cells"][k] for each in depths) for k in (0, 1))
    cell = min((WIDTH - (2 * LARGEST - 1) * GAP) / (LARGEST * cols), TALLEST / rows)
    pitch = min(PITCH, WIDTH / max(each["channels"] for each in depths))
    for place, depth in enumerate(depths):
        size = heading_size(theme)
        y += 1.5 * size
        name = depth_name(story, place)
        put(ax, MARGIN, y, name, theme, size=size, weight="bold")
        put(ax, MARGIN + width_of(name, theme, size, "bold") + 8, y, numbers(story, depth), theme,
            size=body_size(theme), colour=theme.muted)  # fmt: skip
        y = _strip(ax, theme, depth, cell, pitch, y + 6)
    y += 2.2 * small_size(theme)
    put(ax, MARGIN, y, story.label("perforations"), theme, size=small_size(theme),
        colour=theme.muted)  # fmt: skip
    return finish(ax, draw_credit(ax, story, theme, y) + MARGIN)


def _strip(
    ax: Axes, theme: Theme, depth: dict[str, Any], cell: float, pitch: float, top: float
) -> float:
    """A perforation for each channel, and as many maps below as find room; return the y of the end.

    A perforation is lit where its map is shown.
    """
    height, width = (float(cell * count) for count in depth["cells"])
    room = int((WIDTH + GAP + 0.01) // (width + GAP))
    shown = depth["film"][: max(room, 1)]
    units = {each["unit"] for each in shown}
    holes = [
        [(x, top), (x + HOLE * pitch, top), (x + HOLE * pitch, top + STRIP), (x, top + STRIP)]
        for x in MARGIN + pitch * np.arange(depth["channels"])
    ]
    colours = [theme.window if place in units else theme.line for place in range(depth["channels"])]
    ax.add_collection(PolyCollection(holes, facecolors=colours, linewidths=0), autolim=False)
    for k, each in enumerate(sorted(shown, key=lambda each: int(each["unit"]))):
        box = Box(MARGIN + k * (width + GAP), top + STRIP + 4, width, height)
        image = draw_image(ax, theme.value_colours(each["levels"], 0, 255), box)
        image.set_interpolation("antialiased")
    return top + STRIP + 4 + height

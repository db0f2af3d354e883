"""Panel and figure: one stretch of edges through every way, and what is left of them."""

from functools import partial

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Polygon, Rectangle

from scenes.beats import Story
from scenes.page.lettering import body_size, heading_size, put, small_size
from scenes.page.marks import HAIR
from scenes.page.sheet import MARGIN, Box, finish, new_sheet
from scenes.page.single import draw_panel
from scenes.theme import LIGHT, Theme
from scenes.topics.pooling_vs_strided.figures.networks import learned
from scenes.topics.pooling_vs_strided.ways import colour_of, name_of

GAP = 14.0
HEIGHT, LARGE = 30.0, 84.0
BAR = 5.0


def edges(ax: Axes, story: Story, theme: Theme, box: Box, height: float = HEIGHT) -> float:
    """Draw the cells and a line over them for each way, and bars for what is kept."""
    data = story["sharpness"].data
    cells, lines = data["cells"], data["lines"]
    size, small = body_size(theme), small_size(theme)
    width = (box.width - GAP * (len(lines) - 1)) / len(lines)
    unit = height / max(float(cells.max()), *(float(values.max()) for values in lines.values()))
    most = max(1.0, *data["edge"].values(), *data["fine"].values())
    foot = box.top + 1.9 * size + height
    bottom = foot
    for k, way in enumerate(lines):
        left, colour = box.left + k * (width + GAP), colour_of(way, theme)
        put(ax, left, box.top + size, story.label(name_of(way)), theme, size=size, weight="bold")
        for row in cells:
            shape = [(left, foot), *_steps(row, left, width, foot, unit), (left + width, foot)]
            ax.add_patch(Polygon(shape, facecolor=theme.muted, alpha=0.28, linewidth=0))
        xs, ys = np.array(_steps(lines[way], left, width, foot, unit)).T
        ax.add_line(Line2D(xs, ys, color=colour, linewidth=1.5))
        y = foot + 4
        for key, write in (("edge", "{:.0%}"), ("fine", "×{:.2f}")):
            share = data[key][way]
            put(ax, left, y + small, story.label(f"{key}_kept"), theme, size=small,
                colour=theme.muted)  # fmt: skip
            y += 1.5 * small
            length = (width - 26) / most
            ax.add_patch(Rectangle((left, y), share * length, BAR, facecolor=colour, linewidth=0))
            ax.add_line(Line2D([left + length] * 2, [y - 0.8, y + BAR + 0.8], color=theme.muted,
                               linewidth=HAIR))  # fmt: skip
            text = write.format(share).replace("%", " %")
            put(ax, left + max(share, 1) * length + 3, y + BAR / 2, text, theme, size=small,
                weight="bold", middle=True)  # fmt: skip
            y += BAR + 0.5 * small
        bottom = y
    return bottom


def _steps(
    values: np.ndarray, left: float, width: float, foot: float, unit: float
) -> list[tuple[float, float]]:
    """A line that stands level over each cell."""
    step = width / len(values)
    places = []
    for k, value in enumerate(values):
        y = foot - float(value) * unit
        places += [(left + k * step, y), (left + (k + 1) * step, y)]
    return places


def sharpness(story: Story, theme: Theme = LIGHT) -> Figure:
    """Edges of the photo through four ways, and what learned strides do inside networks.

    Args:
        story: of pooling_vs_strided.
        theme: the look.

    Returns:
        A figure as wide as a text column.
    """
    ax = new_sheet(theme)
    shown = story.label("sharpness"), story.label("learned_head")
    y = draw_panel(ax, story, theme, "sharpness", shown[0], partial(edges, height=LARGE))
    top = y + 1.4 * heading_size(theme)
    y = draw_panel(ax, story, theme, "learned", shown[1], partial(learned, height=LARGE), top)
    return finish(ax, y + MARGIN)

"""Panel and figure: how much each way's output changes while the photo's edges move."""

from functools import partial

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D

from scenes.beats import Story
from scenes.digits import digits_for
from scenes.page.chart import Scale, below_axes, beside_axes, draw_axes
from scenes.page.lettering import (
    body_size,
    put,
    small_size,
    width_of,
)
from scenes.page.sheet import Box
from scenes.page.single import draw_single
from scenes.theme import LIGHT, Theme
from scenes.topics.pooling_vs_strided.ways import DASHED, colour_of, name_of

HEIGHT, LARGE = 56.0, 150.0
"""Points of the plot in a panel, and in a figure of its own."""


def curves(ax: Axes, story: Story, theme: Theme, box: Box, height: float = HEIGHT) -> float:
    """Draw a line a way, named with its value for one pixel; return the y of the end."""
    beat = story["invariance"]
    changes, shifts = beat.data["changes"], beat.data["shifts"]
    size = body_size(theme)
    write = digits_for([0.01])
    order = sorted(changes, key=lambda way: -changes[way][1])
    texts = {way: (write(changes[way][1]), story.label(name_of(way))) for way in order}
    told = story.label("same", share=beat.values["same"])
    room = max(width_of(f"{value}  {name}", theme, size, "bold") for value, name in texts.values())
    plot = Box(
        box.left + beside_axes(theme), box.top + 14, box.width - beside_axes(theme) - room - 14,
        height,
    )  # fmt: skip
    across = Scale(0, float(shifts[-1]), plot.left, plot.right)
    up = Scale(0, max(max(change) for change in changes.values()), plot.bottom, plot.top)
    draw_axes(ax, plot, across, up, theme, (story.label("moved"), story.label("change")))
    y = plot.top + size
    for way in order:
        colour, (value, name) = colour_of(way, theme), texts[way]
        xs = [across.at(float(shift)) for shift in shifts]
        ys = [up.at(float(change)) for change in changes[way]]
        line = Line2D(xs, ys, color=colour, linewidth=1.7)
        if way in DASHED:
            line.set_linestyle((0, (2.4, 1.4)))
        ax.add_line(line)
        ax.add_line(Line2D(xs[1:2], ys[1:2], color=colour, marker="o", markersize=4, linewidth=0))
        put(ax, plot.right + 12, y, value, theme, size=size, weight="bold", colour=colour)
        x = plot.right + 12 + width_of(f"{value}  ", theme, size, "bold")
        put(ax, x, y, name, theme, size=size)
        if way == "max_pooling":
            y += 1.25 * size
            put(ax, x, y, told, theme, size=small_size(theme), colour=theme.muted)
        y += 1.6 * size
    return plot.bottom + below_axes(theme)


def invariance(story: Story, theme: Theme = LIGHT) -> Figure:
    """How far four ways of making a map smaller are thrown by a shift.

    Args:
        story: of pooling_vs_strided.
        theme: the look.

    Returns:
        A figure as wide as a text column.
    """
    draw = partial(curves, height=LARGE)
    return draw_single(story, theme, "invariance", "invariance", draw)

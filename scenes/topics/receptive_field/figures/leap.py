"""Panel: the same convolutions with and without pooling, to scale."""

import numpy as np
from matplotlib.axes import Axes
from matplotlib.lines import Line2D

from scenes.beats import Story
from scenes.digits import length
from scenes.page.chart import Scale, below_axes, beside_axes, draw_axes
from scenes.page.lettering import body_size, put, width_of
from scenes.page.sheet import Box
from scenes.theme import Theme

HEIGHT = 108.0


def leap(ax: Axes, story: Story, theme: Theme, box: Box) -> float:
    """Draw both lines, named at their ends; return the y of the panel's end."""
    data = story["leap"].data
    size = body_size(theme)
    named = max(width_of(story.label(key), theme, size, "bold") for key in ("with", "without"))
    plot = Box(
        box.left + beside_axes(theme),
        box.top + 14,
        box.width - beside_axes(theme) - named - 8,
        HEIGHT,
    )
    steep, flat = data["with"], data["without"]
    across = Scale(0, len(flat) - 1, plot.left, plot.right)
    up = Scale(0, float(max(steep.max(), flat.max())), plot.bottom, plot.top)
    draw_axes(ax, plot, across, up, theme, (story.label("convolutions"), story.label("field")))
    for sizes, key, colour in (
        (flat, "without", theme.muted),
        (steep, "with", theme.window),
    ):
        xs = [across.at(k) for k in range(len(sizes))]
        ys = [up.at(float(value)) for value in sizes]
        ax.add_line(Line2D(xs, ys, color=colour, linewidth=1.8, solid_capstyle="round",
                           solid_joinstyle="round", marker="o", markersize=3.2,
                           markeredgewidth=0))  # fmt: skip
        middle = np.clip(ys[-1], plot.top + size, plot.bottom - 1.2 * size)
        put(ax, xs[-1] + 7, middle - 0.65 * size, story.label(key), theme, size=size,
            colour=colour, weight="bold", middle=True)  # fmt: skip
        put(ax, xs[-1] + 7, middle + 0.65 * size, story.label("pixels", count=length(sizes[-1])),
            theme, size=size, colour=colour, middle=True)  # fmt: skip
    return plot.bottom + below_axes(theme)

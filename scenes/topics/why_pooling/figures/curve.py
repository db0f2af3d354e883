"""Panel: how much real answers change as the photo moves, as they are and pooled."""

import numpy as np
from matplotlib.axes import Axes
from matplotlib.lines import Line2D

from scenes.beats import Story
from scenes.digits import digits_for
from scenes.page.chart import Scale, below_axes, beside_axes, draw_axes
from scenes.page.lettering import body_size, put, width_of
from scenes.page.marks import mix
from scenes.page.sheet import Box
from scenes.theme import Theme

HEIGHT = 66.0
FAINTEST = 0.5


def curve(ax: Axes, story: Story, theme: Theme, box: Box) -> float:
    """Draw a line a depth, named with its value for one pixel; return the y of the end."""
    data = story["curve"].data
    curves = data["curves"]
    size = body_size(theme)
    write = digits_for([0.01])
    names = [story.label(f"depth{depth}") for depth in range(len(curves))]
    values = [write(float(row[1])) for row in curves]
    words = max(
        width_of(f"{v}  {n}", theme, size, "bold") for v, n in zip(values, names, strict=True)
    )
    plot = Box(
        box.left + beside_axes(theme), box.top + 14, box.width - beside_axes(theme) - words - 16,
        HEIGHT,
    )  # fmt: skip
    across = Scale(0, float(data["shifts"][-1]), plot.left, plot.right)
    up = Scale(0, float(np.max([row.max() for row in curves])), plot.bottom, plot.top)
    draw_axes(ax, plot, across, up, theme, (story.label("moved"), story.label("change")))
    for depth, (row, name, value) in enumerate(zip(curves, names, values, strict=True)):
        share = FAINTEST * (1 - depth / (len(curves) - 1))
        colour = mix(theme.output, theme.background, share) if depth else theme.muted
        xs = [across.at(float(shift)) for shift in data["shifts"]]
        ys = [up.at(float(change)) for change in row]
        ax.add_line(Line2D(xs, ys, color=colour, linewidth=1.7, solid_joinstyle="round"))
        ax.add_line(Line2D(xs[1:2], ys[1:2], color=colour, marker="o", markersize=4, linewidth=0))
        y = plot.top + (1 + 1.7 * depth) * size
        ink = theme.output if depth else theme.muted
        put(ax, plot.right + 16, y, value, theme, size=size, weight="bold", colour=ink)
        x = plot.right + 16 + width_of(f"{value}  ", theme, size, "bold")
        put(ax, x, y, name, theme, size=size)
    return plot.bottom + below_axes(theme)

"""Panel: a row of the real map, its maxima and its means as stairs."""

import numpy as np
from matplotlib.axes import Axes
from matplotlib.lines import Line2D

from scenes.beats import Story
from scenes.page.bars import draw_bars
from scenes.page.lettering import body_size, put, width_of
from scenes.page.sheet import Box
from scenes.theme import Theme

HEIGHT = 70.0


def smooth(ax: Axes, story: Story, theme: Theme, box: Box) -> float:
    """Draw the row as bars with both stairs over it, named at the right; return the end's y."""
    beat = story["smooth"]
    data, run = beat.data, beat.data["run"]
    size = body_size(theme)
    told = [
        (key, story.label(name), story.label("highest", value=beat.values[value]), colour)
        for key, name, value, colour in (
            ("max", "maxima", "peak", theme.winner),
            ("mean", "means", "highest", theme.output),
        )
    ]
    plot = Box(box.left, box.top + 4, box.width, HEIGHT)
    cells = [float(value) for value in data["cells"]]
    scale = (float(min(0.0, np.nanmin(data["map"]))), float(np.nanmax(data["map"])))
    bars = draw_bars(ax, cells, theme, plot, scale=scale, gap=0.0)
    low, high = min(0.0, *cells), max(0.0, *cells)
    unit = HEIGHT / ((high - low) or 1.0)
    foot = plot.bottom + low * unit
    for k, (key, name, most, colour) in enumerate(told):
        xs, ys = [], []
        for place, value in enumerate(data[key]):
            xs += [bars[place * run].left, bars[(place + 1) * run - 1].right]
            ys += [foot - float(value) * unit] * 2
        for width, ink in ((3.4, theme.background), (1.8, colour)):
            ax.add_line(Line2D(xs, ys, color=ink, linewidth=width, solid_joinstyle="miter"))
        y, x = plot.bottom + 1.6 * size, plot.left + k * plot.width / 2
        put(ax, x, y, name, theme, size=size, weight="bold", colour=colour)
        x += width_of(f"{name}  ", theme, size, "bold")
        put(ax, x, y, most, theme, size=size, colour=theme.muted)
    return plot.bottom + 1.9 * size

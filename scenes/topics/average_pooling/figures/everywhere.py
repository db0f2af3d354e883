"""Panel: a whole map becomes one number; real maps become one number each."""

import numpy as np
from matplotlib.axes import Axes

from scenes.beats import Story
from scenes.digits import digits_for
from scenes.page.bars import draw_bars
from scenes.page.grid import Grid, draw_image, draw_map, scale_of
from scenes.page.lettering import body_size, put_within, small_size
from scenes.page.marks import arrow, chip, hexed, outline
from scenes.page.sheet import Box
from scenes.theme import Theme

GAP = 8.0
BARS = 36.0
LARGEST_CELL, TALLEST = 16.0, 96.0
TALLEST_MAP = 52.0


def everywhere(ax: Axes, story: Story, theme: Theme, box: Box) -> float:
    """Draw the maps with their bars, or the one map with its mean; return the y of the end."""
    maps = story["everywhere"].data["maps"]
    return _maps(ax, story, theme, box) if maps else _single(ax, story, theme, box)


def _single(ax: Axes, story: Story, theme: Theme, box: Box) -> float:
    beat = story["everywhere"]
    values = beat.data["hand"]
    rows, cols = values.shape
    cell = min(LARGEST_CELL, TALLEST / rows, (box.width - 70) / cols)
    scale = scale_of(values)
    grid: Grid = draw_map(ax, values, theme, left=box.left, top=box.top + 4, cell=cell,
                          scale=scale, write=digits_for(values))  # fmt: skip
    outline(ax, grid.box, theme.window)
    size = body_size(theme)
    x, y = grid.box.right + 46, grid.box.centre[1]
    arrow(ax, (grid.box.right + 6, y), (x - 20, y), theme.muted)
    fill = hexed(theme.value_colours([beat.data["mean"]], *scale)[0])
    chip(ax, x, y - 1.05 * size, beat.values["mean"], theme, fill, size=size)
    return grid.box.bottom + 2


def _maps(ax: Axes, story: Story, theme: Theme, box: Box) -> float:
    data = story["everywhere"].data
    maps, means, names = data["maps"], data["means"], data["names"]
    ends = scale_of(*maps)
    rows, cols = maps[0].shape
    place = box.width / len(maps)
    width = min(place - GAP, TALLEST_MAP * cols / rows)
    height = width * rows / cols
    size = small_size(theme)
    channels = story["everywhere"].variant == "channels"
    for k, (values, name) in enumerate(zip(maps, names, strict=True)):
        left = box.left + k * place + (place - width) / 2
        draw_image(ax, theme.value_colours(values, *ends), Box(left, box.top, width, height))
        told = story.label("channel_number", channel=name) if channels else story.label(name)
        put_within(ax, left + width / 2, box.top + height + 1.5 * size, told, theme,
                   left=box.left, right=box.right, size=size, colour=theme.muted)  # fmt: skip
    top = box.top + height + 2.4 * size
    bars = Box(box.left, top, box.width, BARS)
    draw_bars(ax, [float(mean) for mean in np.asarray(means)], theme, bars, scale=ends,
              write=digits_for(means), colour=theme.output, gap=0.7)  # fmt: skip
    return bars.bottom

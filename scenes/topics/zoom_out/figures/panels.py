"""The page's panels: one step from close, the edges, and two pictures from afar."""

from typing import Any

from matplotlib.axes import Axes

from pooling.trace import PoolTrace
from scenes.beats import Story
from scenes.digits import digits_for
from scenes.page.grid import Grid, draw_cells, draw_image
from scenes.page.lettering import body_size, capital, put, small_size
from scenes.page.marks import HAIR, arrow, outline
from scenes.page.sheet import Box
from scenes.theme import Theme

BETWEEN = 26.0
"""Points between the cells before and after a step."""
GAP = 12.0
TALLEST, FLAT = 92.0, 72.0
"""Points that cells from close, and pictures in a row, may be high."""
FAR_WIDTH = 62.0
"""Points that a picture is wide when it is seen from afar."""


def merge(ax: Axes, story: Story, theme: Theme, box: Box) -> float:
    """The patch, and what one pooling makes of it, at one size; return the y of the end."""
    trace: PoolTrace = story["merge"].data["trace"]
    rows, cols = trace.input.shape
    kernel = trace.window.kernel_size[0]
    cell = min((box.width - BETWEEN) / (2 * cols), TALLEST / rows)
    left = box.left + (box.width - BETWEEN - 2 * cols * cell) / 2
    before = Grid(left, box.top, cell, rows, cols)
    after = Grid(before.box.right + BETWEEN, box.top, kernel * cell, *trace.shape)
    for grid, values, colours in (
        (before, trace.input, story["hook"].data["colours"]),
        (after, trace.output, story["merge"].data["colours"]),
    ):
        write = digits_for(values)
        texts = [write(float(value)) for value in values.flat]
        draw_cells(ax, grid, texts, colours.astype(float), theme)
        # a white cell is seen on white paper
        outline(ax, grid.box, theme.line, width=HAIR, radius=0.2 * cell)
    first = before.cells((0, kernel - 1), (0, kernel - 1))
    for frame in (first, after.at(0, 0)):
        outline(ax, frame, theme.window, width=1.5, radius=0.2 * cell)
    middle = before.box.centre[1]
    arrow(ax, (before.box.right + 6, middle), (after.left - 6, middle), theme.muted)
    size = small_size(theme)
    y = before.box.bottom + 5 + size
    told = f"{story['merge'].data['account']} {story['merge'].values['mean']}"
    put(ax, before.left, y, told, theme, size=size, colour=theme.muted)
    return y


def edges(ax: Axes, story: Story, theme: Theme, box: Box) -> float:
    """The edges and what max pooling keeps of them; return the y of the end."""
    data = story["edges"].data
    pictures = [theme.value_colours(values, 0, data["top"]) for values in data["maps"]]
    names = [
        (story.label(key), story.label("edge_numbers", count=int(values.size)))
        for key, values in zip(("details", "shapes", "scene"), data["maps"], strict=True)
    ]
    return _row(ax, theme, box, pictures, names)


def afar(ax: Axes, story: Story, theme: Theme, box: Box) -> float:
    """The photo and its pooled form, so small that both look alike; return the y of the end."""
    data, values = story["painting"].data, story["painting"].values
    height, width = data["fine"].shape[:2]
    wide = float(min(FAR_WIDTH, FAR_WIDTH * width / height))
    tall, size = float(wide * height / width), small_size(theme)
    pitch = box.width / 2
    for k, (key, label, value) in enumerate(
        (("fine", "all_pixels", "pixels"), ("coarse", "count", "cells"))
    ):
        middle = box.left + (k + 0.5) * pitch
        frame = Box(middle - wide / 2, box.top + 8, wide, tall)
        image = draw_image(ax, data[key].astype(float), frame)
        image.set_interpolation("antialiased")
        outline(ax, frame.grown(3), theme.muted, width=0.8, radius=0)
        put(ax, middle, frame.bottom + 8 + size, story.label(label, count=values[value]), theme,
            size=size, align="center")  # fmt: skip
    return box.top + 8 + tall + 8 + size


def _row(
    ax: Axes, theme: Theme, box: Box, pictures: list[Any], names: list[tuple[str, str]]
) -> float:
    """Pictures of one size side by side, named below."""
    count = len(pictures)
    rows, cols = pictures[0].shape[:2]
    room = (box.width - GAP * (count - 1)) / count
    tall = float(min(room * rows / cols, FLAT))
    size = body_size(theme)
    for k, (picture, (name, note)) in enumerate(zip(pictures, names, strict=True)):
        wide = tall * cols / rows
        frame = Box(box.left + (k + 0.5) * (room + GAP) - (GAP + wide) / 2, box.top, wide, tall)
        draw_image(ax, picture, frame)
        y = frame.bottom + 4 + size
        put(ax, frame.left, y, capital(name), theme, size=size, weight="bold")
        put(ax, frame.left, y + 1.3 * size, note, theme, size=small_size(theme),
            colour=theme.muted)  # fmt: skip
    return box.top + tall + 4 + 2.3 * size

"""Panel and figure: what becomes of the pooled answers when the image moves."""

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from pooling.trace import PoolTrace
from scenes.beats import Story
from scenes.digits import digits_for
from scenes.page.grid import draw_map
from scenes.page.lettering import body_size, put, small_size
from scenes.page.marks import draw_window, ring
from scenes.page.sheet import Box
from scenes.page.single import draw_single
from scenes.page.traced import draw_input, tints
from scenes.theme import LIGHT, Theme

COLUMNS = ("before", "right", "left", "along")
GAP = 16.0
LARGEST_CELL = 12.8
MOST_FRAMES = 16


def forgives(ax: Axes, story: Story, theme: Theme, box: Box) -> float:
    """Draw the answers in place and moved, each over its outputs; return the y of the end."""
    beat = story["forgives"]
    before: PoolTrace = beat.data["before"]
    cols = before.input.shape[1]
    width = (box.width - GAP * (len(COLUMNS) - 1)) / len(COLUMNS)
    cell = min(LARGEST_CELL, width / cols)
    size, small = body_size(theme), small_size(theme)
    write = digits_for(before.input)
    bottom = box.top
    for k, key in enumerate(COLUMNS):
        trace: PoolTrace = beat.data[key]
        left = box.left + k * (width + GAP)
        name = story.label("in_place" if key == "before" else key)
        put(ax, left, box.top + size, name, theme, size=size, weight="bold")
        grid = draw_input(ax, trace, theme, left=left, top=box.top + 1.7 * size, cell=cell,
                          write=write)  # fmt: skip
        for window in list(trace)[:MOST_FRAMES] if len(trace) <= MOST_FRAMES else []:
            draw_window(ax, grid, window, theme, width=0.9)
        out = draw_map(
            ax, trace.output, theme, left=left, top=grid.box.bottom + 9,
            cell=min(cell * 1.15, width / trace.shape[1]), scale=tints(before), write=write,
        )  # fmt: skip
        bottom = out.box.bottom + 1.6 * small
        if key == "before":
            continue
        for i, j in np.argwhere(beat.data[f"kept_{key}"]).tolist():
            ring(ax, out.at(i, j), theme.output, width=1.2)
        counts = (
            {"count": beat.values["along"], "total": beat.values["expected"]}
            if key == "along"
            else {"count": beat.values[key], "total": beat.values["outputs"]}
        )
        told = story.label("move" if key == "along" else "stay", **counts)
        put(ax, left, bottom, told, theme, size=small, colour=theme.muted)
    return bottom


def shifts(story: Story, theme: Theme = LIGHT) -> Figure:
    """The answers of a convolution in place and after three shifts, and their pooled outputs.

    Args:
        story: of why_pooling.
        theme: the look.

    Returns:
        A figure as wide as a text column.
    """
    return draw_single(story, theme, "forgives", "forgives", forgives)

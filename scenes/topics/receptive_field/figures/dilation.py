"""Panel: which pixels dilated convolutions reach, and the holes that equal dilations leave."""

import numpy as np
from matplotlib.axes import Axes
from numpy.typing import NDArray

from scenes.beats import Story
from scenes.page.grid import Grid, fill_cells
from scenes.page.lettering import body_size, put, small_size
from scenes.page.marks import outline
from scenes.page.sheet import Box
from scenes.theme import Theme, rgb

GAP = 22.0
TALLEST = 100.0


def dilation(ax: Axes, story: Story, theme: Theme, box: Box) -> float:
    """Draw both patterns, a cell a pixel; return the y of the panel's end."""
    beat = story["dilation"]
    patterns: tuple[NDArray[np.bool_], ...] = (beat.data["dense"], beat.data["holed"])
    size, quiet = body_size(theme), small_size(theme)
    rows = max(pattern.shape[0] for pattern in patterns)
    cell = min((box.width - GAP - 4) / sum(p.shape[1] for p in patterns), TALLEST / rows)
    holes = beat.values["holes"]
    said = (story.label("none"), story.label("holes", count=holes))
    total = cell * sum(pattern.shape[1] for pattern in patterns)
    gap = min(GAP, box.width - total - 4)
    left = box.left + (box.width - total - gap) / 2
    top = box.top + 2 + 1.5 * size
    for pattern, key, note in zip(patterns, ("dilations", "equal"), said, strict=True):
        height = cell * pattern.shape[0]
        grid = Grid(left, top + (cell * rows - height) / 2, cell, *pattern.shape)
        tints = np.where(pattern[..., None], rgb(theme.window), rgb(theme.surface))
        fill_cells(ax, grid, tints.reshape(-1, 3))
        outline(ax, grid.box.grown(1.2), theme.window, width=1.1, radius=2.0)
        middle = grid.box.centre[0]
        put(ax, middle, box.top + 2 + 0.75 * size, story.label(key), theme, size=size,
            weight="bold", align="center")  # fmt: skip
        put(ax, middle, top + cell * rows + 5 + quiet, note, theme, size=quiet,
            colour=theme.muted, align="center")  # fmt: skip
        left += cell * pattern.shape[1] + gap
    return float(top + cell * rows + 6 + 1.3 * quiet)

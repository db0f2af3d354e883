"""The levels as a pyramid: each to scale, above the one before it, and the cone of one cell."""

from itertools import pairwise

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Polygon

from scenes.beats import Story
from scenes.page.lettering import body_size, put
from scenes.page.lying import FLAT, LEAN, Lying, Points, lay
from scenes.page.marks import mix
from scenes.page.panels import draw_credit
from scenes.page.sheet import COLUMN, MARGIN, Box, finish, new_sheet
from scenes.page.single import draw_heading
from scenes.theme import LIGHT, Theme

HEIGHT = 250.0
"""Points from the middle of the photo to the top level."""
CLOSER = 0.8
"""Each level lies so much closer to the one below than that to its own."""
WIDTH, DEEPEST = 0.8, 150.0
"""Of the width for the photo with its lean, and points that it may be deep."""
SPOT = 5.0
"""Points that the mark of a cell is wide at least."""


def pyramid(story: Story, theme: Theme = LIGHT) -> Figure:
    """All levels, one above the other, and what one cell at the top stands for.

    Args:
        story: of zooming out.
        theme: the look.

    Returns:
        A figure as wide as a text column.
    """
    ax = new_sheet(theme)
    y = draw_heading(ax, theme, story.label("pyramid"))
    y = draw_pyramid(ax, story, theme, Box(MARGIN, y + 10, COLUMN - 2 * MARGIN, 0))
    return finish(ax, draw_credit(ax, story, theme, y) + MARGIN)


def draw_pyramid(ax: Axes, story: Story, theme: Theme, box: Box, tall: float = HEIGHT) -> float:
    """Draw the levels and the cone; return the y of the end."""
    data = story["pyramid"].data
    maps, edges = data["maps"], data["boxes"][-1]
    rows, cols = maps[0].shape[:2]
    pixel = min(box.width * WIDTH / (cols + LEAN * rows), DEEPEST / (FLAT * rows))
    gaps = CLOSER ** np.arange(len(maps) - 1)
    lifts = np.concatenate([[0.0], np.cumsum(gaps)]) * tall / gaps.sum()
    top = body_size(theme) / 2
    # The counts stand on the side of the pyramid on which no cone falls.
    left = edges[1] + edges[3] >= cols
    half = (cols + LEAN * rows) * pixel / 2
    middle = np.array([box.right - half if left else box.left + half, box.top + top + tall])
    quads, views = [], []
    for level, lift in zip(maps, lifts, strict=True):
        share = pixel * level.shape[1] / cols
        view = Lying(middle - [0, lift], share, (rows, cols))
        lay(ax, level, view)
        quads.append(_at_least(view.quad(edges)))
        views.append(view)
        _count(ax, story, theme, view, level.shape[0] * level.shape[1], left=left)
    for below, above in pairwise(quads):
        _beam(ax, theme, below, above)
    for quad in quads[:-1]:
        ax.add_patch(Polygon(quad, closed=True, fill=False, edgecolor=theme.window, linewidth=1.2))
    ax.add_patch(Polygon(quads[-1], closed=True, facecolor=theme.output, linewidth=0))
    return float(views[0].quad((0, 0, rows, cols))[:, 1].max())


def _count(ax: Axes, story: Story, theme: Theme, view: Lying, cells: int, *, left: bool) -> None:
    """So many cells, beside a level."""
    size, count = body_size(theme), story.label("count", count=cells)
    x, y = view.quad((0, 0, *view.shape))[[0, 3] if left else [1, 2]].mean(axis=0)
    put(ax, x + (-9 if left else 9), y, count, theme, size=size, middle=True,
        align="right" if left else "left")  # fmt: skip


def _beam(ax: Axes, theme: Theme, below: Points, above: Points) -> None:
    """The part of the cone between two levels: all four of its sides, seen through."""
    for k in range(4):
        side = np.array([below[k], below[(k + 1) % 4], above[(k + 1) % 4], above[k]])
        colour = mix(theme.window, theme.background, 0.2)
        ax.add_patch(Polygon(side, closed=True, facecolor=colour, alpha=0.22, linewidth=0))


def _at_least(quad: Points) -> Points:
    centre, width = quad.mean(axis=0), float(np.hypot(*(quad[1] - quad[0])))
    seen: Points = centre + (quad - centre) * max(1.0, SPOT / width)
    return seen

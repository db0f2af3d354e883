"""The levels as a pyramid: each to scale, above the one before it, and the cone of one cell."""

from itertools import pairwise

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.image import AxesImage
from matplotlib.patches import Polygon
from matplotlib.transforms import Affine2D
from numpy.typing import NDArray

from scenes.beats import Story
from scenes.page.grid import draw_image
from scenes.page.lettering import body_size, capital, heading_size, put
from scenes.page.marks import mix
from scenes.page.panels import draw_credit
from scenes.page.sheet import COLUMN, MARGIN, Box, finish, new_sheet
from scenes.theme import LIGHT, Theme

LEAN, FLAT = 0.34, 0.36
"""How far a level leans to the right for each row, and how flat it lies."""
HEIGHT = 250.0
"""Points from the middle of the photo to the top level."""
CLOSER = 0.8
"""Each level lies so much closer to the one below than that to its own."""
WIDTH, DEEPEST = 0.8, 150.0
"""Of the width for the photo with its lean, and points that it may be deep."""
SPOT = 5.0
"""Points that the mark of a cell is wide at least."""

Points = NDArray[np.float64]


def pyramid(story: Story, theme: Theme = LIGHT) -> Figure:
    """All levels, one above the other, and what one cell at the top stands for.

    Args:
        story: of zooming out.
        theme: the look.

    Returns:
        A figure as wide as a text column.
    """
    ax = new_sheet(theme)
    size = heading_size(theme)
    y = MARGIN + size
    put(ax, MARGIN, y, capital(story.label("pyramid")), theme, size=size, weight="bold")
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
        view = _View(middle - [0, lift], share, (rows, cols))
        _lay(ax, level, view)
        quads.append(_at_least(view.quad(edges)))
        views.append(view)
        _count(ax, story, theme, view, level.shape[0] * level.shape[1], left=left)
    for below, above in pairwise(quads):
        _beam(ax, theme, below, above)
    for quad in quads[:-1]:
        ax.add_patch(Polygon(quad, closed=True, fill=False, edgecolor=theme.window, linewidth=1.2))
    ax.add_patch(Polygon(quads[-1], closed=True, facecolor=theme.output, linewidth=0))
    return float(views[0].quad((0, 0, rows, cols))[:, 1].max())


class _View:
    """Where pixels of the photo stand on a level that lies flat.

    Args:
        middle: of the level.
        pixel: the width of one of the photo's pixels there, in points.
        shape: rows and columns of the photo.
    """

    def __init__(self, middle: Points, pixel: float, shape: tuple[int, int]) -> None:
        self.right = np.array([pixel, 0.0])
        self.down = np.array([-LEAN * pixel, FLAT * pixel])
        self.shape = shape
        self.origin = middle - self.right * shape[1] / 2 - self.down * shape[0] / 2

    def quad(self, edges: tuple[int, ...]) -> Points:
        """The corners of a box of pixels, clockwise from the upper left."""
        top, left, bottom, right = edges
        corners = ((left, top), (right, top), (right, bottom), (left, bottom))
        return np.array([self.origin + x * self.right + y * self.down for x, y in corners])


def _lay(ax: Axes, level: NDArray[np.floating], view: _View) -> AxesImage:
    """A level as a picture that lies flat."""
    rows, cols = view.shape
    image = draw_image(ax, np.asarray(level, dtype=float), Box(0, 0, cols, rows))
    matrix = np.eye(3)
    matrix[:2, 0], matrix[:2, 1], matrix[:2, 2] = view.right, view.down, view.origin
    image.set_transform(Affine2D(matrix) + ax.transData)
    image.set_interpolation("antialiased")
    return image


def _count(ax: Axes, story: Story, theme: Theme, view: _View, cells: int, *, left: bool) -> None:
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

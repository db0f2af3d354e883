"""The five pictures, each a function that draws it as large as fits a box."""

from collections.abc import Callable
from itertools import pairwise
from typing import Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.lines import Line2D
from matplotlib.patches import Polygon
from numpy.typing import NDArray

from scenes.beats import Story
from scenes.page.grid import draw_image
from scenes.page.lettering import put, small_size
from scenes.page.lying import FLAT, LEAN, Lying, Points, lay
from scenes.page.marks import STROKE, outline
from scenes.page.sheet import Box
from scenes.theme import Theme
from scenes.topics.takeaways.colours import faint, glowing, wall

INSET = 0.46
"""How large the kernel is in the corner of its map, as a share of it."""
CLOSER = 0.82
"""Each level lies so much closer to the one below than that to its own."""
SPOT = 3.0
"""Points that the mark of a cell is wide at least."""

Draw = Callable[[Axes, Story, Theme, Box], None]


def fitted(shape: tuple[int, ...], box: Box) -> Box:
    """The largest place for a picture of (rows, cols) within a box, in the middle of it."""
    scale = min(box.width / shape[1], box.height / shape[0])
    width, height = float(shape[1] * scale), float(shape[0] * scale)
    return Box(
        box.left + (box.width - width) / 2, box.top + (box.height - height) / 2, width, height
    )


def compresses(ax: Axes, story: Story, theme: Theme, box: Box) -> None:
    """The pooled photo; what changed when it moved is faint."""
    beat = story["compresses"]
    level, stays = beat.data["levels"][-1] / 255, beat.data["stays"][-1]
    place = fitted(level.shape, box)
    draw_image(ax, np.where(stays[..., None], level, faint(level, theme)), place)


def strongest(ax: Axes, story: Story, theme: Theme, box: Box) -> None:
    """The strongest of each window, in the winner's colour."""
    beat = story["strongest"]
    values = beat.data["pooled"]
    place = fitted(values.shape, box)
    draw_image(ax, glowing(values, beat.data["top"], theme), place)


def context(ax: Axes, story: Story, theme: Theme, box: Box) -> None:
    """All maps left of a line, their means right of it."""
    beat = story["context"]
    maps, means = beat.data["maps"], beat.data["means"]
    even = np.broadcast_to(means[:, None, None], maps.shape)
    full, flat = (wall(values, beat.data["top"], theme) for values in (maps, even))
    place, half = fitted(full.shape, box), full.shape[1] // 2
    draw_image(ax, np.concatenate([full[:, :half], flat[:, half:]], axis=1), place)
    middle = place.left + place.width * half / full.shape[1]
    ax.add_line(
        Line2D([middle] * 2, [place.top, place.bottom], color=theme.window, linewidth=STROKE)
    )


def learns(ax: Axes, story: Story, theme: Theme, box: Box) -> None:
    """The answers of the learned kernel, and the kernel."""
    beat = story["learns"]
    values = beat.data["maps"][-1]
    place = fitted(values.shape, box)
    draw_image(ax, theme.value_colours(values, 0, beat.data["tops"][-1]), place)
    edge = INSET * min(place.width, place.height)
    inset = Box(place.left + 3, place.bottom - edge - 3, edge, edge)
    draw_image(ax, beat.data["kernels"][-1] / 255, inset)
    outline(ax, inset, theme.window, radius=0.5)


def hierarchy(ax: Axes, story: Story, theme: Theme, box: Box) -> None:
    """The depths above the photo, and the path through them."""
    beat = story["hierarchy"]
    photo, levels = beat.data["photo"], beat.data["levels"]
    rows, cols = photo.shape[:2]
    pixel = min(box.width / (cols + LEAN * rows), 0.36 * box.height / (FLAT * rows))
    gaps = CLOSER ** np.arange(len(levels))
    top = FLAT * rows * pixel * levels[-1]["map"].shape[1] / cols / 2
    floor = box.bottom - FLAT * rows * pixel / 2
    lifts = np.cumsum(gaps) * (floor - box.top - top) / gaps.sum()
    middle = np.array([box.centre[0], floor])
    ground = Lying(middle, pixel, (rows, cols))
    lay(ax, photo / 255, ground)
    quads = []
    for level, lift in zip(levels, lifts, strict=True):
        view = Lying(middle - [0, lift], pixel * level["map"].shape[1] / cols, (rows, cols))
        image = lay(ax, theme.value_colours(level["map"], 0, level["top"]), view)
        image.set_interpolation("none")
        if level["cell"]:
            quads.append(_at_least(view.quad(_cell(level))))
    if quads:
        seen = next(level["seen"] for level in levels if level["seen"])
        quads.insert(0, _at_least(ground.quad(seen)))
    for below, above in pairwise(quads):
        _beam(ax, theme, below, above)
    size = small_size(theme)
    right = Lying(middle - [0, lifts[-1]], pixel * levels[-1]["map"].shape[1] / cols, (rows, cols))
    x, y = right.quad((0, 0, rows, cols))[[1, 2]].mean(axis=0)
    put(ax, x + 7, y, story.label("guess", **beat.values), theme, size=size, weight="bold",
        middle=True)  # fmt: skip


def _cell(level: Any) -> tuple[float, float, float, float]:
    """The cell of a level that the path runs through, in pixels of the photo."""
    top, left, bottom, right = level["span"]
    rows, cols = level["map"].shape
    down, across = (bottom - top) / rows, (right - left) / cols
    row, col = level["cell"]
    return (
        top + row * down, left + col * across, top + (row + 1) * down, left + (col + 1) * across,
    )  # fmt: skip


def _beam(ax: Axes, theme: Theme, below: Points, above: Points) -> None:
    """The light from a cell down to the one below, and the cell."""
    for k in range(4):
        side = np.array([below[k], below[(k + 1) % 4], above[(k + 1) % 4], above[k]])
        ax.add_patch(Polygon(side, closed=True, facecolor=theme.window, alpha=0.3, linewidth=0))
    ax.add_patch(Polygon(above, closed=True, facecolor=theme.output, linewidth=0))


def _at_least(quad: Points) -> Points:
    centre, width = quad.mean(axis=0), float(np.hypot(*(quad[1] - quad[0])))
    seen: NDArray[np.float64] = centre + (quad - centre) * max(1.0, SPOT / width)
    return seen


PICTURES: dict[str, Draw] = {
    "compresses": compresses,
    "strongest": strongest,
    "context": context,
    "learns": learns,
    "hierarchy": hierarchy,
}

"""Panel pieces: a network with its chips, and single chips."""

from itertools import pairwise
from typing import Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.collections import LineCollection, PolyCollection
from matplotlib.patches import Circle, Polygon
from matplotlib.transforms import Affine2D

from scenes.page.grid import draw_image, rounded
from scenes.page.sheet import Box
from scenes.theme import Theme
from scenes.topics.exercises.glyphs import GLYPHS, colour
from scenes.topics.exercises.layout import (
    HEIGHT,
    LEFT,
    SHEET,
    TILT,
    chip_at,
    head_columns,
    places,
    sheet,
)

SPAN = -2.0 * LEFT
"""Width of a drawn network in the layout's units."""


def draw_chip(ax: Axes, kind: str, theme: Theme, x: float, y: float, side: float) -> None:
    """A small plate with the glyph of what halves a map, its middle at (x, y)."""
    plate = Box(x - side / 2, y - side / 2, side, side)
    ax.add_patch(Polygon(rounded(plate, 0.16 * side), closed=True, facecolor=theme.surface,
                         edgecolor=theme.line, linewidth=0.8, zorder=3))  # fmt: skip
    inner = 0.72 * side
    tiles, tints = [], []
    for left, top, width, height, role, share in GLYPHS[kind]:
        cell = Box(x + (left - 0.5) * inner, y + (top - 0.5) * inner, width * inner, height * inner)
        tiles.append(rounded(cell.grown(-0.03 * side), 0.1 * cell.width))
        tints.append(colour(theme, role, share))
    ax.add_collection(PolyCollection(tiles, facecolors=tints, linewidths=0, zorder=4),
                      autolim=False)  # fmt: skip


def draw_net(ax: Axes, parts: Any, base: Any, photo: Any, theme: Theme, box: Box) -> float:
    """A network as wide as a box, the picture first; return the y of its end.

    Args:
        parts: of the network. base: of the one that pools by max.
        photo: (rows, columns, 3) whole numbers of 0 to 255.
    """
    unit = box.width / SPAN
    middle = box.top + unit * HEIGHT * (0.5 + TILT)
    found = places(base)

    def put(points: Any) -> Any:
        return np.asarray(points) * [unit, -unit] + [box.left - LEFT * unit, middle]

    corners = put(sheet(found.picture, HEIGHT))
    image = draw_image(ax, photo / 255, Box(0, 0, 1, 1))
    right, low = corners[1] - corners[0], corners[3] - corners[0]
    image.set_transform(
        Affine2D(np.array([[right[0], low[0], corners[0, 0]], [right[1], low[1], corners[0, 1]],
                           [0, 0, 1]])) + ax.transData
    )  # fmt: skip
    sheets = [
        put(sheet(x + k * SHEET, HEIGHT * each["rows"] / parts["input"]))
        for each, x in zip(parts["stacks"], found.stacks, strict=True)
        for k in reversed(range(each["sheets"]))
    ]
    ax.add_collection(PolyCollection(sheets, facecolors=theme.ramp[1], edgecolors=theme.ramp[2],
                                     linewidths=0.7), autolim=False)  # fmt: skip
    for k, kind in enumerate(parts["joints"]):
        x, y, side = chip_at(parts, found, k)
        across, down = put([x, y])
        draw_chip(ax, kind, theme, across, down, side * unit)
    _draw_head(ax, head_columns(parts, found), theme, put, unit)
    return middle + unit * HEIGHT * (0.5 + TILT)


def _draw_head(ax: Axes, columns: Any, theme: Theme, put: Any, unit: float) -> None:
    """Columns of dots, each dot tied to all of the next."""
    dots = [
        put([[x, y] for y in np.linspace(high / 2, -high / 2, count)])
        for x, count, high, _, _ in columns
    ]
    threads = [
        np.array([one, other]) for left, right in pairwise(dots) for one in left for other in right
    ]
    ax.add_collection(LineCollection(threads, colors=theme.line, linewidths=0.3), autolim=False)
    for heights, (_, _, _, radius, role) in zip(dots, columns, strict=True):
        tint = theme.ramp[3] if role == "mean" else getattr(theme, role)
        for place in heights:
            ax.add_patch(Circle(place, radius * unit, facecolor=tint, linewidth=0, zorder=3))

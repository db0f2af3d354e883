"""Marks upon a map: windows, winners, padding, threads, arrows, rulers."""

from collections.abc import Iterable

import numpy as np
from matplotlib.axes import Axes
from matplotlib.collections import PolyCollection
from matplotlib.colors import to_hex
from matplotlib.lines import Line2D
from matplotlib.patches import Circle, PathPatch, Polygon
from matplotlib.path import Path
from numpy.typing import NDArray

from pooling.trace import WindowTrace
from scenes.page.grid import Grid, number_size, rounded, tile
from scenes.page.lettering import SMALLEST, put, width_of
from scenes.page.sheet import Box
from scenes.theme import Theme, rgb

STROKE = 1.6
"""Points; the line of what matters."""
HAIR = 0.7
"""Points; the line of what is only there to guide."""

Point = tuple[float, float]


def mix(one: str, other: str, share: float) -> str:
    """The colour between two roles; share 0 is the first, 1 the second.

    >>> mix("#000000", "#ffffff", 0.2)
    '#333333'
    """
    return hexed((1 - share) * rgb(one) + share * rgb(other))


def hexed(colour: NDArray[np.float64]) -> str:
    """Three numbers in 0..1 as #rrggbb."""
    red, green, blue = (float(channel) for channel in colour)
    return str(to_hex((red, green, blue)))


def outline(
    ax: Axes,
    box: Box,
    colour: str,
    *,
    width: float = STROKE,
    radius: float = 2.5,
    dashed: bool = False,
    fill: str | None = None,
) -> Polygon:
    """A rounded frame around a box."""
    frame = Polygon(
        rounded(box, radius),
        closed=True,
        facecolor=fill or "none",
        edgecolor=colour,
        linewidth=width,
        linestyle=(0, (2.2, 1.6)) if dashed else "solid",
        joinstyle="round",
    )
    ax.add_patch(frame)
    return frame


def draw_window(
    ax: Axes, grid: Grid, window: WindowTrace, theme: Theme, *, width: float = STROKE
) -> Polygon:
    """The frame of a window; where dilation leaves holes, the cells it reads are framed too."""
    span = (window.rows[0], window.rows[-1]), (window.cols[0], window.cols[-1])
    holes = (len(window.rows), len(window.cols)) != tuple(b - a + 1 for a, b in span)
    if holes:
        for cell in window.cells:
            box = grid.at(*cell).grown(-0.04 * grid.cell)
            outline(ax, box, theme.window, width=0.7 * width, radius=0.14 * grid.cell)
    return outline(
        ax, grid.cells(*span), theme.window, width=width, radius=0.16 * grid.cell, dashed=holes
    )


def chip(ax: Axes, x: float, top: float, text: str, theme: Theme, fill: str, *, size: float) -> Box:
    """A result by itself, centred on x: as wide as its number asks for; return its box."""
    height = 2.1 * size
    width = max(height, width_of(text, theme, size, "bold") + size)
    box = Box(x - width / 2, top, width, height)
    outline(ax, box, theme.output, width=1.2, fill=fill)
    put(
        ax,
        *box.centre,
        text,
        theme,
        size=size,
        colour=theme.ink_on(fill),
        weight="bold",
        align="center",
        middle=True,
    )
    return box


def ring(ax: Axes, box: Box, colour: str, *, width: float = 1.2) -> Polygon:
    """A frame just inside a cell: a quieter mark than `crown`."""
    return outline(ax, box.grown(-0.08 * box.width), colour, width=width, radius=0.14 * box.width)


def draw_padding(
    ax: Axes, grid: Grid, cells: Iterable[tuple[int, int]], theme: Theme, text: str = ""
) -> None:
    """Cells that are not data: dashed, empty, with what the operation reads there."""
    boxes = [grid.at(*cell) for cell in cells]
    ax.add_collection(
        PolyCollection(
            [tile(box, gap=0.07) for box in boxes],
            facecolors="none",
            edgecolors=theme.padding,
            linewidths=HAIR,
            linestyles=(0, (1.6, 1.4)),
        ),
        autolim=False,
    )
    size = number_size([text], theme, grid.cell) if text else 0.0
    if size:
        size = max(0.85 * size, SMALLEST)
        for box in boxes:
            put(
                ax,
                *box.centre,
                text,
                theme,
                size=size,
                colour=theme.muted,
                align="center",
                middle=True,
            )


def wire(
    ax: Axes,
    start: Point,
    leave: float,
    enter: float,
    end: Point,
    colour: str,
    *,
    width: float = 1.2,
    head: bool = False,
    dot: bool = False,
) -> None:
    """Tie two places: level until x = leave, a soft curve, level again from x = enter.

    Between the cells of a map run gaps; a wire that stays in them crosses no number.
    """
    bend = 0.5 * (enter - leave)
    forward = 1.0 if end[0] >= start[0] else -1.0
    stop = end[0] - forward * (3.5 if head else 0.0)
    vertices = [
        start,
        (leave, start[1]),
        (leave + bend, start[1]),
        (enter - bend, end[1]),
        (enter, end[1]),
        (stop, end[1]),
    ]
    codes = [Path.MOVETO, Path.LINETO, Path.CURVE4, Path.CURVE4, Path.CURVE4, Path.LINETO]
    ax.add_patch(
        PathPatch(
            Path(vertices, codes),
            facecolor="none",
            edgecolor=colour,
            linewidth=width,
            capstyle="round",
            joinstyle="round",
        )
    )
    if head:
        _head(ax, end, (forward, 0.0), colour)
    if dot:
        ax.add_patch(Circle(end, 1.1 * width, facecolor=colour, linewidth=0))


def arrow(ax: Axes, start: Point, end: Point, colour: str, *, width: float = 1.0) -> None:
    """A straight arrow."""
    direction = np.subtract(end, start) / np.hypot(*np.subtract(end, start))
    stop = np.subtract(end, 3.5 * direction)
    ax.add_line(
        Line2D(
            [start[0], stop[0]],
            [start[1], stop[1]],
            color=colour,
            linewidth=width,
            solid_capstyle="round",
        )
    )
    _head(ax, end, (float(direction[0]), float(direction[1])), colour)


def _head(ax: Axes, tip: Point, direction: Point, colour: str, size: float = 5.0) -> None:
    along, across = np.array(direction), np.array([-direction[1], direction[0]])
    back = np.array(tip) - size * along
    corners = [np.array(tip), back + 0.42 * size * across, back - 0.42 * size * across]
    ax.add_patch(Polygon(corners, closed=True, facecolor=colour, linewidth=0))


def ruler(ax: Axes, start: float, end: float, y: float, colour: str, *, tick: float = 2.5) -> None:
    """A level measure from x to x, with a tick at each end."""
    for xs, ys in (
        ([start, end], [y, y]),
        ([start] * 2, [y - tick, y + tick]),
        ([end] * 2, [y - tick, y + tick]),
    ):
        ax.add_line(Line2D(xs, ys, color=colour, linewidth=HAIR, solid_capstyle="butt"))

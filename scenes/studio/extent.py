"""Where a shape reaches on a canvas: the one box around it, or few along its lines.

The frame around a map is large and nearly all of it is hollow: what lies within it need not be
painted again because the frame changed.
"""

import math
from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from scenes.studio.dirty import Box
from scenes.studio.pixels import Pixels

NOTHING: Box = (0, 0, 0, 0)
# Smoothed edges touch the pixels next to the outline; one more for what cairo rounds.
_EDGE = 2
# Pixels; what is smaller is painted again sooner than taken apart.
_LARGE = 40_000
# A slanted line is taken apart into so many.
_CUTS = 4
# In Manim's units: a thousandth of a pixel.
_STRAIGHT = 1e-5

Extent = tuple[float, float, float, float]
"""Left, bottom, right, top in Manim's units."""


def reach(
    context: Any,
    canvas: Pixels,
    points: NDArray[np.float64],
    widths: Sequence[float | None],
    extents: Sequence[Extent],
) -> tuple[Box, ...]:
    """The boxes of pixels outside of which a shape paints nothing.

    Args:
        context: turns Manim's units into pixels.
        canvas: that it is painted on.
        points: (4 n, 3), four for each cubic curve.
        widths: of its lines; None is its filling.
        extents: of all that is painted, in Manim's units.
    """
    around = pixels(context, canvas, extents)
    left, top, right, bottom = around
    if None in widths or (right - left) * (bottom - top) < _LARGE:
        return (around,)
    half = math.sqrt(2) * max(width or 0 for width in widths) / 2  # a slanted end is cut square
    parts = [
        pixels(context, canvas, [(x1 - half, y1 - half, x2 + half, y2 + half)])
        for x1, y1, x2, y2 in _along(points)
    ]
    return tuple(parts) or (around,)


def pixels(context: Any, canvas: Pixels, extents: Iterable[Extent]) -> Box:
    """The pixels of the canvas that lie in any of some rectangles in Manim's units."""
    sides = list(zip(*extents, strict=True))
    if not sides:
        return NOTHING
    x1, y1, x2, y2 = sides
    left, bottom = context.user_to_device(min(x1), min(y1))
    right, top = context.user_to_device(max(x2), max(y2))
    height, width = canvas.shape[:2]
    box = (
        max(0, int(left) - _EDGE),
        max(0, int(top) - _EDGE),
        min(width, int(right) + 1 + _EDGE),
        min(height, int(bottom) + 1 + _EDGE),
    )
    return box if box[0] < box[2] and box[1] < box[3] else NOTHING


def _along(points: NDArray[np.float64]) -> list[Extent]:
    """Rectangles along the lines of a shape; none where they would not be thin.

    Of several lines that meet only upright and level ones are taken: where they join, nothing
    reaches farther than half a line's width.

    >>> _along(np.array([[0, 0, 0], [1, 0, 0], [2, 0, 0], [3, 0, 0]]))
    [(0, 0, 3, 0)]
    """
    rows = points[: len(points) // 4 * 4, :2].reshape(-1, 4, 2)
    if not len(rows) or not np.isfinite(rows).all():
        return []
    low, high = rows.min(axis=1), rows.max(axis=1)
    if (np.min(high - low, axis=1) <= _STRAIGHT).all():
        return [tuple(ends) for ends in np.concatenate([low, high], axis=1).tolist()]
    if len(rows) > 1 or not _is_straight(rows[0]):
        return []
    stops = np.linspace(rows[0][0], rows[0][3], _CUTS + 1)
    corners = [np.minimum(stops[:-1], stops[1:]), np.maximum(stops[:-1], stops[1:])]
    return [tuple(ends) for ends in np.concatenate(corners, axis=1).tolist()]


def _is_straight(curve: NDArray[np.float64]) -> bool:
    """Whether a cubic curve is the line between its ends."""
    start, *handles, end = curve
    way = end - start
    shares = [float((handle - start) @ way) for handle in handles]
    across = np.array([-way[1], way[0]])
    off = max(abs(float((handle - start) @ across)) for handle in handles)
    return off <= _STRAIGHT * float(np.linalg.norm(way)) and all(
        0 <= share <= way @ way for share in shares
    )

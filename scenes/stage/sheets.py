"""Thin sheets in depth over a photo, and the cone of one unit that runs down through them.

All of it is drawn in the plane: a `View` is an affine map from pixels of the photo to the stage,
upright or lying like a floor; a sheet lies a height above it.
"""

from dataclasses import dataclass
from typing import Any

import manim as m
import numpy as np
from numpy.typing import NDArray

from scenes.stage.spotlight import Spotlight
from scenes.stage.timed import Timed
from scenes.theme import Theme

Points = NDArray[np.float64]
FINEST_GRID = 0.13
"""Units of the stage between two lines of a sheet's grid at least; a finer grid is left out."""
BEAM, SHEET = 0.13, 0.3
"""Opacity of the cone and of a sheet."""
SMALLEST_UNIT = 0.14
"""Width at which the mark of a unit is drawn at least, so that it is seen."""


@dataclass(frozen=True)
class View:
    """Where pixels stand on the stage.

    Attributes:
        origin: of the photo's upper left corner.
        right, down: the way to the next pixel.
    """

    origin: Points
    right: Points
    down: Points

    @classmethod
    def upright(cls, shape: tuple[float, ...], box: tuple[float, float], centre: Any) -> "View":
        """A photo of (height, width) seen face on, as large as fits a box."""
        height, width = shape[:2]
        side = min(box[0] / width, box[1] / height)
        corner = np.asarray(centre, float) + (m.LEFT * width + m.UP * height) * side / 2
        return cls(corner, m.RIGHT * side, m.DOWN * side)

    @classmethod
    def lying(cls, shape: tuple[float, ...], box: tuple[float, float], corner: Any) -> "View":
        """A photo of (height, width) that lies like a floor, as large as fits a box.

        Args:
            box: width and height.
            corner: its lower left corner.
        """
        height, width = shape[:2]
        lean, flat = 0.34, 0.36
        side = min(box[0] / (width + lean * height), box[1] / (flat * height))
        down = np.array([-lean, -flat, 0.0]) * side
        return cls(np.asarray(corner, float) - down * height, m.RIGHT * side, down)

    def place(self, x: float, y: float, height: float = 0.0) -> Points:
        """The place of column x and row y, a height above the photo."""
        place: Points = self.origin + x * self.right + y * self.down + m.UP * height
        return place

    def quad(self, edges: Any, height: float = 0.0) -> Points:
        """The four corners of a box of pixels, clockwise from the upper left."""
        top, left, bottom, right = edges
        return np.array(
            [
                self.place(x, y, height)
                for x, y in ((left, top), (right, top), (right, bottom), (left, bottom))
            ]
        )


@dataclass(frozen=True)
class Stand:
    """How a tower stands; arrays have a place for every level, the photo the first.

    Attributes:
        view: of the photo.
        heights: of the levels over the photo.
        boxes: what the unit sees of each level: top, left, bottom and right in pixels.
        shown: how much of a level is drawn, 0 to 1.
    """

    view: View
    heights: Points
    boxes: Points
    shown: Points

    def mixed(self, other: "Stand", share: float) -> "Stand":
        """A stand on the way to another one."""

        def mix(one: Any, two: Any) -> Any:
            return one + (two - one) * share

        return Stand(
            View(
                mix(self.view.origin, other.view.origin),
                mix(self.view.right, other.view.right),
                mix(self.view.down, other.view.down),
            ),
            mix(self.heights, other.heights),
            mix(self.boxes, other.boxes),
            mix(self.shown, other.shown),
        )


class Tower(m.Group):
    """A photo, sheets above it, and the cone of the unit at the top.

    Args:
        photo: (height, width, 3) sRGB in 0..1.
        planes: for every level the stretch of its units over the photo, in pixels.
        jumps: for every level the pixels from one unit to the next, down and across.
        stand: how it stands at first.
        theme: the cone and its boxes have the window's colour, the unit that of outputs.

    Attributes:
        photo: the `Spotlight`; what the cone falls on is lit.
        planes, grids, outlines: for every level, from the photo up.
        unit: the mark of the unit at the top.
        stand: how it stands now.
    """

    def __init__(self, photo: Any, planes: Any, jumps: Any, stand: Stand, theme: Theme) -> None:
        super().__init__()
        self.stretches, self.jumps = planes, jumps
        self.photo = Spotlight(photo, theme)
        levels = len(planes)
        self.planes = m.VGroup(*[_shape(theme.line, 1.6, theme.surface) for _ in range(levels)])
        self.grids = m.VGroup(*[_shape(theme.line, 0.8) for _ in range(levels)])
        self.outlines = m.VGroup(*[_shape(theme.window, 3) for _ in range(levels)])
        self.outlines[0].set_stroke(width=4)
        self.beams = m.VGroup(*[_shape(theme.window, 0, theme.window) for _ in range(levels - 1)])
        self.unit = _shape(theme.background, 2, theme.output).set_fill(opacity=1)
        self.add(self.photo, self.outlines[0])
        for level in range(1, levels):
            self.add(self.beams[level - 1], self.planes[level], self.grids[level])
            self.add(self.outlines[level])
        self.add(self.unit)
        self.show(stand)

    def show(self, stand: Stand) -> "Tower":
        """Draw another stand."""
        self.stand = stand
        view, (height, width) = stand.view, self.photo.bright.shape[:2]
        self.photo.points = view.quad((0, 0, height, width))[[0, 1, 3, 2]]
        self.photo.light(tuple(stand.boxes[0]))
        quads = [view.quad(*each) for each in zip(stand.boxes, stand.heights, strict=True)]
        for level, (outline, quad) in enumerate(zip(self.outlines, quads, strict=True)):
            _close(outline, quad)
            outline.set_stroke(opacity=stand.shown[level])
        for level, beam in enumerate(self.beams):
            _close(beam, hull(np.concatenate(quads[level : level + 2])))
            lifted = stand.heights[level + 1] - stand.heights[level]
            beam.set_fill(opacity=BEAM * min(1.0, lifted * 8))
        for level in range(1, len(quads)):
            self._show_sheet(level, stand)
        _close(self.unit, _at_least(quads[-1], SMALLEST_UNIT))
        return self

    def _show_sheet(self, level: int, stand: Stand) -> None:
        shown, height, view = stand.shown[level], stand.heights[level], stand.view
        edges = self.stretches[level]
        _close(self.planes[level], view.quad(edges, height))
        self.planes[level].set_stroke(opacity=shown).set_fill(opacity=SHEET * shown)
        down, across = self.jumps[level]
        if across * np.linalg.norm(view.right) >= FINEST_GRID:
            top, left, bottom, right = edges
            ends = [(x, top, x, bottom) for x in np.arange(left + across, right - 0.5, across)]
            ends += [(left, y, right, y) for y in np.arange(top + down, bottom - 0.5, down)]
            starts = [view.place(x, y, height) for x, y, _, _ in ends]
            stops = [view.place(x, y, height) for _, _, x, y in ends]
            self.grids[level].set_points(_segments(np.array(starts), np.array(stops)))
        self.grids[level].set_stroke(opacity=0.8 * shown)


class Restand(Timed):
    """Let a tower come to stand another way; what is shown depends on the time alone."""

    def __init__(self, tower: Tower, stand: Stand, **kwargs: Any) -> None:
        self.first, self.last = tower.stand, stand
        super().__init__(tower, **kwargs)

    def draw(self, share: float) -> None:
        """Draw the state after a share of the way."""
        self.mobject.show(self.first.mixed(self.last, share))


def hull(points: Points) -> Points:
    """The convex hull of points in the plane, counter-clockwise.

    >>> hull(np.array([[0, 0, 0], [2, 0, 0], [1, 1, 0], [0, 2, 0], [0.5, 0.5, 0]]))[:, :2].tolist()
    [[0.0, 0.0], [2.0, 0.0], [0.0, 2.0]]
    """
    ordered = sorted(map(tuple, points.tolist()))
    ends: list[list[tuple[float, ...]]] = []
    for way in (ordered, ordered[::-1]):
        chain: list[tuple[float, ...]] = []
        for point in way:
            while len(chain) > 1 and _turn(chain[-2], chain[-1], point) <= 0:
                chain.pop()
            chain.append(point)
        ends.append(chain[:-1])
    return np.array([*ends[0], *ends[1]])


def _turn(a: tuple[float, ...], b: tuple[float, ...], c: tuple[float, ...]) -> float:
    return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])


def closed(corners: Points) -> Points:
    """The outline through corners, as Manim's curves."""
    return _segments(corners, np.roll(corners, -1, axis=0))


def joined(shape: m.VMobject, *paths: Any) -> m.VMobject:
    """Give a shape straight lines through the places of each path."""
    parts = [np.array(path, float) for path in paths]
    parts = [_segments(path[:-1], path[1:]) for path in parts]
    return shape.set_points(np.concatenate(parts))


def _shape(stroke: str, width: float, fill: str | None = None) -> m.VMobject:
    shape = m.VMobject(stroke_color=stroke, stroke_width=width, joint_type=m.LineJointType.ROUND)
    return shape.set_fill(fill or stroke, 0)


def _close(shape: m.VMobject, corners: Points) -> None:
    """Give a shape the outline through the corners."""
    shape.set_points(closed(corners))


def _segments(starts: Points, stops: Points) -> Points:
    """Straight lines as Manim's cubic curves."""
    way = stops - starts
    curves = np.stack([starts, starts + way / 3, starts + way * 2 / 3, stops], axis=1)
    flat: Points = curves.reshape(-1, 3)
    return flat


def _at_least(quad: Points, width: float) -> Points:
    """A quadrilateral, enlarged around its centre if its first side is shorter than that."""
    centre, side = quad.mean(axis=0), float(np.linalg.norm(quad[1] - quad[0]))
    return centre + (quad - centre) * max(1.0, width / max(side, 1e-9))

"""The sliding window, the threads and the counters that tell what it did."""

from collections.abc import Callable
from typing import Any

import manim as m
import numpy as np

from pooling import ConvolutionTrace, PoolTrace
from scenes.stage.feature_map import FeatureMap
from scenes.stage.scene import TOP
from scenes.stage.timed import Timed
from scenes.stage.type import Number
from scenes.theme import Theme

Trace = PoolTrace | ConvolutionTrace
"""What a window slides by."""


def cased(line: m.VMobject, theme: Theme, width: float = 5) -> m.VMobject:
    """A line with a casing in the background's colour, so that it reads on any cell."""
    line.set_stroke(width=width)
    line.set_stroke(theme.background, width * 2.1, 0.85, background=True)
    return line


class SlidingWindow(m.VGroup):
    """The window of a trace, drawn on the map of the trace's input.

    A dilated window shows the cells it looks at inside a thin frame; the holes stay open.

    Args:
        trace: whose windows are visited.
        grid: the map it slides over; cells may lie in its padding.
        theme: roles.
    """

    def __init__(self, trace: Trace, grid: FeatureMap, theme: Theme, index: Any = (0, 0)):
        super().__init__()
        self.trace, self.grid = trace, grid
        at = trace.at(*index)
        dilated = max(trace.window.dilation) > 1
        frame = grid.outline(at.rows, at.cols).set_stroke(theme.window, 5)
        if dilated:
            frame.set_stroke(width=2)
            for row, col in at.cells:
                square = grid.outline((row,), (col,)).scale(0.96).set_stroke(theme.window, 5)
                self.add(cased(square, theme))
        self.add_to_back(cased(frame, theme, 2 if dilated else 5))
        self.frame = frame

    def centre_at(self, i: int, j: int) -> np.ndarray:
        """Where the window's centre lies when it makes output (i, j)."""
        at = self.trace.at(i, j)
        first, last = (self.grid.place(at.rows[k], at.cols[k]) for k in (0, -1))
        return (first + last) / 2

    def glide_to(self, i: int, j: int) -> Any:
        """An animation to the window of output (i, j)."""
        return self.animate.shift(self.centre_at(i, j) - self.frame.get_center())

    def put_at(self, i: int, j: int) -> "SlidingWindow":
        """Place the window at output (i, j) at once."""
        return self.shift(self.centre_at(i, j) - self.frame.get_center())


def thread(
    grid: FeatureMap,
    cell: tuple[int, int],
    out: FeatureMap,
    index: tuple[int, int],
    colour: str,
    *,
    bend: float = 0.45,
) -> m.VMobject:
    """A line from a cell of one map to a cell of the map at its right.

    Inside the maps it runs along the cells' lower edges, so that it crosses no number; `bend` is
    how late it turns between them, as a share of the way.
    """
    start = _side_of(grid, *cell, m.RIGHT)
    end = _side_of(out, *index, m.LEFT)
    leave = np.array([max(grid.get_right()[0], start[0]), start[1], 0])
    arrive = np.array([min(out.get_left()[0], end[0]), end[1], 0])
    way = m.RIGHT * (arrive[0] - leave[0])
    line = m.VMobject()
    line.start_new_path(start)
    line.add_line_to(leave)
    line.add_cubic_bezier_curve_to(leave + way * bend, arrive - way * (0.9 - bend), arrive)
    line.add_line_to(end)
    line.set_stroke(colour, 3)
    return cased(line, grid.theme, 3)


def _side_of(grid: FeatureMap, row: int, col: int, side: np.ndarray) -> np.ndarray:
    """Where a thread ties: the middle of an outermost cell's side, else the lower corner."""
    right = side[0] > 0
    outer = col == (grid.values.shape[1] - 1 if right else 0) and not grid.padding[1][int(right)]
    return grid.place(row, col) + (side + (0 if outer else 1) * m.DOWN) * grid.cell_size / 2


class Glide(Timed):
    """Move a mobject along an arc to a place, resized on the way.

    Args:
        mobject: what moves.
        to: where its centre ends.
        scale: its size at the end, as a factor.
        lift: height of the arc, as a share of the distance.
    """

    def __init__(
        self, mobject: m.Mobject, to: np.ndarray, *, scale: float = 1, lift: float = 0.25, **kw: Any
    ) -> None:
        self.to, self.factor, self.lift = np.asarray(to), scale, lift
        super().__init__(mobject, **kw)

    def begin(self) -> None:
        """Note where the way begins, and how high the arc may rise within the frame."""
        self.origin = self.mobject.get_center()
        self.way = self.to - self.origin
        highest = max(self.origin[1], self.to[1]) + self.mobject.height / 2
        self.rise = min(np.linalg.norm(self.way) * self.lift, max(0.0, TOP - highest))
        self.parts = [(part, part.points) for part in self.mobject.get_family()]
        super().begin()

    def draw(self, share: float) -> None:
        """Draw the state after a share of the way."""
        here = self.origin + self.way * share + m.UP * self.rise * np.sin(np.pi * share)
        size = 1 + (self.factor - 1) * share
        for part, points in self.parts:
            part.points = here + (points - self.origin) * size


class Counter(Number):
    """A whole number in a line of text, that can count to another one.

    Args:
        value: shown at first.
        line: the text around a value.
        centre: where the line's middle stands.
    """

    def __init__(
        self, value: int, line: Callable[[int], str], theme: Theme, centre: Any, **kwargs: Any
    ) -> None:
        self.line, self.centre = line, np.asarray(centre)
        super().__init__(value, line(value), theme, **kwargs)
        self.count(value)

    def count(self, value: int) -> "Counter":
        """Write a value."""
        self.value = value
        self.write(self.line(value))
        return self.shift(self.centre)


class CountTo(Timed):
    """Let a counter run to a value; what is shown depends on the time alone."""

    def __init__(self, counter: Counter, value: int, **kwargs: Any) -> None:
        self.first, self.last = int(counter.value), value
        super().__init__(counter, **kwargs)

    def draw(self, share: float) -> None:
        """Draw the state after a share of the way."""
        self.mobject.count(round(self.first + (self.last - self.first) * share))

"""The running strip: each stage a stack of maps, faces and depth of all stacks on one scale."""

from dataclasses import dataclass
from typing import Any

import manim as m
import numpy as np
from numpy.typing import NDArray

from scenes.stage.heat_map import HeatMap
from scenes.stage.lay import spread
from scenes.stage.scene import LEFT, RIGHT
from scenes.stage.sheets import closed, joined
from scenes.stage.timed import Timed
from scenes.theme import Theme

FACE_BOX, DEEPEST = (1.3, 0.86), 1.75
"""The largest face, and the length of the stack with most maps."""
AWAY = np.array([0.97, 0.24, 0.0])
"""The way from the first map of a stack to its last."""
FOOT, NAME_AT = -2.42, -2.8
"""Where the stacks stand, and the baseline of their names."""
FEWEST_LINES = 8
"""A line stands for so many maps."""

Points = NDArray[np.float64]


@dataclass(frozen=True)
class Scale:
    """The scale that all stacks share: a length for a cell of the photo, one for a map."""

    cell: float
    map: float

    @classmethod
    def of(cls, working: tuple[int, int], channels: int) -> "Scale":
        """So that the photo and the most channels have room."""
        cell = min(FACE_BOX[0] / working[1], FACE_BOX[1] / working[0])
        return cls(cell, DEEPEST / channels)


class Stack(m.Group):
    """The maps of a depth, one behind the other.

    Args:
        pixels: (height, width, 3) in 0..1, what the first map shows.
        cells: rows and columns of a map.
        channels: how many maps there are.
        left: where its left edge stands.
        scale: of all stacks.

    Attributes:
        face: the first map. body: the edges of those behind it.
    """

    def __init__(
        self, pixels: Any, cells: tuple[int, int], channels: int, left: float, scale: Scale,
        theme: Theme, *, smooth: bool = False,
    ) -> None:  # fmt: skip
        super().__init__()
        height, width = (n * scale.cell for n in cells)
        self.channels, self.reach = channels, AWAY * channels * scale.map
        foot = np.array([left, FOOT, 0])
        self.quad = foot + np.array([[0, height, 0], [width, height, 0], [width, 0, 0], [0, 0, 0]])
        self.face = spread(HeatMap(pixels, smooth=smooth), self.quad)
        self.rim = m.VMobject(stroke_color=theme.line, stroke_width=1.5, fill_opacity=0)
        self.rim.set_points(closed(self.quad))
        self.body = m.VMobject(stroke_color=theme.muted, stroke_width=1)
        self.body.set_fill(theme.surface, 1)
        self.lines = m.VMobject(stroke_color=theme.muted, stroke_width=0.8, fill_opacity=0)
        self.add(self.body, self.lines, self.face, self.rim)
        self.grown(1.0)

    @property
    def width_taken(self) -> float:
        """From the left edge of the face to the right end of the body."""
        return float(self.quad[1][0] - self.quad[0][0] + self.reach[0])

    def grown(self, share: float) -> "Stack":
        """Draw a share of the maps."""
        way = self.reach * share
        upper_left, upper_right, lower_right, _ = self.quad
        outline = np.array(
            [upper_left, upper_left + way, upper_right + way, lower_right + way, lower_right,
             upper_right]
        )  # fmt: skip
        self.body.set_points(closed(outline))
        count = max(1, round(share * self.channels / FEWEST_LINES))
        paths = [
            [corner + way * k / count for corner in (upper_left, upper_right, lower_right)]
            for k in range(1, count + 1)
        ]
        joined(self.lines, *paths)
        return self


class Grow(Timed):
    """Let the maps of a stack appear one behind the other."""

    def draw(self, share: float) -> None:
        """Draw the state after a share of the way."""
        self.mobject.grown(share)


def lefts(widths: list[float]) -> list[float]:
    """Where the stacks stand: equal gaps, the outermost at the frame's margins.

    >>> lefts([1.0, 1.0])
    [-3.875, 2.875]
    """
    room = RIGHT - LEFT - sum(widths)
    gap = room / len(widths)
    starts = LEFT + gap / 2 + np.cumsum([0.0, *[width + gap for width in widths[:-1]]])
    return [float(start) for start in starts]

"""A lattice of pixels, on which the pixels that a unit reads fan out layer by layer."""

from typing import Any

import manim as m
import numpy as np
from numpy.typing import NDArray

from scenes.stage.sheets import closed
from scenes.stage.timed import Timed
from scenes.theme import Theme

Mask = NDArray[np.bool_]
Points = NDArray[np.float64]


class Lattice(m.VGroup):
    """Empty cells, and a mark on each that is read.

    Args:
        shape: rows and columns.
        side: of a cell.
        centre: where the middle stands.
        theme: marks have the window's colour.

    Attributes:
        read: which cells are read, in a box of their own around the middle.
        places: where their marks stand.
    """

    def __init__(self, shape: tuple[int, ...], side: float, centre: Any, theme: Theme) -> None:
        super().__init__()
        self.side, self.centre = side, np.asarray(centre, float)
        every = self.where(np.ones(shape, np.bool_))
        self.cells = m.VMobject(stroke_color=theme.line, stroke_width=1)
        self.cells.set_fill(theme.surface, 1).set_points(self._squares(every))
        self.marks = m.VMobject(stroke_width=0).set_fill(theme.window, 1)
        self.add(self.cells, self.marks)
        self.read: Mask = np.ones((1, 1), np.bool_)
        self.mark(self.where(self.read))

    def where(self, read: Mask) -> Points:
        """The middles of marked cells, of a mask that lies around the middle."""
        away = np.argwhere(read) - (np.array(read.shape) - 1) / 2
        return self.centre + self.side * np.column_stack(
            [away[:, 1], -away[:, 0], np.zeros(len(away))]
        )

    def mark(self, places: Points) -> None:
        """Let the marks stand at places."""
        self.places = places
        self.marks.set_points(self._squares(places))

    def _squares(self, places: Points) -> Points:
        corners = np.array([[-1, 1, 0], [1, 1, 0], [1, -1, 0], [-1, -1, 0]]) * self.side * 0.45
        return np.concatenate([closed(place + corners) for place in places])


class Spread(Timed):
    """Let every mark send marks to the cells that it reads in the layer below.

    Args:
        lattice: whose marks spread.
        read: what is read afterwards, in its own box around the middle.
    """

    def __init__(self, lattice: Lattice, read: Mask, **kwargs: Any) -> None:
        parents, self.ends = lattice.where(lattice.read), lattice.where(read)
        distance = np.linalg.norm(self.ends[:, None] - parents, axis=2)
        self.starts = parents[distance.argmin(axis=1)]
        self.read = read
        super().__init__(lattice, **kwargs)

    def draw(self, share: float) -> None:
        """Draw the state after a share of the way."""
        self.mobject.read = self.read
        self.mobject.mark(self.starts + (self.ends - self.starts) * share)

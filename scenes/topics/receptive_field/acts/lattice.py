"""A lattice of pixels, on which the pixels that a unit reads fan out layer by layer."""

from typing import Any

import manim as m
import numpy as np
from numpy.typing import NDArray

from scenes.theme import Theme

Mask = NDArray[np.bool_]


class Lattice(m.VGroup):
    """Empty cells, and a mark on each that is read.

    Args:
        shape: rows and columns.
        side: of a cell.
        centre: where the middle stands.
        theme: marks have the window's colour.

    Attributes:
        marks: a square on every cell that is read, in scan order.
        read: which cells are read, in a box of their own around the middle.
    """

    def __init__(self, shape: tuple[int, ...], side: float, centre: Any, theme: Theme) -> None:
        super().__init__()
        self.shape, self.side, self.centre = shape, side, np.asarray(centre, float)
        self.theme = theme
        self.cells = m.VGroup()
        for row, col in np.ndindex(*shape):
            cell = self._square(theme.surface, self.place((row, col), shape))
            self.cells.add(cell.set_stroke(theme.line, 1))
        self.marks = m.VGroup()
        self.read: Mask = np.ones((1, 1), np.bool_)
        self.add(self.cells, self.marks)
        self.mark(self.read)
        self.marks.set_fill(theme.output)

    def place(self, cell: Any, shape: tuple[int, ...]) -> Any:
        """The middle of a cell of a box of that shape around the middle."""
        row, col = (at - (size - 1) / 2 for at, size in zip(cell, shape, strict=True))
        return self.centre + self.side * (m.RIGHT * col + m.DOWN * row)

    def mark(self, read: Mask, starts: Any = None) -> None:
        """Mark cells of a box; the marks stand at `starts` if given."""
        self.read = read
        places = [self.place(cell, read.shape) for cell in np.argwhere(read)]
        squares = [self._square(self.theme.window, place) for place in starts or places]
        self.marks.submobjects = squares

    def _square(self, colour: str, place: Any) -> m.VMobject:
        square = m.VMobject(stroke_width=0).set_fill(colour, 1)
        corners = np.array([[-1, 1, 0], [1, 1, 0], [1, -1, 0], [-1, -1, 0], [-1, 1, 0]])
        return square.set_points_as_corners(place + corners * self.side * 0.45)


class Spread(m.Animation):
    """Let every mark send marks to the cells that it reads in the layer below.

    Args:
        lattice: whose marks spread.
        read: what is read afterwards, in its own box around the middle.
    """

    def __init__(self, lattice: Lattice, read: Mask, **kwargs: Any) -> None:
        parents = np.array(
            [lattice.place(c, lattice.read.shape) for c in np.argwhere(lattice.read)]
        )
        self.ends = np.array([lattice.place(cell, read.shape) for cell in np.argwhere(read)])
        distance = np.linalg.norm(self.ends[:, None] - parents, axis=2)
        self.starts = parents[distance.argmin(axis=1)]
        self.read = read
        super().__init__(lattice, **kwargs)

    def begin(self) -> None:
        """Let all marks start where their parents stand."""
        self.mobject.mark(self.read, list(self.starts))
        super().begin()

    def interpolate_mobject(self, alpha: float) -> None:
        """Draw the state at a share of the time."""
        places = self.starts + (self.ends - self.starts) * self.rate_func(alpha)
        for mark, place in zip(self.mobject.marks, places, strict=True):
            mark.shift(place - mark.get_center())

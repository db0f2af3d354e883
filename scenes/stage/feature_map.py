"""A map of numbers on the stage: cells that can be read, or one heat-map image."""

from collections.abc import Callable, Iterator
from functools import cache
from typing import Any

import manim as m
import numpy as np

from scenes.digits import digits_for
from scenes.stage.heat_map import HeatMap
from scenes.stage.recolour import Recolour
from scenes.stage.type import Number, pixels
from scenes.theme import Theme, rgb

READABLE = 12
"""Cells along an edge up to which a map is drawn as cells."""
SMALLEST_TYPE = 24.0
"""Pixels of a 1080-line frame; numbers that would be smaller are left out."""
GAP = 0.05
"""Between two cells, as a share of a cell."""
FILLED = 0.88
"""The share of a cell's width that a number may take."""
_DIGIT_WIDTH = 0.58  # of an em

Sides = tuple[tuple[int, int], tuple[int, int]]


class FeatureMap(m.Group):
    """A two-dimensional array as coloured cells with their numbers, or as pixels if it is large.

    Args:
        values: (rows, cols).
        theme: roles; the ramp gives a cell's colour, the better of two inks its number's.
        cell: the side of a cell in Manim's units; or give `box`, the (width, height) to fit.
        limits: lowest and highest value of the ramp; those of `values` if None.
        padding: ((top, bottom), (left, right)) rings of padding cells around the map.
        padding_text: what is written in a padding cell.
        write: how a number is written; fewest decimals that keep `values` apart if None.
        blank: draw empty cells, whose numbers are revealed later.
        colours: of the cells, (rows, cols, 3); those of the ramp if None.

    Attributes:
        values: the array that is drawn.
        frame: an invisible rectangle around the map without padding; positions come from it.
        cells, numbers: in scan order; empty for a heat map.
        ring: the padding cells, in scan order.
        image, edge: the heat map, or None, and the line around it.
    """

    def __init__(
        self,
        values: Any,
        theme: Theme,
        *,
        cell: float | None = None,
        box: tuple[float, float] | None = None,
        limits: tuple[float, float] | None = None,
        padding: Sides = ((0, 0), (0, 0)),
        padding_text: str = "",
        write: Callable[[float], str] | None = None,
        blank: bool = False,
        colours: np.ndarray | None = None,
    ) -> None:
        super().__init__()
        self.values = np.asarray(values)
        self.theme = theme
        self.padding, self.padding_text = padding, padding_text
        self.write = write or digits_for(self.values)
        self.limits = limits
        rows, cols = self.values.shape
        across, down = cols + sum(padding[1]), rows + sum(padding[0])
        self.side = cell if cell is not None else _side(box or (6.0, 4.0), across, down)
        self.frame = m.Rectangle(
            width=cols * self.side, height=rows * self.side, stroke_width=0, fill_opacity=0
        )
        self.frame.shift(
            m.RIGHT * (padding[1][0] - padding[1][1]) * self.side / 2
            + m.DOWN * (padding[0][0] - padding[0][1]) * self.side / 2
        )
        self._shorten()
        self.cells, self.numbers, self.ring = m.VGroup(), m.VGroup(), m.VGroup()
        self.image: HeatMap | None = None
        self.edge = m.VGroup()
        ramp = theme.value_colours(self.values, *(limits or (None, None)))
        self.colours = ramp if colours is None else np.asarray(colours, dtype=float)
        self.add(self.frame)
        if max(rows, cols) > READABLE:
            self._draw_image()
        else:
            self._draw_cells(blank)

    @property
    def readable(self) -> bool:
        """Whether the map is drawn as cells (whose numbers may still be too long to show)."""
        return self.image is None

    def place(self, row: float, col: float) -> np.ndarray:
        """The centre of a cell; rows and columns below zero or beyond the map lie in padding."""
        rows, cols = self.values.shape
        corner = self.frame.get_corner(m.UL)
        right = (self.frame.get_corner(m.UR) - corner) / cols
        down = (self.frame.get_corner(m.DL) - corner) / rows
        return corner + (col + 0.5) * right + (row + 0.5) * down

    @property
    def cell_size(self) -> float:
        """The side of a cell as it is now, in Manim's units."""
        return float(self.frame.width / self.values.shape[1])

    def cell(self, row: int, col: int) -> m.VMobject:
        """The square of a cell of a readable map."""
        return self.cells[row * self.values.shape[1] + col]

    def number(self, row: int, col: int) -> Number:
        """The number of a cell of a readable map."""
        return self.numbers[row * self.values.shape[1] + col]

    def tile(self, row: int, col: int, colour: str | None = None) -> m.VGroup:
        """A cell and its number drawn anew, to be carried elsewhere; padding is dashed.

        The cell is filled with `colour` if one is given, else with that of its value.
        """
        rows, cols = self.values.shape
        size = self.type_size()
        if not (0 <= row < rows and 0 <= col < cols):
            return self._padding_cell(row, col, self.padding_text, size)
        fill = self.colours[row, col] if colour is None else rgb(colour)
        tile = m.VGroup(self._square(row, col, m.ManimColor(list(fill))))
        if size:
            number = self.make_number(row, col, size)
            tile.add(number.set_color(self.theme.ink_on(fill)))
        return tile

    def recolour(self, row: int, col: int, fill: str | np.ndarray) -> "Recolour":
        """An animation to another fill, the number's ink readable all the way."""
        number = self.number(row, col) if self.numbers else None
        return Recolour(self.cell(row, col), number, fill, self.theme)

    def reveal(self, row: int, col: int) -> "Recolour":
        """An animation in which a blank cell takes its colour and its number."""
        return self.recolour(row, col, self.colours[row, col])

    def quieten(self, row: int, col: int) -> "Recolour":
        """An animation in which a cell sinks halfway into the background, still readable."""
        sunk = 0.45 * self.colours[row, col] + 0.55 * rgb(self.theme.background)
        return self.recolour(row, col, sunk)

    def restored(self) -> list["Recolour"]:
        """Animations that bring every cell back to the colour of its value."""
        if not self.readable:
            return []
        return [self.recolour(row, col, self.colours[row, col]) for row, col in self.positions()]

    def disclose(self, row: int, col: int) -> None:
        """Give a blank cell its colour and its number at once."""
        fill = self.colours[row, col]
        self.cell(row, col).set_fill(m.ManimColor(list(fill)), 1)
        if self.numbers:
            self.number(row, col).set_fill(self.theme.ink_on(fill), 1)

    def outline(self, rows: tuple[int, ...], cols: tuple[int, ...]) -> m.Rectangle:
        """A rectangle around the cells from the first to the last row and column."""
        top, bottom = self.place(rows[0], cols[0]), self.place(rows[-1], cols[-1])
        rectangle = m.Rectangle(
            width=bottom[0] - top[0] + self.cell_size, height=top[1] - bottom[1] + self.cell_size
        )
        return rectangle.move_to((top + bottom) / 2)

    def positions(self) -> Iterator[tuple[int, int]]:
        """Rows and columns in scan order."""
        yield from np.ndindex(*self.values.shape)

    def ink(self, row: int, col: int) -> str:
        """The ink of a cell's number."""
        return self.theme.ink_on(self.colours[row, col])

    def type_size(self) -> float:
        """The em of the numbers, in pixels of a 1080-line frame; 0 if they would be too small."""
        side = self.side / pixels(1)
        size = min(side * 0.5, side * FILLED / (self._longest() * _DIGIT_WIDTH))
        return float(size) if size >= SMALLEST_TYPE else 0.0

    def _longest(self) -> int:
        return max(len(self.write(float(v))) for v in self.values.ravel())

    def _shorten(self) -> None:
        """Write fewer digits where the cells have no room for all."""
        room = int(FILLED * self.side / pixels(SMALLEST_TYPE) / _DIGIT_WIDTH)
        if self.values.size <= READABLE**2 and 3 <= room < self._longest():
            signs = 1 if self.values.min() < 0 else 0
            self.write = digits_for(self.values, room - signs)

    def make_number(self, row: int, col: int, size: float) -> Number:
        """The number of a cell, at its place, in the ink that reads on its colour."""
        value = float(self.values[row, col])
        number = Number(value, self.write(value), self.theme, size=size, colour=self.ink(row, col))
        return number.shift(self.place(row, col))

    def _draw_cells(self, blank: bool) -> None:
        size = self.type_size()
        for row, col in self.positions():
            self.cells.add(self._square(row, col, m.ManimColor(list(self.colours[row, col]))))
            if size:
                self.numbers.add(self.make_number(row, col, size))
        for row, col in self._ring_positions():
            self.ring.add(self._padding_cell(row, col, self.padding_text, size))
        if blank:
            self.cells.set_fill(self.theme.surface)
            self.numbers.set_opacity(0)
        self.add(self.ring, self.cells, self.numbers)

    def _square(self, row: int, col: int, fill: m.ManimColor) -> m.VMobject:
        square = m.VMobject(stroke_color=self.theme.line, stroke_width=1.2)
        square.set_fill(fill, 1)
        square.set_points(_rounded_square() * self.side * (1 - GAP) + self.place(row, col))
        return square

    def _padding_cell(self, row: int, col: int, text: str, size: float) -> m.VGroup:
        outline = m.VMobject(stroke_color=self.theme.padding, stroke_width=1.6)
        outline.set_points(_dashed_square() * self.side * (1 - GAP) + self.place(row, col))
        cell = m.VGroup(outline)
        if text and size:
            number = Number(0, text, self.theme, size=size, colour=self.theme.muted)
            cell.add(number.shift(self.place(row, col)))
        return cell

    def _ring_positions(self) -> Iterator[tuple[int, int]]:
        rows, cols = self.values.shape
        (top, bottom), (left, right) = self.padding
        for row in range(-top, rows + bottom):
            for col in range(-left, cols + right):
                if not (0 <= row < rows and 0 <= col < cols):
                    yield row, col

    def _draw_image(self) -> None:
        self.image = HeatMap(self.colours)
        self.image.stretch_to_fit_width(self.frame.width)
        self.image.stretch_to_fit_height(self.frame.height)
        self.image.move_to(self.frame)
        edge = m.Rectangle(width=self.frame.width, height=self.frame.height)
        self.edge.add(edge.set_stroke(self.theme.line, 1.5).move_to(self.frame))
        self.add(self.image, self.edge)


@cache
def _rounded_square() -> np.ndarray:
    """The points of a cell of side 1: made once, since Manim takes 7 ms for each."""
    return np.asarray(m.RoundedRectangle(corner_radius=0.09, width=1, height=1).points)


@cache
def _dashed_square() -> np.ndarray:
    """The points of a padding cell's dashes, as parts of one outline."""
    square = m.RoundedRectangle(corner_radius=0.09, width=1, height=1)
    dashes = m.DashedVMobject(square, num_dashes=16, dashed_ratio=0.55)
    return np.concatenate([dash.points for dash in dashes])


def _side(box: tuple[float, float], cols: int, rows: int) -> float:
    return min(box[0] / cols, box[1] / rows)

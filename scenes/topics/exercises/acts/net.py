"""A network on the stage: the picture, stacks of maps to scale, chips that halve them, a head."""

from itertools import pairwise
from typing import Any

import manim as m
import numpy as np

from scenes.stage.heat_map import HeatMap
from scenes.stage.lay import spread
from scenes.stage.sheets import joined
from scenes.theme import Theme
from scenes.topics.exercises.glyphs import GLYPHS, colour
from scenes.topics.exercises.layout import (
    CHIP,
    HEIGHT,
    SHEET,
    chip_at,
    head_columns,
    places,
    sheet,
)


def chip(kind: str, theme: Theme, side: float = CHIP) -> m.VGroup:
    """A small plate with the glyph of what halves a map."""
    plate = m.RoundedRectangle(corner_radius=0.16 * side, width=side, height=side)
    plate.set_fill(theme.surface, 1).set_stroke(theme.line, 2)
    inner = 0.72 * side
    cells = m.VGroup()
    for left, top, width, height, role, share in GLYPHS[kind]:
        cell = m.RoundedRectangle(
            corner_radius=0.12 * width * inner, width=width * inner, height=height * inner
        )
        cell.set_fill(colour(theme, role, share), 1).set_stroke(theme.surface, 1.2)
        cell.move_to([(left + width / 2 - 0.5) * inner, (0.5 - top - height / 2) * inner, 0])
        cells.add(cell)
    return m.VGroup(plate, cells)


class Net(m.Group):
    """A network of the exercises, from the picture at the left to its classes at the right.

    Args:
        parts: of `parts.parts`. base: those of the network that pools by max: places follow it.
        photo: (rows, columns, 3) whole numbers of 0 to 255.
        y: height of its middle line.

    Attributes:
        picture: the photo as a sheet. stacks, chips: of maps, and what halves them.
        head, classes: what follows the last maps, and a dot a class.
    """

    def __init__(self, parts: Any, base: Any, photo: Any, theme: Theme, y: float = 0.0) -> None:
        super().__init__()
        self.parts, self.theme, self.y = parts, theme, y
        self.places = places(base)
        corners = self._raised(sheet(self.places.picture, HEIGHT))
        self.picture = spread(HeatMap(photo / 255), corners)
        self.stacks = m.VGroup(
            *[
                self._stack(each, x)
                for each, x in zip(parts["stacks"], self.places.stacks, strict=True)
            ]
        )
        self.chips = m.VGroup(*[self._chip(k) for k in range(len(self.places.joints))])
        columns = [self._column(*column) for column in head_columns(parts, self.places)]
        lines = [self._lines(*pair) for pair in pairwise(columns)]
        self.head, self.classes = m.VGroup(*lines, *columns[:-1]), columns[-1]
        self.add(self.picture, self.stacks, self.chips, self.head, self.classes)

    @property
    def out(self) -> np.ndarray:
        """Where a result leaves it."""
        return np.asarray(self.classes.get_right() + m.RIGHT * 0.1)

    def _stack(self, each: Any, x: float) -> m.VGroup:
        height = HEIGHT * each["rows"] / self.parts["input"]
        sheets = m.VGroup()
        for k in reversed(range(each["sheets"])):
            shape = m.Polygon(*self._raised(sheet(x + k * SHEET, height)))
            shape.set_fill(self.theme.ramp[1], 0.92).set_stroke(self.theme.ramp[2], 1.8)
            sheets.add(shape)
        return sheets

    def _raised(self, corners: Any) -> np.ndarray:
        """Corners around height 0 as places on the stage."""
        return np.column_stack([corners[:, 0], corners[:, 1] + self.y, np.zeros(len(corners))])

    def _chip(self, k: int) -> m.VGroup:
        x, y, side = chip_at(self.parts, self.places, k)
        return chip(self.parts["joints"][k], self.theme, side).move_to([x, self.y + y, 0])

    def _column(self, x: float, count: int, high: float, radius: float, role: str) -> m.VGroup:
        tint = self.theme.ramp[3] if role == "mean" else getattr(self.theme, role)
        heights = np.linspace(high / 2, -high / 2, count)
        return m.VGroup(*[m.Dot([x, self.y + h, 0], radius, color=tint) for h in heights])

    def _lines(self, one: m.VGroup, other: m.VGroup) -> m.VMobject:
        ends = [(a.get_center(), b.get_center()) for a in one for b in other]
        return joined(m.VMobject(), *ends).set_stroke(self.theme.muted, 0.8, 0.5)

"""The frame of a chart on the stage: where a number lies, its ticks, and the names of its axes."""

from collections.abc import Mapping

import manim as m
import numpy as np

from scenes.stage.type import Number, on_baseline, words
from scenes.theme import Theme

BELOW, BESIDE, ABOVE = 0.32, 0.2, 0.3
"""From an axis to its numbers, and from the top to the name of the upright one."""


class Plot(m.VGroup):
    """Two axes; numbers lie evenly along both.

    Args:
        theme: roles.
        box: left, right, foot and head, in Manim's units.
        across, up: (lowest, highest) number along each.
    """

    def __init__(
        self,
        theme: Theme,
        box: tuple[float, float, float, float],
        across: tuple[float, float],
        up: tuple[float, float],
    ) -> None:
        super().__init__()
        self.theme, self.across, self.up = theme, across, up
        self.left, self.right, self.foot, self.head = box
        axis = m.Line([self.left, self.foot, 0], [self.right, self.foot, 0])
        self.add(axis.set_stroke(theme.muted, 2))

    def at(self, x: float, y: float) -> np.ndarray:
        """Where a pair of numbers lies."""
        share = (x - self.across[0]) / (self.across[1] - self.across[0])
        height = (y - self.up[0]) / (self.up[1] - self.up[0])
        return np.array(
            [
                self.left + share * (self.right - self.left),
                self.foot + height * (self.head - self.foot),
                0,
            ]
        )

    def numbers_across(self, texts: Mapping[float, str]) -> "Plot":
        """Write numbers under the foot."""
        for value, text in texts.items():
            number = Number(value, text, self.theme, colour=self.theme.muted)
            self.add(number.shift([self.at(value, self.up[0])[0], self.foot - BELOW, 0]))
        return self

    def levels(self, texts: Mapping[float, str], length: float | None = None) -> "Plot":
        """Draw quiet level lines, as long as the foot if not given, their numbers at the left."""
        for value, text in texts.items():
            y = self.at(self.across[0], value)[1]
            end = self.right if length is None else self.left + length
            line = m.Line([self.left, y, 0], [end, y, 0]).set_stroke(self.theme.line, 1.5)
            number = Number(value, text, self.theme, colour=self.theme.muted)
            self.add(line, number.shift([self.left - BESIDE - number.width / 2, y, 0]))
        return self

    def names(self, up: str, across: str | None = None) -> "Plot":
        """Name the axes: at the left above the head, and at the right under the numbers."""
        name = words(up, self.theme, colour=self.theme.muted)
        self.add(on_baseline(name.move_to([self.left, 0, 0], m.LEFT), self.head + ABOVE))
        if across:
            name = words(across, self.theme, colour=self.theme.muted)
            self.add(
                on_baseline(name.move_to([self.right, 0, 0], m.RIGHT), self.foot - 2.6 * BELOW)
            )
        return self

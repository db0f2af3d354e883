"""Values as bars on one foot: they rise, and pour level at their mean."""

from collections.abc import Callable
from typing import Any

import manim as m
import numpy as np

from scenes.stage.feature_map import SMALLEST_TYPE
from scenes.stage.timed import Timed
from scenes.stage.type import Number, pixels
from scenes.theme import Theme

THINNEST = 0.03
"""Height of a bar of zero, in Manim's units, so that it is seen to be there."""
ABOVE = 0.1
"""From a bar to its number, in Manim's units."""


class Bars(m.VGroup):
    """A row of bars, each as high as a value and in the ramp's colour for it.

    Args:
        values: finite numbers; those below zero hang from the foot.
        theme: roles.
        size: (width, height) of the bars at their values, numbers not counted.
        limits: lowest and highest value of the ramp.
        colour: of every bar, in place of the ramp's.
        write: how a number is written.
        gap: between two bars, as a share of a bar's place.
        shown: whether they are seen from the start.

    Attributes:
        values, heights: what they stand for, and what is drawn at present.
        shown: which bars are seen.
        bars, numbers, foot: the numbers are left out where they would be too small.
    """

    def __init__(
        self,
        values: Any,
        theme: Theme,
        *,
        size: tuple[float, float],
        write: Callable[[float], str],
        limits: tuple[float, float] = (0.0, 1.0),
        colour: str | None = None,
        gap: float = 0.12,
        shown: bool = True,
    ) -> None:
        super().__init__()
        self.values, self.theme, self.limits = np.asarray(values, dtype=float), theme, limits
        self.width_of_all, self.write, self.gap, self.colour = size[0], write, gap, colour
        self.shown = np.full(self.values.shape, shown)
        low, high = self.values.min(initial=0.0), self.values.max(initial=0.0)
        self.unit = size[1] / ((high - low) or 1.0)
        self.foot = m.Line(m.LEFT * size[0] / 2, m.RIGHT * size[0] / 2)
        self.foot.set_stroke(theme.muted, 2)
        self.bars = m.VGroup(*[m.VMobject(stroke_width=0) for _ in self.values])
        self.numbers = m.VGroup()
        em = self._type_size()
        if em:
            texts = [write(value) for value in self.values]
            self.numbers.add(
                *[
                    Number(value, text, theme, size=em)
                    for value, text in zip(self.values, texts, strict=True)
                ]
            )
        self.add(self.bars, self.numbers, self.foot)
        self.show(self.values)

    def place(self, k: int, height: float = 0.0) -> np.ndarray:
        """Where bar k reaches at a height in units of the values; 0 is the foot."""
        step = self.width_of_all / len(self.values)
        left = self.foot.get_left()
        return np.asarray(left + m.RIGHT * (k + 0.5) * step + m.UP * height * self.unit)

    def show(self, heights: np.ndarray) -> "Bars":
        """Draw the bars at heights, in units of the values, their numbers upon them."""
        self.heights = np.asarray(heights, dtype=float)
        ramp = self.theme.value_colours(self.heights, *self.limits)
        half = self.width_of_all / len(self.values) * (1 - self.gap) / 2
        for k, (bar, height) in enumerate(zip(self.bars, self.heights, strict=True)):
            foot, top = self.place(k), self.place(k, height)
            if abs(top[1] - foot[1]) < THINNEST:
                top = foot + m.UP * THINNEST
            corners = [foot + m.LEFT * half, top + m.LEFT * half, top + m.RIGHT * half]
            bar.set_points_as_corners([*corners, foot + m.RIGHT * half, corners[0]])
            seen = float(self.shown[k])
            bar.set_fill(self.colour or m.ManimColor(list(ramp[k])), seen)
            bar.set_stroke(self.theme.line, 1.2, seen)
            if self.numbers:
                number = self.numbers[k].set_fill(opacity=seen)
                beyond = m.UP if height >= 0 else m.DOWN
                number.move_to(top + beyond * (number.half_digit + ABOVE))
        return self

    def bare(self) -> m.VGroup:
        """The numbers, taken off the bars."""
        numbers, self.numbers = self.numbers, m.VGroup()
        self.remove(numbers)
        return numbers

    def _type_size(self) -> float:
        place = self.width_of_all / len(self.values)
        longest = max(len(self.write(value)) for value in self.values)
        size = min(self.theme.text_size, place / pixels(1) / (0.62 * longest))
        return float(size) if size >= SMALLEST_TYPE else 0.0


class BarsTo(Timed):
    """The bars of a row go to other heights, in units of their values."""

    def __init__(self, bars: Bars, heights: Any, **kwargs: Any) -> None:
        self.last = np.broadcast_to(np.asarray(heights, dtype=float), bars.values.shape)
        super().__init__(bars, **kwargs)

    def begin(self) -> None:
        """Note the heights at which they start."""
        self.first = self.mobject.heights
        super().begin()

    def draw(self, share: float) -> None:
        """Draw the heights after a share of the way."""
        self.mobject.show(self.first + (self.last - self.first) * share)

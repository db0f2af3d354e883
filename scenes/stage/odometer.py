"""An odometer: a number on drums, whose digits roll to those of the next number."""

from typing import Any

import manim as m
import numpy as np

from scenes.stage.timed import Timed
from scenes.stage.type import Number, pixels
from scenes.theme import Theme

DIGITS = "0123456789"
DRUM_ANGLE = 1.25
"""Radians from one digit on a drum to the next."""


class Odometer(m.VGroup):
    """A number on drums.

    Args:
        text: what is shown at first; shorter texts stand at the right.
        places: how many drums there are.
        size: the em of the digits, in pixels of a 1080-line frame.
        centre: the middle of the drums.
        colour: of the digits; the theme's text colour if None.

    Attributes:
        text: what is shown now.
        drums: the plates behind the digits.
    """

    def __init__(
        self, text: str, places: int, theme: Theme, *, size: float, centre: Any,
        colour: str | None = None,
    ) -> None:  # fmt: skip
        super().__init__()
        em = pixels(size)
        self.step, self.em, self.centre = em * 0.74, em, np.asarray(centre, float)
        plate = m.RoundedRectangle(
            width=self.step * 0.94, height=em * 1.3, corner_radius=em * 0.09, stroke_width=1.5
        )
        plate.set_stroke(theme.line).set_fill(theme.surface, 1)
        self.drums = m.VGroup(
            *[plate.copy().move_to(self._middle(k, places)) for k in range(places)]
        )
        self.digits = m.VGroup(
            *[Number(0, " ", theme, size=size, colour=colour, bold=True) for _ in range(2 * places)]
        )
        self.places = places
        self.add(self.drums, self.digits)
        self.write(text)

    def write(self, text: str) -> "Odometer":
        """Show a text at rest."""
        self.text = text
        return self.roll([(letter, letter, 0.0) for letter in text.rjust(self.places)])

    def roll(self, turns: list[tuple[str, str, float]]) -> "Odometer":
        """Show every drum between two letters: the lower share of it has passed."""
        for place, (before, after, share) in enumerate(turns):
            leaving, coming = self.digits[2 * place : 2 * place + 2]
            self._set(leaving, before, place, share)
            self._set(coming, after if share else " ", place, share - 1)
        return self

    def _set(self, digit: Number, letter: str, place: int, turned: float) -> None:
        angle = turned * DRUM_ANGLE
        digit.write(letter)
        digit.points[:, 1] = digit.points[:, 1] * np.cos(angle) + np.sin(angle) * self.em * 0.62
        digit.shift(self._middle(place, self.places))
        digit.set_opacity(max(0.0, 1 - abs(turned) * 1.35) if letter.strip() else 0)

    def _middle(self, place: int, places: int) -> Any:
        return self.centre + m.RIGHT * (place - (places - 1) / 2) * self.step


class Turn(Timed):
    """Let an odometer roll to another text; what is shown depends on the time alone.

    Args:
        odometer: what rolls.
        text: shown at the end.
        count: let the digits between pass as well, upwards.
    """

    def __init__(
        self, odometer: Odometer, text: str, *, count: bool = True, **kwargs: Any
    ) -> None:  # fmt: skip
        first, last = (t.rjust(odometer.places) for t in (odometer.text, text))
        pairs = list(zip(first, last, strict=True))
        self.ways = [_way(a, b) if count or a == b else a + b for a, b in pairs]
        self.last = text
        super().__init__(odometer, **kwargs)

    def draw(self, share: float) -> None:
        """Draw the state after a share of the way."""
        turns = []
        for way in self.ways:
            at = share * (len(way) - 1)
            k = min(int(at), len(way) - 2) if len(way) > 1 else 0
            turns.append((way[k], way[min(k + 1, len(way) - 1)], at - k))
        self.mobject.roll(turns)

    def finish(self) -> None:
        """Leave the new text standing."""
        super().finish()
        self.mobject.write(self.last)


def _way(before: str, after: str) -> str:
    """The letters that pass from one to another: digits count upwards.

    >>> _way("8", "1"), _way(" ", "3"), _way("5", "5")
    ('8901', ' 3', '5')
    """
    if before == after:
        return before
    if before in DIGITS and after in DIGITS:
        count = (int(after) - int(before)) % 10
        return "".join(DIGITS[(int(before) + k) % 10] for k in range(count + 1))
    return before + after

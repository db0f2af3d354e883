"""Beat curve: how much real answers change as the photo moves, as they are and pooled."""

import manim as m
import numpy as np

from scenes.beats import Beat
from scenes.digits import digits_for
from scenes.stage.desk import Desk
from scenes.stage.scene import BOTTOM, TOP
from scenes.stage.type import Number, on_baseline, words
from scenes.stage.window import cased

LEFT, RIGHT = -6.1, 2.1
FOOT, HEAD = BOTTOM + 0.85, TOP - 0.75
NAMES = 3.0
LINES = 1.05
FAINTEST = 0.4
"""Opacity of the line that was pooled once; the last is opaque."""


class Curve(Desk):
    """Beat curve."""

    def curve(self, beat: Beat) -> None:
        """The line of the answers themselves; below it, one after the other, those pooled."""
        curves = beat.data["curves"]
        self.highest = float(np.max([row.max() for row in curves]))
        self.play(*self.gone(), seconds=0.4)
        self.play(m.FadeIn(self._frame(beat)), seconds=0.6)
        write = digits_for([0.01])
        self.lines: list[m.VMobject] = []
        for depth, row in enumerate(curves):
            colour = self.theme.output if depth else self.theme.muted
            share = 1.0 if depth == 0 else FAINTEST + (1 - FAINTEST) * depth / (len(curves) - 1)
            points = [self._at(k, float(value)) for k, value in enumerate(row)]
            line = m.VMobject().set_points_as_corners(points)
            cased(line, self.theme, 5).set_stroke(colour, opacity=share)
            dot = m.Dot(points[1], 0.11, color=colour)
            y = TOP - 1.2 - depth * LINES
            name = words(self.label(f"depth{depth}"), self.theme, colour=self.theme.text)
            number = Number(row[1], write(float(row[1])), self.theme, size=46, bold=True)
            number.set_color(colour).shift([NAMES + number.width / 2, y + number.half_digit, 0])
            on_baseline(name.move_to([NAMES + 1.3, 0, 0], m.LEFT), y)
            self.play(m.Create(line), seconds=1.0)
            self.play(m.FadeIn(dot, scale=0.4), m.FadeIn(number), m.FadeIn(name), seconds=0.4)
            self.lines.append(line)

    def _at(self, shift: float, change: float) -> np.ndarray:
        step = (RIGHT - LEFT) / 8
        return np.array([LEFT + shift * step, FOOT + change / self.highest * (HEAD - FOOT), 0])

    def _frame(self, beat: Beat) -> m.VGroup:
        theme = self.theme
        axis = m.Line([LEFT, FOOT, 0], [RIGHT, FOOT, 0]).set_stroke(theme.muted, 2)
        guide = m.DashedLine(self._at(1, 0), self._at(1, self.highest)).set_stroke(theme.line, 2)
        frame = m.VGroup(axis, guide)
        for shift in beat.data["shifts"]:
            number = Number(shift, str(shift), theme, colour=theme.muted)
            frame.add(number.shift([self._at(shift, 0)[0], FOOT - 0.3, 0]))
        across = words(self.label("moved"), theme, colour=theme.muted)
        up = words(self.label("change"), theme, colour=theme.muted)
        frame.add(on_baseline(across.move_to([RIGHT, 0, 0], m.RIGHT), FOOT - 0.8))
        frame.add(on_baseline(up.move_to([LEFT, 0, 0], m.LEFT), HEAD + 0.3))
        return frame

"""Beat learned: from the pictures that were learned to new ones, run by run."""

from typing import Any

import manim as m
import numpy as np

from scenes.beats import Beat
from scenes.stage.desk import Desk
from scenes.stage.scene import BOTTOM, TOP
from scenes.stage.type import Number, on_baseline, words

LEFT, RIGHT = -3.6, 4.4
"""Where the axis of shares begins and ends."""
ROWS = (1.55, -0.75)
STEP = 0.34
"""Between two runs of one head."""
GRAIN = 0.1
"""The axis begins and ends at a multiple of this share."""


class Learned(Desk):
    """Beat learned."""

    def learned(self, beat: Beat) -> None:
        """Every run stands at its share of learned pictures, and slides to that of new ones."""
        heads = beat.data["heads"]
        lowest = min(min(head["new"]) for head in heads)
        self.axis_ends = float(np.floor(lowest / GRAIN) * GRAIN), 1.0
        self.play(*self.gone(), seconds=0.4)
        self.play(m.FadeIn(self._axis()), seconds=0.6)
        self.slides: list[m.VGroup] = []
        for head, y, colour in zip(heads, ROWS, (self.theme.muted, self.theme.output), strict=True):
            self._row(head, y, colour)

    def _at(self, share: float) -> float:
        low, high = self.axis_ends
        return LEFT + (share - low) / (high - low) * (RIGHT - LEFT)

    def _axis(self) -> m.VGroup:
        theme, foot = self.theme, BOTTOM + 0.75
        axis = m.VGroup(m.Line([LEFT, foot, 0], [RIGHT, foot, 0]).set_stroke(theme.muted, 2))
        ticks = round((self.axis_ends[1] - self.axis_ends[0]) / GRAIN)
        for k in range(0, ticks + 1, max(1, ticks // 4)):
            share = self.axis_ends[0] + k * GRAIN
            x = self._at(share)
            line = m.Line([x, foot, 0], [x, TOP - 1.0, 0]).set_stroke(theme.line, 1.5)
            text = f"{round(100 * share)} %"
            number = Number(share, text, theme, size=theme.label_size, colour=theme.muted)
            axis.add(line, number.shift([x, foot - 0.32, 0]))
        names = words(self.label("right"), theme, colour=theme.muted)
        axis.add(on_baseline(names.move_to([LEFT - 0.55, 0, 0], m.RIGHT), foot - 0.42))
        return axis

    def _name_ends(self, learned: float, new: float) -> None:
        """Over the first head's runs: where they start, and where they end."""
        sides = (m.LEFT, m.RIGHT) if learned >= new else (m.RIGHT, m.LEFT)
        for key, share, side in zip(("learned_end", "new_end"), (learned, new), sides, strict=True):
            line = words(self.label(key), self.theme, colour=self.theme.muted)
            line.move_to([self._at(share) + 0.1 * side[0], 0, 0], side)
            self.add(on_baseline(line, TOP - 0.85))

    def _row(self, head: dict[str, Any], y: float, colour: str) -> None:
        theme = self.theme
        name = words(self.label(f"{head['head']}_head"), theme, size=theme.text_size, bold=True)
        name.set_color(theme.text).move_to([LEFT - 0.5, y, 0], m.RIGHT)
        learned, new = head["learned"], head["new"]
        places = [y + (k - (len(learned) - 1) / 2) * -STEP for k in range(len(learned))]
        dots = [
            m.Dot([self._at(share), at, 0], 0.1, color=colour)
            for share, at in zip(learned, places, strict=True)
        ]
        self.play(m.FadeIn(name), *[m.FadeIn(dot, scale=0.4) for dot in dots], seconds=0.6)
        trails = m.VGroup(
            *[
                m.Line([self._at(a), at, 0], [self._at(b), at, 0]).set_stroke(colour, 6, 0.55)
                for a, b, at in zip(learned, new, places, strict=True)
            ]
        )
        ends = [
            m.Dot([self._at(share), at, 0], 0.1, color=colour)
            for share, at in zip(new, places, strict=True)
        ]
        if not self.slides:
            self._name_ends(max(learned), min(new))
        self.play(
            *[m.Create(trail) for trail in trails],
            *[m.Transform(dot.copy(), end) for dot, end in zip(dots, ends, strict=True)],
            seconds=1.4,
        )
        told = words(self.label("points", points=head["told"]), theme, size=theme.text_size)
        told.set_color(theme.text).move_to([RIGHT + 0.35, y, 0], m.LEFT)
        self.slides.append(trails)
        self.play(m.FadeIn(told), seconds=0.4)

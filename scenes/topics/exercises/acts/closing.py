"""Beat page: every network, every measure, every seed."""

from typing import Any

import manim as m

from scenes.beats import Beat
from scenes.stage.type import Number, on_baseline, words
from scenes.topics.exercises.acts.board import Axis, Board, Rows
from scenes.topics.exercises.rows import COSTS

ROWS = Rows(first=1.2, pitch=0.56, count=6, name=-6.85)
AXES = (("test", -3.75, -2.2), ("shift", -1.2, 0.35), ("gap", 1.35, 2.4))
PLACES = (3.5, 4.8, 6.0)
"""Where the bars of the costs begin."""
LONGEST, THICK = 0.85, 0.1
HEADS_Y = 2.3
TYPE = 26


class Closing(Board):
    """Beat page."""

    def page(self, beat: Beat) -> None:
        """Title and rows; then measure after measure."""
        found = beat.data["rows"]
        self.play(*self.gone(), seconds=0.4)
        title, tagline = self.page_head()
        names = [self.row_name(row, k, ROWS, 27) for k, row in enumerate(found)]
        self.play(m.FadeIn(title, shift=m.RIGHT * 0.2), m.FadeIn(tagline), seconds=0.6)
        self.play(
            m.LaggedStart(*[m.FadeIn(name, shift=m.RIGHT * 0.15) for name in names], lag_ratio=0.2),
            m.FadeIn(self.foot(beat)),
            seconds=1.0,
        )
        self.page_dots: list[list[m.VGroup]] = []
        for key, left, right in AXES:
            self._measure(Axis(key, left, right, beat.data["axes"][key]), found)
        self.page_bars = [self._cost(key, x, found) for key, x in zip(COSTS, PLACES, strict=True)]

    def _measure(self, axis: Axis, found: Any) -> None:
        """A measure's axis, then all its dots, and how far each row is from the first."""
        middle = (axis.left + axis.right) / 2
        ticks = len(axis.scale["ticks"])
        frame = self.frame_of(axis, ROWS, every=2 if ticks > 3 else 1, named=False)
        band = self.band(axis, ROWS, found[0][axis.key])
        dots = [self.dots_of(axis, row, k, ROWS) for k, row in enumerate(found)]
        marks = [self.mark_of(axis, row, k, ROWS, TYPE) for k, row in enumerate(found) if k]
        self.play(
            m.FadeIn(frame), m.FadeIn(band), m.FadeIn(self._head(axis.key, middle)), seconds=0.4
        )
        falls = [m.FadeIn(dot, shift=m.DOWN * 0.3) for row in dots for dot in row]
        self.play(m.LaggedStart(*falls, lag_ratio=0.1), seconds=0.8)
        self.play(*map(m.FadeIn, marks), seconds=0.4)
        self.page_dots.append(dots)

    def _cost(self, key: str, left: float, found: Any) -> list[m.Rectangle]:
        """What each network asks for, as a bar under its number."""
        most = max(row[key] for row in found)
        bars, told = [], []
        for k, row in enumerate(found):
            bar = m.Rectangle(width=LONGEST * row[key] / most, height=THICK, stroke_width=0)
            bar.set_fill(self.theme.ramp[2] if k else self.theme.muted, 1)
            bar.move_to([left, ROWS.y(k) - 0.16, 0], m.LEFT)
            number = Number(row[key], row["told"][key], self.theme, size=TYPE)
            told.append(number.shift([left + number.width / 2, ROWS.y(k) + 0.06, 0]))
            bars.append(bar)
        self.play(
            m.FadeIn(self._head(key, left + LONGEST / 2)),
            *map(m.FadeIn, told),
            *[m.GrowFromEdge(bar, m.LEFT) for bar in bars],
            seconds=0.8,
        )
        return bars

    def _head(self, key: str, middle: float) -> m.VGroup:
        lines = [
            words(self.label(f"head_{key}{end}"), self.theme, size=TYPE, colour=self.theme.muted)
            for end in ("", "2")
        ]
        for k, line in enumerate(lines):
            on_baseline(line.set_x(middle), HEADS_Y - 0.36 * k)
        return m.VGroup(*lines)

"""Two heads as squares whose areas are to scale."""

from math import sqrt
from typing import Any

import manim as m

from scenes.beats import Beat
from scenes.stage.desk import Desk
from scenes.stage.scene import BOTTOM, TOP
from scenes.stage.type import on_baseline, words
from scenes.stage.window import Counter, CountTo

SIDE = 4.7
"""Of the dense head's square, in Manim's units."""
LEFT, RIGHT = -3.6, 3.4
NARROWEST = 0.55
"""A strip that is narrower has no room for its name."""


class Areas:
    """The squares of one scene.

    Attributes:
        strips: the dense layers, side by side, their areas to scale. small: the other head.
    """

    def __init__(self, desk: Desk, beat: Beat) -> None:
        self.desk, self.beat, theme = desk, beat, desk.theme
        total, few = beat.data["totals"]
        self.total, self.few = total, few
        foot = BOTTOM + 0.62
        self.strips, self.names = m.VGroup(), m.VGroup()
        x = LEFT - SIDE / 2
        for k, (name, count) in enumerate(beat.data["dense"]):
            width = SIDE * count / total
            strip = m.Rectangle(width=width, height=SIDE, stroke_width=2)
            strip.set_stroke(theme.background).set_fill(theme.muted, 0.75 - 0.18 * (k % 3))
            strip.move_to([x + width / 2, foot + SIDE / 2, 0])
            self.strips.add(strip)
            if width >= NARROWEST:
                line = words(name, theme).move_to([x + width / 2, 0, 0])
                self.names.add(on_baseline(line, foot + SIDE + 0.14))
            x += width
        side = SIDE * sqrt(few / total)
        self.small = m.Rectangle(width=side, height=side, stroke_width=0)
        self.small.set_fill(theme.output, 1).move_to([RIGHT, foot + side / 2, 0])
        self.foot = foot

    def play_dense(self) -> None:
        """The maps, unrolled; each layer's strip grows while the count runs."""
        desk, values = self.desk, self.beat.values
        head = self._head("dense_head", LEFT)
        given = desk.label("flattened", flat=f"{values['flat']:,}")
        line = self._line(given, LEFT, TOP - 0.78)
        desk.play(m.FadeIn(head), m.FadeIn(line), seconds=0.8)
        count = self._counter(LEFT)
        desk.play(m.FadeIn(count), seconds=0.2)
        done, names = 0, list(self.names)
        for k, (strip, (_, parameters)) in enumerate(
            zip(self.strips, self.beat.data["dense"], strict=True)
        ):
            done += parameters
            shown = [m.FadeIn(names[k])] if k < len(names) else []
            desk.play(
                m.GrowFromEdge(strip, m.LEFT), CountTo(count, done), *shown,
                seconds=1.6 if k == 0 else 0.8,
            )  # fmt: skip

    def play_pooled(self) -> None:
        """One number a map: the small square, and the same on the large one for comparison."""
        desk, theme = self.desk, self.desk.theme
        head = self._head("pooled_head", RIGHT)
        given = desk.label("pooled_numbers", channels=f"{self.beat.values['channels']:,}")
        line = self._line(given, RIGHT, TOP - 0.78)
        desk.play(m.FadeIn(head), m.FadeIn(line), seconds=0.8)
        count = self._counter(RIGHT)
        desk.play(m.FadeIn(count), seconds=0.2)
        desk.play(m.GrowFromPoint(self.small, self.small.get_bottom()), CountTo(count, self.few),
                  seconds=1.0)  # fmt: skip
        twin = self.small.copy()
        corner = self.strips[0].get_corner(m.DL)
        there = corner + (m.RIGHT + m.UP) * self.small.width / 2
        desk.add(twin)
        desk.play(twin.animate(path_arc=0.9).move_to(there), seconds=1.4)
        share = desk.label("times", times=f"{self.beat.values['times']:,}")
        told = words(share, theme, size=56, bold=True, colour=theme.output)
        told.move_to([RIGHT, self.foot + SIDE / 2, 0])
        desk.play(m.FadeIn(told, scale=0.9), seconds=0.6)

    def _head(self, key: str, x: float) -> Any:
        text = self.desk.label(key)
        line = words(text, self.desk.theme, size=self.desk.theme.text_size, bold=True)
        return on_baseline(line.set_x(x), TOP - 0.32)

    def _line(self, text: str, x: float, y: float) -> Any:
        line = words(text, self.desk.theme, colour=self.desk.theme.muted)
        return on_baseline(line.set_x(x), y)

    def _counter(self, x: float) -> Counter:
        label = self.desk.label
        return Counter(
            0,
            lambda count: label("parameters", count=f"{count:,}"),
            self.desk.theme,
            [x, BOTTOM + 0.22, 0],
            size=self.desk.theme.text_size,
        )

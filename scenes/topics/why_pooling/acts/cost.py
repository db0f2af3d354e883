"""Beat cost: what the next layer asks for, without pooling and with, as areas to scale."""

from math import sqrt

import manim as m

from scenes.beats import Beat
from scenes.stage.desk import Desk
from scenes.stage.scene import BOTTOM, TOP
from scenes.stage.type import on_baseline, words

SIDE = 4.3
"""Of the larger square, in Manim's units."""
CENTRES = (-4.3, 1.3)
BESIDE = 0.35
TOLD = 2.1
"""Height of the lines beside a square."""


class Price(Desk):
    """Beat cost."""

    def cost(self, beat: Beat) -> None:
        """The maps without pooling; a quarter of their area is what pooling leaves."""
        theme, values = self.theme, beat.values
        foot = BOTTOM + 0.95
        plain, pooled = beat.data["multiply_adds"]
        side = SIDE * sqrt(pooled / plain)
        big = m.Square(SIDE, stroke_width=0).set_fill(theme.muted, 0.6)
        big.move_to([CENTRES[0], foot + SIDE / 2, 0])
        small = m.Square(side, stroke_width=0).set_fill(theme.output, 1)
        small.move_to([CENTRES[1] + side / 2, foot + side / 2, 0])
        self.squares = m.VGroup(big, small)
        name = words(
            f"{values['network']} · {values['layer']}", theme, size=theme.text_size, bold=True
        )
        on_baseline(name.move_to([CENTRES[0] - SIDE / 2, 0, 0], m.LEFT), TOP - 0.35)
        self.play(*self.gone(), seconds=0.4)
        self.play(m.FadeIn(name), seconds=0.4)
        self.play(m.GrowFromPoint(big, big.get_corner(m.DL)), seconds=1.0)
        self._told("without", big, values, foot + SIDE - TOLD)
        twin = big.copy()
        corner = small.copy().move_to(big.get_corner(m.DL), aligned_edge=m.DL)
        self.add(twin)
        self.play(m.Transform(twin, corner), seconds=1.0)
        self.play(m.Transform(twin, small), seconds=1.0)
        self.remove(twin)
        self.add(small)
        self._told("with", small, values, foot)
        whole = words(
            self.label("whole", times=values["whole_times"]), theme, size=theme.text_size,
            colour=theme.muted,
        )  # fmt: skip
        on_baseline(whole.set_x(0), BOTTOM + 0.1)
        self.play(m.FadeIn(whole, shift=m.UP * 0.15), seconds=0.6)

    def _told(self, key: str, square: m.Square, values: object, foot: float) -> None:
        """Maps, multiply-adds and memory, set beside a square."""
        theme = self.theme
        told = dict(values)  # type: ignore[call-overload]
        lines = [
            words(self.label(key), theme, size=theme.text_size, bold=True),
            words(self.label("maps", shape=told[f"maps_{key}"]), theme),
            words(self.label("multiply_adds", count=told[key]), theme),
            words(self.label("memory", count=told[f"memory_{key}"]), theme),
        ]
        x = square.get_right()[0] + BESIDE
        for k, line in enumerate(reversed(lines)):
            on_baseline(line.move_to([x, 0, 0], m.LEFT), foot + 0.05 + 0.52 * k)
        self.play(
            m.LaggedStart(*[m.FadeIn(line, shift=m.RIGHT * 0.1) for line in lines], lag_ratio=0.4),
            seconds=1.4,
        )

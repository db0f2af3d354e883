"""Size against depth as lines, and as squares on the same scale, that can be seen from afar."""

from dataclasses import dataclass
from typing import Any

import manim as m
import numpy as np

from scenes.stage.sheets import joined
from scenes.stage.timed import Timed
from scenes.stage.type import Number
from scenes.theme import Theme

CORNER, WIDTH, HEIGHT = np.array([-5.75, -2.2, 0.0]), 6.5, 5.5
SQUARES_AT = np.array([1.7, -2.2, 0.0])
MOST_TICKS = 5


@dataclass(frozen=True)
class Seen:
    """How a chart is seen.

    Attributes:
        top: the value at its top.
        drawn: how far each line is drawn, 0 to 1.
        opened: how far the square of each line has opened, 0 to 1.
        ticks: which set of ticks is shown: 0 the near, 1 the far.
    """

    top: float
    drawn: tuple[float, float]
    opened: tuple[float, float]
    ticks: float = 0.0

    def mixed(self, other: "Seen", share: float) -> "Seen":
        """A view on the way to another one; a chart shrinks evenly in its scale."""

        def mix(one: float, two: float) -> float:
            return one + (two - one) * share

        return Seen(
            1 / mix(1 / self.top, 1 / other.top),
            (mix(self.drawn[0], other.drawn[0]), mix(self.drawn[1], other.drawn[1])),
            (mix(self.opened[0], other.opened[0]), mix(self.opened[1], other.opened[1])),
            mix(self.ticks, other.ticks),
        )


class GrowthChart(m.VGroup):
    """Two lines of sizes by depth, with the square of each one's last size beside them.

    Args:
        lines: two arrays of sizes; the first value is that of depth 0.
        tops: the values at the top when seen close and from afar.
        theme: the first line has the muted colour, the second that of windows.

    Attributes:
        lines, dots, squares: two of each.
        tick_numbers: those seen close, and those seen from afar.
        seen: how it is seen now.
    """

    def __init__(self, lines: Any, tops: tuple[float, float], theme: Theme) -> None:
        super().__init__()
        self.values, self.tops = [np.asarray(line, float) for line in lines], tops
        colours = (theme.text, theme.window)
        self.axes = m.VGroup(_bare(theme.line, 2), _bare(theme.line, 2))
        joined(self.axes[0], [CORNER + m.UP * HEIGHT, CORNER])
        joined(self.axes[1], [CORNER, CORNER + m.RIGHT * WIDTH])
        self.squares = m.VGroup(
            *[_bare(c, 3).set_fill(c, 0.09) for c in reversed(colours)]
        )  # fmt: skip
        self.lines = m.VGroup(*[_bare(colour, 5) for colour in colours])
        self.dots = m.VGroup(
            *[
                m.VGroup(*[m.Dot(radius=0.065, color=colour) for _ in line])
                for line, colour in zip(self.values, colours, strict=True)
            ]
        )
        self.rules = m.VGroup(*[_bare(theme.line, 1) for _ in tops])
        self.tick_numbers = m.VGroup(
            *[
                m.VGroup(
                    *[Number(v, f"{v:g}", theme, size=26, colour=theme.muted) for v in ticks(top)]
                )
                for top in tops
            ]
        )
        self.seen = Seen(tops[0], (0.0, 0.0), (0.0, 0.0))
        self.depths = m.VGroup(
            *[
                Number(depth, str(depth), theme, size=26, colour=theme.muted).shift(
                    self.place(depth, 0) + m.DOWN * 0.27
                )
                for depth in range(1, len(self.values[0]))
            ]
        )
        self.add(
            self.depths,
            self.rules,
            self.axes,
            self.tick_numbers,
            self.squares,
            self.lines,
            self.dots,
        )
        self.show(self.seen)

    def place(self, depth: float, value: float) -> Any:
        """Where a size at a depth stands."""
        across = WIDTH * 0.97 * depth / (len(self.values[0]) - 1)
        return CORNER + m.RIGHT * across + m.UP * HEIGHT * value / self.seen.top

    def show(self, seen: Seen) -> "GrowthChart":
        """Draw it as it is seen another way."""
        self.seen = seen
        for k, values in enumerate(self.values):
            reach = seen.drawn[k] * (len(values) - 1)
            depths = [*range(int(reach) + 1), *([reach] if reach % 1 else [])]
            sizes = np.interp(depths, np.arange(len(values)), values)
            joined(self.lines[k], self._cut(depths, sizes))
            for depth, dot in enumerate(self.dots[k]):
                inside = depth <= reach + 1e-9 and values[depth] <= seen.top
                dot.move_to(self.place(depth, min(values[depth], seen.top)))
                dot.set_fill(opacity=1.0 if inside else 0.0)
            side = HEIGHT * values[-1] / seen.top * seen.opened[k]
            square = self.squares[1 - k]
            corners = [SQUARES_AT + side * np.array(c) for c in _UNIT_SQUARE]
            joined(square, corners)
            square.set_stroke(opacity=min(1.0, 20 * seen.opened[k]))
            square.set_fill(opacity=0.09 * min(1.0, 20 * seen.opened[k]))
        for k, numbers in enumerate(self.tick_numbers):
            shown = max(0.0, 1 - 2.4 * abs(seen.ticks - k))
            rows = [self.place(0, number.value) for number in numbers]
            for number, place in zip(numbers, rows, strict=True):
                number.write(number.text).shift(place + m.LEFT * (0.2 + number.width / 2))
                number.set_opacity(shown if place[1] <= CORNER[1] + HEIGHT + 0.05 else 0)
            ends = [(place, place + m.RIGHT * WIDTH) for place in rows[1:] if place[1] < 3.4]
            joined(self.rules[k], *ends) if ends else None
            self.rules[k].set_stroke(opacity=0.6 * shown)
        return self

    def _cut(self, depths: list[float], sizes: Any) -> list[Any]:
        """The places of a line up to where it leaves the chart."""
        top, places = self.seen.top, []
        for k, (depth, size) in enumerate(zip(depths, sizes, strict=True)):
            if size > top:
                share = (top - sizes[k - 1]) / (size - sizes[k - 1])
                places.append(self.place(depths[k - 1] + share * (depth - depths[k - 1]), top))
                break
            places.append(self.place(depth, size))
        return places


class Look(Timed):
    """Let a chart be seen another way; what is shown depends on the time alone."""

    def __init__(self, chart: GrowthChart, seen: Seen, **kwargs: Any) -> None:
        self.first, self.last = chart.seen, seen
        super().__init__(chart, **kwargs)

    def draw(self, share: float) -> None:
        """Draw the state after a share of the way."""
        self.mobject.show(self.first.mixed(self.last, share))


def ticks(top: float) -> list[float]:
    """Round values from 0 up to a value, `MOST_TICKS` at most.

    >>> ticks(20), ticks(72)
    ([0, 5, 10, 15, 20], [0, 20, 40, 60])
    """
    for step in (s * 10**n for n in range(6) for s in (1, 2, 5)):
        if top / step < MOST_TICKS:
            break
    return list(range(0, int(top) + 1, step))


_UNIT_SQUARE = ((0, 0, 0), (1, 0, 0), (1, 1, 0), (0, 1, 0), (0, 0, 0))


def _bare(colour: str, width: float) -> m.VMobject:
    return m.VMobject(stroke_color=colour, stroke_width=width, fill_opacity=0)

"""Axes of a chart drawn on a sheet: where a number lies, round ticks, and their lines."""

from dataclasses import dataclass
from math import ceil, floor, log10

from matplotlib.axes import Axes
from matplotlib.lines import Line2D

from scenes.page.lettering import put, small_size
from scenes.page.marks import HAIR
from scenes.page.sheet import Box
from scenes.theme import Theme

BEHIND = 0.5
"""Where lines of a chart lie that only guide: behind what is drawn in it."""
LOG_TICKS = 1.6
"""Ticks of a logarithmic axis stand closer where they are small: so many times more may be."""


@dataclass(frozen=True)
class Scale:
    """Numbers along an axis: from `low` at `start` to `high` at `end`, in points.

    Attributes:
        log: whether equal steps multiply; `low` is above 0 then.
    """

    low: float
    high: float
    start: float
    end: float
    log: bool = False

    def at(self, value: float) -> float:
        """Where a number lies, in points.

        >>> Scale(0, 10, 100, 200).at(5), Scale(1, 100, 0, 10, log=True).at(10)
        (150.0, 5.0)
        """
        if self.log:
            share = (log10(max(value, self.low)) - log10(self.low)) / (
                log10(self.high) - log10(self.low)
            )
        else:
            share = (value - self.low) / (self.high - self.low)
        return self.start + share * (self.end - self.start)

    def ticks(self, most: int = 6) -> list[float]:
        """At most so many round numbers between low and high.

        >>> Scale(0, 17, 0, 1).ticks(), Scale(1, 2000, 0, 1, log=True).ticks()
        ([0, 5, 10, 15], [1, 10, 100, 1000])
        """
        if self.log:
            decades = [10.0**power for power in range(ceil(log10(self.low)), 16)]
            fine = [factor * decade for decade in decades for factor in (1, 2, 5)]
            fitting = [
                [t for t in every if self.low <= t <= self.high] for every in (fine, decades)
            ]
            return next(
                ([*map(_whole, ts)] for ts in fitting if len(ts) <= LOG_TICKS * most), [self.low]
            )
        span = self.high - self.low
        power = floor(log10(span / most))
        steps = [factor * 10.0**p for p in (power, power + 1) for factor in (1, 2, 5)]
        step = next(step for step in steps if span / step + 1 <= most)
        if step < 1 and span >= most:
            step = 1.0
        first = ceil(self.low / step)
        return [_whole(k * step) for k in range(first, floor(self.high / step + 1e-9) + 1)]


def draw_axes(
    ax: Axes, box: Box, across: Scale, up: Scale, theme: Theme, names: tuple[str, str]
) -> None:
    """Draw ticks with their numbers, quiet level lines, and the names of both axes.

    Args:
        box: the plot, in points; numbers stand left of it and below.
        across, up: the scales of its edges.
        names: of the level and of the upright axis, the latter set above it.
    """
    size = small_size(theme)
    for tick in up.ticks():
        y = up.at(tick)
        ax.add_line(Line2D([box.left, box.right], [y, y], color=theme.line, linewidth=0.6 * HAIR,
                           zorder=BEHIND))  # fmt: skip
        put(ax, box.left - 4, y, f"{tick:,}", theme, size=size, colour=theme.muted, align="right",
            middle=True)  # fmt: skip
    for tick in across.ticks():
        x = across.at(tick)
        ax.add_line(
            Line2D([x, x], [box.bottom, box.bottom + 2.5], color=theme.muted, linewidth=HAIR)
        )
        put(ax, x, box.bottom + 4 + size, f"{tick:,}", theme, size=size, colour=theme.muted,
            align="center")  # fmt: skip
    ax.add_line(Line2D([box.left, box.right], [box.bottom] * 2, color=theme.muted, linewidth=HAIR))
    below = box.bottom + 4 + 2.4 * size
    put(ax, box.right, below, names[0], theme, size=size, colour=theme.muted, align="right")
    put(ax, box.left, box.top - 5, names[1], theme, size=size, colour=theme.muted)


def below_axes(theme: Theme) -> float:
    """Points that numbers and name take up below a plot."""
    return 6 + 2.4 * small_size(theme)


def beside_axes(theme: Theme) -> float:
    """Points that the numbers of thousands take up left of a plot."""
    return 4 + 2.8 * small_size(theme)


def _whole(value: float) -> float:
    return int(value) if value == int(value) else value

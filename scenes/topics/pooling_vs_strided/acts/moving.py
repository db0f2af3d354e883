"""Beat invariance: edges slide, and while they do a curve for each way draws itself."""

from typing import Any

import manim as m
import numpy as np

from scenes.beats import Beat
from scenes.digits import digits_for
from scenes.stage.desk import Desk, limits
from scenes.stage.heat_map import HeatMap
from scenes.stage.pictures import fitted, stretched
from scenes.stage.plot import Plot
from scenes.stage.scene import BOTTOM, TOP
from scenes.stage.timed import Timed
from scenes.stage.type import Number, on_baseline, words
from scenes.theme import Theme
from scenes.topics.pooling_vs_strided.ways import DASHED, colour_of, name_of

PICTURE_BOX, PICTURE_AT = (4.2, 4.2), (-4.65, 0.75)
PLOT_BOX = (-1.9, 3.0, BOTTOM + 0.95, TOP - 0.75)
NAMES = 3.35
LINE = 0.92
DASHES = 14


class Moving(m.Group):
    """A patch of a map that has moved, and curves drawn up to that shift.

    Args:
        values: (rows, cols) of the map. patch: row, column, rows and columns that are seen.
        curves: for each way its change at every shift.
    """

    def __init__(
        self,
        values: np.ndarray,
        patch: tuple[int, int, int, int],
        curves: dict[str, Any],
        plot: Plot,
        theme: Theme,
    ) -> None:
        self.colours = theme.value_colours(values, *limits(values))
        self.patch, self.plot, self.curves = patch, plot, curves
        self.picture = HeatMap(self._seen(0))
        stretched(self.picture, fitted(patch[2:], PICTURE_BOX)).move_to([*PICTURE_AT, 0])
        self.lines = {way: m.VMobject() for way in curves}
        for way, line in self.lines.items():
            line.set_stroke(colour_of(way, theme), 5)
        super().__init__(self.picture, *self.lines.values())
        self.show(0)

    def _seen(self, shift: int) -> np.ndarray:
        top, left, rows, cols = self.patch
        return self.colours[top : top + rows, left - shift : left - shift + cols]

    def show(self, shift: float) -> None:
        """Draw the contents moved by whole pixels, and the curves up to there."""
        pixels = HeatMap(self._seen(int(shift + 1e-9))).pixel_array
        self.picture.pixel_array = pixels
        self.picture.orig_alpha_pixel_array = pixels[..., 3].copy()
        for way, change in self.curves.items():
            xs = [*range(int(shift) + 1), shift]
            ys = np.interp(xs, range(len(change)), change)
            points = [self.plot.at(x, y) for x, y in zip(xs, ys, strict=True)]
            self.lines[way].set_points_as_corners(points if shift else points[:1] * 2)


class Move(Timed):
    """The contents go on to a shift."""

    def __init__(self, moving: Moving, first: float, last: float, **kwargs: Any) -> None:
        self.first, self.last = first, last
        super().__init__(moving, **kwargs)

    def draw(self, share: float) -> None:
        """Draw the state after a share of the way."""
        self.mobject.show(self.first + (self.last - self.first) * share)


class Invariance(Desk):
    """Beat invariance."""

    def invariance(self, beat: Beat) -> None:
        """One pixel first, and its numbers; then on to the last shift."""
        data, theme = beat.data, self.theme
        changes, shifts = data["changes"], data["shifts"]
        highest = max(max(change) for change in changes.values())
        self.plot = Plot(theme, PLOT_BOX, (0, shifts[-1]), (0, highest))
        self.plot.numbers_across({shift: str(shift) for shift in shifts})
        self.plot.names(self.label("change"), self.label("moved"))
        self.moving = Moving(data["map"], data["patch"], changes, self.plot, theme)
        name = self.name_under(self.moving.picture, self.label("edges"))
        self.play(*self.gone(), seconds=0.4)
        self.play(m.FadeIn(self.moving.picture), m.FadeIn(name), m.FadeIn(self.plot), seconds=0.8)
        self.add(self.moving)
        self.play(Move(self.moving, 0, 1), seconds=1.0)
        guide = m.DashedLine(self.plot.at(1, 0), self.plot.at(1, highest))
        self.play(m.FadeIn(guide.set_stroke(theme.line, 2)), seconds=0.4)
        self._names(changes)
        told = words(self.label("same", share=beat.values["same"]), theme, colour=theme.winner)
        on_baseline(told.move_to([NAMES + 0.95, 0, 0], m.LEFT), self.baselines["max_pooling"] - 0.4)
        self.play(m.FadeIn(told), seconds=0.6)
        self.wait(0.4)
        self.play(Move(self.moving, 1, shifts[-1]), seconds=4.0, rate_func=m.rate_functions.linear)
        self._dash()

    def _names(self, changes: dict[str, Any]) -> None:
        """A dot at one pixel, its number and its way; the largest change stands first."""
        write = digits_for([0.01])
        self.baselines: dict[str, float] = {}
        y = TOP - 1.3
        for way in sorted(changes, key=lambda one: -changes[one][1]):
            colour, value = colour_of(way, self.theme), changes[way][1]
            dot = m.Dot(self.plot.at(1, value), 0.1, color=colour)
            number = Number(value, write(value), self.theme, size=40, bold=True, colour=colour)
            number.shift([NAMES + number.width / 2, y + number.half_digit, 0])
            name = words(self.label(name_of(way)), self.theme)
            on_baseline(name.move_to([NAMES + 0.95, 0, 0], m.LEFT), y)
            self.baselines[way] = y
            y -= LINE + (0.25 if way == "max_pooling" else 0)
            self.play(m.FadeIn(dot, scale=0.4), m.FadeIn(number), m.FadeIn(name), seconds=0.4)

    def _dash(self) -> None:
        """Lines that are told apart by more than their colour."""
        for way in DASHED:
            line = self.moving.lines[way]
            dashed = m.DashedVMobject(line, num_dashes=3 * DASHES, dashed_ratio=0.6)
            self.remove(line)
            self.add(dashed)

"""Beats real, gradient and page: what pooling does to a map and to a gradient, and all in one."""

import manim as m
import numpy as np

from pooling import PoolTrace
from scenes.beats import Beat
from scenes.digits import digits_for
from scenes.stage.desk import BELOW, BENDS, Desk, limits
from scenes.stage.feature_map import FeatureMap
from scenes.stage.heat_map import HeatMap, Sweep
from scenes.stage.scene import MIDDLE
from scenes.stage.type import Number, words
from scenes.stage.window import CountTo, SlidingWindow, thread

BIG_BOX = (9.2, 5.5)
ROW_BOX = (4.25, 4.2)
LONGEST_RULE = 9
"""Values that a rule names one by one; of more, the first four and the last."""
PULSES = 16
"""Outputs up to which every gradient is seen to travel by itself."""


class Closing(Desk):
    """Beats real, gradient and page."""

    def real(self, beat: Beat) -> None:
        """A sweep turns the map into larger blocks, twice; each state is put into a row."""
        maps = beat.data["maps"]
        row = [self._heat(values, maps[0], ROW_BOX) for values in maps]
        for k, picture in enumerate(row):
            picture.set_x((k - (len(row) - 1) / 2) * 4.55)
        big = self._heat(maps[0], maps[0], BIG_BOX)
        count = self.counter(maps[0].size, big.get_bottom() + m.DOWN * BELOW)
        self.play(*self.gone(), seconds=0.6)
        self.play(m.FadeIn(big), m.FadeIn(count), seconds=0.6)
        for values in maps[1:]:
            self.wait(0.4)
            picture = self._heat(values, maps[0], BIG_BOX)
            self.play(
                Sweep(big, picture, self.theme, rate_func=m.rate_functions.ease_in_out_sine),
                CountTo(count, int(values.size)),
                seconds=1.6,
            )
        self.wait(0.4)
        last = row[-1]
        self.play(
            big.animate.stretch_to_fit_width(last.width)
            .stretch_to_fit_height(last.height)
            .move_to(last),
            count.animate.move_to(last.get_bottom() + m.DOWN * BELOW),
            seconds=0.8,
        )
        shown = [
            m.AnimationGroup(
                m.FadeIn(picture, shift=m.RIGHT * 0.3),
                m.FadeIn(self.counter(values.size, picture.get_bottom() + m.DOWN * BELOW)),
            )
            for values, picture in zip(maps[:-1], row[:-1], strict=True)
        ]
        self.play(m.LaggedStart(*reversed(shown), lag_ratio=0.5), seconds=1.0)

    def _heat(self, values: np.ndarray, first: np.ndarray, box: tuple[float, float]) -> HeatMap:
        """A map drawn at the size of the first one, whatever its number of cells."""
        picture = HeatMap(self.theme.value_colours(values, *limits(first)))
        side = min(box[0] / first.shape[1], box[1] / first.shape[0])
        picture.stretch_to_fit_width(first.shape[1] * side)
        picture.stretch_to_fit_height(first.shape[0] * side)
        return picture.move_to(m.UP * (MIDDLE + 0.25))

    def gradient(self, beat: Beat) -> None:
        """Ones flow in from the output; only winners light up, and shares add."""
        trace: PoolTrace = beat.data["trace"]
        self.play(*self.gone(), seconds=0.6)
        self.source = self.input_map(trace)
        self.result = self.output_map(trace)
        ones = self._gradient_map(self.result, beat.data["upstream"])
        names = [
            self.heading(self.label("gradient_out"), self.source),
            self.heading(self.label("gradient_in"), self.result),
        ]
        self.play(m.FadeIn(self.source), m.FadeIn(self.result), seconds=0.8)
        self.play(
            *self._emptied(self.source),
            *self._emptied(self.result),
            *[m.FadeIn(name) for name in names],
            seconds=0.6,
        )
        self.play(m.FadeIn(ones), seconds=0.4)
        if self.source.readable:
            self._flow(trace, beat.data["gradient"])
        else:
            self.play(m.FadeIn(self._gradient_picture(beat.data["gradient"])), seconds=1.6)

    def _gradient_picture(self, values: np.ndarray) -> HeatMap:
        """The gradient of a map too large for numbers, from nothing to the gradient's colour."""
        picture = HeatMap(self.theme.gradient_colours(values))
        frame = self.source.frame
        picture.stretch_to_fit_width(frame.width).stretch_to_fit_height(frame.height)
        return picture.move_to(frame)

    def _emptied(self, grid: FeatureMap) -> list[m.Animation]:
        """The values leave; what comes is another kind of number."""
        emptied: list[m.Animation] = [
            cell.animate.set_fill(self.theme.surface) for cell in grid.cells
        ]
        return [*emptied, *([m.FadeOut(grid.numbers)] if grid.numbers else [])]

    def _flow(self, trace: PoolTrace, gradient: np.ndarray) -> None:
        """A pulse from every output to its winner; then the winners light with their sums."""
        threads, pulses = [], []
        for k, at in enumerate(trace):
            if at.winner is None:
                continue
            bend = BENDS[k % len(BENDS)]
            line = thread(
                self.source, at.winner, self.result, at.index, self.theme.gradient, bend=bend
            )
            threads.append(line.reverse_points())
            dot = m.Dot(line.get_start(), 0.09, color=self.theme.gradient)
            # The path is plain: a casing would travel along as a second line.
            path = line.copy().set_stroke(width=0, background=True)
            pulses.append(
                m.Succession(
                    m.FadeIn(dot, scale=0.3, run_time=0.15),
                    m.MoveAlongPath(dot, path, run_time=0.8),
                    m.FadeOut(dot, scale=0.3, run_time=0.15),
                )
            )
        lag = 0.25 if len(pulses) <= PULSES else 1 / len(pulses)
        self.play(m.LaggedStart(*[m.Create(line) for line in threads], lag_ratio=lag), seconds=1.2)
        self.play(m.LaggedStart(*pulses, lag_ratio=lag), seconds=1.8)
        lit = self._gradient_map(self.source, gradient)
        self.play(
            m.FadeIn(lit),
            *[line.animate.set_stroke(opacity=0.4) for line in threads],
            seconds=0.6,
        )

    def _gradient_map(self, grid: FeatureMap, values: np.ndarray) -> m.VGroup:
        """Every gradient that is not zero as a cell of its colour, and every zero as a quiet 0."""
        theme, size = self.theme, grid.type_size()
        write = digits_for(values)
        shown = m.VGroup()
        for row, col in grid.positions() if grid.readable else []:
            value = float(values[row, col])
            lit = value != 0
            if lit:
                shown.add(grid.cell(row, col).copy().set_fill(theme.gradient, 1))
            if size:
                ink = theme.ink_on(theme.gradient) if lit else theme.muted
                number = Number(value, write(value), theme, size=size, bold=lit, colour=ink)
                shown.add(number.shift(grid.place(row, col)))
        return shown

    def page(self, beat: Beat) -> None:
        """All of it in one frame: input, window, rule, output; beside it what became of the map."""
        trace: PoolTrace = beat.data["trace"]
        maps = self.story["real"].data["maps"] if "real" in self.story else ()
        middle = -2.3 if maps else 0.0
        self.play(*self.gone(), seconds=0.6)
        self.source = self.input_map(trace, box=(3.7, 3.7))
        self.result = self.output_map(trace, box=(2.7, 2.7))
        self.source.move_to(m.RIGHT * (middle - 2.3) + m.DOWN * 0.15)
        self.result.move_to(m.RIGHT * (middle + 2.35) + m.DOWN * 0.15)
        title, tagline = self.page_head()
        heads = m.VGroup(
            self.heading(self.label("input"), self.source),
            self.heading(self.label("output"), self.result),
        )
        rule = self._page_rule(trace, beat.data["index"], middle)
        self.play(m.FadeIn(title, shift=m.RIGHT * 0.2), m.FadeIn(tagline), seconds=0.6)
        self.play(
            m.FadeIn(self.source), m.FadeIn(heads), m.FadeIn(self.result), *self._ladder(maps),
            seconds=1.0,
        )  # fmt: skip
        self._page_window(trace, beat.data["index"], rule)

    def _page_rule(self, trace: PoolTrace, index: tuple[int, int], middle: float) -> m.VGroup:
        first = trace.at(*index)
        write = digits_for(trace.input)
        shown = [(v, write(v)) for v in first.values]
        if len(shown) > LONGEST_RULE:
            shown = [*shown[:4], (0.0, "…"), shown[-1]]
        rule = self.rule_line(shown, (first.output, write(first.output)))
        return rule.move_to(m.RIGHT * middle + m.UP * 2.25)

    def _page_window(self, trace: PoolTrace, index: tuple[int, int], rule: m.VGroup) -> None:
        first = trace.at(*index)
        window = SlidingWindow(trace, self.source, self.theme, index)
        cell = first.winner or first.cells[0]
        line = thread(self.source, cell, self.result, index, self.theme.winner)
        self.play(m.FadeIn(window, scale=1.15), seconds=0.6)
        self.play(self.light(self.source, *cell), m.FadeIn(rule), seconds=0.6)
        self.play(m.Create(line), seconds=0.8)
        self.play(self.light(self.result, *index), seconds=0.4)

    def _ladder(self, maps: tuple[np.ndarray, ...]) -> list[m.Animation]:
        """The real map and what pooling made of it, one under the other at one size."""
        shown: list[m.Animation] = []
        for k, values in enumerate(maps):
            picture = self._heat(values, maps[0], (2.7, 1.68))
            picture.move_to(m.RIGHT * 3.55 + m.UP * (1.75 - k * 1.86))
            text = words(self.count_text(values.size), self.theme)
            text.next_to(picture, m.RIGHT, buff=0.25)
            shown += [m.FadeIn(picture), m.FadeIn(text)]
        return shown

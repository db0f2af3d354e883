"""Beats real, forgiving, gradient and page: what pooling does to a map, a shift and a gradient."""

from typing import Any

import manim as m
import numpy as np

from pooling import PoolTrace
from scenes.beats import Beat
from scenes.digits import digits_for
from scenes.stage.feature_map import FeatureMap, HeatMap, Sweep
from scenes.stage.scene import MIDDLE, TOP
from scenes.stage.type import Number, words
from scenes.stage.window import CountTo, SlidingWindow, cased, thread
from scenes.topics.max_pooling.acts.desk import Desk, limits

BIG_BOX = (9.2, 5.5)
ROW_BOX = (4.25, 4.2)
SHIFT_BOX, SHIFT_OUT_BOX = (3.5, 3.0), (3.5, 1.9)
LONGEST_RULE = 9
"""Values that a rule names one by one; of more, the first four and the last."""
PULSES = 16
"""Outputs up to which every gradient is seen to travel by itself."""


class Consequences(Desk):
    """Beats real, forgiving, gradient and page."""

    def real(self, beat: Beat) -> None:
        """A sweep turns the map into larger blocks, twice; then all stand side by side."""
        maps = beat.data["maps"]
        pictures = [self._heat(values, maps[0], BIG_BOX) for values in maps]
        big = self._heat(maps[0], maps[0], BIG_BOX)
        count = self.counter(maps[0].size, big.get_bottom() + m.DOWN * 0.4)
        self.play(*self.clear_stage(), m.FadeIn(big), m.FadeIn(count), seconds=0.8)
        self.wait(0.4)
        for values, picture in zip(maps[1:], pictures[1:], strict=True):
            line = m.Line(big.get_corner(m.UL), big.get_corner(m.DL))
            cased(line.set_stroke(self.theme.window), self.theme, 3)
            self.play(
                Sweep(big, picture, line), CountTo(count, int(values.size)), seconds=1.6,
                rate_func=m.rate_functions.ease_in_out_sine,
            )  # fmt: skip
            self.remove(line)
            self.wait(0.4)
        self._side_by_side(maps, big, count)

    def _side_by_side(self, maps: tuple[np.ndarray, ...], big: HeatMap, count: m.Mobject) -> None:
        row = [self._heat(values, maps[0], ROW_BOX) for values in maps]
        for k, picture in enumerate(row):
            picture.set_x((k - (len(row) - 1) / 2) * 4.55)
        texts = [
            words(self.count_text(values.size), self.theme, size=self.theme.text_size)
            .next_to(picture, m.DOWN, buff=0.28)
            for values, picture in zip(maps, row, strict=True)
        ]  # fmt: skip
        last = row[-1]
        self.play(
            big.animate.stretch_to_fit_width(last.width)
            .stretch_to_fit_height(last.height)
            .move_to(last),
            m.FadeOut(count),
            *[m.FadeIn(picture, shift=m.RIGHT * 0.4) for picture in row[:-1]],
            *[m.FadeIn(text) for text in texts],
            seconds=1.2,
        )

    def _heat(self, values: np.ndarray, first: np.ndarray, box: tuple[float, float]) -> HeatMap:
        """A map drawn at the size of the first one, whatever its number of cells."""
        picture = HeatMap(self.theme.value_colours(values, *limits(first)))
        side = min(box[0] / first.shape[1], box[1] / first.shape[0])
        picture.stretch_to_fit_width(first.shape[1] * side)
        picture.stretch_to_fit_height(first.shape[0] * side)
        return picture.move_to(m.UP * (MIDDLE + 0.25))

    def forgiving(self, beat: Beat) -> None:
        """Three slides of the contents, and what becomes of the output each time."""
        before: PoolTrace = beat.data["before"]
        self.play(*self.clear_stage(), seconds=0.6)
        self.marks: dict[str, m.VGroup] = {}
        stays = {"left": beat.values["left"], "right": beat.values["right"]}
        for k, name in enumerate(("left", "right", "along")):
            after: PoolTrace = beat.data[name]
            if name == "along":
                verdict = self.label(
                    "move", count=beat.values["along"], total=beat.values["expected"]
                )
                cols = beat.values["stride"]
            else:
                verdict = self.label("stay", count=stays[name], total=beat.values["outputs"])
                cols = -1 if name == "left" else 1
            kept = beat.data[f"kept_{name}"]
            self._slide(name, before, after, cols, kept, verdict, m.RIGHT * (k - 1) * 4.5)

    def _slide(
        self, name: str, before: PoolTrace, after: PoolTrace, cols: int, kept: np.ndarray,
        verdict: str, at: np.ndarray,
    ) -> None:  # fmt: skip
        grid = self._small(before.input, before.input, SHIFT_BOX).move_to(at + m.UP * 1.62)
        new = self._small(after.input, before.input, SHIFT_BOX).move_to(grid)
        cell = min(
            grid.side, SHIFT_OUT_BOX[0] / before.shape[1], SHIFT_OUT_BOX[1] / before.shape[0]
        )
        outs = [
            FeatureMap(
                trace.output, self.theme, cell=cell, limits=limits(before.input),
                write=digits_for(before.input),
            ).move_to(at + m.DOWN * 1.25)
            for trace in (before, after)
        ]  # fmt: skip
        title = words(self.label(name), self.theme, size=self.theme.text_size)
        title.move_to(at + m.UP * (TOP - 0.2))
        frames = m.VGroup(
            *[
                SlidingWindow(before, grid, self.theme, index).frame.set_stroke(width=2)
                for index in np.ndindex(*before.shape)
            ]
        )
        frames = frames if len(frames) <= 16 else m.VGroup()
        self.play(m.FadeIn(grid), m.FadeIn(frames), m.FadeIn(outs[0]), m.FadeIn(title), seconds=0.6)
        self._move_contents(grid, new, cols, frames)
        same = self.marks[name] = self._kept(outs[1], kept)
        text = words(verdict, self.theme).next_to(outs[1], m.DOWN, buff=0.2)
        self.play(m.FadeOut(outs[0]), m.FadeIn(outs[1]), seconds=0.4)
        self.play(m.FadeIn(same), m.FadeIn(text), seconds=0.6)

    def _move_contents(
        self, grid: FeatureMap, new: FeatureMap, cols: int, frames: m.VGroup
    ) -> None:
        """The contents slide by `cols` cells; those that leave fade, zeros enter."""
        width = grid.values.shape[1]
        moving: list[Any] = []
        entering: list[m.Animation] = []
        if not grid.readable:
            self.play(m.FadeOut(grid), m.FadeIn(new), seconds=0.8)
            return
        way = m.RIGHT * cols * grid.cell_size
        for row, col in grid.positions():
            parts = [grid.cell(row, col), *([grid.number(row, col)] if grid.numbers else [])]
            stays = 0 <= col + cols < width
            for part in parts:
                animation = part.animate.shift(way)
                moving.append(animation if stays else animation.set_opacity(0))
        for row, col in new.positions():
            if not 0 <= col - cols < width:
                parts = [new.cell(row, col), *([new.number(row, col)] if new.numbers else [])]
                entering += [m.FadeIn(part, shift=way) for part in parts]
        self.play(*moving, *entering, seconds=1.0)
        self.remove(grid, *[part for a in (grid.cells, grid.numbers) for part in a])
        self.add(new, frames)

    def _kept(self, out: FeatureMap, kept: np.ndarray) -> m.VGroup:
        """Outlines of the outputs that stayed, or that moved along by one."""
        return m.VGroup(
            *[
                cased(
                    out.outline((i,), (j,)).scale(0.93).set_stroke(self.theme.output), self.theme, 4
                )
                for i, j in np.argwhere(kept).tolist()
            ]
        )

    def _small(self, values: np.ndarray, first: np.ndarray, box: tuple[float, float]) -> FeatureMap:
        return FeatureMap(
            values, self.theme, box=box, limits=limits(first), write=digits_for(first)
        )

    def gradient(self, beat: Beat) -> None:
        """Ones flow in from the output; only winners light up, and shares add."""
        trace: PoolTrace = beat.data["trace"]
        gradient = beat.data["gradient"]
        self.play(*self.clear_stage(), seconds=0.6)
        self.source = self.input_map(trace)
        self.result = self.output_map(trace)
        heads = m.VGroup(
            self.heading(self.label("gradient_out"), self.source),
            self.heading(self.label("gradient_in"), self.result),
        )
        self.play(m.FadeIn(self.source), m.FadeIn(self.result), seconds=0.8)
        ones = m.VGroup(
            *[
                self._gradient_cell(self.result, index, float(beat.data["upstream"][index]))
                for index in np.ndindex(*trace.shape)
                if self.result.readable
            ]
        )
        dark: list[m.Animation] = [
            cell.animate.set_fill(self.theme.surface) for cell in self.source.cells
        ]
        if self.source.numbers:
            quiet = self.source.numbers.animate.set_opacity(0.3).set_color(self.theme.muted)
            dark += [quiet, *([m.FadeOut(self.result.numbers)] if self.result.numbers else [])]
        self.play(*dark, m.FadeIn(ones, scale=0.8), m.FadeIn(heads), seconds=0.8)
        self._flow(trace, gradient)

    def _flow(self, trace: PoolTrace, gradient: np.ndarray) -> None:
        """A pulse from every output to its winner; then the winners light with their sums."""
        threads, pulses = m.VGroup(), []
        for at in trace:
            if at.winner is None:
                continue
            line = thread(self.source, at.winner, self.result, at.index, self.theme.gradient)
            threads.add(line)
            dot = m.Dot(line.get_end(), 0.09, color=self.theme.gradient)
            pulses.append(m.MoveAlongPath(dot, line.copy().reverse_points()))
        lag = 0.25 if len(pulses) <= PULSES else 1 / len(pulses)
        self.play(
            m.LaggedStart(*[m.Create(t.reverse_points()) for t in threads], lag_ratio=lag),
            seconds=1.4,
        )
        self.play(m.LaggedStart(*pulses, lag_ratio=lag), seconds=1.6)
        self.remove(*[pulse.mobject for pulse in pulses])
        lit = [
            m.FadeIn(
                self._gradient_cell(self.source, (row, col), float(gradient[row, col])), scale=0.8
            )
            for row, col in np.ndindex(*gradient.shape)
            if gradient[row, col] != 0 and self.source.readable
        ]
        covered = [
            m.FadeOut(self.source.number(row, col))
            for row, col in np.ndindex(*gradient.shape)
            if gradient[row, col] != 0 and self.source.numbers
        ]
        self.play(*lit, *covered, threads.animate.set_stroke(opacity=0.35), seconds=0.8)

    def _gradient_cell(self, grid: FeatureMap, index: tuple[int, ...], value: float) -> m.VGroup:
        """A cell in the gradient's colour with its share."""
        square = grid.cell(*index).copy().set_fill(self.theme.gradient, 1)
        size = grid.type_size()
        cell = m.VGroup(square)
        if size:
            number = Number(
                value, digits_for(value)(value), self.theme, size=size, bold=True,
                colour=self.theme.ink_on(self.theme.gradient),
            )  # fmt: skip
            cell.add(number.shift(grid.place(*index)))
        return cell

    def page(self, beat: Beat) -> None:
        """All of it in one frame: input, window, rule, output; beside it what became of the map."""
        trace: PoolTrace = beat.data["trace"]
        maps = self.story["real"].data["maps"] if "real" in self.story else ()
        middle = -2.3 if maps else 0.0
        self.play(*self.clear_stage(), seconds=0.6)
        self.source = self.input_map(trace, box=(3.7, 3.7))
        self.result = self.output_map(trace, box=(2.7, 2.7))
        self.source.move_to(m.RIGHT * (middle - 2.3) + m.DOWN * 0.15)
        self.result.move_to(m.RIGHT * (middle + 2.35) + m.DOWN * 0.15)
        title = words(self.story.title(self.language), self.theme, size=60, bold=True)
        title.move_to([0, TOP - 0.5, 0]).align_to(m.LEFT * 6.45, m.LEFT)
        tagline = words(
            self.story.tagline(self.language), self.theme, size=38, colour=self.theme.muted
        )
        tagline.next_to(title, m.RIGHT, buff=0.4).align_to(title[0], m.DOWN)
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
        return rule.move_to(m.RIGHT * middle + m.DOWN * 2.5)

    def _page_window(self, trace: PoolTrace, index: tuple[int, int], rule: m.VGroup) -> None:
        first = trace.at(*index)
        window = SlidingWindow(trace, self.source, self.theme, index)
        cell = first.winner or first.cells[0]
        mark = self.winner_mark(*cell)
        end = self.result.tile(*index, self.theme.winner)
        line = thread(self.source, cell, self.result, index, self.theme.winner)
        self.play(m.FadeIn(window, scale=1.15), seconds=0.6)
        self.play(m.FadeIn(mark, scale=1.2), m.FadeIn(rule), seconds=0.4)
        self.play(m.Create(line), seconds=0.8)
        self.play(m.FadeIn(end), seconds=0.4)

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

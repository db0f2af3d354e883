"""Beats real, forgiving, gradient and page: what pooling does to a map, a shift and a gradient."""

from typing import Any

import manim as m
import numpy as np

from pooling import PoolTrace
from scenes.beats import Beat
from scenes.digits import digits_for
from scenes.stage.feature_map import FeatureMap, HeatMap, Sweep
from scenes.stage.scene import MIDDLE, TOP
from scenes.stage.type import Number, on_baseline, words
from scenes.stage.window import CountTo, SlidingWindow, cased, thread
from scenes.theme import rgb
from scenes.topics.max_pooling.acts.desk import BELOW, Desk, limits

BIG_BOX = (9.2, 5.5)
ROW_BOX = (4.25, 4.2)
SHIFT_BOX, SHIFT_OUT_BOX = (3.5, 3.0), (3.5, 1.9)
LONGEST_RULE = 9
"""Values that a rule names one by one; of more, the first four and the last."""
MOST_FRAMES = 16
"""Windows up to which all are drawn at once."""
EARLY_LATE = (0.0, 0.4), (0.5, 1.0)
"""When in a slide the cells fade that leave, and those that enter."""
BENDS = (0.35, 0.45, 0.55)
"""Threads turn one after the other, so that each can be followed."""
PULSES = 16
"""Outputs up to which every gradient is seen to travel by itself."""


class Consequences(Desk):
    """Beats real, forgiving, gradient and page."""

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

    def forgiving(self, beat: Beat) -> None:
        """Slides of the contents, and what becomes of the output each time."""
        before: PoolTrace = beat.data["before"]
        self.play(*self.gone(), seconds=0.6)
        self.marks: dict[str, m.VGroup] = {}
        slides = [("left", -1), ("right", 1), ("along", int(beat.values["stride"]))]
        if beat.variant == "stepwise":  # a slide by one is the slide by the stride
            slides = [slides[0], slides[2]]
        for k, (name, cols) in enumerate(slides):
            at = m.RIGHT * (k - (len(slides) - 1) / 2) * (4.5 if len(slides) == 3 else 5.4)
            self._slide(beat, name, before, cols, at)

    def _slide(self, beat: Beat, name: str, before: PoolTrace, cols: int, at: np.ndarray) -> None:
        after: PoolTrace = beat.data[name]
        grid = self._small(before.input, before.input, SHIFT_BOX).move_to(at + m.UP * 1.55)
        new = self._small(after.input, before.input, SHIFT_BOX).move_to(grid)
        rows_out, cols_out = before.shape
        cell = min(grid.side, SHIFT_OUT_BOX[0] / cols_out, SHIFT_OUT_BOX[1] / rows_out)
        outs = [
            FeatureMap(
                trace.output, self.theme, cell=cell, limits=limits(before.input),
                write=digits_for(before.input),
            ).move_to(at + m.DOWN * 1.3)
            for trace in (before, after)
        ]  # fmt: skip
        title = words(self.label(name), self.theme, size=self.theme.text_size)
        on_baseline(title.move_to(at), TOP - 0.3)
        frames = self._tiling(before, grid)
        self.play(
            *[m.FadeIn(part) for part in (grid, frames, outs[0], title) if len(part)], seconds=0.6
        )
        self._move_contents(grid, new, cols, frames)
        kept = beat.data[f"kept_{name}"]
        changed = self._changed(outs, kept if name != "along" else np.zeros_like(kept))
        self.play(*changed, seconds=0.6)
        self.remove(outs[0])
        self.add(outs[1])
        same = self.marks[name] = self._kept(outs[1], kept)
        text = words(self._verdict(beat, name), self.theme).next_to(outs[1], m.DOWN, buff=0.2)
        self.play(m.FadeIn(same), m.FadeIn(text), seconds=0.6)

    def _verdict(self, beat: Beat, name: str) -> str:
        if name == "along":
            count, total = beat.values["along"], beat.values["expected"]
            return self.label("move", count=count, total=total)
        return self.label("stay", count=beat.values[name], total=beat.values["outputs"])

    def _tiling(self, trace: PoolTrace, grid: FeatureMap) -> m.VGroup:
        """The frames of all windows, where they lie side by side; else they would be a lattice."""
        window = trace.window
        apart = all(step >= span for step, span in zip(window.stride, window.span, strict=True))
        inside = not max(max(side) for side in window.padding) and not window.ceil_mode
        if not (apart and inside) or len(trace) > MOST_FRAMES:
            return m.VGroup()
        frames = m.VGroup()
        for index in np.ndindex(*trace.shape):
            frame = SlidingWindow(trace, grid, self.theme, index).frame.scale(0.97)
            frames.add(frame.set_stroke(width=2.5).set_stroke(width=0, background=True))
        return frames

    def _changed(self, outs: list[FeatureMap], kept: np.ndarray) -> list[m.Animation]:
        """Outputs that change give way to the new ones; those that stay are left alone."""
        old, new = outs
        if not old.readable:
            return [m.FadeIn(new)]
        swaps: list[m.Animation] = []
        for row, col in old.positions():
            if kept[row, col]:
                continue
            swaps.append(old.recolour(row, col, new.colours[row, col]))
            if old.numbers and new.numbers:
                swaps += [m.FadeOut(old.number(row, col)), m.FadeIn(new.number(row, col))]
        return swaps or [m.Wait()]

    def _move_contents(
        self, grid: FeatureMap, new: FeatureMap, cols: int, frames: m.VGroup
    ) -> None:
        """The contents slide by `cols` cells; those that leave fade at once, zeros enter late."""
        width = grid.values.shape[1]
        if not grid.readable:
            self.play(m.FadeIn(new), seconds=0.8)
            self.remove(grid)
            return
        way = m.RIGHT * cols * grid.cell_size
        step = m.RIGHT * np.sign(cols) * grid.cell_size
        early, late = (m.rate_functions.squish_rate_func(m.smooth, *at) for at in EARLY_LATE)
        moving: list[Any] = []
        for row, col in grid.positions():
            for part in (grid.cell(row, col), *self._number_of(grid, row, col)):
                stays = 0 <= col + cols < width
                moving.append(
                    part.animate.shift(way)
                    if stays
                    else m.FadeOut(part, shift=step * 0.4, rate_func=early)
                )
        for row, col in new.positions():
            if not 0 <= col - cols < width:
                moving += [
                    m.FadeIn(part, shift=step * 0.4, rate_func=late)
                    for part in (new.cell(row, col), *self._number_of(new, row, col))
                ]
        self.add_foreground_mobjects(frames)
        self.play(*moving, seconds=1.0)
        self.remove_foreground_mobjects(frames)
        self.remove(grid, *grid.cells, *grid.numbers)
        self.add(new, frames)

    def _number_of(self, grid: FeatureMap, row: int, col: int) -> list[m.VMobject]:
        return [grid.number(row, col)] if grid.numbers else []

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
        share = (values / (np.abs(values).max() or 1.0))[..., None]
        picture = HeatMap(rgb(self.theme.surface) * (1 - share) + rgb(self.theme.gradient) * share)
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

"""Beat forgiving: the contents slide, and some outputs stay."""

from typing import Any

import manim as m
import numpy as np

from pooling import PoolTrace
from scenes.beats import Beat
from scenes.digits import digits_for
from scenes.stage.desk import Desk, limits
from scenes.stage.feature_map import FeatureMap
from scenes.stage.scene import TOP
from scenes.stage.type import on_baseline, words
from scenes.stage.window import SlidingWindow, cased

SHIFT_BOX, SHIFT_OUT_BOX = (3.5, 3.0), (3.5, 1.9)
MOST_FRAMES = 16
"""Windows up to which all are drawn at once."""
EARLY_LATE = (0.0, 0.4), (0.5, 1.0)
"""When in a slide the cells fade that leave, and those that enter."""


class Forgiving(Desk):
    """Beat forgiving."""

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
        return swaps

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

"""Contents of a map that slide while its frames stand still, and what became of the output."""

from typing import Any

import manim as m
import numpy as np

from pooling import PoolTrace
from scenes.stage.desk import Desk
from scenes.stage.feature_map import FeatureMap
from scenes.stage.window import SlidingWindow, cased

MOST_FRAMES = 16
"""Windows up to which all are drawn at once."""
EARLY_LATE = (0.0, 0.4), (0.5, 1.0)
"""When in a slide the cells fade that leave, and those that enter."""


class Sliding(Desk):
    """Slides the contents of maps, and marks the outputs that stay."""

    def tiling(self, trace: PoolTrace, grid: FeatureMap) -> m.VGroup:
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

    def changed(self, outs: list[FeatureMap], kept: np.ndarray) -> list[m.Animation]:
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

    def move_contents(self, grid: FeatureMap, new: FeatureMap, cols: int, frames: m.VGroup) -> None:
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

    def kept(self, out: FeatureMap, kept: np.ndarray) -> m.VGroup:
        """Outlines of the outputs that stayed, or that moved along by one."""
        return m.VGroup(
            *[
                cased(
                    out.outline((i,), (j,)).scale(0.93).set_stroke(self.theme.output), self.theme, 4
                )
                for i, j in np.argwhere(kept).tolist()
            ]
        )

"""Beats beside and learned: one input, three ways to read it; one size of kernel, three kernels."""

from typing import Any

import manim as m
import numpy as np

from scenes.beats import Beat
from scenes.digits import digits_for
from scenes.stage.desk import Desk
from scenes.stage.feature_map import FeatureMap
from scenes.stage.scene import MIDDLE
from scenes.stage.type import on_baseline, words
from scenes.stage.window import SlidingWindow, cased
from scenes.topics.strided_convolution.acts.weighing import ends_of

SOURCE_BOX, SOURCE_AT = (4.3, 4.3), m.LEFT * 4.45 + m.UP * (MIDDLE - 0.1)
FIRST_X, PITCH = -0.35, 2.8
OUT_BOX, OUT_Y, MADE_Y = (2.3, 2.4), 0.35, -0.45
"""The outputs' largest size, and how high they stand below a name, or below a kernel."""
NAME_UP, NOTE_DOWN = 1.6, 1.85
KERNEL_CELL, KERNEL_Y = 0.8, 2.55


class Columns(Desk):
    """Beats beside and learned."""

    def beside(self, beat: Beat) -> None:
        """The same window through max, mean and a kernel; column after column."""
        self.outs: dict[str, FeatureMap] = {}
        self.notes = m.VGroup()
        strided = beat.data["strided"]
        self.play(*self.gone(), seconds=0.4)
        grid = self._input(strided)
        window = SlidingWindow(strided, grid, self.theme)
        self.play(m.FadeIn(grid), seconds=0.6)
        self.play(m.FadeIn(window, scale=1.12), seconds=0.6)
        for k, key in enumerate(("max", "mean", "strided")):
            x = FIRST_X + k * PITCH
            output = beat.data[key].output
            write = digits_for(output)
            out = self._output(output, ends_of(strided), x, OUT_Y)
            name = words(self.label(key), self.theme).set_x(x)
            self.play(m.FadeIn(on_baseline(name, OUT_Y + NAME_UP)), m.FadeIn(out), seconds=0.6)
            result = words(write(float(output[0, 0])), self.theme, size=60, bold=True)
            result.set_color(self.theme.winner if key == "max" else self.theme.text)
            result.move_to([x, OUT_Y - NOTE_DOWN, 0])
            self.play(m.FadeIn(result, shift=m.DOWN * 0.15), out.reveal(0, 0), seconds=0.6)
            rest = [out.reveal(*at) for at in out.positions() if at != (0, 0)]
            if rest:
                self.play(m.LaggedStart(*rest, lag_ratio=0.4), seconds=0.8)
            self.wait(0.4)
            self.outs[key] = out
            self.notes.add(result)
        self.grid, self.grid_window = grid, window

    def _input(self, trace: Any) -> FeatureMap:
        grid = FeatureMap(trace.input, self.theme, box=SOURCE_BOX, limits=ends_of(trace))
        return grid.move_to(SOURCE_AT)

    def _output(
        self, values: np.ndarray, ends: tuple[float, float], x: float, y: float
    ) -> FeatureMap:
        out = FeatureMap(values, self.theme, box=OUT_BOX, limits=ends, blank=True)
        return out.move_to([x, y, 0])

    def learned(self, beat: Beat) -> None:
        """Above each output the kernel that makes it; the one of quarters is the mean."""
        traces = beat.data["traces"]
        self.play(*self.gone(self.grid, self.grid_window), seconds=0.6)
        self.kernels: list[FeatureMap] = []
        self.made: list[FeatureMap] = []
        for k, (trace, key) in enumerate(
            zip(traces, ("lecture", "quarters", "first"), strict=True)
        ):
            x = FIRST_X + k * PITCH
            kernel = FeatureMap(trace.kernel, self.theme, cell=KERNEL_CELL, limits=(-1.0, 1.0))
            kernel.move_to([x, KERNEL_Y, 0])
            out = self._output(trace.output, ends_of(traces[0]), x, MADE_Y)
            self.play(m.FadeIn(kernel, scale=0.8), seconds=0.6)
            self.play(m.FadeIn(out), seconds=0.4)
            lit = [out.reveal(*at) for at in out.positions()]
            self.play(m.LaggedStart(*lit, lag_ratio=0.3), seconds=1.0)
            if key == "quarters":
                self._equal(beat, out, x)
            else:
                note = words(self.label(key), self.theme, size=self.theme.text_size)
                self.play(m.FadeIn(note.move_to([x, MADE_Y - NOTE_DOWN, 0])), seconds=0.4)
            self.kernels.append(kernel)
            self.made.append(out)

    def _equal(self, beat: Beat, out: FeatureMap, x: float) -> None:
        """A ring around every output that average pooling gives as well."""
        self.same = m.VGroup()
        for row, col in np.argwhere(beat.data["same"]):
            ring = out.outline((row,), (col,)).scale(0.94).set_stroke(self.theme.output, 3.5)
            self.same.add(cased(ring, self.theme, 3.5))
        note = words(self.label("equals_mean"), self.theme, colour=self.theme.output, bold=True)
        note.move_to([x, MADE_Y - NOTE_DOWN, 0])
        self.play(m.LaggedStart(*[m.Create(ring) for ring in self.same], lag_ratio=0.2),
                  m.FadeIn(note), seconds=1.0)  # fmt: skip
        self.wait(0.6)

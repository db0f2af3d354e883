"""Beat forgives: the answers slide under their windows, and some outputs stay."""

import manim as m
import numpy as np

from pooling import PoolTrace
from scenes.beats import Beat
from scenes.digits import digits_for
from scenes.stage.desk import limits
from scenes.stage.feature_map import FeatureMap
from scenes.stage.scene import MIDDLE, TOP
from scenes.stage.sliding import Sliding
from scenes.stage.type import on_baseline, words

ANSWERS_BOX, ANSWERS_AT = (5.0, 5.0), m.LEFT * 4.1 + m.UP * (MIDDLE + 0.25)
OUTPUT_BOX, OUTPUT_AT = (3.0, 4.0), m.RIGHT * 0.75 + m.UP * (MIDDLE + 0.25)
TOLD_AT = 2.95
LINES = 1.55
"""Between two verdicts."""


class Shifts(Sliding):
    """Beat forgives."""

    def forgives(self, beat: Beat) -> None:
        """To the right, back, to the left, back, by the stride; each verdict stays."""
        before: PoolTrace = beat.data["before"]
        grid = self._answers(before)
        out = self._output(before, before)
        self.frames = self.tiling(before, grid)
        head = words(
            self.label("pooled", kernel=beat.values["kernel"]), self.theme, colour=self.theme.muted
        )
        head.next_to(out, m.DOWN, buff=0.3)
        self._come(grid)
        self.play(m.FadeIn(self.frames), seconds=0.4)
        self.play(self.built(out), m.FadeIn(head), seconds=1.0)
        self.add(out)
        self.marks: dict[str, m.VGroup] = {}
        slides = [("right", 1), ("left", -1), ("along", int(beat.values["stride"]))]
        for k, (name, cols) in enumerate(slides):
            grid, out = self._slide(beat, name, cols, (grid, out), k)

    def _come(self, grid: FeatureMap) -> None:
        """The answers of the beat before come to their place, without what had moved."""
        self.play(*self.gone(), seconds=0.4)
        self.play(m.FadeIn(grid), seconds=0.6)

    def _answers(self, trace: PoolTrace) -> FeatureMap:
        first: PoolTrace = self.story["forgives"].data["before"]
        return FeatureMap(
            trace.input, self.theme, box=ANSWERS_BOX, limits=limits(first.input),
            write=digits_for(first.input),
        ).move_to(ANSWERS_AT)  # fmt: skip

    def _output(self, trace: PoolTrace, first: PoolTrace) -> FeatureMap:
        rows, cols = trace.shape
        return FeatureMap(
            trace.output, self.theme, limits=limits(first.input), write=digits_for(first.input),
            cell=min(1.0, OUTPUT_BOX[0] / cols, OUTPUT_BOX[1] / rows),
        ).move_to(OUTPUT_AT)  # fmt: skip

    def _slide(
        self, beat: Beat, name: str, cols: int, now: tuple[FeatureMap, FeatureMap], k: int
    ) -> tuple[FeatureMap, FeatureMap]:
        """From where it stood at first the contents slide; what stays of the output is marked."""
        before: PoolTrace = beat.data["before"]
        grid, out = now
        if k:
            grid, out = self._back(before, out, grid)
        trace: PoolTrace = beat.data[name]
        new, after = self._answers(trace), self._output(trace, before)
        title = words(self.label(name), self.theme, size=self.theme.text_size, bold=True)
        y = TOP - 0.85 - k * LINES
        on_baseline(title.move_to([TOLD_AT, 0, 0], m.LEFT), y)
        self.play(m.FadeIn(title), seconds=0.2)
        self.move_contents(grid, new, cols, self.frames)
        kept = beat.data[f"kept_{name}"]
        swaps = self.changed([out, after], kept if name != "along" else np.zeros_like(kept))
        if swaps:
            self.play(*swaps, seconds=0.6)
        self.remove(out)
        self.add(after)
        marks = self.marks[name] = self.kept(after, kept)
        told = words(self._verdict(beat, name), self.theme, size=self.theme.text_size)
        on_baseline(told.move_to([TOLD_AT, 0, 0], m.LEFT), y - 0.55)
        told.set_color(self.theme.output)
        self.play(*([m.FadeIn(marks)] if len(marks) else []), m.FadeIn(told), seconds=0.6)
        return new, after

    def _back(
        self, before: PoolTrace, out: FeatureMap, grid: FeatureMap
    ) -> tuple[FeatureMap, FeatureMap]:
        """Everything as it was before the slide."""
        first, first_out = self._answers(before), self._output(before, before)
        old = list(self.marks.values())[-1]
        self.add_foreground_mobjects(self.frames)
        self.play(
            *([m.FadeOut(old)] if len(old) else []),
            m.FadeOut(grid), m.FadeIn(first), m.FadeOut(out), m.FadeIn(first_out),
            seconds=0.6,
        )  # fmt: skip
        self.remove_foreground_mobjects(self.frames)
        self.add(self.frames)
        return first, first_out

    def _verdict(self, beat: Beat, name: str) -> str:
        if name == "along":
            return self.label("move", count=beat.values["along"], total=beat.values["expected"])
        return self.label("stay", count=beat.values[name], total=beat.values["outputs"])

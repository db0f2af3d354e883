"""Beat forgiving: the contents slide, and some outputs stay."""

import manim as m
import numpy as np

from pooling import PoolTrace
from scenes.beats import Beat
from scenes.digits import digits_for
from scenes.stage.desk import limits
from scenes.stage.feature_map import FeatureMap
from scenes.stage.scene import TOP
from scenes.stage.sliding import Sliding
from scenes.stage.type import on_baseline, words

SHIFT_BOX, SHIFT_OUT_BOX = (3.5, 3.0), (3.5, 1.9)


class Forgiving(Sliding):
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
        frames = self.tiling(before, grid)
        self.play(
            *[m.FadeIn(part) for part in (grid, frames, outs[0], title) if len(part)], seconds=0.6
        )
        self.move_contents(grid, new, cols, frames)
        kept = beat.data[f"kept_{name}"]
        changed = self.changed(outs, kept if name != "along" else np.zeros_like(kept))
        self.play(*changed, seconds=0.6)
        self.remove(outs[0])
        self.add(outs[1])
        same = self.marks[name] = self.kept(outs[1], kept)
        text = words(self._verdict(beat, name), self.theme).next_to(outs[1], m.DOWN, buff=0.2)
        self.play(m.FadeIn(same), m.FadeIn(text), seconds=0.6)

    def _verdict(self, beat: Beat, name: str) -> str:
        if name == "along":
            count, total = beat.values["along"], beat.values["expected"]
            return self.label("move", count=count, total=total)
        return self.label("stay", count=beat.values[name], total=beat.values["outputs"])

    def _small(self, values: np.ndarray, first: np.ndarray, box: tuple[float, float]) -> FeatureMap:
        return FeatureMap(
            values, self.theme, box=box, limits=limits(first), write=digits_for(first)
        )

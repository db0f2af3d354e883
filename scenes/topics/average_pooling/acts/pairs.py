"""Beats beside and smooth: max and mean of the same windows, by hand and along a real row."""

import manim as m
import numpy as np

from pooling import PoolTrace
from scenes.beats import Beat
from scenes.digits import digits_for
from scenes.stage.bars import Bars, BarsTo
from scenes.stage.desk import Desk, limits
from scenes.stage.feature_map import GAP, FeatureMap
from scenes.stage.scene import BOTTOM, MIDDLE, TOP
from scenes.stage.type import on_baseline, words
from scenes.stage.window import Glide, SlidingWindow, cased

CENTRE_BOX, SIDE_BOX, ASIDE = (4.4, 4.4), (3.5, 4.0), 4.9
MAP_BOX = (5.2, 2.9)
CURVE = (12.8, 3.0)
"""Width and height of the row drawn as bars."""


class Pairs(Desk):
    """Beats beside and smooth."""

    def beside(self, beat: Beat) -> None:
        """The input moves to the middle; max takes the other side; one window tells them apart."""
        mean, largest = beat.data["mean"], beat.data["max"]
        middle = m.UP * (MIDDLE + 0.25)
        centre = FeatureMap(
            mean.input, self.theme, box=CENTRE_BOX, limits=limits(mean.input),
            padding=mean.window.padding, padding_text="0",
        ).move_to(middle)  # fmt: skip
        self.means, self.maxima = (
            self._side(trace, centre).move_to(middle + side * ASIDE)
            for trace, side in ((mean, m.RIGHT), (largest, m.LEFT))
        )
        self._gather(centre)
        heads = [
            on_baseline(
                words(self.label(key), self.theme, size=self.theme.text_size).set_x(grid.get_x()),
                TOP - 0.35,
            )
            for key, grid in (("maxima", self.maxima), ("means", self.means))
        ]
        self.play(m.FadeIn(heads[1]), seconds=0.4)
        self.play(m.FadeIn(heads[0]), self.built(self.maxima), seconds=1.2)
        self.add(self.maxima)
        self._tell_apart(largest, beat.data["index"])

    def _side(self, trace: PoolTrace, centre: FeatureMap) -> FeatureMap:
        rows, cols = trace.shape
        biggest = centre.side if centre.readable else 1.0
        write = digits_for(trace.input if trace.mode == "max" else trace.output)
        return FeatureMap(
            trace.output, self.theme, limits=limits(trace.input), write=write,
            cell=min(biggest, SIDE_BOX[0] / cols, SIDE_BOX[1] / rows),
        )  # fmt: skip

    def _gather(self, centre: FeatureMap) -> None:
        """What stands on the desk moves to its new places: no empty stage between two beats."""
        self.play(*self.gone(self.source, self.result), seconds=0.4)
        if self.can_carry(self.source, centre) and self.can_carry(self.result, self.means):
            self.play(
                *self.carried(self.source, centre), *self.carried(self.result, self.means),
                seconds=1.0,
            )  # fmt: skip
            self.remove(*self.mobjects)
            self.add(centre, self.means)
        else:
            self.play(*self.gone(), seconds=0.4)
            self.play(m.FadeIn(centre), m.FadeIn(self.means), seconds=0.6)
        self.source = centre

    def _tell_apart(self, largest: PoolTrace, index: tuple[int, int]) -> None:
        """The peak travels to the left as it is; the level of its window to the right."""
        window = SlidingWindow(largest, self.source, self.theme, index)
        self.play(m.FadeIn(window, scale=1.12), seconds=0.6)
        cell = largest.at(*index).winner
        if cell is None:
            return
        tile = self.source.tile(*cell, self.theme.winner)
        scale = self.maxima.side * (1 - GAP) / tile[0].width
        self.play(self.light(self.source, *cell), m.FadeIn(tile), seconds=0.4)
        self.play(Glide(tile, self.maxima.place(*index), scale=scale, lift=0.1), seconds=0.8)
        self.play(m.FadeOut(tile), self.light(self.maxima, *index), seconds=0.2)
        mark = self.means.outline((index[0],), (index[1],)).scale(0.95)
        mark = cased(mark.set_stroke(self.theme.output), self.theme, 5)
        start = cased(window.frame.copy().set_stroke(self.theme.output), self.theme, 5)
        self.play(m.ReplacementTransform(start, mark), seconds=0.8)

    def smooth(self, beat: Beat) -> None:
        """A row of the real map as bars; the stairs of its maxima, then those of its means."""
        data = beat.data
        whole = FeatureMap(data["map"], self.theme, box=MAP_BOX)
        whole.move_to([-6.4 + whole.frame.width / 2, TOP - 0.1 - whole.frame.height / 2, 0])
        bars = Bars(
            data["cells"], self.theme, size=CURVE, limits=limits(data["map"]),
            write=digits_for(data["cells"]), gap=0.0,
        )  # fmt: skip
        bars.bare()
        bars.shift(m.UP * (BOTTOM + 0.05) - bars.foot.get_center())
        bars.shift(m.UP * max(0.0, -float(np.min(data["cells"])) * bars.unit))
        self.play(*self.gone(), seconds=0.4)
        self.play(m.FadeIn(whole), seconds=0.6)
        cols = tuple(range(data["start"], data["start"] + len(data["cells"])))
        mark = whole.outline((data["row"],), cols)
        mark = cased(mark.set_stroke(self.theme.window), self.theme, 3)
        self.play(m.Create(mark), seconds=0.6)
        bars.show(np.zeros(len(bars.values)))
        self.play(m.ReplacementTransform(mark.copy(), bars.foot), seconds=0.8)
        self.play(BarsTo(bars, bars.values), seconds=1.0)
        left = whole.get_right()[0] + 0.7
        for k, (key, name, colour) in enumerate(
            (("max", "maxima", self.theme.winner), ("mean", "means", self.theme.output))
        ):
            stairs = cased(self._stairs(bars, data[key], data["run"]), self.theme, 5)
            stairs.set_stroke(colour)
            told = beat.values["peak" if key == "max" else "highest"]
            line = m.VGroup(
                words(self.label(name), self.theme, size=56, bold=True, colour=colour),
                words(self.label("highest", value=told), self.theme, colour=self.theme.muted),
            )
            on_baseline(line[0].move_to([left, 0, 0], m.LEFT), TOP - 1.0 - 1.0 * k)
            on_baseline(line[1].next_to(line[0], m.RIGHT, buff=0.35), TOP - 1.0 - 1.0 * k)
            quiet = [bars.bars.animate.set_fill(opacity=0.45)] if k else []
            self.play(m.Create(stairs), m.FadeIn(line), *quiet, seconds=2.0)
        self.stairs_of = bars

    def _stairs(self, bars: Bars, values: np.ndarray, run: int) -> m.VMobject:
        """One level for each run of bars, joined by steps."""
        half = m.RIGHT * bars.width_of_all / len(bars.values) / 2
        corners: list[np.ndarray] = []
        for k, value in enumerate(values):
            corners.append(bars.place(k * run, float(value)) - half)
            corners.append(bars.place((k + 1) * run - 1, float(value)) + half)
        return m.VMobject().set_points_as_corners(corners)

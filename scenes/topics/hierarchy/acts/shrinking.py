"""Beat pool: a corner of the map is pooled cell by cell, then all of it, and it shrinks."""

from typing import Any

import manim as m
import numpy as np

from pooling import PoolTrace
from scenes.beats import Beat
from scenes.digits import digits_for
from scenes.stage.feature_map import GAP, FeatureMap
from scenes.stage.heat_map import HeatMap
from scenes.stage.lay import Lay, spread
from scenes.stage.melt import Melt
from scenes.stage.scene import MIDDLE
from scenes.stage.sheets import View
from scenes.stage.window import Counter, CountTo, Glide, SlidingWindow
from scenes.topics.hierarchy.acts.room import Room

MAP_BOX, MAP_AT = (5.2, 4.1), m.LEFT * 4.1 + m.UP * (MIDDLE + 0.2)
CORNER_BOX, CORNER_AT = (3.6, 3.6), m.RIGHT * 1.25 + m.UP * (MIDDLE + 0.2)
OUTPUT_AT = m.RIGHT * 5.0 + m.UP * (MIDDLE + 0.2)
SMALL_LEFT = 2.4
"""Where the pooled map stands, left edge."""


class Shrinking(Room):
    """Beat pool."""

    def pool(self, beat: Beat) -> None:
        """The window of max pooling on a corner; then the whole map at its true relative size."""
        data = beat.data
        colours = self.colours(data["before"], data["top"])
        view = View.upright(data["before"].shape, MAP_BOX, MAP_AT)
        whole = (0, 0, *data["before"].shape)
        image: HeatMap = getattr(self, "map_image", None) or spread(
            HeatMap(colours), view.quad(whole)
        )
        self.play(*self.clear_stage(image), seconds=0.6)
        self.play(Lay(image, spread(image.copy(), view.quad(whole))), seconds=1.0)
        top, left = data["corner"]
        rows, cols = data["trace"].input.shape
        mark = self.box_on(view, (top, left, top + rows, left + cols))
        grid = self._come_close(data["trace"], data["top"], mark)
        self._walk(data["trace"], grid, data["top"])
        self.play(*self.clear_stage(image), seconds=0.6)
        self._shrink(beat, image, view)

    def _come_close(self, trace: PoolTrace, top: float, mark: m.VMobject) -> FeatureMap:
        """The corner flies out of the map and becomes cells that can be read."""
        grid = FeatureMap(
            trace.input, self.theme, box=CORNER_BOX, limits=(0, top), write=digits_for(trace.input)
        ).move_to(CORNER_AT)
        flying = HeatMap(self.colours(trace.input, top))
        flying.stretch_to_fit_width(mark.width).stretch_to_fit_height(mark.height).move_to(mark)
        there = flying.copy().stretch_to_fit_width(grid.frame.width)
        there.stretch_to_fit_height(grid.frame.height).move_to(grid.frame)
        self.play(m.Create(mark), seconds=0.4)
        self.play(Lay(flying, there), seconds=1.0)
        self.play(m.FadeIn(grid), seconds=0.4)
        self.remove(flying)
        return grid

    def _walk(self, trace: PoolTrace, grid: FeatureMap, top: float) -> None:
        """Window after window: the strongest lights up and travels to its output."""
        result = FeatureMap(
            trace.output, self.theme, cell=grid.side, limits=(0, top), blank=True,
            write=digits_for(trace.input),
        ).move_to(OUTPUT_AT)  # fmt: skip
        window = SlidingWindow(trace, grid, self.theme)
        self.play(m.FadeIn(window, scale=1.12), m.FadeIn(result), seconds=0.6)
        for k, index in enumerate(np.ndindex(*trace.shape)):
            at = trace.at(*index)
            if k:
                self.play(window.glide_to(*index), seconds=0.4)
            cell = at.winner or at.cells[0]
            self.play(grid.recolour(*cell, self.theme.winner), seconds=0.2 if k else 0.4)
            lit = grid.tile(*cell, self.theme.winner)
            scale = result.side * (1 - GAP) / lit[0].width
            there = result.place(*index)
            self.play(Glide(lit, there, scale=scale, lift=0.12), seconds=0.8 if k == 0 else 0.6)
            result.disclose(*index)
            self.play(m.FadeOut(lit), seconds=0.2)
        self.corner_result = result
        self.wait(0.4)

    def _shrink(self, beat: Beat, image: HeatMap, view: View) -> None:
        """A copy of the whole map melts into the fewer cells, and needs less room."""
        data = beat.data
        after = data["after"]
        small = image.copy()
        below = image.get_bottom() + m.DOWN * 0.42
        numbers = [self._counter(data["before"].size, below) for _ in range(2)]
        self.play(m.FadeIn(numbers[1]), seconds=0.4)
        self.add(small)
        self.play(
            Melt(small, HeatMap(self.colours(after, data["top"]))),
            CountTo(numbers[1], after.size),
            seconds=1.2,
        )
        side = float(np.linalg.norm(view.right))
        height, width = (n * side for n in after.shape)
        there = View.upright(
            after.shape,
            (width, height),
            [SMALL_LEFT + width / 2, image.get_bottom()[1] + height / 2, 0],
        )
        target = spread(small.copy(), there.quad((0, 0, *after.shape)))
        self.play(
            Lay(small, target),
            numbers[1].animate.set_x(target.get_center()[0]),
            m.FadeIn(numbers[0], rate_func=m.rate_functions.squish_rate_func(m.smooth, 0.5, 1)),
            seconds=1.4,
        )
        self.pooled_image = small

    def _counter(self, value: int, centre: Any) -> Counter:
        # Not a bound method: Manim copies a mobject deeply, and would copy the scene with it.
        story, language = self.story, self.language
        return Counter(
            value,
            lambda count: story.label("numbers", language, count=count),
            self.theme,
            centre,
            size=self.theme.text_size,
        )

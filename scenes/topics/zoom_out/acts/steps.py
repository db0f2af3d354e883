"""Beats again and one: pooled again and again at one size, until a single number is left."""

from typing import Any

import manim as m
import numpy as np

from scenes.beats import Beat
from scenes.stage.heat_map import HeatMap
from scenes.stage.lay import Lay, spread
from scenes.stage.melt import Melt
from scenes.stage.room import Room
from scenes.stage.scene import MIDDLE
from scenes.stage.sheets import View, closed
from scenes.stage.type import Number
from scenes.stage.window import Counter, CountTo, cased

BIG_BOX, BIG_AT = (8.5, 5.9), m.LEFT * 2.35 + m.UP * MIDDLE
SMALL_BOX, SMALL_AT = (4.1, 2.75), m.RIGHT * 4.55 + m.UP * 2.05
CELLS_AT, SIDE_AT = m.RIGHT * 4.55 + m.DOWN * 0.05, m.RIGHT * 4.55 + m.DOWN * 1.65
BELOW = 0.62
"""From a large number to the middle of the line that names it."""
SMALLEST_MARK = 0.1
"""Units of the stage that a marked cell is wide at least, so that it is seen."""
SLOW_STEPS = 2
LARGE = 76


class Steps(Room):
    """Beats again and one."""

    photo: HeatMap
    big: HeatMap

    def again(self, beat: Beat) -> None:
        """Step by step cells melt into fewer; the marked one grows, here and in the photo."""
        maps = beat.data["maps"]
        self.shape = maps[0].shape[:2]
        self.big_view = View.upright(self.shape, BIG_BOX, BIG_AT)
        self.small_view = View.upright(self.shape, SMALL_BOX, SMALL_AT)
        self._take_places(maps[0])
        self._tell(beat)
        for step in range(1, len(maps)):
            slowly = step <= SLOW_STEPS
            self._step(maps[step], beat.data["cells"][step], beat.data["sizes"][step],
                       beat.data["boxes"][step], seconds=1.4 if slowly else 1.0)  # fmt: skip
            self.wait(0.6 if slowly else 0.4)

    def _take_places(self, photo: np.ndarray) -> None:
        """The photo stands at the right; a copy of it comes to the middle, to be pooled."""
        self.big = HeatMap(photo)
        self.big.points = self.photo.points.copy()
        self.play(*self.clear_stage(self.photo), seconds=0.4)
        self.add(self.big)
        whole = (0, 0, *self.shape)
        targets = [
            spread(image.copy(), view.quad(whole))
            for image, view in ((self.photo, self.small_view), (self.big, self.big_view))
        ]
        self.play(Lay(self.photo, targets[0]), Lay(self.big, targets[1]), seconds=1.2)

    def _tell(self, beat: Beat) -> None:
        """How many cells there are, and for how many pixels one of them stands."""
        first = beat.data["boxes"][0]
        self.cell = cased(_marked(self.big_view, first, self.theme.output), self.theme, 3)
        self.box = cased(_marked(self.small_view, first, self.theme.window), self.theme, 3)
        story, language = self.story, self.language
        self.cells = Counter(
            beat.data["cells"][0], lambda count: story.said(count, language), self.theme,
            CELLS_AT, size=LARGE, bold=True,
        )  # fmt: skip
        self.side = self._sides(beat.data["sizes"][0])
        names = [
            self.text(self.label(key), quiet=True).move_to(at + m.DOWN * BELOW)
            for key, at in (("cells", CELLS_AT), ("pixels", SIDE_AT))
        ]
        self.play(m.FadeIn(self.cells), m.FadeIn(names[0]), seconds=0.6)
        self.play(
            m.FadeIn(self.cell), m.FadeIn(self.box), m.FadeIn(self.side), m.FadeIn(names[1]),
            seconds=0.6,
        )  # fmt: skip
        self.wait(0.4)

    def _sides(self, size: tuple[int, int]) -> Number:
        """The pixels that one cell stands for."""
        text = self.label("by", height=str(size[0]), width=str(size[1]))
        number = Number(size[0], text, self.theme, size=LARGE, bold=True, colour=self.theme.output)
        return number.shift(SIDE_AT)

    def _step(
        self, level: np.ndarray, cells: int, size: tuple[int, int], box: Any, *, seconds: float
    ) -> None:
        """One pooling: cells melt together, and all that tells of it moves along."""
        after = self._sides(size)
        early = m.rate_functions.squish_rate_func(m.smooth, 0, 0.4)
        late = m.rate_functions.squish_rate_func(m.smooth, 0.5, 0.9)
        self.play(
            Melt(self.big, HeatMap(level)),
            CountTo(self.cells, cells),
            m.FadeOut(self.side, shift=m.UP * 0.2, rate_func=early),
            m.FadeIn(after, shift=m.UP * 0.2, rate_func=late),
            self._grown(self.cell, self.big_view, box),
            self._grown(self.box, self.small_view, box),
            seconds=seconds,
        )
        self.side = after

    def _grown(self, mark: m.VMobject, view: View, box: Any) -> m.Animation:
        return m.Transform(mark, mark.copy().set_points(closed(_quad(view, box))))

    def one(self, beat: Beat) -> None:
        """The whole picture melts into one colour, and one number is left of it."""
        everything = (0, 0, *self.shape)
        self._step(beat.data["colour"][None, None], 1, self.shape, everything, seconds=2.4)
        self.wait(0.4)
        ink = self.theme.ink_on(beat.data["colour"])
        value = beat.data["brightness"]
        number = Number(value, str(value), self.theme, size=120, bold=True, colour=ink)
        number.shift(BIG_AT)
        name = self.text(self.label("mean_of_all"), size=self.theme.text_size, colour=ink)
        name.move_to(BIG_AT + m.DOWN * 1.0)
        self.play(m.FadeIn(number, scale=0.7), seconds=0.8)
        self.play(m.FadeIn(name), seconds=0.4)
        self.mean = number


def _marked(view: View, box: Any, colour: str) -> m.VMobject:
    mark = m.VMobject(stroke_color=colour, stroke_width=3, fill_opacity=0)
    return mark.set_points(closed(_quad(view, box)))


def _quad(view: View, box: Any) -> np.ndarray:
    """The corners of a box of pixels, drawn large enough to be seen."""
    quad = view.quad(box)
    centre, width = quad.mean(axis=0), quad[1][0] - quad[0][0]
    seen: np.ndarray = centre + (quad - centre) * max(1.0, SMALLEST_MARK / width)
    return seen

"""Beats compresses and strongest: the photo's own cells melt, move and survive."""

import manim as m
import numpy as np

from scenes.beats import Beat
from scenes.stage.heat_map import HeatMap, Sweep
from scenes.stage.lay import Lay, spread
from scenes.stage.melt import Melt
from scenes.stage.sheets import View
from scenes.stage.type import on_baseline
from scenes.stage.window import Counter, CountTo
from scenes.topics.takeaways.acts.shelf import MAIN_AT, MAIN_BOX, SIDE_X, Shelf
from scenes.topics.takeaways.colours import faint, glowing, survivors

COUNT_AT = np.array([SIDE_X, MAIN_AT[1] + 0.95, 0])
STAY_Y = MAIN_AT[1] - 0.45


class Cells(Shelf):
    """Beats compresses and strongest."""

    photo: HeatMap

    def main_view(self) -> View:
        """Where the photo's pixels stand while a beat works on them."""
        return View.upright(self.story["hook"].data["photo"].shape, MAIN_BOX, MAIN_AT)

    def compresses(self, beat: Beat) -> None:
        """The photo moves by one pixel before it is pooled, and after; what changed goes dark."""
        view, data = self.main_view(), beat.data
        whole = (0, 0, *self.story["hook"].data["photo"].shape[:2])
        there = spread(self.photo.copy(), view.quad(whole))
        self.play(Lay(self.photo, there), seconds=1.0)
        head = self.headed(beat)
        self.play(m.FadeIn(head, shift=m.RIGHT * 0.2), seconds=0.6)
        levels = [level / 255 for level in data["levels"]]
        picture = spread(HeatMap(levels[0]), view.quad(data["box"]))
        count = Counter(
            beat.values["before"],
            lambda value: self.label("numbers", count=value),
            self.theme,
            COUNT_AT,
            size=self.theme.title_size,
            bold=True,
        )
        self.play(m.FadeIn(picture), m.FadeOut(self.photo), m.FadeIn(count), seconds=0.6)
        self._move(picture, levels[0], data["stays"][0], beat.values["plain"])
        for level in levels[1:]:
            cells = level.shape[0] * level.shape[1]
            self.play(Melt(picture, HeatMap(level)), CountTo(count, cells), seconds=0.8)
            self.wait(0.2)
        self._move(picture, levels[-1], data["stays"][1], beat.values["pooled"], last=True)
        self.play(*self.clear_stage(self.slots, self.numbers, picture, head), seconds=0.4)
        self.tell(beat)
        self.keep(beat, m.Group(picture))

    def _move(
        self, picture: HeatMap, level: np.ndarray, stays: np.ndarray, share: str,
        *, last: bool = False,
    ) -> None:  # fmt: skip
        """The photo moves; the cells that changed go dark, and come back."""
        moved = self.text(self.label("moved"), quiet=True, size=self.theme.text_size)
        stay = self.text(
            self.label("stay", share=share), size=self.theme.title_size, bold=True,
            colour=self.theme.output,
        )  # fmt: skip
        on_baseline(moved.set_x(SIDE_X), STAY_Y + 0.6)
        on_baseline(stay.set_x(SIDE_X), STAY_Y - 0.1)
        lit = HeatMap(np.where(stays[..., None], level, faint(level, self.theme)))
        self.play(m.FadeIn(moved), seconds=0.4)
        self.play(Melt(picture, lit), m.FadeIn(stay), seconds=0.8)
        self.wait(0.8)
        if not last:
            self.play(Melt(picture, HeatMap(level)), m.FadeOut(moved), m.FadeOut(stay), seconds=0.6)

    def strongest(self, beat: Beat) -> None:
        """Of the edges only the strongest of each window survive, and fill it."""
        view, data = self.main_view(), beat.data
        colours = self.story["compresses"].data["levels"][0] / 255
        self.next_line(beat)
        picture = spread(HeatMap(colours), view.quad(data["box"]))
        edges = HeatMap(self.theme.value_colours(data["map"], 0, data["top"]))
        self.play(m.FadeIn(picture), seconds=0.6)
        self.play(Sweep(picture, edges, self.theme), seconds=1.4)
        self.wait(0.4)
        points = survivors(data["map"], data["wins"], data["top"], self.theme)
        self.play(Melt(picture, HeatMap(points)), seconds=1.6)
        self.wait(0.6)
        pooled = HeatMap(glowing(data["pooled"], data["top"], self.theme))
        self.play(Melt(picture, pooled), seconds=1.2)
        self.tell(beat)
        self.keep(beat, m.Group(picture))

"""Beats context and learns: a wall of maps becomes even tiles; a kernel finds its weights."""

import manim as m
import numpy as np

from scenes.beats import Beat
from scenes.stage.curtain import Curtain, Draw
from scenes.stage.heat_map import HeatMap, Sweep
from scenes.stage.lay import spread
from scenes.stage.melt import Melt
from scenes.stage.pictures import fitted, stretched
from scenes.stage.sheets import View
from scenes.stage.window import cased
from scenes.theme import rgb
from scenes.topics.takeaways.acts.shelf import MAIN_AT, MAIN_BOX, Shelf
from scenes.topics.takeaways.colours import wall

GAP, KERNEL = 0.3, 1.4
INSET = 0.46
"""How large the kernel is in the corner of its map, as a share of it."""


class Learned(Shelf):
    """Beats context and learns."""

    def context(self, beat: Beat) -> None:
        """Every map of the wall melts into one even tile."""
        self.next_line(beat)
        maps, means = beat.data["maps"], beat.data["means"]
        even = np.broadcast_to(means[:, None, None], maps.shape)
        walls = [
            stretched(HeatMap(colours), fitted(colours.shape, MAIN_BOX)).move_to(MAIN_AT)
            for colours in (wall(values, beat.data["top"], self.theme) for values in (maps, even))
        ]
        self.play(m.FadeIn(walls[0]), seconds=0.8)
        self.wait(0.6)
        melting = walls[0].copy()
        self.add(melting)
        self.remove(walls[0])
        self.play(Melt(melting, walls[1]), seconds=1.8)
        self.wait(0.4)
        curtain = Curtain(walls[0], walls[1], self.theme, 0.0)
        self.add(curtain)
        self.remove(melting)
        self.play(Draw(curtain, 0.5), seconds=1.2)
        self.tell(beat)
        self.keep(beat, curtain)

    def learns(self, beat: Beat) -> None:
        """A kernel with weights drawn at random reads the photo in steps; then it learns."""
        self.next_line(beat)
        data = beat.data
        shape = data["photo"].shape[:2]
        view, half = self._views(shape)
        photo = spread(HeatMap(data["photo"] / 255, smooth=True), view.quad((0, 0, *shape)))
        maps = [
            spread(
                HeatMap(self.theme.value_colours(values, 0, top)),
                half.quad((0, 0, *values.shape)),
            )
            for values, top in zip(data["maps"], data["tops"], strict=True)
        ]
        blank = HeatMap(np.broadcast_to(rgb(self.theme.surface), (*data["maps"][0].shape, 3)))
        blank.points = maps[0].points.copy()
        kernel, learned = (self._kernel(pixels, maps[0]) for pixels in data["kernels"])
        frame = m.Rectangle(width=kernel.width, height=kernel.height).move_to(kernel)
        cased(frame.set_stroke(self.theme.window), self.theme, 4)
        name = self.text(self.label("random"), quiet=True)
        name.next_to(frame, m.RIGHT, buff=0.25)
        self.play(m.FadeIn(photo), m.FadeIn(blank), seconds=0.6)
        self.play(m.FadeIn(m.Group(kernel, frame), scale=0.8), m.FadeIn(name), seconds=0.6)
        again = HeatMap(data["photo"] / 255, smooth=True)
        self.play(Sweep(photo, again, self.theme), Sweep(blank, maps[0], self.theme), seconds=2.0)
        self.wait(0.4)
        self.play(Melt(kernel, learned), Melt(blank, maps[1]), m.FadeOut(name), seconds=2.0)
        name = self.text(self.label("learned")).next_to(frame, m.RIGHT, buff=0.25)
        self.play(m.FadeIn(name), seconds=0.4)
        self.tell(beat)
        self.keep(beat, self._sign(blank, kernel, frame))

    def _views(self, shape: tuple[int, ...]) -> tuple[View, View]:
        """The photo at the left, and its strided answers, as large as they are, at its foot."""
        height, width = shape
        side = min((MAIN_BOX[0] - GAP) / (1.5 * width), MAIN_BOX[1] / height)
        left, foot = MAIN_AT[0] - MAIN_BOX[0] / 2, MAIN_AT[1] - height * side / 2
        photo = View.upright(
            shape, (width * side, height * side), [left + width * side / 2, MAIN_AT[1], 0]
        )
        corner = np.array([left + width * side + GAP, foot + height * side / 2, 0])
        return photo, View(corner, photo.right, photo.down)

    def _kernel(self, pixels: np.ndarray, below: HeatMap) -> HeatMap:
        """A kernel as pixels, above its map."""
        kernel = stretched(HeatMap(pixels / 255), (KERNEL, KERNEL))
        return kernel.next_to(below, m.UP, buff=GAP).align_to(below, m.LEFT)

    def _sign(self, answers: HeatMap, kernel: HeatMap, frame: m.VMobject) -> m.Group:
        """The answers, and in their corner the kernel that gave them."""
        sign = m.Group(answers.copy(), kernel.copy(), frame.copy())
        corner = answers.get_corner(m.DL)
        for part in sign[1:]:
            edge = INSET * min(answers.height, answers.width)
            stretched(part, (edge, edge)).move_to(corner + (m.RIGHT + m.UP) * (edge / 2 + 0.05))
        return sign

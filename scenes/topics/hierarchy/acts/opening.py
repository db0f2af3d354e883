"""Beats hook and edges: a guess out of numbers alone; a kernel, and the map that it leaves."""

from typing import Any

import manim as m
import numpy as np

from scenes.beats import Beat
from scenes.stage.heat_map import HeatMap
from scenes.stage.lay import Lay, spread
from scenes.stage.pictures import fitted
from scenes.stage.scene import BOTTOM, MIDDLE, RIGHT, TOP
from scenes.stage.sheets import View
from scenes.stage.type import Number, on_baseline
from scenes.topics.hierarchy.acts.light import Dim, Scan, Slide
from scenes.topics.hierarchy.acts.room import SMALL_TYPE, Room, picture, square

PHOTO_BOX, PHOTO_AT = (8.6, 5.5), m.UP * (MIDDLE + 0.42)
GUESS_AT = BOTTOM + 0.22
"""The baseline of the guess."""
GUESS_SIZE = 64
WALL_BOX, WALL_GAP = (12.4, 5.2), 0.16
PAIR_BOX, PAIR_Y, PAIR_GAP = (6.4, 4.2), -0.3, 0.5
PICKED = 1.5
"""Side of the kernel that is enlarged."""
SCANNING = 6.0


class Opening(Room):
    """Beats hook and edges."""

    def hook(self, beat: Beat) -> None:
        """The photo, and what the network says; then the photo is nothing but its numbers."""
        view = View.upright(self.photo.shape, PHOTO_BOX, PHOTO_AT)
        whole = (0, 0, *self.photo.shape[:2])
        photo = spread(HeatMap(self.photo, smooth=True), view.quad(whole))
        self.play(m.FadeIn(photo, scale=1.04), seconds=1.0)
        self.wait(0.6)
        if beat.variant != "unnamed":
            guess, sure = self.guess(beat, GUESS_SIZE, PHOTO_BOX[0], GUESS_AT)
            letters = [m.FadeIn(letter) for letter in guess]
            self.play(m.LaggedStart(*letters, lag_ratio=0.3), seconds=1.2)
            self.play(m.FadeIn(sure, shift=m.LEFT * 0.15), seconds=0.6)
            self.wait(0.8)
        self.numbers = self._numbers(beat.data["numbers"], view, whole)
        rows, cols = beat.data["numbers"].shape
        order = sorted(range(rows * cols), key=lambda k: k // cols + 0.6 * (k % cols))
        shown = [m.FadeIn(self.numbers[k]) for k in order]
        late = m.rate_functions.squish_rate_func(m.smooth, 0.25, 1)
        self.play(
            m.LaggedStart(*shown, lag_ratio=0.01), m.FadeOut(photo, rate_func=late), seconds=2.8
        )
        self.photo_view = view

    def _numbers(self, values: Any, view: View, whole: Any) -> m.VGroup:
        """Brightness after brightness, each where it is in the photo."""
        rows, cols = values.shape
        down, across = whole[2] / rows, whole[3] / cols
        numbers = m.VGroup()
        for row, col in np.ndindex(rows, cols):
            number = Number(
                int(values[row, col]), str(int(values[row, col])), self.theme, size=SMALL_TYPE
            )
            numbers.add(number.shift(view.place((col + 0.5) * across, (row + 0.5) * down)))
        return numbers

    def edges(self, beat: Beat) -> None:
        """The wall of kernels; one of them slides over the photo, and its map appears."""
        depth = self.depths[0]
        unit = depth["units"][0]
        self.play(*self.clear_stage(), seconds=0.6)
        if unit["kernel"] is not None:
            self._wall(beat.data["kernels"], unit["unit"])
        self._scan(depth, unit)

    def _wall(self, kernels: Any, picked: int) -> None:
        """All kernels of the first layer; the one told of comes forward, the others leave."""
        count = len(kernels)
        cols = int(np.ceil((count * WALL_BOX[0] / WALL_BOX[1]) ** 0.5))
        rows = -(-count // cols)
        cols = -(-count // rows)
        step = min(WALL_BOX[0] / cols, WALL_BOX[1] / rows)
        wall = m.Group()
        for k, kernel in enumerate(kernels):
            row, col = divmod(k, cols)
            at = [(col - (cols - 1) / 2) * step, MIDDLE + ((rows - 1) / 2 - row) * step, 0]
            side = step - WALL_GAP
            wall.add(picture(kernel, square(at, side, side), smooth=False))
        shown = [m.FadeIn(each, scale=0.7) for each in wall]
        self.play(m.LaggedStart(*shown, lag_ratio=0.05), seconds=1.8)
        self.wait(0.6)
        chosen = wall[picked]
        frame = m.Square(chosen.width + 0.1).move_to(chosen).set_stroke(self.theme.window, 5)
        self.play(m.Create(frame), seconds=0.6)
        others = [m.FadeOut(each) for each in wall if each is not chosen]
        there = [0, TOP - 0.1 - PICKED / 2, 0]
        self.play(
            *others,
            Lay(chosen, picture(kernels[picked], square(there, PICKED, PICKED), smooth=False)),
            m.Transform(frame, m.Square(PICKED + 0.1).move_to(there).match_style(frame)),
            seconds=1.2,
        )

    def _scan(self, depth: Any, unit: Any) -> None:
        """The kernel slides over the photo at the left; its map grows at the right."""
        working = self.working
        width = fitted(working, PAIR_BOX)[0]
        here, there = (
            View.upright(working, PAIR_BOX, [side * (width + PAIR_GAP) / 2, PAIR_Y, 0])
            for side in (-1, 1)
        )
        whole = (0, 0, *working)
        photo = self.lit_photo(depth, unit)
        spread(photo, here.quad(whole))
        scan = Scan(
            self.colours(unit["map"], unit["top"]), here, there, depth["size"], unit["kernel"],
            self.theme,
        ).stand(working, depth["span"])  # fmt: skip
        head = self.heading(0)
        number = self.text(self.label("unit", unit=unit["unit"]), quiet=True)
        on_baseline(number.move_to([RIGHT - 0.1, 0, 0], aligned_edge=m.RIGHT), TOP - 0.55)
        self.play(m.FadeIn(photo), m.FadeIn(scan), m.FadeIn(head), m.FadeIn(number), seconds=0.8)
        self.play(Slide(scan), seconds=SCANNING, rate_func=m.linear)
        self.play(m.FadeOut(scan.frame), *self._without(scan.kernel), seconds=0.4)
        rows, cols = depth["cells"]
        maps = self.label("maps", channels=depth["channels"], rows=rows, cols=cols)
        name = self.text(maps, quiet=True).next_to(scan.image, m.DOWN, buff=0.2)
        self.play(Dim(photo), m.FadeIn(name), seconds=1.0)
        self.map_image = scan.image
        self.lit = photo

    def _without(self, kernel: HeatMap | None) -> list[m.Animation]:
        return [m.FadeOut(kernel)] if kernel else []

"""Beats hook and real: a kernel reads a photo in steps; three smaller maps of its edges."""

import manim as m
import numpy as np

from scenes.beats import Beat
from scenes.stage.desk import BELOW, Desk
from scenes.stage.feature_map import FeatureMap
from scenes.stage.heat_map import HeatMap, Sweep
from scenes.stage.pictures import fitted, stretched
from scenes.stage.scene import MIDDLE, TOP
from scenes.stage.type import words
from scenes.stage.window import cased
from scenes.theme import rgb

PICTURE_BOX, PICTURE_AT = (7.5, 5.0), m.LEFT * 2.85 + m.UP * (MIDDLE + 0.2)
GAP = 0.75
KERNEL_CELL = 0.62
EDGE_BOX = (9.0, 5.6)
ROW_BOX, ROW_STEP = (4.2, 2.75), 4.5
CLOSE_BOX = (4.2, 2.2)
ROW_TOP = TOP - 0.75


class Pictures(Desk):
    """Beats hook and real."""

    def hook(self, beat: Beat) -> None:
        """The photo loses its colours; a kernel reads it, and leaves a map of half the size."""
        shape = beat.data["grey"].shape
        size = fitted(shape, PICTURE_BOX)
        picture = stretched(HeatMap(beat.data["photo"], smooth=True), size).move_to(PICTURE_AT)
        self.play(m.FadeIn(picture, scale=1.05), seconds=1.0)
        grey = stretched(HeatMap(self._grey(beat.data["grey"])), size).move_to(PICTURE_AT)
        self.play(Sweep(picture, grey, self.theme), seconds=1.2)
        count = self.counter(beat.values["before"], PICTURE_AT + m.DOWN * (size[1] / 2 + BELOW))
        self.play(m.FadeIn(count), seconds=0.4)
        answer = beat.data["answer"]
        small = tuple(s * n / full for s, n, full in zip(size[::-1], answer.shape, shape,
                                                         strict=True))[::-1]  # fmt: skip
        x = PICTURE_AT[0] + size[0] / 2 + GAP + small[0] / 2
        foot = PICTURE_AT[1] - size[1] / 2
        centre = np.array([x, foot + small[1] / 2, 0])
        kernel = FeatureMap(beat.data["kernel"], self.theme, cell=KERNEL_CELL)
        kernel.move_to([x, min(TOP - 1.1, foot + small[1] + 2.0), 0])
        name = self.heading(self.label("kernel"), kernel)
        self.play(m.FadeIn(kernel, scale=0.8), m.FadeIn(name), seconds=0.8)
        blank = HeatMap(np.broadcast_to(rgb(self.theme.surface), (*answer.shape, 3)))
        stretched(blank, small).move_to(centre)
        heat = self.theme.value_colours(answer, 0, beat.data["top"])
        after = stretched(HeatMap(heat), small).move_to(centre)
        fewer = self.counter(beat.values["after"], np.array([x, foot - BELOW, 0]))
        self.play(m.FadeIn(blank), seconds=0.4)
        self.play(
            Sweep(picture, HeatMap(self._grey(beat.data["grey"])), self.theme),
            Sweep(blank, after, self.theme),
            seconds=2.6,
            rate_func=m.rate_functions.ease_in_out_sine,
        )
        self.play(m.FadeIn(fewer), seconds=0.4)
        self.answer = blank

    def _grey(self, values: np.ndarray) -> np.ndarray:
        return np.repeat(np.asarray(values, float)[..., None], 3, axis=2)

    def real(self, beat: Beat) -> None:
        """The edge map; three smaller ones at one size, and each of them from close."""
        data = beat.data
        big = HeatMap(self._heat(data["edges"], beat))
        stretched(big, fitted(data["edges"].shape, EDGE_BOX)).move_to(m.UP * (MIDDLE + 0.2))
        count = self.counter(beat.values["before"], big.get_bottom() + m.DOWN * BELOW)
        self.play(*self.gone(), seconds=0.4)
        self.play(m.FadeIn(big), m.FadeIn(count), seconds=0.8)
        self.wait(0.6)
        self.play(m.FadeOut(count), seconds=0.4)
        self.maps: dict[str, HeatMap] = {}
        self.close: dict[str, HeatMap] = {}
        size = fitted(data["edges"].shape, ROW_BOX)
        middle = ROW_TOP - size[1] / 2
        keys = ("max", "mean", "strided")
        centres = [np.array([(k - 1) * ROW_STEP, middle, 0]) for k in range(len(keys))]
        row = [big.copy(), big, big.copy()]
        self.add(*row)
        self.play(
            *[
                stretched(picture.animate, size).move_to(centre)
                for picture, centre in zip(row, centres, strict=True)
            ],
            seconds=1.0,
        )
        for key, picture, centre in zip(keys, row, centres, strict=True):
            name = words(self.label(key), self.theme, size=self.theme.text_size)
            name.move_to([centre[0], TOP - 0.35, 0])
            after = stretched(HeatMap(self._heat(data[key], beat)), size).move_to(centre)
            self.play(m.FadeIn(name), seconds=0.4)
            self.play(Sweep(picture, after, self.theme), seconds=1.0)
            self._come_close(beat, key, picture)
            self.maps[key] = picture

    def _come_close(self, beat: Beat, key: str, picture: HeatMap) -> None:
        """The marked patch of a map grows out of it."""
        values = beat.data[key]
        top, left, rows, cols = beat.data["patch"]
        cut = values[top : top + rows, left : left + cols]
        side = picture.width / values.shape[1]
        corner = picture.get_corner(m.UL)
        box = m.Rectangle(width=cols * side, height=rows * side)
        box.move_to(corner + m.RIGHT * (left + cols / 2) * side + m.DOWN * (top + rows / 2) * side)
        cased(box.set_stroke(self.theme.window), self.theme, 3)
        close = HeatMap(self._heat(cut, beat))
        stretched(close, (box.width, box.height)).move_to(box)
        size = fitted(cut.shape, CLOSE_BOX)
        there = picture.get_bottom() + m.DOWN * (0.2 + size[1] / 2)
        self.play(m.Create(box), seconds=0.4)
        self.add(close, box)
        self.play(stretched(close.animate, size).move_to(there), seconds=0.8)
        self.close[key] = close

    def _heat(self, values: np.ndarray, beat: Beat) -> np.ndarray:
        return self.theme.value_colours(values, 0, beat.data["top"])

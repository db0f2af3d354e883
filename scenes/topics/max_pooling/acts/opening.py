"""The first two beats: a photo and its edges; the map comes close until it is a grid of numbers."""

from typing import Any

import manim as m
import numpy as np

from scenes.beats import Beat
from scenes.stage.feature_map import FeatureMap, HeatMap, Sweep
from scenes.stage.scene import MIDDLE
from scenes.stage.type import words
from scenes.stage.window import CountTo, cased
from scenes.topics.max_pooling.acts.desk import INPUT_BOX, Desk, limits

PICTURE_BOX = (7.4, 5.0)
LEFT_BOX = (7.0, 4.7)


class Opening(Desk):
    """Beats hook and grid."""

    def hook(self, beat: Beat) -> None:
        """A photo becomes its edges; pooled, the edges need a quarter of the room."""
        photo = self._picture(beat.data["photo"], smooth=True)
        edges = self._picture(self.theme.value_colours(beat.data["map"]))
        name = self._name_under(photo, self.label("photo"))
        self.play(m.FadeIn(photo, scale=1.05), m.FadeIn(name), seconds=1.0)
        self.wait(0.4)
        line = m.Line(photo.get_corner(m.UL), photo.get_corner(m.DL))
        cased(line.set_stroke(self.theme.window), self.theme, 3)
        answer = self._name_under(photo, self._map_name(beat))
        self.play(
            Sweep(photo, edges, line),
            m.FadeOut(name, shift=m.DOWN * 0.15),
            m.FadeIn(answer, shift=m.DOWN * 0.15),
            seconds=1.8,
            rate_func=m.rate_functions.ease_in_out_sine,
        )
        self.remove(line)
        self._shrink(beat, photo, answer)

    def _shrink(self, beat: Beat, whole: HeatMap, answer: m.VMobject) -> None:
        values, pooled = beat.data["map"], beat.data["pooled"]
        small = HeatMap(self.theme.value_colours(pooled, *limits(values)))
        big_size = _fitted(values.shape, LEFT_BOX)
        cell = big_size[0] / values.shape[1]
        size = (pooled.shape[1] * cell, pooled.shape[0] * cell)
        gap = 0.7
        left = -(big_size[0] + gap + size[0]) / 2
        if left < -6.6:  # a map pooled with a small stride: both must fit side by side
            cell *= 6.6 / -left
            big_size = (values.shape[1] * cell, values.shape[0] * cell)
            size = (pooled.shape[1] * cell, pooled.shape[0] * cell)
            left = -6.6
        home = np.array([left + big_size[0] / 2, MIDDLE, 0])
        there = np.array([left + big_size[0] + gap + size[0] / 2, MIDDLE, 0])
        count = self.counter(values.size, home + m.DOWN * (big_size[1] / 2 + 0.42))
        self.play(
            whole.animate.set(width=big_size[0]).move_to(home),
            m.FadeOut(answer),
            m.FadeIn(count),
            seconds=1.0,
        )
        _stretch(small, big_size).move_to(home)
        self.add(small)
        kept = self.counter(values.size, there + m.DOWN * (size[1] / 2 + 0.42))
        self.play(
            m.AnimationGroup(_stretch(small.animate, size).move_to(there)),
            CountTo(kept, int(pooled.size)),
            seconds=1.6,
            rate_func=m.rate_functions.ease_in_out_cubic,
        )
        self.keep(whole, small, count, kept)
        self.map_picture = whole

    def grid(self, beat: Beat) -> None:
        """The map comes close; the hand-sized map takes its place on the desk."""
        values = beat.data["hand"]
        hand = FeatureMap(values, self.theme, box=INPUT_BOX).move_to(m.UP * MIDDLE)
        if beat.data["kind"] == "table":
            self.play(*self.clear_extras(), self._build(hand), seconds=2.4)
            self.hand = hand
            return
        whole = self._come_close(beat)
        patch = whole[-1]
        if beat.data["kind"] == "lecture":
            note = words(self.label("lecture"), self.theme, colour=self.theme.muted)
            note.next_to(hand, m.DOWN, buff=0.3)
            self.play(*[m.FadeOut(part) for part in whole], seconds=0.8)
            self.play(self._build(hand), m.FadeIn(note), seconds=1.8)
            self.keep(note)
        else:
            self.play(
                *[m.FadeOut(part) for part in whole[:-1]],
                patch.animate.scale(hand.frame.width / patch.frame.width).move_to(hand),
                seconds=1.2,
            )
            self.remove(patch)
            self.add(hand)
        self.hand = hand

    def _come_close(self, beat: Beat) -> m.Group:
        """The map at the left, the marked place in it, and that patch magnified at the right."""
        values, patch, (top, left) = beat.data["map"], beat.data["patch"], beat.data["corner"]
        whole = FeatureMap(values, self.theme, box=(6.2, 4.4)).move_to(m.LEFT * 3.4 + m.UP * MIDDLE)
        rows = tuple(range(top, top + patch.shape[0]))
        cols = tuple(range(left, left + patch.shape[1]))
        box = cased(whole.outline(rows, cols).set_stroke(self.theme.window), self.theme, 3)
        close = FeatureMap(patch, self.theme, box=(4.7, 4.7), limits=limits(values))
        close.move_to(m.RIGHT * 3.7 + m.UP * MIDDLE)
        self.play(*self.clear_extras(), m.FadeIn(whole), seconds=0.8)
        self.play(m.Create(box), seconds=0.6)
        ties = m.VGroup(
            *(
                m.Line(box.get_corner(near), close.frame.get_corner(far))
                for near, far in ((m.UR, m.UL), (m.DR, m.DL))
            )
        ).set_stroke(self.theme.window, 2, 0.7)
        pixels = HeatMap(close.colours)
        _stretch(pixels, (box.width, box.height)).move_to(box)
        self.add(pixels)
        self.play(
            _stretch(pixels.animate, (close.frame.width, close.frame.height)).move_to(close.frame),
            m.Create(ties),
            seconds=1.4,
        )
        self.play(m.FadeIn(close), m.FadeOut(pixels), seconds=0.8)
        self.wait(0.8)
        return m.Group(whole, box, ties, close)

    def _build(self, grid: FeatureMap) -> m.Animation:
        tiles: list[m.Animation] = []
        for row, col in grid.positions():
            parts = [grid.cell(row, col)] if grid.readable else []
            if grid.numbers:
                parts.append(grid.number(row, col))
            tiles.append(m.FadeIn(m.VGroup(*parts), scale=0.6))
        return (
            m.LaggedStart(*tiles, lag_ratio=min(0.12, 2 / len(tiles))) if tiles else m.FadeIn(grid)
        )

    def _picture(self, colours: np.ndarray, *, smooth: bool = False) -> HeatMap:
        picture = HeatMap(colours, smooth=smooth)
        size = _fitted(colours.shape[:2], PICTURE_BOX)
        return _stretch(picture, size).move_to(m.UP * (MIDDLE + 0.15))

    def _map_name(self, beat: Beat) -> str:
        if beat.data["channel"] is None:
            return self.label("edges")
        return self.label("channel", channel=beat.values["channel"])

    def _name_under(self, picture: m.Mobject, text: str) -> m.VMobject:
        name = words(text, self.theme, size=self.theme.text_size, colour=self.theme.muted)
        return name.next_to(picture, m.DOWN, buff=0.26)


def _fitted(shape: tuple[int, ...], box: tuple[float, float]) -> tuple[float, float]:
    side = min(box[0] / shape[1], box[1] / shape[0])
    return shape[1] * side, shape[0] * side


def _stretch(picture: Any, size: tuple[float, float]) -> Any:
    return picture.stretch_to_fit_width(size[0]).stretch_to_fit_height(size[1])

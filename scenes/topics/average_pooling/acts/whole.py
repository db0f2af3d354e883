"""Beats everywhere and head: a window as large as the map, and what it spares a classifier."""

import manim as m
import numpy as np

from scenes.beats import Beat
from scenes.digits import digits_for
from scenes.stage.bars import Bars
from scenes.stage.desk import Desk, limits
from scenes.stage.feature_map import FeatureMap
from scenes.stage.heat_map import HeatMap
from scenes.stage.pictures import fitted, stretched
from scenes.stage.scene import BOTTOM, MIDDLE, TOP
from scenes.stage.type import Number, on_baseline, words
from scenes.stage.window import cased
from scenes.topics.average_pooling.acts.areas import Areas

HAND_BOX = (4.6, 4.6)
MAP_BOX = (3.1, 2.3)
BARS = 2.0
"""Height of the bars of evidence."""


class Whole(Desk):
    """Beats everywhere and head."""

    def everywhere(self, beat: Beat) -> None:
        """The window grows over the whole map, which pours into one cell; then real maps do."""
        data = beat.data
        hand = FeatureMap(data["hand"], self.theme, box=HAND_BOX).move_to(m.UP * (MIDDLE + 0.2))
        self.play(*self.gone(), seconds=0.4)
        self.play(m.FadeIn(hand), seconds=0.6)
        window = hand.outline((0, 0), (0, 0))
        whole = hand.outline((0, hand.values.shape[0] - 1), (0, hand.values.shape[1] - 1))
        for frame in (window, whole):
            cased(frame.set_stroke(self.theme.window), self.theme, 5)
        self.play(m.FadeIn(window), seconds=0.4)
        self.play(m.Transform(window, whole), seconds=1.0)
        one = self._one(data["mean"], beat.values["mean"], limits(data["hand"]))
        one.move_to(hand.frame)
        level = one[0].get_fill_color()
        flow = (
            [
                m.FadeOut(hand.numbers),
                m.LaggedStart(*[c.animate.set_fill(level) for c in hand.cells], lag_ratio=0.04),
            ]
            if hand.readable
            else []
        )
        if flow:
            self.play(*flow, seconds=1.2)
        self.remove(hand)
        whole_one = one.copy()
        whole_one[0].stretch_to_fit_width(hand.frame.width).stretch_to_fit_height(hand.frame.height)
        body = m.VGroup(*hand.cells) if hand.readable else whole_one[0]
        self.add(body, window)
        self.play(m.ReplacementTransform(m.VGroup(body), one[0]), m.FadeOut(window), seconds=0.8)
        self.play(m.FadeIn(one[1]), seconds=0.4)
        self.one = one
        if data["maps"]:
            self.wait(0.4)
            self.play(m.FadeOut(one), seconds=0.4)
            self._evidence(beat)

    def _one(self, value: float, text: str, ends: tuple[float, float]) -> m.VGroup:
        """A map's one number as a cell."""
        theme = self.theme
        colour = theme.value_colours([value], *ends)[0]
        cell = m.RoundedRectangle(corner_radius=0.12, width=2.2, height=1.5, stroke_width=1.5)
        cell.set_stroke(theme.line).set_fill(m.ManimColor(list(colour)), 1)
        number = Number(value, text, theme, size=60, bold=True, colour=theme.ink_on(colour))
        return m.VGroup(cell, number.move_to(cell))

    def _evidence(self, beat: Beat) -> None:
        """Real maps in a row; each pours into one bar, as high as its mean."""
        data = beat.data
        maps, means = data["maps"], data["means"]
        ends = limits(np.stack(maps))
        step = 13.4 / len(maps)
        pictures, names = m.Group(), m.VGroup()
        for k, (values, name) in enumerate(zip(maps, data["names"], strict=True)):
            picture = HeatMap(self.theme.value_colours(values, *ends))
            stretched(picture, fitted(values.shape, MAP_BOX))
            picture.set_x((k - (len(maps) - 1) / 2) * step)
            picture.set_y(TOP - 0.1 - picture.height / 2)
            pictures.add(picture)
            text = self._map_name(beat, name)
            line = words(text, self.theme, colour=self.theme.muted)
            names.add(on_baseline(line.set_x(picture.get_x()), picture.get_bottom()[1] - 0.42))
        self.play(
            m.LaggedStart(*[m.FadeIn(p, shift=m.DOWN * 0.15) for p in pictures], lag_ratio=0.3),
            m.FadeIn(names),
            seconds=1.2,
        )
        bars = Bars(
            means, self.theme, size=(13.4, BARS), colour=self.theme.output,
            write=digits_for(means), gap=0.7, shown=False,
        )  # fmt: skip
        bars.shift(m.UP * (BOTTOM + 0.1) - bars.foot.get_center())
        bars.shift(m.UP * max(0.0, -float(means.min()) * bars.unit))
        self.play(m.FadeIn(bars.foot), seconds=0.2)
        for k, picture in enumerate(pictures):
            drop = picture.copy()
            self.add(drop)
            wide, high = bars.bars[k].width, max(bars.bars[k].height, 0.05)
            target = stretched(drop.copy(), (wide, high)).move_to(bars.bars[k])
            self.play(m.Transform(drop, target), seconds=0.6)
            bars.shown[k] = True
            bars.show(bars.values)
            self.add(bars)
            self.play(m.FadeOut(drop), seconds=0.2)
        self.evidence = bars

    def _map_name(self, beat: Beat, name: str) -> str:
        if beat.variant == "channels":
            return self.label("channel_number", channel=name)
        return self.label(name)

    def head(self, beat: Beat) -> None:
        """A square of dense parameters fills, layer by layer; then the other head's, to scale."""
        areas = self.areas = Areas(self, beat)
        self.play(*self.gone(), seconds=0.4)
        areas.play_dense()
        areas.play_pooled()

"""Beats average, before, strided and blur: one part is swapped, and its runs fly to the board."""

from typing import Any

import manim as m

from scenes.beats import Beat
from scenes.topics.exercises.acts.board import Axis, Board, Rows, arced
from scenes.topics.exercises.acts.net import Net
from scenes.topics.exercises.story import BASELINE

NET_Y = 2.3
ROWS = Rows(first=0.35, pitch=0.46, count=5, name=-6.75)
AXES = (("test", -2.75, 1.15), ("shift", 2.35, 5.85))
LIFT, LIFTED = 0.95, 1.3
"""How far chips are lifted out, and how much larger they are there."""


class Swaps(Board):
    """Beats average, before, strided and blur."""

    def average(self, beat: Beat) -> None:
        """The network and the board; the baseline's runs; then the first swap."""
        self.play(*self.gone(), seconds=0.4)
        self.net = self.net_of(BASELINE, NET_Y)
        scales = beat.data["axes"]
        self.axes = [Axis(key, left, right, scales[key]) for key, left, right in AXES]
        base = beat.data["rows"][0]
        frames = [self.frame_of(axis, ROWS) for axis in self.axes]
        self.play(m.FadeIn(self.net, shift=m.RIGHT * 0.2), seconds=0.8)
        self.play(*map(m.FadeIn, frames), m.FadeIn(self.foot(beat)), seconds=0.6)
        self.rows: list[list[m.VGroup]] = []
        self._land(base, 0)
        bands = [self.band(axis, ROWS, base[axis.key]) for axis in self.axes]
        self.play(*[m.GrowFromPoint(band, band.get_top()) for band in bands], seconds=0.8)
        self._swap(beat)

    def before(self, beat: Beat) -> None:
        """The chips move into the convolutions, whose maps shrink."""
        self._swap(beat)

    def strided(self, beat: Beat) -> None:
        """Convolutions with weights take the chips' places."""
        self._swap(beat)

    def blur(self, beat: Beat) -> None:
        """A blur joins the maximum."""
        self._swap(beat)

    def net_of(self, variant: str, y: float) -> Net:
        """A network of the exercises at a height."""
        data = self.story["hook"].data
        return Net(data["parts"][variant], data["parts"][BASELINE], data["photo"], self.theme, y)

    def _swap(self, beat: Beat) -> None:
        place = beat.data["place"]
        row = beat.data["rows"][place]
        base = self.net_of(BASELINE, NET_Y)
        if self.net.parts["joints"] != base.parts["joints"]:
            self.become(base, quick=True)
        self.become(self.net_of(row["variant"], NET_Y))
        self._land(row, place)

    def become(self, other: Net, *, quick: bool = False) -> None:
        """The chips are lifted out and turned over; what they come back as is let in."""
        olds, news = self.net.chips, other.chips
        stacks = [
            m.Transform(one, two) for one, two in zip(self.net.stacks, other.stacks, strict=True)
        ]
        if quick:
            self.play(*stacks, m.FadeOut(olds), m.FadeIn(news), seconds=0.6)
        else:
            lifted = [self._lifted(each) for each in olds]
            self.play(
                *[each.animate.become(up) for each, up in zip(olds, lifted, strict=True)],
                seconds=0.6,
            )
            self.play(*[each.animate.stretch(0.02, 0) for each in olds], seconds=0.4)
            backs = m.VGroup(*[self._over(each, up) for each, up in zip(news, lifted, strict=True)])
            narrow = backs.copy()
            for each in narrow:
                each.stretch(0.02, 0)
            self.remove(olds)
            self.play(
                *[m.Transform(one, two) for one, two in zip(narrow, backs, strict=True)],
                seconds=0.4,
            )
            self.wait(0.4)
            self.play(
                *[m.Transform(one, two) for one, two in zip(narrow, news, strict=True)],
                *stacks,
                seconds=0.8,
            )
            self.remove(*narrow)
        self.remove(*self.net.get_family())
        self.net = other
        self.add(other)

    def _lifted(self, each: m.VGroup) -> m.VGroup:
        up = each.copy().scale(LIFTED)
        return up.set_y(NET_Y + LIFT)

    def _over(self, each: m.VGroup, lifted: m.VGroup) -> m.VGroup:
        return each.copy().set(width=lifted.width).move_to(lifted)

    def _land(self, row: Any, place: int) -> None:
        """The name with its glyph from the network; then a dot for each run."""
        name = self.row_name(row, place, ROWS)
        source = self.net.chips[0].copy()
        self.play(m.ReplacementTransform(source, name[0]), m.FadeIn(name[1]), seconds=0.8)
        groups = [self.dots_of(axis, row, place, ROWS) for axis in self.axes]
        self.rows.append(groups)
        for group in groups:
            self.play(
                m.LaggedStart(*[arced(dot, self.net.out) for dot in group], lag_ratio=0.25),
                seconds=1.2,
            )
        if place:
            marks = [self.mark_of(axis, row, place, ROWS) for axis in self.axes]
            self.play(*[m.FadeIn(mark, shift=m.RIGHT * 0.15) for mark in marks], seconds=0.4)

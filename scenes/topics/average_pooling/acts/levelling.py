"""Beats window and step: numbers rise as bars and pour level; then the window walks on."""

from typing import Any

import manim as m
import numpy as np

from pooling import PoolTrace, WindowTrace
from scenes.beats import Beat
from scenes.digits import digits_for
from scenes.stage.bars import Bars, BarsTo
from scenes.stage.desk import ARENA_AT, RULE_AT, limits
from scenes.stage.feature_map import GAP
from scenes.stage.type import Number
from scenes.stage.walking import Walking
from scenes.stage.window import CountTo, Glide, SlidingWindow
from scenes.topics.average_pooling.levelling import terms

ARENA = (2.9, 2.3)
"""Width and height of the bars between input and output."""
FOOT = ARENA_AT + m.DOWN * 1.5
ONE_BY_ONE = 4
"""Cells up to which each is seen to become its bar."""
MOST_BARS = 25
"""A window of more cells is not taken apart: its mean alone travels."""
LEFT_OUT = "0"
WIDEST_RULE = 12.6


class Levelling(Walking):
    """Beats window and step."""

    def window(self, beat: Beat) -> None:
        """The window settles; its values rise as bars and pour level; the mean travels."""
        trace: PoolTrace = beat.data["trace"]
        first = trace.at(*beat.data["index"])
        self._set_desk(trace)
        self.window_frame = SlidingWindow(trace, self.source, self.theme)
        self.play(m.FadeIn(self.window_frame, scale=1.12), seconds=0.6)
        self.rule = m.VGroup()
        if beat.data["level"] and len(first.cells) <= MOST_BARS:
            self.rule = self.mean_line(trace)
            self._rise(trace, first)
            self._pour(first)
        else:
            if len(first.cells) > 1:
                self.rule = self.mean_line(trace)
                self.play(m.FadeIn(self.rule), seconds=0.6)
            self._travel(first, self.window_frame.frame.get_center())

    def _set_desk(self, trace: PoolTrace) -> None:
        """The input is built cell by cell; the empty output appears."""
        self.source = self.input_map(trace, LEFT_OUT)
        self.result = self.output_map(trace, blank=True, write=digits_for(trace.output))
        self.names = [
            self.heading(self.label("input"), self.source),
            self.heading(self.label("output"), self.result),
        ]
        if self.mobjects:
            self.play(*self.gone(), seconds=0.6)
        self.play(self.built(self.source), m.FadeIn(self.names[0]), seconds=1.4)
        self.add(self.source)
        self.play(m.FadeIn(self.result, shift=m.LEFT * 0.2), m.FadeIn(self.names[1]), seconds=0.6)

    def mean_line(self, trace: PoolTrace) -> m.VGroup:
        """(1 + 3 + 4 + 6) ÷ 4 = 3.5 in parts: each term, the divisor, the result."""
        first, size = trace.at(0, 0), self.theme.text_size * 1.15
        told = terms(trace)
        texts = [f"({told[0]}", *told[1:-1], f"{told[-1]})"] if len(told) > 1 else told
        line = m.VGroup(*[Number(0, text, self.theme, size=size) for text in texts])
        line.add(Number(0, f"÷ {first.divisor}", self.theme, size=size))
        line.add(Number(0, "=", self.theme, size=size))
        shown = digits_for(first.output)(first.output)
        line.add(
            Number(first.output, shown, self.theme, size=size, bold=True, colour=self.theme.output)
        )
        x = 0.0
        for part in line:  # each stands on the baseline: their middles are those of digits
            part.shift(m.RIGHT * (x - part.get_left()[0]))
            x = part.get_right()[0] + 0.14
        if line.width > WIDEST_RULE:
            line.scale_to_fit_width(WIDEST_RULE)
        centre = RULE_AT + m.RIGHT * (ARENA_AT[0] if line.width < 4.6 else 0)
        return line.shift(m.RIGHT * (centre[0] - line.get_center()[0]) + m.UP * centre[1])

    def _rise(self, trace: PoolTrace, at: WindowTrace) -> None:
        """Every cell flies to the foot and rises as a bar, its term into the sum."""
        write = digits_for(trace.input)
        bars = self.bars = Bars(
            at.values, self.theme, size=ARENA, limits=limits(trace.input), write=write, shown=False
        )
        bars.shift(FOOT - bars.foot.get_center())
        bars.show(np.zeros(len(at.values)))
        tiles = [self.source.tile(*cell) for cell in at.cells]
        groups = [[k] for k in range(len(tiles))]
        if len(tiles) > ONE_BY_ONE:
            groups = [list(range(len(tiles)))]
        told = self.rule[:-3]
        self.play(m.FadeIn(bars.foot), seconds=0.2)
        for group in groups:
            self._rise_together(bars, tiles, group, told[group[0]] if len(groups) > 1 else told)
        self.add(bars)

    def _rise_together(
        self, bars: Bars, tiles: list[m.VGroup], group: list[int], term: m.Mobject
    ) -> None:
        scale = min(0.8, ARENA[0] / len(tiles) * 0.8 / self.source.side)
        flights = [
            Glide(
                tiles[k],
                bars.place(k) + m.UP * self.source.side * scale / 2,
                scale=scale,
                lift=0.1,
            )
            for k in group
        ]
        self.play(m.LaggedStart(*flights, lag_ratio=0.3 / len(flights)), seconds=0.6)
        heights = bars.heights.copy()
        heights[group] = bars.values[group]
        bars.shown[group] = True
        self.play(
            BarsTo(bars, heights),
            *[m.FadeOut(tiles[k]) for k in group],
            m.FadeIn(term),
            seconds=0.4 if len(group) == 1 else 1.0,
        )

    def _pour(self, at: WindowTrace) -> None:
        """What stands above the mean fills what lies below it; the level is the result."""
        bars = self.bars
        ghosts = bars.bars.copy().set_fill(opacity=0).set_stroke(self.theme.muted, 2, 0.7)
        self.play(m.FadeOut(bars.bare()), m.FadeIn(self.rule[-3]), seconds=0.6)
        self.add(ghosts, bars)
        self.play(
            BarsTo(bars, at.output, rate_func=m.rate_functions.ease_in_out_cubic), seconds=1.4
        )
        self.play(m.FadeIn(self.rule[-2:]), seconds=0.4)
        self._travel(at, bars.foot.get_center() + m.UP * at.output * bars.unit / 2)

    def _travel(self, at: WindowTrace, start: np.ndarray) -> None:
        """The mean, as a tile, flies on an arc into its output cell."""
        tile = self.result.tile(*at.index)
        there = tile.get_center()
        tile.move_to(start)
        self.play(m.FadeIn(tile, scale=1.6), seconds=0.4)
        scale = self.result.side * (1 - GAP) / tile[0].width
        self.play(Glide(tile, there, scale=scale, lift=0.12), seconds=0.8)
        if self.result.readable:
            self.result.disclose(*at.index)
        self.play(m.FadeOut(tile), seconds=0.2)

    def step(self, beat: Beat) -> None:
        """The stride as a ruler for the first step; then the window walks on."""
        trace: PoolTrace = beat.data["trace"]
        counts = self.counters(trace)
        self.play(*self.gone(self.source, self.result, self.window_frame), seconds=0.4)
        self.play(*[m.FadeIn(count) for count in counts], seconds=0.4)
        windows: list[Any] = list(np.ndindex(*trace.shape))[1:]
        done = 1
        if trace.shape[1] > 1:
            ruler = self.ruler(trace)
            glide = self.window_frame.glide_to(*windows[0])
            self.play(m.FadeIn(ruler[1]), m.Create(ruler[0]), glide, seconds=1.0)
            self.play(m.FadeOut(ruler), seconds=0.4)
            self._travel(trace.at(*windows[0]), self.window_frame.frame.get_center())
            done = 2
            self.play(CountTo(counts[1], done), seconds=0.2)
        self.walk_on(windows[done - 1 :], counts[1], done)
        self.play(m.FadeOut(self.window_frame), seconds=0.4)

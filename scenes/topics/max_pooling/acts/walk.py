"""Beats window and step: four numbers meet, the strongest travels; then the window walks on."""

from typing import Any

import manim as m
import numpy as np

from pooling import PoolTrace, WindowTrace
from scenes.beats import Beat
from scenes.digits import digits_for
from scenes.stage.desk import ARENA_AT
from scenes.stage.feature_map import GAP
from scenes.stage.walking import Walking
from scenes.stage.window import Counter, CountTo, Glide, SlidingWindow

ARENA = 2.6
"""Width and height in which the values of a window meet."""
MOST_TILES = 25
"""A window of more cells is not taken apart: its winner alone travels."""
SHORT_RULE = 3.3
"""A rule no wider stands over the arena, a longer one at the top."""
SLOW_STEPS = 2


class Walk(Walking):
    """Beats window and step."""

    def window(self, beat: Beat) -> None:
        """The window settles; its values meet in pairs; the winner flies to its output."""
        trace: PoolTrace = beat.data["trace"]
        first = trace.at(*beat.data["index"])
        self._set_desk(trace)
        self.window_frame = SlidingWindow(trace, self.source, self.theme)
        self.play(m.FadeIn(self.window_frame, scale=1.12), seconds=0.8)
        self.rule: m.VGroup | None = None
        if 1 < len(first.cells) <= MOST_TILES:
            self._meet(trace, first, beat.data["rounds"])
        else:
            self._land(self.source.tile(*(first.winner or first.cells[0])), first, [])

    def _set_desk(self, trace: PoolTrace) -> None:
        """The map moves to the left and gets its ring; the empty output appears."""
        self.source = self.input_map(trace)
        self.result = self.output_map(trace, blank=True)
        self.play(*self.gone(self.hand), *self.carried(self.hand, self.source), seconds=0.8)
        self.remove(self.hand)
        ring = self.source.ring
        self.source.remove(ring)
        self.add(self.source)
        if len(ring):
            lag = 1 / len(ring)
            self.play(m.LaggedStart(*[m.FadeIn(cell) for cell in ring], lag_ratio=lag))
            self.remove(*ring)
            self.source.add(ring)
            self.add(self.source)
        self.names = [
            self.heading(self.label("input"), self.source),
            self.heading(self.label("output"), self.result),
        ]
        self.play(
            m.FadeIn(self.result, shift=m.LEFT * 0.2),
            *[m.FadeIn(name) for name in self.names],
            seconds=0.6,
        )

    def _meet(self, trace: PoolTrace, at: WindowTrace, rounds: Any) -> None:
        """Lift the values into the arena and let them meet, until one is left and lands."""
        write = digits_for(trace.input)
        rule = self.rule_line([(v, write(v)) for v in at.values], (at.output, write(at.output)))
        if rule.width <= SHORT_RULE:
            rule.move_to(ARENA_AT + m.UP * 2.0)
        self.rule = rule
        tiles = self._lift(at, rule)
        for matches in rounds:
            groups = [(match,) for match in matches] if len(at.cells) <= 4 else [tuple(matches)]
            for group in groups:
                last = matches is rounds[-1] and group == groups[-1]
                self._match(group, tiles, rule, last)
        champion = tiles[at.cells.index(at.winner)] if at.winner else tiles[0]
        self._land(champion, at, [tile for tile in tiles if tile is not champion])

    def _lift(self, at: WindowTrace, rule: m.VGroup) -> list[m.VGroup]:
        """A tile for every cell flies to its place in the arena, its number into the rule."""
        rows, cols = len(at.rows), len(at.cols)
        step = min(ARENA / max(rows, cols), 1.2)
        tiles, flights = [], []
        for k, cell in enumerate(at.cells):
            row, col = divmod(k, cols)
            offset = m.RIGHT * (col - (cols - 1) / 2) + m.DOWN * (row - (rows - 1) / 2)
            tiles.append(self.source.tile(*cell))
            scale = step * 0.88 / self.source.side
            flights.append(Glide(tiles[-1], ARENA_AT + offset * step, scale=scale, lift=0.1))
        self.play(
            *flights,
            m.LaggedStart(*[m.FadeIn(part) for part in rule[:-2]], lag_ratio=0.25),
            seconds=1.4,
        )
        return tiles

    def _match(self, group: Any, tiles: list[m.VGroup], rule: m.VGroup, last: bool) -> None:
        """Two tiles lean towards each other; the weaker one is pushed back, in the rule as well."""
        lean, part = [], []
        for a, b, winner in group:
            toward = (tiles[b].get_center() - tiles[a].get_center()) * 0.09
            lean += [tiles[a].animate.shift(toward), tiles[b].animate.shift(-toward)]
            loser, back = (a, -1) if winner == b else (b, 1)
            part += [
                tiles[loser].animate.shift(toward * back * 2).set_opacity(0.16).scale(0.86),
                tiles[winner].animate.shift(-toward if winner == a else toward),
                rule[1 + loser].animate.set_opacity(0.35),
            ]
        result = [m.FadeIn(rule[-2]), m.FadeIn(rule[-1])] if last else []
        self.play(*lean, seconds=0.4)
        self.play(*part, *result, seconds=0.6)

    def _land(self, tile: m.VGroup, at: WindowTrace, losers: list[m.VGroup]) -> None:
        """The winner glows where it stands and flies on an arc into its output cell."""
        cell = at.winner or at.cells[0]
        lit = self.source.tile(*cell, self.theme.winner)
        lit.scale(tile[0].width / lit[0].width, about_point=self.source.place(*cell))
        lit.shift(tile[0].get_center() - self.source.place(*cell))
        self.play(
            m.FadeIn(lit),
            m.FadeOut(tile),
            self.light(self.source, *cell),
            *[m.FadeOut(loser) for loser in losers],
            seconds=0.6,
        )
        self._deliver(lit, at, seconds=1.0)

    def _deliver(self, lit: m.VGroup, at: WindowTrace, *extra: m.Animation, seconds: float) -> None:
        """A lit tile flies to its output cell and fades into it."""
        scale = self.result.side * (1 - GAP) / lit[0].width
        there = self.result.place(*at.index)
        self.play(Glide(lit, there, scale=scale, lift=0.12), *extra, seconds=seconds)
        if self.result.readable:
            self.result.disclose(*at.index)
        self.play(m.FadeOut(lit), seconds=0.4)

    def step(self, beat: Beat) -> None:
        """The stride as a ruler, two steps slowly, the rest quicker; at last all that survived."""
        trace: PoolTrace = beat.data["trace"]
        counts = self.counters(trace)
        winner = trace.at(0, 0).winner
        back = [self.unlight(self.source, *winner)] if winner else []
        gone = [m.FadeOut(part) for part in (self.rule, *self.names) if part is not None]
        self.play(*gone, *back, seconds=0.4)
        self.play(*[m.FadeIn(count) for count in counts], seconds=0.4)
        windows = list(np.ndindex(*trace.shape))[1:]
        slow = windows[:SLOW_STEPS]
        for done, index in enumerate(slow, 2):
            self._step_slowly(trace, index, counts[1], done)
        self.walk_on(windows[SLOW_STEPS:], counts[1], 1 + len(slow))
        self._survivors(trace)

    def _step_slowly(self, trace: PoolTrace, index: Any, count: Counter, done: int) -> None:
        at = trace.at(*index)
        glide = self.window_frame.glide_to(*index)
        if index == (0, 1):
            ruler = self.ruler(trace)
            self.play(m.FadeIn(ruler[1]), m.Create(ruler[0]), glide, seconds=1.0)
            self.play(m.FadeOut(ruler), seconds=0.4)
        else:
            self.play(glide, seconds=0.8)
        cell = at.winner or at.cells[0]
        self.play(self.light(self.source, *cell), seconds=0.4)
        lit = self.source.tile(*cell, self.theme.winner)
        back = [self.unlight(self.source, *cell)] if at.winner else []
        late = m.rate_functions.squish_rate_func(m.smooth, 0.6, 1)
        self._deliver(lit, at, *back, CountTo(count, done, rate_func=late), seconds=1.0)

    def _survivors(self, trace: PoolTrace) -> None:
        """The window leaves; every cell that won stays lit, the losers sink back."""
        if not self.source.readable:
            self.play(m.FadeOut(self.window_frame), seconds=0.4)
            return
        wins = trace.wins()
        self.play(
            m.FadeOut(self.window_frame),
            *[
                self.light(self.source, *cell) if wins[cell] else self.source.quieten(*cell)
                for cell in self.source.positions()
            ],
            seconds=0.8,
        )
        self.wait(0.6)

"""Beats window and step: four numbers meet, the strongest travels; then the window walks on."""

from typing import Any

import manim as m
import numpy as np

from pooling import PoolTrace, WindowTrace
from scenes.beats import Beat
from scenes.digits import digits_for
from scenes.stage.feature_map import GAP
from scenes.stage.scene import MIDDLE
from scenes.stage.type import words
from scenes.stage.window import Counter, CountTo, Glide, SlidingWindow
from scenes.topics.max_pooling.acts.desk import Desk

ARENA_AT = m.RIGHT * 0.62 + m.UP * MIDDLE
ARENA = 2.7
"""Width and height in which the values of a window meet."""
MOST_TILES = 25
"""A window of more cells is not taken apart: its winner alone travels."""
READING, BRISK, SWEEP = 1.0, 0.4, 3.0
"""Seconds of a step at reading speed, of a quicker one, and of all that remain at last."""
SLOW_STEPS, BRISK_STEPS = 2, 6


class Walk(Desk):
    """Beats window and step."""

    def window(self, beat: Beat) -> None:
        """The window settles; its values meet in pairs; the winner flies to its output."""
        trace: PoolTrace = beat.data["trace"]
        first = trace.at(*beat.data["index"])
        self._set_desk(trace)
        self.window_frame = SlidingWindow(trace, self.source, self.theme)
        entering = self.window_frame.copy().shift(m.UL * 0.9).scale(1.25).set_opacity(0)
        self.play(m.Transform(entering, self.window_frame), seconds=1.0)
        self.remove(entering)
        self.add(self.window_frame)
        if 1 < len(first.cells) <= MOST_TILES:
            winner = self._meet(trace, first, beat.data["rounds"])
        else:
            winner = self.source.tile(*(first.winner or first.cells[0]))
            self.add(winner)
        mark = self.winner_mark(*(first.winner or first.cells[0]))
        self._land(winner, first, mark, seconds=1.0)
        self.keep(mark)

    def _set_desk(self, trace: PoolTrace) -> None:
        self.source = self.input_map(trace)
        self.result = self.output_map(trace, blank=True)
        leaving = self.clear_extras()
        if max(max(side) for side in trace.window.padding):
            # The map makes room for its ring of padding.
            self.play(
                m.ReplacementTransform(self.hand, self.source)
                if self.source.readable
                else m.FadeIn(self.source),
                *leaving,
                seconds=1.0,
            )
        else:
            self.play(self.hand.animate.move_to(self.source), *leaving, seconds=0.8)
            self.remove(self.hand)
            self.add(self.source)
        self.in_label = self.heading(self.label("input"), self.source)
        self.out_label = self.heading(self.label("output"), self.result)
        self.play(
            m.FadeIn(self.result, shift=m.LEFT * 0.2),
            m.FadeIn(self.in_label),
            m.FadeIn(self.out_label),
            seconds=0.6,
        )

    def _meet(self, trace: PoolTrace, at: WindowTrace, rounds: Any) -> m.VGroup:
        """Lift the values into the arena and let them meet; returns the winner's tile."""
        write = digits_for(trace.input)
        rule = self.rule_line([(v, write(v)) for v in at.values], (at.output, write(at.output)))
        tiles, homes = self._lift(at)
        self.play(
            *[
                m.AnimationGroup(Glide(tile, home, scale=self._tile_scale(at), lift=0.12))
                for tile, home in zip(tiles, homes, strict=True)
            ],
            m.LaggedStart(*[m.FadeIn(part) for part in rule[:-2]], lag_ratio=0.25),
            seconds=1.4,
        )
        tile_of = dict(enumerate(tiles))
        last = tuple(rounds[-1]) if rounds else ()
        for matches in rounds:
            groups = [(match,) for match in matches] if len(at.cells) <= 4 else [tuple(matches)]
            for group in groups:
                result = [m.FadeIn(rule[-2]), m.FadeIn(rule[-1])] if group == last else []
                self._match(group, tile_of, rule, result)
        self.rule = rule
        champion = tile_of[at.cells.index(at.winner)] if at.winner else tiles[0]
        self.remove(*[tile for tile in tiles if tile is not champion])
        return champion

    def _lift(self, at: WindowTrace) -> tuple[list[m.VGroup], list[np.ndarray]]:
        """A tile for every cell, and its place in the arena."""
        rows, cols = len(at.rows), len(at.cols)
        step = min(ARENA / max(rows, cols), 1.25)
        tiles, homes = [], []
        for k, cell in enumerate(at.cells):
            row, col = divmod(k, cols)
            offset = m.RIGHT * (col - (cols - 1) / 2) + m.DOWN * (row - (rows - 1) / 2)
            tiles.append(self.source.tile(*cell))
            homes.append(ARENA_AT + offset * step)
        return tiles, homes

    def _tile_scale(self, at: WindowTrace) -> float:
        step = min(ARENA / max(len(at.rows), len(at.cols)), 1.25)
        return step * 0.88 / self.source.side

    def _match(self, group: Any, tiles: Any, rule: m.VGroup, result: list[Any]) -> None:
        """Two tiles lean towards each other; the weaker one fades, in the rule as well."""
        lean, part = [], []
        for a, b, winner in group:
            toward = (tiles[b].get_center() - tiles[a].get_center()) * 0.09
            lean += [tiles[a].animate.shift(toward), tiles[b].animate.shift(-toward)]
            loser = a if winner == b else b
            part += [
                tiles[loser].animate.set_opacity(0.16).scale(0.86),
                tiles[winner].animate.shift(-toward if winner == a else toward),
                rule[1 + loser].animate.set_opacity(0.35),
            ]  # fmt: skip
        brisk = len(tiles) > 4
        self.play(*lean, seconds=0.4)
        self.play(*part, *result, seconds=0.4 if brisk else 0.6)

    def _land(self, tile: m.VGroup, at: WindowTrace, mark: m.VGroup, *, seconds: float) -> None:
        """The winner glows where it stands and flies on an arc into its output cell."""
        scale = self.result.side * (1 - GAP) / tile[0].width
        glow = [tile[0].animate.set_fill(self.theme.winner, 1)]
        if len(tile) > 1:
            glow.append(tile[1].animate.set_color(self.theme.ink_on(self.theme.winner)))
        self.play(*glow, m.FadeIn(mark), seconds=0.4)
        there = self.result.place(*at.index)
        self.play(Glide(tile, there, scale=scale, lift=0.18), seconds=seconds)
        if self.result.readable:
            self.result.disclose(*at.index)
        self.play(m.FadeOut(tile), seconds=0.2)

    def step(self, beat: Beat) -> None:
        """The stride as a ruler, the second window slowly, the rest quicker; the counters tell."""
        trace: PoolTrace = beat.data["trace"]
        counts = self._counters(trace)
        ruler = self._ruler(trace)
        leaving = [m.FadeOut(self.rule)] if hasattr(self, "rule") else []
        self.play(*leaving, *self.clear_extras(), *[m.FadeIn(c) for c in counts], seconds=0.6)
        if ruler:
            self.play(m.Create(ruler[0]), m.FadeIn(ruler[1]), m.FadeOut(self.in_label), seconds=0.6)
        windows = list(np.ndindex(*trace.shape))[1:]
        slow, brisk = windows[:SLOW_STEPS], windows[SLOW_STEPS : SLOW_STEPS + BRISK_STEPS]
        done = 1
        for index in slow:
            done += 1
            self._step_to(trace, index, counts[1], done, READING, with_tile=True)
        if ruler:
            self.play(m.FadeOut(ruler), seconds=0.2)
        for index in brisk:
            done += 1
            self._step_to(trace, index, counts[1], done, BRISK, with_tile=False)
        self._rows(trace, windows[len(slow) + len(brisk) :], counts[1])
        self.keep(*counts)

    def _counters(self, trace: PoolTrace) -> tuple[Counter, Counter]:
        places = [grid.get_bottom() + m.DOWN * 0.4 for grid in (self.source, self.result)]
        return self.counter(trace.input.size, places[0]), self.counter(1, places[1])

    def _ruler(self, trace: PoolTrace) -> m.VGroup | None:
        """From one window's edge to the next one's, above the map; None if there is no next."""
        if trace.shape[1] < 2:
            return None
        step = trace.window.stride[1] * self.source.cell_size
        start = self.window_frame.frame.get_corner(m.UL) + m.UP * 0.34
        ticks = [
            m.Line(m.DOWN * 0.09, m.UP * 0.09).shift(start + m.RIGHT * k * self.source.cell_size)
            for k in range(trace.window.stride[1] + 1)
        ]
        line = m.VGroup(m.Line(start, start + m.RIGHT * step), *ticks)
        line.set_stroke(self.theme.window, 3)
        text = words(self.label("stride", stride=trace.window.stride[1]), self.theme)
        text.set_color(self.theme.window).next_to(line, m.UP, buff=0.1)
        return m.VGroup(line, text)

    def _step_to(
        self, trace: PoolTrace, index: Any, count: Counter, done: int, seconds: float, *,
        with_tile: bool,
    ) -> None:  # fmt: skip
        at = trace.at(*index)
        glide = self.window_frame.glide_to(*index)
        cell = at.winner or at.cells[0]
        mark = self.winner_mark(*cell)
        if not with_tile:
            shown = [self.result.reveal(*index)] if self.result.readable else []
            self.play(glide, *shown, CountTo(count, done), seconds=seconds)
            return
        self.play(glide, seconds=seconds * 0.8)
        self.play(m.FadeIn(mark, scale=1.25), seconds=0.4)
        tile = self.winner_mark(*cell)
        scale = self.result.side / self.source.side
        self.play(
            Glide(tile, self.result.place(*index), scale=scale),
            CountTo(count, done),
            seconds=seconds,
        )
        if self.result.readable:
            self.result.disclose(*index)
        self.remove(tile)
        self.play(m.FadeOut(mark), seconds=0.2)

    def _rows(self, trace: PoolTrace, windows: list[Any], count: Counter) -> None:
        """What remains, a row of the output at a time, ever quicker."""
        rows: dict[int, list[Any]] = {}
        for i, j in windows:
            rows.setdefault(i, []).append((i, j))
        if not rows:
            return
        seconds = max(0.2, SWEEP / len(rows))
        done = len(trace) - len(windows)
        for row in rows.values():
            done += len(row)
            self.window_frame.put_at(*row[0])
            reveal = [self.result.reveal(*index) for index in row] if self.result.readable else []
            self.play(
                self.window_frame.glide_to(*row[-1]),
                *([m.LaggedStart(*reveal, lag_ratio=0.5)] if reveal else []),
                CountTo(count, done),
                seconds=seconds,
                rate_func=m.linear,
            )

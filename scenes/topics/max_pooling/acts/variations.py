"""Beats overlap and border: windows that share cells, and a ring that can never win."""

import manim as m
import numpy as np

from pooling import PoolTrace
from scenes.beats import Beat
from scenes.digits import digits_for
from scenes.stage.feature_map import FeatureMap
from scenes.stage.scene import BOTTOM, TOP
from scenes.stage.type import Number, words
from scenes.stage.window import SlidingWindow, thread
from scenes.topics.max_pooling.acts.desk import MINUS_INFINITY, RULE_AT, Desk, limits

WALK_SECONDS = 3.6
MOST_GHOSTS = 16
PANEL_BOX = (3.9, 4.0)


class Variations(Desk):
    """Beats overlap and border."""

    def overlap(self, beat: Beat) -> None:
        """The windows leave ghosts; the strong cell is tied to every output that it won."""
        trace: PoolTrace = beat.data["trace"]
        self.play(*self.clear_stage(), seconds=0.6)
        self.source = self.input_map(trace)
        self.result = self.output_map(trace, blank=True)
        texts = m.VGroup(
            self.heading(self.label("input"), self.source),
            self.heading(self.label("output"), self.result),
        )
        self.play(m.FadeIn(self.source), m.FadeIn(self.result), m.FadeIn(texts), seconds=0.8)
        self.ghosts = m.VGroup()
        self._walk_with_ghosts(trace)
        self._tie(beat, trace)

    def _walk_with_ghosts(self, trace: PoolTrace) -> None:
        window = SlidingWindow(trace, self.source, self.theme)
        self.play(m.FadeIn(window, scale=1.15), seconds=0.6)
        places = list(np.ndindex(*trace.shape))
        shown = places if len(places) <= MOST_GHOSTS else []
        for k, index in enumerate(shown):
            self._leave_ghost(window, k, len(shown))
            self.play(
                window.glide_to(*index),
                *([self.result.reveal(*index)] if self.result.readable else []),
                seconds=max(0.2, WALK_SECONDS / len(shown)),
            )
        for i in range(trace.shape[0] if not shown else 0):
            window.put_at(i, 0)
            row = [(i, j) for j in range(trace.shape[1])]
            reveal = [self.result.reveal(*index) for index in row] if self.result.readable else []
            self.play(
                window.glide_to(*row[-1]),
                *([m.LaggedStart(*reveal, lag_ratio=0.5)] if reveal else []),
                seconds=max(0.2, WALK_SECONDS / trace.shape[0]),
                rate_func=m.linear,
            )
        self.play(m.FadeOut(window), seconds=0.4)

    def _leave_ghost(self, window: SlidingWindow, k: int, total: int) -> None:
        """A faint copy of the window, a little smaller each time so that none hides another."""
        ghost = window.frame.copy().scale(1 - 0.1 * (k + 1) / total)
        ghost.set_stroke(self.theme.window, 2.5, 0.6)
        ghost.set_stroke(width=0, background=True)
        self.ghosts.add(ghost)
        self.add(ghost, window)

    def _tie(self, beat: Beat, trace: PoolTrace) -> None:
        row, col = beat.data["strong"]
        mark = self.winner_mark(row, col)
        threads, ends = m.VGroup(), m.VGroup()
        for row_out, col_out in beat.data["won"]:
            threads.add(
                thread(self.source, (row, col), self.result, (row_out, col_out), self.theme.winner)
            )
            ends.add(self.result.tile(row_out, col_out, self.theme.winner))
        values = {"strong": beat.values["strong"], "times": beat.values["times"]}
        key = "won" if beat.values["times"] > 1 else "won_one"
        text = words(self.label(key, **values), self.theme, size=self.theme.text_size)
        text.set_color(self.theme.winner).move_to(RULE_AT)
        won = {tuple(index) for index in beat.data["won"]}
        quiet = [
            grid.quieten(*position)
            for grid, kept in ((self.source, {(row, col)}), (self.result, won))
            if grid.readable
            for position in grid.positions()
            if position not in kept
        ]
        self.play(
            m.FadeIn(mark, scale=1.3),
            m.FadeIn(text),
            *quiet,
            *[m.FadeOut(ghost) for ghost in self.ghosts],
            seconds=0.6,
        )
        self.play(m.LaggedStart(*[m.Create(line) for line in threads], lag_ratio=0.15), seconds=1.0)
        self.play(m.FadeIn(ends), seconds=0.4)

    def border(self, beat: Beat) -> None:
        """The corner window of max, of the counted and of the uncounted mean, side by side."""
        self.play(*self.clear_stage(), seconds=0.6)
        panels = [
            self._panel(beat.data["max"], "max", MINUS_INFINITY),
            self._panel(beat.data["counted"], "average", "0", "counted"),
            self._panel(beat.data["alone"], "average", "", "uncounted"),
        ]
        for k, panel in enumerate(panels):
            panel[0].shift(m.RIGHT * (k - 1) * 4.55)
        grids = [panel[1] for panel in panels]
        for grid in grids:
            self.remove(grid.ring)
        self.play(
            *[m.FadeIn(m.Group(grid.cells, grid.numbers)) for grid in grids if grid.readable],
            *[m.FadeIn(panel[2]) for panel in panels],
            seconds=0.8,
        )
        self.play(
            *[
                m.LaggedStart(*[m.FadeIn(cell, scale=1.3) for cell in grid.ring], lag_ratio=0.03)
                for grid in grids
                if len(grid.ring)
            ],
            seconds=1.2,
        )
        for trace, (_, grid, _, verdict) in zip(
            (beat.data["max"], beat.data["counted"], beat.data["alone"]), panels, strict=True
        ):
            window = SlidingWindow(trace, grid, self.theme, beat.data["index"])
            self.play(m.FadeIn(window, scale=1.15), seconds=0.4)
            self.play(m.FadeIn(verdict, shift=m.DOWN * 0.15), seconds=0.6)
            self.wait(0.6)

    def _panel(
        self, trace: PoolTrace, title: str, text: str, detail: str = ""
    ) -> tuple[m.Group, FeatureMap, m.VGroup, m.VGroup]:
        """A padded map with its title above and the corner window's account below."""
        grid = FeatureMap(
            trace.input, self.theme, box=PANEL_BOX, padding=trace.window.padding,
            padding_text=text, limits=limits(trace.input),
        )  # fmt: skip
        grid.move_to(m.UP * 0.62)
        name = words(self.label(title), self.theme, size=self.theme.text_size)
        heads = m.VGroup(name.move_to(m.UP * (TOP - 0.28)))
        if detail:
            second = words(self.label(detail), self.theme, colour=self.theme.muted)
            heads.add(second.next_to(name, m.DOWN, buff=0.14))
        at = trace.at(0, 0)
        write = digits_for(at.output)
        result = Number(at.output, write(at.output), self.theme, size=64, bold=True)
        result.set_color(self.theme.winner if trace.mode == "max" else self.theme.text)
        verdict = m.VGroup(result)
        if at.divisor is not None and at.sum is not None:
            account = f"{digits_for(at.sum)(at.sum)} ÷ {at.divisor} ="
            verdict.add_to_back(Number(at.sum, account, self.theme, size=self.theme.text_size))
        else:
            verdict.add_to_back(words("max =", self.theme, size=self.theme.text_size))
        verdict.arrange(m.RIGHT, buff=0.2).move_to(m.UP * (BOTTOM + 0.62))
        return m.Group(grid, heads, verdict), grid, heads, verdict

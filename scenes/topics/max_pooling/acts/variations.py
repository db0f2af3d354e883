"""Beats overlap and border: windows that share cells, and a ring that can never win."""

from typing import Any

import manim as m
import numpy as np

from pooling import PoolTrace
from scenes.beats import Beat
from scenes.digits import digits_for
from scenes.stage.desk import BENDS, MINUS_INFINITY, RULE_AT, Desk, limits
from scenes.stage.feature_map import FeatureMap
from scenes.stage.scene import BOTTOM, TOP
from scenes.stage.type import Number, on_baseline, words
from scenes.stage.window import SlidingWindow, thread

WALK_SECONDS = 4.0
MOST_GHOSTS = 16
PANEL_BOX = (3.9, 4.0)
PANEL_STEP = 4.55
CORNER = 4
"""Rows and columns of the map that a panel shows at most, from the upper left corner."""


class Variations(Desk):
    """Beats overlap and border."""

    def overlap(self, beat: Beat) -> None:
        """The windows leave ghosts; the strong cell is tied to every output that it won."""
        trace: PoolTrace = beat.data["trace"]
        old = self.source
        self.source = self.input_map(trace)
        seen_before = self._same_windows(trace)
        self.result = self.output_map(trace, blank=not seen_before)
        self._carry_over(old, self.source)
        names = [
            self.heading(self.label("input"), self.source),
            self.heading(self.label("output"), self.result),
        ]
        self.play(m.FadeIn(self.result), *[m.FadeIn(name) for name in names], seconds=0.6)
        if not seen_before:
            self._walk_with_ghosts(trace)
        self._tie(beat, trace)

    def _same_windows(self, trace: PoolTrace) -> bool:
        """Whether the beat before already walked these very windows."""
        before: PoolTrace = self.story["step"].data["trace"]
        return before.window == trace.window

    def _carry_over(self, old: FeatureMap, new: FeatureMap) -> None:
        """What stands on the desk becomes the new input: no empty stage between two beats."""
        if self.can_carry(old, new):
            self.play(*self.gone(old), *old.restored(), seconds=0.6)
            self.play(*self.carried(old, new), seconds=0.6)
            self.remove(*self.mobjects)
            self.add(new)
        else:
            self.play(*self.gone(), seconds=0.6)
            self.play(m.FadeIn(new), seconds=0.6)

    def _walk_with_ghosts(self, trace: PoolTrace) -> None:
        window = SlidingWindow(trace, self.source, self.theme)
        self.play(m.FadeIn(window, scale=1.12), seconds=0.6)
        places = list(np.ndindex(*trace.shape))
        ghosts = m.VGroup()
        if len(places) <= MOST_GHOSTS:
            pause = max(0.2, WALK_SECONDS / len(places) / 2)
            for k, index in enumerate(places):
                if k:
                    self.play(window.glide_to(*index), seconds=pause)
                ghosts.add(self._ghost(window, k, len(places)))
                self.add(ghosts[-1], window)
                self.play(m.FadeIn(ghosts[-1]), *self._revealed([index]), seconds=pause)
        else:
            for i in range(trace.shape[0]):
                row = [(i, j) for j in range(trace.shape[1])]
                self.play(window.glide_to(*row[0]), seconds=0.2)
                self.play(
                    window.glide_to(*row[-1]),
                    m.LaggedStart(*self._revealed(row), lag_ratio=0.5),
                    seconds=max(0.2, WALK_SECONDS / trace.shape[0] - 0.2),
                )
        self.play(m.FadeOut(window), *[m.FadeOut(ghost) for ghost in ghosts], seconds=0.4)

    def _revealed(self, indices: list[Any]) -> list[m.Animation]:
        if not self.result.readable:
            return [m.Wait()]
        return [self.result.reveal(*index) for index in indices]

    def _ghost(self, window: SlidingWindow, k: int, total: int) -> m.VMobject:
        """A faint copy of the window, a little smaller each time so that none hides another."""
        ghost = window.frame.copy().scale(1 - 0.1 * (k + 1) / total)
        return ghost.set_stroke(self.theme.window, 2.5, 0.6).set_stroke(width=0, background=True)

    def _tie(self, beat: Beat, trace: PoolTrace) -> None:
        row, col = beat.data["strong"]
        won = [(int(i), int(j)) for i, j in beat.data["won"]]
        threads = [
            thread(
                self.source, (row, col), self.result, index, self.theme.winner,
                bend=BENDS[k % len(BENDS)],
            )
            for k, index in enumerate(won)
        ]  # fmt: skip
        values = {"strong": beat.values["strong"], "times": beat.values["times"]}
        key = "won" if beat.values["times"] > 1 else "won_one"
        text = words(self.label(key, **values), self.theme, size=self.theme.text_size)
        text.set_color(self.theme.winner).move_to(RULE_AT)
        quiet = [
            grid.quieten(*position)
            for grid, kept in ((self.source, [(row, col)]), (self.result, won))
            if grid.readable
            for position in grid.positions()
            if position not in kept
        ]
        self.play(self.light(self.source, row, col), m.FadeIn(text), *quiet, seconds=0.6)
        self.play(m.LaggedStart(*[m.Create(line) for line in threads], lag_ratio=0.3), seconds=1.2)
        self.play(*[self.light(self.result, *index) for index in won], seconds=0.6)

    def border(self, beat: Beat) -> None:
        """The corner window of max, of the counted and of the uncounted mean, side by side."""
        traces = [beat.data[name] for name in ("max", "counted", "alone")]
        texts = (
            ("max", MINUS_INFINITY, ""),
            ("average", "0", "counted"),
            ("average", "", "uncounted"),
        )
        panels = [
            self._panel(trace, *text, x=(k - 1) * PANEL_STEP)
            for k, (trace, text) in enumerate(zip(traces, texts, strict=True))
        ]
        self._spread([panel[0] for panel in panels])
        self.play(*[m.FadeIn(heads) for _, heads, _ in panels], seconds=0.4)
        self.play(
            *[
                m.LaggedStart(*[m.FadeIn(cell, scale=1.2) for cell in grid.ring], lag_ratio=0.05)
                for grid, _, _ in panels
                if len(grid.ring)
            ],
            seconds=1.0,
        )
        for trace, (grid, _, verdict) in zip(traces, panels, strict=True):
            self._judge(trace, grid, verdict, beat.data["index"])

    def _spread(self, grids: list[FeatureMap]) -> None:
        """The map on the desk becomes the first panel's, and two copies of it the others'."""
        rings = [grid.ring for grid in grids]
        for grid, ring in zip(grids, rings, strict=True):
            grid.remove(ring)
        if self.can_carry(self.source, grids[0]):
            self.play(*self.gone(self.source), *self.source.restored(), seconds=0.6)
            self.play(*self.carried(self.source, grids[0]), seconds=0.6)
            self.remove(*self.mobjects)
            self.add(grids[0])
            self.play(
                *[
                    m.FadeIn(grid, shift=grid.get_center() - grids[0].get_center())
                    for grid in grids[1:]
                ],
                seconds=0.8,
            )
        else:
            self.play(*self.gone(), seconds=0.6)
            self.play(*[m.FadeIn(grid) for grid in grids], seconds=0.8)

    def _judge(
        self, trace: PoolTrace, grid: FeatureMap, verdict: m.VGroup, index: tuple[int, int]
    ) -> None:
        """The window stands in the corner; what counts is lit, and the result follows from it."""
        window = SlidingWindow(trace, grid, self.theme, index)
        at = trace.at(*index)
        self.play(m.FadeIn(window, scale=1.12), seconds=0.4)
        lit = [self.light(grid, *at.winner)] if at.winner and grid.readable else []
        self.play(*lit, m.FadeIn(verdict, shift=m.DOWN * 0.15), seconds=0.6)
        self.wait(0.6)

    def _panel(
        self, trace: PoolTrace, title: str, text: str, detail: str, *, x: float
    ) -> tuple[FeatureMap, m.VGroup, m.VGroup]:
        """A map with its padding, cut to the corner if it is large; heads above, account below."""
        values, padding = trace.input, trace.window.padding
        rows, cols = (
            max(CORNER, span - before)
            for span, (before, _) in zip(trace.window.span, padding, strict=True)
        )
        if max(values.shape) > CORNER:
            values = values[:rows, :cols]
            padding = ((padding[0][0], 0), (padding[1][0], 0))
        at = trace.at(0, 0)
        write = digits_for(np.append(values.astype(float), at.output))
        grid = FeatureMap(
            values, self.theme, box=PANEL_BOX, padding=padding, padding_text=text,
            limits=limits(trace.input), write=digits_for(values),
        )  # fmt: skip
        grid.move_to(m.RIGHT * x + m.UP * 0.55)
        name = words(self.label(title), self.theme, size=self.theme.text_size)
        heads = m.VGroup(on_baseline(name.set_x(x), TOP - 0.35))
        if detail:
            second = words(self.label(detail), self.theme, colour=self.theme.muted)
            heads.add(on_baseline(second.set_x(x), TOP - 0.78))
        return grid, heads, self._account(trace, write).set_x(x)

    def _account(self, trace: PoolTrace, write: Any) -> m.VGroup:
        """How the corner window's output comes about: max = 1, or 1 ÷ 4 = 0.25."""
        at = trace.at(0, 0)
        shown = write(at.output) if trace.mode == "max" else digits_for(at.output)(at.output)
        result = Number(at.output, shown, self.theme, size=64, bold=True)
        result.set_color(self.theme.winner if trace.mode == "max" else self.theme.text)
        if at.divisor is not None and at.sum is not None:
            text = f"{digits_for(at.sum)(at.sum)} ÷ {at.divisor} ="
        else:
            text = self.label("max_is")
        account = Number(0, text, self.theme, size=self.theme.text_size)
        line = m.VGroup(account, result)
        result.next_to(account, m.RIGHT, buff=0.2, coor_mask=np.array([1, 0, 0]))
        result.shift(m.UP * (result.half_digit - account.half_digit))  # on one baseline
        return line.shift(m.UP * (BOTTOM + 0.42) + m.LEFT * line.get_center()[0])

"""Beat border: zeros that join the mean, and zeros that are left out."""

import manim as m
import numpy as np

from pooling import PoolTrace
from scenes.beats import Beat
from scenes.digits import digits_for
from scenes.stage.desk import Desk, limits
from scenes.stage.feature_map import FeatureMap
from scenes.stage.scene import BOTTOM, MIDDLE, TOP
from scenes.stage.type import Number, on_baseline, words
from scenes.stage.window import SlidingWindow, cased

INPUT_BOX, OUTPUT_BOX = (3.5, 3.7), (2.2, 3.7)
COLUMNS = (-3.45, 3.45)
GAP = 0.45
"""Between an input and its output."""
WALKED = 16
"""Windows up to which each is visited; else the outputs appear by themselves."""


class Panel:
    """One of the two: its input with the ring, its output, its window."""

    def __init__(self, desk: "Border", trace: PoolTrace, zero: str, x: float) -> None:
        theme = desk.theme
        self.trace = trace
        self.grid = FeatureMap(
            trace.input, theme, box=INPUT_BOX, padding=trace.window.padding, padding_text=zero,
            limits=limits(trace.input),
        )  # fmt: skip
        rows, cols = trace.shape
        biggest = self.grid.side if self.grid.readable else 1.0
        self.out = FeatureMap(
            trace.output, theme, limits=limits(trace.input), write=digits_for(trace.output),
            cell=min(max(biggest, 0.7), OUTPUT_BOX[0] / cols, OUTPUT_BOX[1] / rows), blank=True,
        )  # fmt: skip
        width = self.grid.width + GAP + self.out.width
        y = MIDDLE + 0.35
        self.grid.move_to([x - width / 2 + self.grid.width / 2, y, 0])
        self.out.move_to([x + width / 2 - self.out.width / 2, y, 0])
        self.window = SlidingWindow(trace, self.grid, theme)
        self.x = x


class Border(Desk):
    """Beat border."""

    def border(self, beat: Beat) -> None:
        """The same corner twice; then the window visits the rest, and what differs is marked."""
        counted, alone = beat.data["counted"], beat.data["alone"]
        panels = [
            Panel(self, trace, zero, x)
            for trace, zero, x in zip((counted, alone), ("0", ""), COLUMNS, strict=True)
        ]
        heads = [
            on_baseline(
                words(self.label(key), self.theme, size=self.theme.text_size).set_x(panel.x),
                TOP - 0.3,
            )
            for key, panel in zip(("counted", "uncounted"), panels, strict=True)
        ]
        self.play(*self.gone(), seconds=0.4)
        rings = [panel.grid.ring for panel in panels]
        for panel, ring in zip(panels, rings, strict=True):
            panel.grid.remove(ring)
        self.play(*[m.FadeIn(panel.grid) for panel in panels], seconds=0.6)
        self.play(
            *[
                m.LaggedStart(*[m.FadeIn(cell, scale=1.2) for cell in ring], lag_ratio=0.05)
                for ring in rings
                if len(ring)
            ],
            *[m.FadeIn(head) for head in heads],
            seconds=1.0,
        )
        for panel in panels:
            account = self._account(panel)
            self.play(m.FadeIn(panel.window, scale=1.12), m.FadeIn(panel.out), seconds=0.4)
            reveal = [panel.out.reveal(0, 0)] if panel.out.readable else []
            self.play(m.FadeIn(account, shift=m.DOWN * 0.15), *reveal, seconds=0.6)
            self.wait(0.4)
        self._walk(panels)
        self._mark(beat, panels)
        self.border_panels = panels

    def _account(self, panel: Panel) -> m.VGroup:
        """1 ÷ 4 = 0.25: the sum, the cells that count, the mean."""
        at, theme = panel.trace.at(0, 0), self.theme
        total = digits_for(at.sum)(float(at.sum or 0))
        told = Number(0, f"{total} ÷ {at.divisor} =", theme, size=theme.text_size)
        shown = digits_for(at.output)(at.output)
        result = Number(at.output, shown, theme, size=60, bold=True, colour=theme.output)
        result.next_to(told, m.RIGHT, buff=0.2, coor_mask=np.array([1, 0, 0]))
        result.shift(m.UP * (result.half_digit - told.half_digit))
        line = m.VGroup(told, result)
        return line.shift(m.UP * (BOTTOM + 0.85) + m.RIGHT * (panel.x - line.get_center()[0]))

    def _walk(self, panels: list[Panel]) -> None:
        """Both windows visit the other places together, their outputs appear."""
        if not panels[0].out.readable:
            return
        rest = list(np.ndindex(*panels[0].trace.shape))[1:]
        pace = max(0.2, round(2.4 / max(1, len(rest)) / 0.4) * 0.2)
        if len(rest) < WALKED:
            for index in rest:
                self.play(
                    *[panel.window.glide_to(*index) for panel in panels],
                    *[panel.out.reveal(*index) for panel in panels],
                    seconds=pace,
                )
        else:
            self.play(
                *[
                    m.LaggedStart(*[panel.out.reveal(*index) for index in rest], lag_ratio=0.1)
                    for panel in panels
                ],
                seconds=2.0,
            )
        self.play(*[m.FadeOut(panel.window) for panel in panels], seconds=0.4)

    def _mark(self, beat: Beat, panels: list[Panel]) -> None:
        """Outputs that the zeros changed, and how many."""
        changed = [(int(i), int(j)) for i, j in np.argwhere(~beat.data["same"])]
        out = panels[0].out
        marks = m.VGroup(
            *[
                cased(
                    out.outline((i,), (j,)).scale(0.93).set_stroke(self.theme.output), self.theme, 4
                )
                for i, j in (changed if out.readable else [])
            ]
        )
        text = self.label("differ", changed=beat.values["changed"], outputs=beat.values["outputs"])
        line = words(text, self.theme, colour=self.theme.muted)
        on_baseline(line.set_x(0), BOTTOM + 0.1)
        self.marks = marks
        self.play(*([m.FadeIn(marks)] if marks else []), m.FadeIn(line), seconds=0.6)

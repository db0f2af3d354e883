"""The desk that several beats share: input at the left, output at the right, the rule above."""

from typing import Any

import manim as m
import numpy as np

from pooling import PoolTrace
from scenes.digits import digits_for
from scenes.stage.feature_map import FeatureMap
from scenes.stage.scene import MIDDLE, TOP, StoryScene
from scenes.stage.type import Number, words
from scenes.stage.window import Counter, SlidingWindow, Trace

INPUT_BOX, INPUT_AT = (5.5, 4.9), m.LEFT * 3.95 + m.UP * (MIDDLE + 0.25)
OUTPUT_BOX, OUTPUT_AT = (3.7, 4.2), m.RIGHT * 4.55 + m.UP * (MIDDLE + 0.25)
ARENA_AT = m.RIGHT * 0.72 + m.UP * (MIDDLE + 0.25)
RULE_AT = m.UP * (TOP - 0.3)
LARGEST_CELL = 1.1
BELOW = 0.4
"""From a map to the middle of the line under it."""
MINUS_INFINITY = "−∞"
BENDS = (0.35, 0.45, 0.55)
"""Threads turn one after the other, so that each can be followed."""


def limits(values: Any) -> tuple[float, float]:
    """The range of the ramp that input and output of a beat share."""
    finite = values[np.isfinite(values.astype(float))].astype(float)
    return float(finite.min(initial=0.0)), float(finite.max(initial=0.0))


class Desk(StoryScene):
    """Makes and keeps what stands on the desk.

    Attributes:
        source, result: the maps of input and output. hand: the map worked by hand.
        window_frame: the sliding window.
    """

    source: FeatureMap
    result: FeatureMap
    hand: FeatureMap
    window_frame: SlidingWindow

    def setup(self) -> None:
        """Start with nothing lit."""
        super().setup()
        self._lit: dict[tuple[int, int], m.Mobject] = {}

    def input_map(self, trace: PoolTrace, text: str = MINUS_INFINITY, **kwargs: Any) -> FeatureMap:
        """The input of a trace at its place on the desk, with the padding the window needs."""
        grid = FeatureMap(
            trace.input,
            self.theme,
            box=kwargs.pop("box", INPUT_BOX),
            padding=trace.window.padding,
            padding_text=text,
            limits=limits(trace.input),
            **kwargs,
        )
        return grid.move_to(INPUT_AT)

    def output_map(self, trace: PoolTrace, **kwargs: Any) -> FeatureMap:
        """The output of a trace at its place, on the input's ramp, in cells no larger.

        Beside a heat map, whose cells are tiny, the output's own may be larger.
        """
        box = kwargs.pop("box", OUTPUT_BOX)
        rows, cols = trace.shape
        biggest = self.source.side if self.source.readable else LARGEST_CELL
        return FeatureMap(
            trace.output,
            self.theme,
            cell=min(biggest, box[0] / cols, box[1] / rows),
            limits=limits(trace.input),
            write=kwargs.pop("write", digits_for(trace.input)),
            **kwargs,
        ).move_to(OUTPUT_AT)

    def counter(self, value: int, centre: np.ndarray, key: str = "numbers") -> Counter:
        """A count of numbers, such as "16 numbers", that can run to another."""
        # Not a bound method: Manim copies a mobject deeply, and would copy the scene with it.
        return Counter(
            int(value),
            lambda count: self.count_text(count, key),
            self.theme,
            centre,
            size=self.theme.text_size,
        )

    def counters(self, trace: Trace) -> tuple[Counter, Counter]:
        """How many numbers went in, and how many have come out: the first."""
        below = m.DOWN * BELOW
        places = [grid.get_bottom() + below for grid in (self.source, self.result)]
        return (
            self.counter(trace.input.size, places[0], "input_numbers"),
            self.counter(1, places[1], "output_numbers"),
        )

    def ruler(self, trace: Trace) -> m.VGroup:
        """The stride, from the edge of the window to the next one's, above the map."""
        side = self.source.cell_size
        start = self.window_frame.frame.get_corner(m.UL) + m.UP * 0.26
        start[1] = self.source.get_top()[1] + 0.26
        ticks = [
            m.Line(m.DOWN * 0.09, m.UP * 0.09).shift(start + m.RIGHT * k * side)
            for k in range(trace.window.stride[1] + 1)
        ]
        line = m.VGroup(m.Line(start, start + m.RIGHT * trace.window.stride[1] * side), *ticks)
        line.set_stroke(self.theme.window, 3)
        text = words(self.label("stride", stride=trace.window.stride[1]), self.theme)
        text.set_color(self.theme.window).next_to(line, m.UP, buff=0.1)
        return m.VGroup(line, text)

    def count_text(self, count: int, key: str = "numbers") -> str:
        """So many numbers, in words."""
        return self.label(key.removesuffix("s") if count == 1 else key, count=count)

    def built(self, grid: FeatureMap) -> m.Animation:
        """An animation in which a map appears cell by cell."""
        tiles: list[m.Animation] = []
        for row, col in grid.positions():
            parts = [grid.cell(row, col)] if grid.readable else []
            if grid.numbers:
                parts.append(grid.number(row, col))
            tiles.append(m.FadeIn(m.VGroup(*parts), scale=0.6))
        if not grid.readable or not tiles:
            return m.FadeIn(grid)
        return m.LaggedStart(*tiles, lag_ratio=min(0.12, 2 / len(tiles)))

    def page_head(self) -> tuple[m.VMobject, m.VMobject]:
        """The topic's title at the top left, and its idea beside it."""
        title = words(self.story.title(self.language), self.theme, size=60, bold=True)
        title.move_to([0, TOP - 0.5, 0]).align_to(m.LEFT * 6.45, m.LEFT)
        tagline = words(
            self.story.tagline(self.language), self.theme, size=38, colour=self.theme.muted
        )
        return title, tagline.next_to(title, m.RIGHT, buff=0.4).align_to(title[0], m.DOWN)

    def name_under(self, picture: m.Mobject, text: str) -> m.VMobject:
        """The quiet name of a picture, set close under it."""
        name = words(text, self.theme, size=self.theme.text_size, colour=self.theme.muted)
        return name.next_to(picture, m.DOWN, buff=0.26)

    def heading(self, text: str, of: m.Mobject) -> m.VMobject:
        """The quiet name of a map, set under it."""
        line = words(text, self.theme, colour=self.theme.muted)
        return line.move_to(of.get_bottom() + m.DOWN * BELOW)

    def winner_mark(self, row: int, col: int) -> m.VGroup:
        """The cell of the input that won, in the winner's colour."""
        return self.source.tile(row, col, self.theme.winner)

    def light(self, grid: FeatureMap, row: int, col: int) -> m.Animation:
        """A cell takes the winner's colour; in a heat map a cell of that colour appears."""
        rows, cols = grid.values.shape
        if grid.readable and 0 <= row < rows and 0 <= col < cols:
            return grid.recolour(row, col, self.theme.winner)
        tile = grid.tile(row, col, self.theme.winner)
        self._lit[row, col] = tile
        return m.FadeIn(tile)

    def unlight(self, grid: FeatureMap, row: int, col: int) -> m.Animation:
        """The cell that `light` lit is as it was."""
        if grid.readable:
            return grid.recolour(row, col, grid.colours[row, col])
        return m.FadeOut(self._lit.pop((row, col)))

    def gone(self, *kept: m.Mobject) -> list[m.Animation]:
        """Animations that take everything from the stage but what is kept."""
        stays = {part for mobject in kept for part in mobject.get_family()}
        return [
            m.FadeOut(mobject)
            for mobject in self.mobjects
            if not stays.intersection(mobject.get_family())
        ]

    def carried(self, old: FeatureMap, new: FeatureMap) -> list[Any]:
        """Animations that bring a map to the size, place and colours of one that replaces it."""
        factor = new.frame.width / old.frame.width
        shift = new.frame.get_center() - old.frame.get_center()
        whole = m.Group(*[part for part in (old.cells, old.numbers, old.image, old.edge) if part])
        moved = whole.animate.scale(factor, about_point=old.frame.get_center()).shift(shift)
        return [moved, *([m.FadeOut(old.ring)] if len(old.ring) else [])]

    def can_carry(self, old: FeatureMap | None, new: FeatureMap) -> bool:
        """Whether one map can become the other by moving: the same numbers, as cells or not."""
        return (
            old is not None
            and old.readable == new.readable
            and old.values.shape == new.values.shape
            and bool(np.array_equal(old.values, new.values))
        )

    def rule_line(self, values: list[tuple[float, str]], result: tuple[float, str]) -> m.VGroup:
        """max(1, 3, 4, 6) = 6 as separate parts: head, each value, tail and result."""
        theme, size = self.theme, self.theme.text_size * 1.15
        line = m.VGroup(words("max(", theme, size=size))
        for k, (value, text) in enumerate(values):
            comma = "," if k + 1 < len(values) else ""
            part = m.VGroup(Number(value, text, theme, size=size))
            if comma:
                mark = words(comma, theme, size=size)
                part.add(mark.next_to(part, m.RIGHT, buff=0.03).align_to(part[0], m.DOWN))
                mark.shift(m.DOWN * mark.height * 0.55)
            line.add(part)
        line.add(words(")", theme, size=size), words("=", theme, size=size))
        winner = Number(*result, theme, size=size, colour=theme.winner, bold=True)
        line.add(winner)
        line.arrange(m.RIGHT, buff=0.12)
        line[1:].shift(m.LEFT * 0.08)  # the parentheses stand close to what they hold
        line[-3:].shift(m.LEFT * 0.08)
        baseline = line[1][0].get_bottom()[1]
        for part in line[1:-3]:
            part.shift(m.UP * (baseline - part[0].get_bottom()[1]))
        line[0].shift(m.UP * (baseline - line[0][0].get_bottom()[1]))
        line[-3].set_y(line[0].get_y())
        line[-1].shift(m.UP * (baseline - line[-1].get_bottom()[1]))
        line[-2].set_y(line[1][0].get_y())
        return line.move_to(RULE_AT)

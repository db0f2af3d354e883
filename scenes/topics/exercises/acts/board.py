"""The board of results: a row a network, a dot a seed, on axes that all rows share."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import manim as m
import numpy as np

from scenes.beats import Beat
from scenes.stage.desk import Desk
from scenes.stage.scene import BOTTOM
from scenes.stage.type import Number, on_baseline, words
from scenes.topics.exercises.acts.net import chip
from scenes.topics.exercises.glyphs import GLYPH_OF

DOT = 0.095
EDGE = 6.8
"""How far to the left and right the lines at the foot reach."""
LEAST = 0.05
"""Width at which a spread is drawn at least."""


@dataclass(frozen=True)
class Axis:
    """Where numbers of a measure stand on the stage.

    Attributes:
        key: of the measure. left, right: where it begins and ends. scale: its ends and ticks.
    """

    key: str
    left: float
    right: float
    scale: Any

    def at(self, value: float) -> float:
        """Where a number stands."""
        low, high = self.scale["low"], self.scale["high"]
        return self.left + (value - low) / (high - low) * (self.right - self.left)


@dataclass(frozen=True)
class Rows:
    """Where the rows of a board stand: the first one's height, and the step to the next."""

    first: float
    pitch: float
    count: int
    name: float
    """x of the names' left ends."""

    def y(self, place: int) -> float:
        """The height of a row."""
        return self.first - place * self.pitch

    @property
    def top(self) -> float:
        """Half a step above the first row."""
        return self.first + self.pitch / 2

    @property
    def foot(self) -> float:
        """Half a step below the last row."""
        return self.y(self.count - 1) - self.pitch / 2


class Board(Desk):
    """Draws the parts of a board."""

    def frame_of(self, axis: Axis, rows: Rows, *, every: int = 1, named: bool = True) -> m.VGroup:
        """An axis: quiet lines through all rows, their numbers, and the measure's name."""
        theme, frame = self.theme, m.VGroup()
        for tick in axis.scale["ticks"]:
            x = axis.at(tick)
            frame.add(m.Line([x, rows.foot, 0], [x, rows.top, 0]).set_stroke(theme.line, 1.4))
        for tick in axis.scale["ticks"][::every]:
            number = Number(tick, str(tick), theme, size=26, colour=theme.muted)
            frame.add(number.shift([axis.at(tick), rows.foot - 0.24, 0]))
        if not named:
            return frame
        name = words(self.label(axis.key), theme, size=28, colour=theme.muted)
        middle = (axis.left + axis.right) / 2
        frame.add(on_baseline(name.set_x(middle), rows.foot - 0.76))
        return frame

    def band(self, axis: Axis, rows: Rows, values: Sequence[float]) -> m.Rectangle:
        """The baseline's range over its seeds, through all rows."""
        ends = axis.at(min(values)), axis.at(max(values))
        width = max(ends[1] - ends[0] + 2 * DOT, LEAST)
        band = m.Rectangle(width=width, height=rows.top - rows.foot, stroke_width=0)
        band.set_fill(self.theme.muted, 0.22)
        return band.move_to([sum(ends) / 2, (rows.top + rows.foot) / 2, 0])

    def row_name(self, row: Any, place: int, rows: Rows, size: float = 32) -> m.VGroup:
        """A network's glyph and name."""
        y = rows.y(place)
        mark = chip(GLYPH_OF[row["variant"]], self.theme, min(0.4, 0.8 * rows.pitch))
        mark.move_to([rows.name + 0.2, y, 0])
        name = words(self.label(row["variant"]), self.theme, size=size)
        name.move_to([rows.name + 0.55, 0, 0], m.LEFT)
        return m.VGroup(mark, on_baseline(name, y - 0.1))

    def dots_of(self, axis: Axis, row: Any, place: int, rows: Rows) -> m.VGroup:
        """A dot for each seed; the baseline's are hollow."""
        base = place == 0
        dots = m.VGroup()
        for value in row[axis.key]:
            dot = m.Dot([axis.at(value), rows.y(place), 0], DOT)
            tint = self.theme.text if base else self.theme.output
            dot.set_fill(self.theme.background if base else tint, 1 if base else 0.8)
            dots.add(dot.set_stroke(tint, 2.5 if base else 1))
        return dots

    def mark_of(self, axis: Axis, row: Any, place: int, rows: Rows, size: float = 30) -> m.VMobject:
        """How far a row is from the baseline, or that it is within the spread."""
        verdict = row["verdicts"][axis.key]
        within = verdict == "within"
        text = self.label("within") if within else row["differences"][axis.key]
        value = 0.0 if within else float(text.replace("−", "-"))
        clear = verdict in ("more", "less")
        tint = self.theme.text if clear else self.theme.muted
        em = size * 1.5 if within else size
        mark = Number(value, text, self.theme, size=em, bold=clear, colour=tint)
        return mark.shift([axis.right + 0.18 + mark.width / 2, rows.y(place), 0])

    def foot(self, beat: Beat, *, legend: bool = True) -> m.VGroup:
        """What was learned from, how long and how often; and how rows are compared."""
        values, kind = beat.values, "" if beat.values["seeds"] > 1 else "_once"
        filled = {key: values[key] for key in ("data", "epochs", "seeds")}
        told = [self.label(f"provenance{kind}", **filled)]
        told += [self.label(f"legend{kind}")] if legend else []
        lines = [words(text, self.theme, size=26, colour=self.theme.muted) for text in told]
        for line, side in zip(lines, (m.LEFT, m.RIGHT), strict=False):
            on_baseline(line.move_to(side * EDGE, side), BOTTOM + 0.04)
        return m.VGroup(*lines)


def arced(dot: m.Dot, start: Any) -> m.Animation:
    """A dot that flies from a place to where it stands."""
    begin = dot.copy().move_to(np.asarray(start)).scale(1.6)
    return m.ReplacementTransform(begin, dot, path_arc=-0.9)

"""Beat head: the head is swapped; every run falls from learned to new pictures."""

from typing import Any

import manim as m

from scenes.beats import Beat
from scenes.stage.type import on_baseline, words
from scenes.topics.exercises.acts.board import DOT, Axis, Rows
from scenes.topics.exercises.acts.swaps import Swaps
from scenes.topics.exercises.story import BASELINE, DENSE

NET_Y = 2.3
ROWS = Rows(first=0.0, pitch=1.05, count=2, name=-6.75)
ENDS = (-3.3, 3.9)
STEP = 0.26
"""Between two seeds of a row."""


class Heads(Swaps):
    """Beat head."""

    def head(self, beat: Beat) -> None:
        """GAP's runs; the dense head unfolds; its runs."""
        self.play(*self.gone(), seconds=0.4)
        self.net = self.net_of(BASELINE, NET_Y)
        axis = Axis("rates", *ENDS, beat.data["axis"])
        self.play(m.FadeIn(self.net, shift=m.RIGHT * 0.2), seconds=0.8)
        self.play(
            m.FadeIn(self.frame_of(axis, ROWS)),
            m.FadeIn(self.foot(beat, legend=False)),
            seconds=0.6,
        )
        self.falls: list[list[m.Line]] = []
        pooled, dense = beat.data["rows"]
        self._fall(axis, pooled, 0, "gap_head")
        other = self.net_of(DENSE, NET_Y)
        self.play(m.Indicate(self.net.head, 1.15, color=None), seconds=0.6)
        self.play(
            m.FadeOut(self.net.head, scale=0.6),
            m.Transform(self.net.classes, other.classes),
            seconds=0.6,
        )
        self.play(m.FadeIn(other.head, shift=m.RIGHT * 0.3), seconds=1.0)
        self.remove(*self.net.get_family())
        self.net = other
        self.add(other)
        self._fall(axis, dense, 1, "dense_head")

    def _fall(self, axis: Axis, row: Any, place: int, key: str) -> None:
        theme, y = self.theme, ROWS.y(place)
        tint = theme.output if place else theme.text
        name = words(self.label(key), theme, size=34, bold=True).move_to([ROWS.name, 0, 0], m.LEFT)
        count = words(
            self.label("count", count=f"{row['parameters']:,}"), theme, size=28, colour=theme.muted
        ).move_to([ROWS.name, 0, 0], m.LEFT)
        on_baseline(name, y + 0.06), on_baseline(count, y - 0.36)
        seeds = len(row["test"])
        heights = [y + (k - (seeds - 1) / 2) * -STEP for k in range(seeds)]
        starts = [
            m.Dot([axis.at(value), at, 0], DOT, color=tint)
            for value, at in zip(row["train"], heights, strict=True)
        ]
        self.play(
            m.FadeIn(name), m.FadeIn(count),
            *[m.FadeIn(dot, target_position=self.net.out) for dot in starts], seconds=1.0,
        )  # fmt: skip
        lines = [
            m.Line([axis.at(a), at, 0], [axis.at(b), at, 0]).set_stroke(tint, 7, 0.5)
            for a, b, at in zip(row["train"], row["test"], heights, strict=True)
        ]
        ends = [
            m.Dot([axis.at(value), at, 0], DOT, color=tint)
            for value, at in zip(row["test"], heights, strict=True)
        ]
        if place == 0:
            self._name_ends(axis, row)
        self.play(
            *map(m.Create, lines),
            *[m.Transform(dot.copy(), end) for dot, end in zip(starts, ends, strict=True)],
            seconds=1.4,
        )
        self.falls.append(lines)
        points = row["means"]["gap"]
        key = "more_points" if points.startswith("-") else "points"
        told = words(self.label(key, points=points.lstrip("-")), theme, size=36, bold=True)
        told.move_to([ENDS[1] + 0.4, y, 0], m.LEFT)
        self.play(m.FadeIn(told), seconds=0.4)

    def _name_ends(self, axis: Axis, row: Any) -> None:
        """Over the first head's runs, to their sides: where they start, and where they end."""
        learned, new = (sum(row[key]) / len(row[key]) for key in ("train", "test"))
        sides = (m.LEFT, m.RIGHT) if learned >= new else (m.RIGHT, m.LEFT)
        names = m.VGroup()
        for key, value, side in zip(("learned", "new"), (learned, new), sides, strict=True):
            line = words(self.label(key), self.theme, size=28, colour=self.theme.muted)
            line.move_to([axis.at(value) - 0.1 * side[0], 0, 0], side)
            names.add(on_baseline(line, ROWS.top + 0.1))
        self.play(m.FadeIn(names), seconds=0.4)

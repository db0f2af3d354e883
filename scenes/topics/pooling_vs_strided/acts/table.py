"""Beats hook and page: the lecture's table of words, and the same table with what was measured."""

from typing import Any

import manim as m

from scenes.beats import Beat
from scenes.stage.desk import Desk
from scenes.stage.scene import LEFT, RIGHT, TOP
from scenes.stage.type import Number, on_baseline, words
from scenes.topics.pooling_vs_strided.cells import MEASURED, WAYS, written
from scenes.topics.pooling_vs_strided.ways import colour_of

COLUMNS = {"pooling": -0.55, "strided": 4.65}
CELLS = (-1.95, 0.85, 4.65)
"""Where the numbers of max, mean and stride stand on the page."""
TRACK = 2.2
"""Length of a cell's scale, in Manim's units."""
SAID_TOP, SAID_PITCH = 1.55, 1.25
PAGE_TOP, PAGE_PITCH = 1.3, 0.93


class Table(Desk):
    """Beats hook and page."""

    def hook(self, beat: Beat) -> None:
        """Row by row the words enter; then each is asked for its evidence."""
        heads, rule = self._heads(TOP - 0.75)
        self.play(m.FadeIn(heads), m.Create(rule), seconds=0.8)
        doubts = m.VGroup()
        for k, row in enumerate(beat.data["rows"]):
            y = SAID_TOP - k * SAID_PITCH
            name = words(self.label(row), self.theme, size=42, bold=True)
            on_baseline(name.move_to([LEFT + 0.3, 0, 0], m.LEFT), y)
            cells = [self._said(row, key, y, 42) for key in COLUMNS]
            self.play(
                m.FadeIn(name, shift=m.RIGHT * 0.2),
                m.LaggedStart(
                    *[m.FadeIn(cell, shift=m.UP * 0.15) for cell in cells], lag_ratio=0.5
                ),
                seconds=0.8,
            )
            for cell in cells:
                mark = words("?", self.theme, size=60, bold=True, colour=self.theme.window)
                doubts.add(on_baseline(mark.next_to(cell, m.RIGHT, buff=0.16), y - 0.05))
        self.wait(0.6)
        self.play(
            m.LaggedStart(*[m.FadeIn(mark, scale=1.8) for mark in doubts], lag_ratio=0.15),
            seconds=1.4,
        )

    def page(self, beat: Beat) -> None:
        """The words stand there once more; row by row numbers take their places."""
        self.play(*self.gone(), seconds=0.4)
        title, tagline = self.page_head()
        heads, rule = self._heads(PAGE_TOP + 1.15)
        said: dict[str, list[m.VMobject]] = {}
        names: list[m.VMobject] = []
        self.tracks: dict[str, list[m.VGroup]] = {}
        for k, row in enumerate(beat.data["rows"]):
            key = MEASURED.get(row["measure"])
            if key is None:
                continue
            y = PAGE_TOP - k * PAGE_PITCH
            name = words(self.label(key), self.theme, size=self.theme.text_size, bold=True)
            names.append(on_baseline(name.move_to([LEFT + 0.3, 0, 0], m.LEFT), y))
            said[row["measure"]] = [
                self._said(key, side, y, self.theme.text_size) for side in COLUMNS
            ]
        self.play(m.FadeIn(title, shift=m.RIGHT * 0.2), m.FadeIn(tagline), seconds=0.6)
        self.play(
            m.FadeIn(heads), m.FadeIn(rule), *[m.FadeIn(name) for name in names],
            *[m.FadeIn(cell) for cells in said.values() for cell in cells],
            seconds=0.8,
        )  # fmt: skip
        self.wait(0.6)
        self.play(m.FadeIn(self._kinds()), seconds=0.4)
        for k, row in enumerate(beat.data["rows"]):
            self._measured(row, PAGE_TOP - k * PAGE_PITCH, said.get(row["measure"], []), beat)

    def _heads(self, y: float) -> tuple[m.VGroup, m.Line]:
        heads = m.VGroup()
        for key, x in COLUMNS.items():
            head = words(
                self.label(key), self.theme, size=self.theme.text_size, colour=self.theme.muted
            )
            heads.add(on_baseline(head.set_x(x), y))
        rule = m.Line([LEFT + 0.3, y - 0.3, 0], [RIGHT - 0.1, y - 0.3, 0])
        return heads, rule.set_stroke(self.theme.line, 2)

    def _kinds(self) -> m.VGroup:
        """Under the head of pooling: which column is whose."""
        kinds = m.VGroup()
        for key, x, way in zip(("max", "mean"), CELLS, WAYS, strict=False):
            line = words(self.label(key), self.theme, colour=colour_of(way, self.theme))
            kinds.add(on_baseline(line.set_x(x), PAGE_TOP + 0.5))
        return kinds

    def _said(self, row: str, key: str, y: float, size: float) -> m.VMobject:
        line = words(self.label(f"said_{row}_{key}"), self.theme, size=size)
        return on_baseline(line.set_x(COLUMNS[key]), y)

    def _measured(self, row: dict[str, Any], y: float, said: list[m.VMobject], beat: Beat) -> None:
        """The words leave upwards, and numbers on scales appear."""
        text = self.label(f"{row['measure']}_row", **beat.values)
        measure = words(text, self.theme, colour=self.theme.muted)
        on_baseline(measure.move_to([LEFT + 0.3, 0, 0], m.LEFT), y - 0.38)
        places = CELLS if len(row["cells"]) == len(CELLS) else tuple(COLUMNS.values())
        ways = WAYS if len(places) == len(CELLS) else ("", "strided_convolution")
        cells = [
            self._cell(
                row, values_of, x, y, colour_of(way, self.theme) if way else self.theme.muted
            )
            for values_of, x, way in zip(row["cells"], places, ways, strict=True)
        ]
        self.tracks[row["measure"]] = cells
        leave = [m.FadeOut(cell, shift=m.UP * 0.2) for cell in said]
        self.play(*leave, m.FadeIn(measure), seconds=0.4)
        self.play(
            m.LaggedStart(*[m.FadeIn(cell, shift=m.UP * 0.1) for cell in cells], lag_ratio=0.3),
            seconds=0.8,
        )

    def _cell(
        self, row: dict[str, Any], values: tuple[float, ...], x: float, y: float, colour: str
    ) -> m.VGroup:
        """Numbers over a scale that all cells of the row share; each is a dot on it."""
        low, high = row["ends"]
        track = m.Line([x - TRACK / 2, y - 0.3, 0], [x + TRACK / 2, y - 0.3, 0])
        track.set_stroke(self.theme.line, 3)
        dots = m.VGroup(
            *[
                m.Dot(
                    [x + ((value - low) / (high - low) - 0.5) * TRACK, y - 0.3, 0],
                    0.085,
                    color=colour,
                    fill_opacity=1.0 if k == len(values) - 1 else 0.55,
                )
                for k, value in enumerate(values)
            ]
        )
        text = self.said(" → ".join(written(row["measure"], value) for value in values))
        number = Number(values[-1], text, self.theme, size=40, bold=True)
        number.shift([x, y + number.half_digit, 0])
        cell = m.VGroup(track, dots, number)
        if len(values) > 1:
            way = m.Line(dots[0].get_center(), dots[-1].get_center()).set_stroke(colour, 4, 0.6)
            cell.add_to_back(way)
        return cell

"""Beats hook and growing: a box opens where a unit looks; then it grows layer by layer."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import manim as m
import numpy as np

from scenes.beats import Beat
from scenes.stage.odometer import Odometer, Turn
from scenes.stage.scene import BOTTOM, LEFT, TOP
from scenes.stage.sheets import Restand, Stand, Tower, View
from scenes.stage.type import on_baseline
from scenes.topics.receptive_field.acts.room import Room

UPRIGHT_BOX, UPRIGHT_FOOT = (8.4, 4.15), -2.42
LAMP_TOP, LAMP_GAP = 3.2, 0.6
"""Where the upper edge of the unit hangs over the photo, and how close it comes to the photo."""
FLOOR_BOX = (8.1, 1.75)
FLOOR_AT = m.RIGHT * LEFT + m.UP * BOTTOM
FIRST_GAP, PITCH = 0.72, 0.62
"""Between photo and first sheet, and between sheets where there is room."""
PANEL = 5.05
SLOW_STEPS = 2


class Opening(Room):
    """Beats hook and growing."""

    tower: Tower
    small: dict[str, list[str]]

    def hook(self, beat: Beat) -> None:
        """A unit; the photo, dark; the box of what it sees opens."""
        top, left, bottom, right = beat.data["box"]
        middle = ((top + bottom) / 2, (left + right) / 2) * 2
        self.tower = self._tower(self._hanging(middle, 0.0))
        name = self.side_by_side(
            self.text(self.label("unit"), size=self.theme.text_size),
            self.text(beat.data["layer"], quiet=True),
        )
        name.next_to(self.tower.unit, m.UP, buff=0.16)
        self.play(m.FadeIn(self.tower.unit, scale=0.4), seconds=0.6)
        self.play(m.FadeIn(name, shift=m.LEFT * 0.15), seconds=0.6)
        self.wait(0.6)
        rest = [part for part in self.tower.submobjects if part is not self.tower.unit]
        self.play(m.FadeIn(m.Group(*rest)), seconds=1.0)
        self.remove(*self.mobjects)
        self.add(self.tower, name)
        self.wait(0.6)
        self.play(Restand(self.tower, self._hanging(beat.data["box"], 1.0)), seconds=1.8)
        size = self.text(
            self.label("pixels", count=self.square((bottom - top, right - left))),
            size=self.theme.text_size, bold=True,
        )  # fmt: skip
        size.move_to([0, self.tower.photo.get_bottom()[1] - 0.36, 0])
        self.play(m.FadeIn(size, shift=m.DOWN * 0.12), seconds=0.6)
        self.words = m.VGroup(name, size)

    def _tower(self, stand: Stand) -> Tower:
        data = self.story["growing"].data
        jumps = [(1, 1), *[row["jump"] for row in data["rows"]]]
        return Tower(data["photo"], data["planes"], jumps, stand, self.theme)

    def _hanging(self, box: Any, lit: float) -> Stand:
        """The unit over the upright photo, of which it sees a box."""
        data = self.story["growing"].data
        height, width = data["photo"].shape[:2]
        top, _, bottom, _ = data["views"][-1][-1]
        room = LAMP_TOP - LAMP_GAP - UPRIGHT_FOOT
        tall = min(UPRIGHT_BOX[1], room * height / (height + bottom - top))
        centre = m.UP * (UPRIGHT_FOOT + min(tall, UPRIGHT_BOX[0] * height / width) / 2)
        view = View.upright((height, width), (UPRIGHT_BOX[0], tall), centre)
        return self._lamp(view, box, lit)

    def _lamp(self, view: View, box: Any, lit: float) -> Stand:
        """All sheets still together, at the height where the unit of the last layer hangs."""
        views = self.story["growing"].data["views"]
        unit, levels = views[-1][-1], len(views)
        lift = LAMP_TOP - view.quad(unit)[:, 1].max()
        return Stand(
            view,
            np.array([0.0, *[lift] * (levels - 1)]),
            np.array([box, *[unit] * (levels - 1)], float),
            np.array([lit, *[0.0] * (levels - 1)]),
        )

    def growing(self, beat: Beat) -> None:
        """The photo lies down; the unit climbs sheet by sheet, and what it sees grows."""
        rows, views = beat.data["rows"], beat.data["views"]
        floor = self._floor(beat.data["planes"])
        heights = self._heights(floor, beat)
        self.play(
            Restand(self.tower, self._lamp(floor, views[-1][0], 1.0)),
            m.FadeOut(self.words),
            seconds=1.4,
        )
        stands = list(self._stands(floor, heights, views))
        drums, panel = self._account(rows)
        self.play(Restand(self.tower, stands[0]), seconds=1.2)
        self.play(m.FadeIn(panel, shift=m.LEFT * 0.2), seconds=0.8)
        self.wait(0.6)
        names = m.VGroup()
        for step, (row, stand) in enumerate(zip(rows, stands[1:], strict=True)):
            self._climb(row, stand, drums, names, slowly=step < SLOW_STEPS)
        self.drums, self.names = drums, names

    def _floor(self, planes: Any) -> View:
        """A view of the lying photo in which all sheets have room, however they are shifted."""
        top, left = np.min(planes, axis=0)[:2]
        bottom, right = np.max(planes, axis=0)[2:]
        view = View.lying((bottom - top, right - left), FLOOR_BOX, FLOOR_AT)
        spare = FLOOR_AT[0] + FLOOR_BOX[0] - view.place(right - left, 0)[0]
        return replace(view, origin=view.place(-left, -top) + m.RIGHT * max(0.0, spare) / 2)

    def _heights(self, floor: View, beat: Beat) -> np.ndarray:
        """Of the photo and every sheet: as far apart as the frame allows."""
        planes = beat.data["planes"]
        back = max(floor.quad(edges)[:, 1].max() for edges in planes)
        room, gaps = TOP - 0.1 - back - FIRST_GAP, max(1, len(planes) - 2)
        pitch = min(PITCH, room / gaps)
        return np.array([0.0, *[FIRST_GAP + k * pitch for k in range(len(planes) - 1)]])

    def _stands(self, floor: View, heights: np.ndarray, views: Any) -> Iterator[Stand]:
        """The tower with its unit at every level; sheets not yet reached lie where the unit is."""
        levels = len(heights)
        for top, seen in enumerate(views):
            rest = levels - len(seen)
            yield Stand(
                floor,
                np.array([*heights[: top + 1], *[heights[top]] * rest]),
                np.array([*seen, *[seen[-1]] * rest], float),
                np.array([1.0] * (top + 1) + [0.0] * rest),
            )

    def _account(self, rows: Any) -> tuple[dict[str, Odometer], m.VGroup]:
        """Size and jump on drums, with their rules; kernel and stride where they explain them."""
        size = max(len(self._shown(row["size"])) for row in rows)
        jump = max(len(self._shown(row["jump"])) for row in rows)
        drums = {"size": ("1", size, 2.45), "jump": ("1", jump, 0.05)}
        found, panel = {}, m.VGroup()
        for key, (text, places, height) in drums.items():
            em = min(104.0, 3.3 / (places * 0.74) * 135)
            found[key] = Odometer(
                text, places, self.theme, size=em, centre=[PANEL, height, 0],
                colour=self.theme.window if key == "size" else None,
            )  # fmt: skip
            head = self.text(self.label(key), quiet=True).move_to([PANEL, height + 0.9, 0])
            rule = self.text(self.label(f"rule_{'r' if key == 'size' else 'j'}"))
            panel.add(head, found[key], rule.move_to([PANEL, height - 0.88, 0]))
        self.small = {"layer": [str(depth) for depth in self.story["growing"].data["depths"]]}
        if all(row["step"] for row in rows):
            keys = ("kernel", "stride")
            self.small = {key: [str(row["step"][key]) for row in rows] for key in keys}
        for k, (key, texts) in enumerate(self.small.items()):
            centre = m.RIGHT * (PANEL + (k - (len(self.small) - 1) / 2) * 1.7)
            found[key] = Odometer(
                texts[0], max(map(len, texts)), self.theme, size=52, centre=centre + m.DOWN * 2.45
            )
            head = self.text(self.label(key), quiet=True).move_to(centre + m.DOWN * 1.85)
            panel.add(head, found[key])
        return found, panel

    def _shown(self, pair: tuple[float, float]) -> str:
        down, across = (f"{value:g}" for value in pair)
        return down if down == across else f"{down}×{across}"

    def _climb(
        self, row: Any, stand: Stand, drums: dict[str, Odometer], names: m.VGroup, *, slowly: bool
    ) -> None:
        """The unit rises to the next sheet; the drums turn with it."""
        level = len(names) + 1
        corner = stand.view.quad(self.tower.stretches[level], stand.heights[level])[1]
        left = corner + m.RIGHT * 0.16
        name = self.layer_name(row["name"], PANEL - 1.75 - left[0])
        on_baseline(name.move_to(left, aligned_edge=m.LEFT), corner[1] - 0.07)
        small = [
            Turn(drums[key], texts[level - 1], count=False) for key, texts in self.small.items()
        ]
        large = [Turn(drums[key], self._shown(row[key])) for key in ("size", "jump")]
        before = [names[-1].animate.set_color(self.theme.muted)] if names else []
        if slowly:
            self.play(*small, m.FadeIn(name), *before, seconds=0.6)
            self.play(Restand(self.tower, stand), *large, seconds=1.4)
            self.wait(0.4)
        else:
            rise = [Restand(self.tower, stand), *small, *large]
            self.play(*rise, m.FadeIn(name), *before, seconds=0.8)
            self.wait(0.2)
        names.add(name)

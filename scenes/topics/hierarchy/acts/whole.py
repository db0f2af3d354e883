"""Beat zoom_out: all depths above the photo, and one path lit from the guess back to an edge."""

from dataclasses import replace
from typing import Any

import manim as m
import numpy as np

from scenes.beats import Beat
from scenes.stage.heat_map import HeatMap
from scenes.stage.lay import Lay, spread
from scenes.stage.scene import BOTTOM, LEFT, TOP
from scenes.stage.sheets import View, closed, joined
from scenes.stage.stacked import stacked
from scenes.stage.type import on_baseline
from scenes.stage.window import cased
from scenes.topics.hierarchy.acts.room import SMALL_TYPE, Room, picture, square

FLOOR_BOX, FLOOR_AT = (8.3, 1.9), m.RIGHT * (LEFT + 0.1) + m.UP * (BOTTOM + 0.05)
CLOSER = 0.84
"""Each level lies so much closer to the one below than that to its own."""
GUESS_WIDTH, GUESS_ROOM = 6.6, 1.15
"""How wide the guess may be; from the middle of the deepest level to the top of the frame."""
SPOT = 0.13
"""Width of the mark of a cell that would be too small to be seen."""
CLASS_SIDE, CLASS_AT = 1.5, m.RIGHT * 1.05 + m.UP * (TOP - 0.9)
"""The preferred picture of a class, at the right of the guess."""
CUT_LEFT, CUT_GAP, LARGEST_CUT = 2.75, 0.18, 1.3
WORDS_GAP = 0.3


class Whole(Room):
    """Beat zoom_out."""

    def zoom_out(self, beat: Beat) -> None:
        """The maps rise from the photo, the guess from the last; then the way back is lit."""
        floor = View.lying(self.working, FLOOR_BOX, FLOOR_AT)
        whole = (0, 0, *self.working)
        spare = FLOOR_BOX[0] - np.ptp(floor.quad(whole)[:, 0])
        floor = replace(floor, origin=floor.origin + m.RIGHT * spare / 2)
        photo = spread(HeatMap(self.photo, smooth=True), floor.quad(whole))
        photo.set_opacity(0)
        self.play(*self.clear_stage(), seconds=0.6)
        self.add(photo)
        self.play(photo.animate.set_opacity(1), seconds=0.6)
        shares = [depth["cells"][1] / self.working[1] for depth in self.depths]
        self.views = stacked(floor, self.working, shares, TOP - GUESS_ROOM, CLOSER)
        self.levels: list[HeatMap] = []
        below = floor
        for depth, view in zip(self.depths, self.views, strict=True):
            unit = depth["units"][0]
            image = spread(
                HeatMap(self.colours(unit["map"], unit["top"])), below.quad(depth["span"])
            )
            image.set_opacity(0)
            self.add(image)
            there = spread(image.copy(), view.quad(depth["span"]))
            self.play(image.animate.set_opacity(1), seconds=0.2)
            self.play(Lay(image, there), seconds=0.8)
            self.levels.append(image)
            below = view
        start = self._guessed(beat)
        self._light(beat, start, floor)

    def _guessed(self, beat: Beat) -> Any:
        """The guess above the deepest level; where the way back begins."""
        top = self.views[-1].place(self.working[1] / 2, self.working[0] / 2)
        if beat.variant == "unnamed":
            return top
        line = self.guess(beat, self.theme.title_size, GUESS_WIDTH, TOP - 0.5)
        line.set_x(max(top[0], LEFT + line.width / 2))
        shown = [m.FadeIn(part) for part in self._of_class()]
        self.play(m.FadeIn(line, shift=m.UP * 0.2), *shown, seconds=0.8)
        self.wait(0.4)
        return np.array([top[0], TOP - 0.72, 0])

    def _of_class(self) -> list[m.Mobject]:
        """The preferred picture of the class guessed, where there is one that can be read."""
        pixels = self.story["hook"].data["preferred"]
        if pixels is None:
            return []
        image = picture(pixels, square(CLASS_AT, CLASS_SIDE, CLASS_SIDE))
        name = self.text(self.label("preferred"), quiet=True, size=SMALL_TYPE)
        return [image, name.next_to(image, m.DOWN, buff=0.1)]

    def _light(self, beat: Beat, start: Any, floor: View) -> None:
        """From level to level the cell that the one above rests on most, and what it sees."""
        steps = beat.data["steps"]
        lit = [k for k in range(len(steps) - 1, -1, -1) if steps[k] is not None]
        cuts = self._cuts([steps[k] for k in lit])
        self.spots = m.VGroup()
        for k, cut in zip(lit, cuts, strict=True):
            quad = self._cell(k, steps[k]["cell"])
            spot = m.VMobject(stroke_width=0).set_fill(self.theme.output, 1)
            cased(spot.set_points(closed(quad)), self.theme, 0)
            line = self._line(start, quad.mean(axis=0))
            words = self._told(k, steps[k], cut)
            self.play(m.Create(line), seconds=0.4)
            self.play(m.FadeIn(spot, scale=2), m.FadeIn(cut), m.FadeIn(words), seconds=0.6)
            self.spots.add(spot)
            start = quad.mean(axis=0)
        if lit:
            box = self.box_on(floor, steps[lit[-1]]["seen"], 3)
            self.play(m.Create(self._line(start, box.get_center())), seconds=0.4)
            self.play(m.FadeIn(box, scale=2), seconds=0.4)

    def _line(self, start: Any, end: Any) -> m.VMobject:
        line = m.VMobject(stroke_color=self.theme.window, fill_opacity=0)
        return cased(joined(line, [start, end]), self.theme, 3)

    def _cell(self, level: int, cell: tuple[int, int]) -> Any:
        """The corners of a cell of a level, drawn large enough to be seen."""
        rows, cols = self.depths[level]["cells"]
        top, left, bottom, right = self.depths[level]["span"]
        down, across = (bottom - top) / rows, (right - left) / cols
        top, left = top + cell[0] * down, left + cell[1] * across
        quad = self.views[level].quad((top, left, top + down, left + across))
        centre, width = quad.mean(axis=0), float(np.linalg.norm(quad[1] - quad[0]))
        return centre + (quad - centre) * max(1.0, SPOT / width)

    def _cuts(self, steps: list[Any]) -> list[HeatMap]:
        """What each cell of the path sees, one below the other, the deepest at the top."""
        if not steps:
            return []
        room = TOP - BOTTOM - 0.2
        side = min(LARGEST_CUT, room / len(steps) - CUT_GAP)
        height = (side + CUT_GAP) * len(steps)
        first = (TOP + BOTTOM) / 2 + height / 2 - (side + CUT_GAP) / 2
        cuts = []
        for k, step in enumerate(steps):
            high, wide = step["crop"].shape[:2]
            scale = side / max(high, wide)
            centre = [CUT_LEFT + side / 2, first - k * (side + CUT_GAP), 0]
            quad = square(centre, wide * scale, high * scale)
            cuts.append(self.patch(step["crop"], quad, smooth=False))
        return cuts

    def _told(self, level: int, step: Any, cut: HeatMap) -> m.VGroup:
        """The depth's name, its unit, and how far its cells see, beside what the cell sees."""
        name = self.text(self.word_of(level), size=self.theme.text_size, bold=True)
        unit = self.text(self.label("unit", unit=step["unit"]), quiet=True, size=SMALL_TYPE)
        sees = self.text(self.sees(level), quiet=True, size=SMALL_TYPE)
        left = cut.get_center()[0] + LARGEST_CUT / 2 + WORDS_GAP
        middle = cut.get_center()[1]
        on_baseline(name.move_to([left, 0, 0], aligned_edge=m.LEFT), middle + 0.06)
        on_baseline(unit.move_to([left, 0, 0], aligned_edge=m.LEFT), middle - 0.36)
        on_baseline(sees.next_to(unit, m.RIGHT, buff=0.3), middle - 0.36)
        return m.VGroup(name, unit, sees)

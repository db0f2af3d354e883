"""Beat page: a row for each depth: preferred picture, strongest patches, map over the photo."""

from typing import Any

import manim as m

from scenes.beats import Beat
from scenes.stage.heat_map import HeatMap
from scenes.stage.lay import spread
from scenes.stage.scene import BOTTOM, LEFT, RIGHT, TOP
from scenes.stage.sheets import View
from scenes.stage.type import on_baseline
from scenes.topics.hierarchy.acts.light import LitPhoto
from scenes.topics.hierarchy.acts.room import SMALL_TYPE, Room, picture, square

HEAD = 0.95
ROW_GAP, GAP, UNIT_GAP = 0.14, 0.07, 0.3
NAMES, PICTURES = LEFT + 0.1, -4.6
TALLEST = 1.6


class Closing(Room):
    """Beat page."""

    def page(self, beat: Beat) -> None:
        """Title, then row after row from the edges to the deepest."""
        title = self.text(self.story.title(self.language), size=60, bold=True)
        on_baseline(title.move_to([NAMES, 0, 0], aligned_edge=m.LEFT), TOP - 0.62)
        tagline = self.text(self.story.tagline(self.language), quiet=True, size=38)
        on_baseline(tagline.next_to(title, m.RIGHT, buff=0.4), TOP - 0.62)
        self.play(*self.clear_stage(), seconds=0.6)
        self.play(m.FadeIn(title, shift=m.RIGHT * 0.2), m.FadeIn(tagline), seconds=0.6)
        pitch = min(TALLEST, (TOP - HEAD - BOTTOM) / len(self.depths))
        middle = (TOP - HEAD + BOTTOM) / 2 + pitch * (len(self.depths) - 1) / 2
        self.rows = [
            self._row(place, middle - place * pitch, pitch - ROW_GAP)
            for place in range(len(self.depths))
        ]
        for row in self.rows:
            parts = [m.FadeIn(part, shift=m.RIGHT * 0.12) for part in row]
            self.play(m.LaggedStart(*parts, lag_ratio=0.12), seconds=1.2)

    def _row(self, place: int, y: float, side: float) -> list[m.Mobject]:
        """A depth from left to right."""
        depth = self.depths[place]
        unit = depth["units"][0]
        name = self.text(self.word_of(place), size=self.theme.text_size, bold=True)
        sees = self.text(self.sees(place), quiet=True, size=SMALL_TYPE)
        on_baseline(name.move_to([NAMES, 0, 0], aligned_edge=m.LEFT), y + 0.06)
        on_baseline(sees.move_to([NAMES, 0, 0], aligned_edge=m.LEFT), y - 0.36)
        own = self._own_picture(unit, [PICTURES + side / 2, y, 0], side)
        photo = self._map_over_photo(depth, y, side)
        patches = self._patches(depth, y, side, photo.get_left()[0] - UNIT_GAP)
        return [m.VGroup(name, sees), *own, *patches, photo]

    def _own_picture(self, unit: Any, centre: Any, side: float) -> list[HeatMap]:
        """What the unit prefers: its kernel, where it looks at the photo, else its picture."""
        pixels = unit["kernel"] if unit["kernel"] is not None else unit["preferred"]
        if pixels is None:
            return []
        smooth = unit["kernel"] is None
        return [picture(pixels, square(centre, side, side), smooth=smooth)]

    def _map_over_photo(self, depth: Any, y: float, side: float) -> LitPhoto:
        """The photo, lit by the unit's map, at the right end."""
        unit = depth["units"][0]
        view = View.upright(self.photo.shape, (2.6, side), [0, y, 0])
        photo = self.lit_photo(depth, unit).darken(1.0)
        spread(photo, view.quad((0, 0, *self.photo.shape[:2])))
        photo.shift(m.RIGHT * (RIGHT - 0.1 - photo.get_right()[0]))
        return photo

    def _patches(self, depth: Any, y: float, side: float, right: float) -> list[HeatMap]:
        """Unit by unit the strongest patches, as many as there is room for."""
        left = PICTURES + (side + UNIT_GAP if self._pictured() else 0)
        cuts: list[HeatMap] = []
        for unit in depth["units"]:
            for patch in unit["patches"]:
                if left + side > right:
                    return cuts
                centre = [left + side / 2, y, 0]
                cuts.append(self.patch(patch["crop"], square(centre, side, side)))
                left += side + GAP
            left += UNIT_GAP if unit["patches"] else 0
        return cuts

    def _pictured(self) -> bool:
        """Whether any depth has a picture of its own, so that all keep a column for it."""
        return any(
            depth["units"][0][key] is not None
            for depth in self.depths
            for key in ("kernel", "preferred")
        )

"""What the beats share: colours of maps and photos, patches as pictures, names of depths."""

from typing import Any

import manim as m
import numpy as np
from numpy.typing import NDArray

from scenes.beats import Beat
from scenes.stage import room
from scenes.stage.heat_map import HeatMap
from scenes.stage.lay import spread
from scenes.stage.scene import LEFT, TOP
from scenes.stage.sheets import View, closed
from scenes.stage.type import on_baseline
from scenes.theme import rgb
from scenes.topics.hierarchy.acts.light import LitPhoto

HEAD_AT = TOP - 0.55
"""The baseline of a beat's heading."""
SMALL_TYPE = 24.0


class Room(room.Room):
    """The room of a story of photos, maps and patches."""

    @property
    def depths(self) -> Any:
        """All depths as the story has them, the first one first."""
        return self.story["page"].data["depths"]

    @property
    def photo(self) -> NDArray[np.floating]:
        """The photo, (height, width, 3) in 0..1."""
        pixels: NDArray[np.floating] = self.story["hook"].data["photo"] / 255
        return pixels

    @property
    def working(self) -> tuple[int, int]:
        """Height and width at which the photo is shown to the network, in pixels."""
        height, width = self.story["hook"].data["working"].shape[:2]
        return int(height), int(width)

    def colours(self, values: Any, top: float) -> NDArray[np.floating]:
        """A map in the colours of the ramp."""
        return self.theme.value_colours(values, 0, top)

    def lit_photo(self, depth: Any, unit: Any) -> LitPhoto:
        """The photo, which a unit's map can light."""
        return LitPhoto(self.photo, depth, unit, self.working, self.theme)

    def word_of(self, place: int) -> str:
        """What a depth is called: by the word that it has earned, else by its number."""
        beat = next(b for b in self.story.beats if b.data.get("place") == place)
        if beat.variant == "earned":
            return self.label(beat.id)
        return self.label("depth", number=self.depths[place]["number"])

    def sees(self, place: int) -> str:
        """How many pixels a cell of a depth sees."""
        height, width = self.depths[place]["size"]
        return self.label("sees", size=str(width) if height == width else f"{height}×{width}")

    def heading(self, place: int) -> m.VGroup:
        """The name of a depth, and how far its cells see."""
        name = self.text(self.word_of(place), size=self.theme.title_size, bold=True)
        sees = self.text(self.sees(place), quiet=True, size=self.theme.text_size)
        name.move_to([LEFT + 0.1, 0, 0], aligned_edge=m.LEFT)
        sees.next_to(name, m.RIGHT, buff=0.4)
        return m.VGroup(*[on_baseline(line, HEAD_AT) for line in (name, sees)])

    def guess(self, beat: Beat, size: float, width: float, baseline: float) -> m.VGroup:
        """What the network takes the photo for and how sure it is, no wider than a width."""
        guess = self.text(self.said(beat.values["guess"]), size=size, bold=True)
        confidence = self.said(beat.values["confidence"])
        sure = self.text(confidence, size=size, colour=self.theme.output)
        line = self.side_by_side(guess, sure, buff=0.4)
        line.scale(min(1.0, width / line.width))
        return line.shift(m.UP * (on_baseline(sure.copy(), baseline).get_y() - sure.get_y()))

    def patch(self, pixels: Any, quad: Any, *, smooth: bool = True) -> HeatMap:
        """A patch of (height, width, 4); beyond its photo it has the surface's colour."""
        opacity = pixels[..., 3:] / 255
        ground = rgb(self.theme.surface) * 255
        return picture(pixels[..., :3] * opacity + ground * (1 - opacity), quad, smooth=smooth)

    def box_on(self, view: View, box: Any, width: float = 3) -> m.VMobject:
        """The outline of a box of pixels, with a casing as dark as the night."""
        shape = m.VMobject(fill_opacity=0).set_points(closed(view.quad(box)))
        shape.set_stroke(self.theme.window, width)
        return shape.set_stroke(self.theme.ink_dark, 2 * width, 0.7, background=True)


def picture(pixels: Any, quad: Any, *, smooth: bool = True) -> HeatMap:
    """Pixels of 0 to 255, (height, width, 3), spread on four corners."""
    image = HeatMap(pixels[..., :3] / 255, smooth=smooth)
    spread(image, np.asarray(quad))
    return image


def within(box: Any, shape: tuple[int, ...]) -> tuple[float, float, float, float]:
    """What of a box lies in a photo of (height, width)."""
    top, left, bottom, right = box
    return max(top, 0), max(left, 0), min(bottom, shape[0]), min(right, shape[1])


def square(centre: Any, width: float, height: float) -> NDArray[np.floating]:
    """The corners of a rectangle, clockwise from the upper left."""
    ways = np.array([[-1, 1, 0], [1, 1, 0], [1, -1, 0], [-1, -1, 0]]) / 2
    corners: NDArray[np.floating] = np.asarray(centre) + ways * np.array([width, height, 0])
    return corners

"""Beat maps: one unit a depth on the user's photo, and what its strongest cell sees, to scale."""

from typing import Any

import manim as m
import numpy as np

from scenes.beats import Beat
from scenes.digits import shape_text
from scenes.stage.desk import Desk
from scenes.stage.heat_map import HeatMap
from scenes.stage.pictures import fitted, stretched
from scenes.stage.scene import TOP
from scenes.stage.type import on_baseline, words
from scenes.stage.window import cased
from scenes.topics.exercises.glyphs import on_surface

PHOTO_BOX, PHOTO_AT = (4.1, 4.4), (-4.6, 0.55)
BOX = (2.0, 1.6)
PLACES = (-1.35, 0.9, 3.15, 5.4)
CROPS_Y, LARGEST = -0.05, 1.8


class Maps(Desk):
    """Beat maps."""

    def maps(self, beat: Beat) -> None:
        """The photo, then depth by depth a map, and the patch that lit it most."""
        data = beat.data
        self.play(*self.gone(), seconds=0.4)
        size = fitted(data["photo"].shape[:2], PHOTO_BOX)
        photo = stretched(HeatMap(data["photo"] / 255, smooth=True), size)
        photo.move_to([*PHOTO_AT, 0])
        self.play(m.FadeIn(photo, scale=1.05), seconds=0.8)
        self.pictures: list[HeatMap] = []
        self.crops: list[HeatMap] = []
        most = max(depth["size"][0] for depth in data["depths"])
        scale = photo.width / data["photo"].shape[1]
        for depth, x in zip(data["depths"], PLACES, strict=True):
            self._depth(depth, x, photo, scale, LARGEST / most)

    def _depth(self, depth: Any, x: float, photo: HeatMap, scale: float, zoom: float) -> None:
        """A copy of the photo becomes the map; a box opens in the photo, and its patch flies out.

        Args:
            scale, zoom: of a pixel, in the photo and in the patches.
        """
        theme = self.theme
        picture = HeatMap(theme.value_colours(depth["levels"].astype(float), 0, 255))
        stretched(picture, fitted(depth["levels"].shape, BOX))
        picture.move_to([x, TOP - 0.15 - picture.height / 2, 0])
        copy = photo.copy()
        cells = words(shape_text(depth["cells"]), theme, size=30, colour=theme.muted)
        on_baseline(cells.set_x(x), picture.get_bottom()[1] - 0.4)
        self.play(m.Transform(copy, stretched(photo.copy(), (picture.width, picture.height))
                              .move_to(picture)), seconds=0.8)  # fmt: skip
        self.play(m.FadeIn(picture), m.FadeIn(cells), seconds=0.4)
        self.remove(copy)
        top, left, bottom, right = depth["seen"]
        frame = m.Rectangle(width=(right - left) * scale, height=(bottom - top) * scale)
        middle = np.array([(left + right) / 2, -(top + bottom) / 2, 0]) * scale
        frame.move_to(photo.get_corner(m.UL) + middle).set_stroke(theme.window)
        cased(frame, theme, 3)
        side = (right - left) * zoom, (bottom - top) * zoom
        crop = HeatMap(on_surface(depth["crop"], theme))
        there = stretched(crop.copy(), side).move_to([x, CROPS_Y, 0])
        stretched(crop, (frame.width, frame.height)).move_to(frame)
        lines = [words(self.label("sees", pixels=shape_text(depth["size"])), theme, size=26,
                       colour=theme.muted)]  # fmt: skip
        lines += [words(line, theme, size=30) for line in _broken(self.said(depth["word"]))]
        for k, line in enumerate(lines):
            on_baseline(line.set_x(x), CROPS_Y - LARGEST / 2 - 0.45 - 0.42 * k)
        self.play(m.Create(frame), seconds=0.4)
        self.play(m.Transform(crop, there), *map(m.FadeIn, lines), seconds=0.8)
        self.pictures.append(picture)
        self.crops.append(crop)


def _broken(word: str) -> list[str]:
    """A few words, broken in two lines where they are long."""
    parts = word.split()
    cut = len(parts) if len(word) <= 16 else (len(parts) + 1) // 2
    return [" ".join(part) for part in (parts[:cut], parts[cut:]) if part]

"""A photo lit where a unit answers, and a kernel that slides and leaves a map."""

from typing import Any

import manim as m
import numpy as np
from numpy.typing import NDArray

from scenes.stage.heat_map import HeatMap
from scenes.stage.lay import spread
from scenes.stage.sheets import View
from scenes.stage.timed import Timed
from scenes.theme import Theme, rgb

NIGHT = 0.86
"""How dark the photo is where a unit answers nothing."""
LIFT = 0.5
"""A light grows with this power of the answer, so that weak answers are seen, too."""
BANDS = 6
"""Rows of places that the kernel visits."""


class LitPhoto(HeatMap):
    """A photo in daylight or at night, when it is as bright as a unit answers there.

    Args:
        photo: (height, width, 3) in 0..1.
        depth: the unit's depth as the story has it.
        unit: whose map is the light.
        working: height and width of the photo as shown to the network.
        theme: has the ink of the night.
    """

    def __init__(
        self, photo: Any, depth: Any, unit: Any, working: tuple[int, int], theme: Theme
    ) -> None:
        self.bright = np.asarray(photo, dtype=float)
        top, left, bottom, right = depth["span"]
        answers = np.clip(unit["map"] / unit["top"], 0, 1) ** LIFT
        down = _mixing(self.bright.shape[0], working[0], top, bottom, answers.shape[0])
        across = _mixing(self.bright.shape[1], working[1], left, right, answers.shape[1])
        lights = (down @ answers @ across.T)[..., None]
        night = (1 - NIGHT) * self.bright + NIGHT * rgb(theme.ink_dark)
        self.lit = night + lights * (self.bright - night)
        super().__init__(self.bright, smooth=True)

    def darken(self, share: float) -> "LitPhoto":
        """Show it so far on the way from daylight to the map's own light."""
        mixed = self.bright + share * (self.lit - self.bright)
        self.pixel_array[..., :3] = np.rint(mixed * 255).astype(np.uint8)
        return self


def _mixing(
    pixels: int, working: int, first: float, last: float, cells: int
) -> NDArray[np.floating]:
    """How much each pixel along an edge takes from each cell, (pixels, cells).

    Light changes steadily from the middle of a cell to the next; beyond the cells it is dark.
    """
    places = (np.arange(pixels) + 0.5) * working / pixels
    at = (places - first) / (last - first) * cells - 0.5
    inside = ((at >= -0.5) & (at <= cells - 0.5))[:, None]
    near = 1 - np.abs(np.clip(at, 0, cells - 1)[:, None] - np.arange(cells))
    mixed: NDArray[np.floating] = np.clip(near, 0, None) * inside
    return mixed


class Dim(Timed):
    """Let daylight go, so that the map's own light is left."""

    def draw(self, share: float) -> None:
        """Draw the state after a share of the way."""
        self.mobject.darken(share)


class Scan(m.Group):
    """A kernel on a photo, and beside it the map that is there where the kernel has been.

    Args:
        colours: of the map, (rows, cols, 3) in 0..1.
        photo, map: views of the photo's working pixels, where the two stand.
        size: of the kernel in working pixels, height and width.
        kernel: its picture, or None: a frame alone.
        theme: cells not yet visited have the surface's colour; the frame is the window's.

    Attributes:
        image: the map. frame: around the kernel.
    """

    def __init__(
        self, colours: NDArray[np.floating], photo: View, map: View, size: Any, kernel: Any,
        theme: Theme,
    ) -> None:  # fmt: skip
        super().__init__()
        self.colours, self.photo, self.size = colours, photo, size
        self.rows, self.cols = colours.shape[:2]
        self.whole = HeatMap(colours).pixel_array
        self.image = HeatMap(np.broadcast_to(rgb(theme.surface), colours.shape))
        self.blank = self.image.pixel_array.copy()
        self.frame = m.Rectangle(stroke_color=theme.window, stroke_width=4)
        self.kernel = HeatMap(kernel / 255) if kernel is not None else None
        self.add(self.image, *([self.kernel] if self.kernel else []), self.frame)
        self.map_view = map

    def stand(self, shape: tuple[int, int], span: Any) -> "Scan":
        """Take its places over a photo of working (height, width), its cells over a span of it."""
        self.shape = shape
        spread(self.image, self.map_view.quad(span))
        return self.show(0.0)

    def show(self, share: float) -> "Scan":
        """Draw the state after a share of the way over the photo."""
        way = min(share * BANDS, BANDS)
        band = min(int(way), BANDS - 1)
        along = way - band
        edges = np.linspace(0, self.rows, BANDS + 1).round().astype(int)
        pixels = self.blank.copy()
        pixels[: edges[band]] = self.whole[: edges[band]]
        part = slice(edges[band], edges[band + 1])
        done = round(along * self.cols)
        if band % 2:
            pixels[part, self.cols - done :] = self.whole[part, self.cols - done :]
        else:
            pixels[part, :done] = self.whole[part, :done]
        self.image.pixel_array = pixels
        self.image.orig_alpha_pixel_array = pixels[..., 3].copy()
        height, width = self.shape
        x = (1 - along if band % 2 else along) * width
        y = (band + 0.5) * height / BANDS
        down, across = (n / 2 for n in self.size)
        quad = self.photo.quad((y - down, x - across, y + down, x + across))
        self.frame.set_points_as_corners([*quad, quad[0]])
        if self.kernel:
            spread(self.kernel, quad)
        return self


class Slide(Timed):
    """Let the kernel slide over the whole photo."""

    def draw(self, share: float) -> None:
        """Draw the state after a share of the way."""
        self.mobject.show(share)

"""A photo lit where a unit answers, and a kernel that slides and leaves a map."""

from typing import Any

import manim as m
import numpy as np
from numpy.typing import NDArray

from scenes.stage.heat_map import HeatMap, enlarged
from scenes.stage.lay import spread
from scenes.stage.sheets import View
from scenes.stage.spotlight import DARK_SHARE
from scenes.stage.timed import Timed
from scenes.theme import Theme, rgb

GLOW = 0.6
"""Exponent of the light: faint answers are seen, too."""
BANDS = 6
"""Rows of places that the kernel visits."""


class LitPhoto(HeatMap):
    """A photo that is as bright as a map's cells answer there.

    Args:
        photo: (height, width, 3) in 0..1.
        values: a map over it, (rows, cols), none negative.
        top: the value that lights a cell wholly.
        theme: the dark is its background.
    """

    def __init__(self, photo: Any, values: Any, top: float, theme: Theme) -> None:
        self.bright = np.asarray(photo, dtype=float)
        height, width = self.bright.shape[:2]
        lights = np.clip(np.asarray(values, float) / top, 0, 1) ** GLOW
        lights = enlarged(lights, height, width)[..., None]
        dark = DARK_SHARE * self.bright + (1 - DARK_SHARE) * rgb(theme.background)
        self.lit = dark + lights * (self.bright - dark)
        super().__init__(self.bright, smooth=True)

    def darken(self, share: float) -> "LitPhoto":
        """Show it so far on the way from daylight to the map's own light."""
        mixed = self.bright + share * (self.lit - self.bright)
        self.pixel_array[..., :3] = np.rint(mixed * 255).astype(np.uint8)
        return self


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

    def stand(self, shape: tuple[int, int]) -> "Scan":
        """Take its places over a photo of working (height, width)."""
        self.shape = shape
        spread(self.image, self.map_view.quad((0, 0, *shape)))
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

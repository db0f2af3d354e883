"""A map as pixels, and a line that sweeps one map away to leave another."""

from typing import Any

import manim as m
import numpy as np

from scenes.stage.timed import Timed
from scenes.theme import Theme


class HeatMap(m.ImageMobject):
    """Colours as pixels that stay square and sharp at any size.

    Args:
        colours: (height, width, 3) sRGB in 0..1.
        smooth: interpolate between the pixels (for a photo that is not shown as pixels).
    """

    def __init__(self, colours: np.ndarray, *, smooth: bool = False) -> None:
        opaque = np.full((*colours.shape[:2], 4), 255, dtype=np.uint8)
        opaque[..., :3] = np.rint(np.clip(colours, 0, 1) * 255)
        super().__init__(opaque)
        name = "linear" if smooth else "nearest"
        self.set_resampling_algorithm(m.RESAMPLING_ALGORITHMS[name])


class Sweep(Timed):
    """A line runs over an image and leaves another one behind it, at the same place and size.

    Args:
        image: the image that is swept.
        after: the image that stands there at the end; its pixels replace those of `image`.
        theme: the line is drawn in the window's colour.
    """

    def __init__(self, image: HeatMap, after: HeatMap, theme: Theme, **kwargs: Any) -> None:
        self.image, self.after = image, after.pixel_array
        self.line = m.Line(image.get_corner(m.UL), image.get_corner(m.DL))
        self.line.set_stroke(theme.window, 4, 0)
        height, width = (
            max(a, b)
            for a, b in zip(image.pixel_array.shape[:2], after.pixel_array.shape[:2], strict=True)
        )
        # Both are brought to a grid fine enough that the finer one loses nothing that is seen.
        height, width = (n * -(-480 // n) for n in (height, width))
        self.old, self.new = (
            enlarged(picture.pixel_array, height, width) for picture in (image, after)
        )
        super().__init__(m.Group(image, self.line), **kwargs)

    def interpolate_mobject(self, alpha: float) -> None:
        """Draw the state at a share of the time."""
        share = self.rate_func(alpha)
        column = round(share * self.old.shape[1])
        mixed = self.old.copy()
        mixed[:, :column] = self.new[:, :column]
        self._show(mixed)
        left, right = self.image.get_left(), self.image.get_right()
        self.line.move_to(left + (right - left) * share)
        self.line.set_stroke(opacity=min(1.0, 10 * alpha, 10 * (1 - alpha)))

    def finish(self) -> None:
        """Leave the new picture standing."""
        super().finish()
        self._show(self.after)

    def clean_up_from_scene(self, scene: m.Scene) -> None:
        """Take the line away."""
        super().clean_up_from_scene(scene)
        scene.remove(self.mobject)
        scene.add(self.image)

    def _show(self, pixels: np.ndarray) -> None:
        self.image.pixel_array = pixels
        self.image.orig_alpha_pixel_array = pixels[..., 3].copy()


def enlarged(image: np.ndarray, height: int, width: int) -> np.ndarray:
    """The same picture with more pixels, each cell as many times as it needs."""
    rows = np.arange(height) * image.shape[0] // height
    cols = np.arange(width) * image.shape[1] // width
    finer: np.ndarray = image[rows[:, None], cols]
    return finer

"""Cells that melt into the fewer cells of a pooled map, at constant size."""

from typing import Any

import numpy as np

from scenes.stage.heat_map import HeatMap, enlarged
from scenes.stage.timed import Timed


class Melt(Timed):
    """Let every cell of an image take the colour of the larger cell that it becomes part of.

    Args:
        image: what melts; it keeps its place and size.
        after: the image with fewer cells, whose pixels replace those of `image`.
    """

    def __init__(self, image: HeatMap, after: HeatMap, **kwargs: Any) -> None:
        self.after = after.pixel_array
        height, width = image.pixel_array.shape[:2]
        self.first = image.pixel_array.astype(float)
        self.way = enlarged(self.after, height, width) - self.first
        super().__init__(image, **kwargs)

    def draw(self, share: float) -> None:
        """Draw the state after a share of the way."""
        self._show(np.rint(self.first + self.way * share).astype(np.uint8))

    def finish(self) -> None:
        """Leave the fewer cells standing."""
        super().finish()
        self._show(self.after)

    def _show(self, pixels: np.ndarray) -> None:
        self.mobject.pixel_array = pixels
        self.mobject.orig_alpha_pixel_array = pixels[..., 3].copy()

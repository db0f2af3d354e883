"""A view of a part of a photo, from so close that its pixels are seen or from as far as wanted."""

from typing import Any

import manim as m
import numpy as np

from scenes.stage.heat_map import HeatMap
from scenes.stage.sheets import closed
from scenes.stage.timed import Timed
from scenes.theme import Theme

FINEST = 1152
"""Pixels along the longer edge of the picture that is shown."""

Edges = tuple[float, float, float, float]


class Viewport(m.Group):
    """A frame that stays where it is, and in it the part of a photo that is looked at.

    Args:
        photo: (height, width, 3) sRGB in 0..1.
        theme: the mark has the window's colour.
        box: width and height to fit; the view has the photo's own proportions.
        centre: of the frame.
        marked: top, left, bottom and right of the pixels that are framed.

    Attributes:
        image: what is seen. mark: the frame of the marked pixels.
        edges: top, left, bottom and right of what is looked at, in pixels.
    """

    def __init__(
        self, photo: Any, theme: Theme, *, box: tuple[float, float], centre: Any, marked: Edges
    ) -> None:
        self.photo, self.marked = np.asarray(photo), marked
        height, width = self.photo.shape[:2]
        side = min(box[0] / width, box[1] / height)
        self.size, self.centre = (height * side, width * side), np.asarray(centre, float)
        factor = max(1, FINEST // max(height, width))
        self.raster = (height * factor, width * factor)
        self.image = HeatMap(np.zeros((*self.raster, 3)))
        self.image.stretch_to_fit_width(self.size[1]).stretch_to_fit_height(self.size[0])
        self.image.move_to(self.centre)
        self.mark = m.VMobject(stroke_color=theme.window, stroke_width=4, fill_opacity=0)
        super().__init__(self.image, self.mark)
        self.look((0, 0, height, width))

    def place(self, row: float, col: float) -> np.ndarray:
        """Where the upper left corner of a pixel stands now."""
        top, left, bottom, right = self.edges
        down, across = (row - top) / (bottom - top) - 0.5, (col - left) / (right - left) - 0.5
        return self.centre + np.array([across * self.size[1], -down * self.size[0], 0])

    def close_up(self, side: float) -> Edges:
        """What is looked at where a pixel is so large and the marked ones are in the middle."""
        found: list[float] = []
        for k in (0, 1):
            span, length = self.size[k] / side, self.photo.shape[k]
            middle = (self.marked[k] + self.marked[k + 2]) / 2
            found.append(float(np.clip(middle - span / 2, 0, max(0.0, length - span))))
        top, left = found
        return top, left, top + self.size[0] / side, left + self.size[1] / side

    def look(self, edges: Edges) -> "Viewport":
        """Look at another part."""
        self.edges = edges
        rows, cols = (
            np.clip((first + (np.arange(n) + 0.5) / n * (last - first)).astype(int), 0, length - 1)
            for first, last, n, length in zip(
                edges[:2], edges[2:], self.raster, self.photo.shape[:2], strict=True
            )
        )
        self.image.pixel_array[..., :3] = np.rint(self.photo[rows[:, None], cols] * 255)
        top, left, bottom, right = self.marked
        corners = ((top, left), (top, right), (bottom, right), (bottom, left))
        self.mark.set_points(closed(np.array([self.place(*corner) for corner in corners])))
        return self


class PullBack(Timed):
    """Let a viewport come to look at more, or less, at a constant rate of zooming."""

    def __init__(self, viewport: Viewport, edges: Edges, **kwargs: Any) -> None:
        self.first, self.last = np.array(viewport.edges, float), np.array(edges, float)
        super().__init__(viewport, **kwargs)

    def draw(self, share: float) -> None:
        """Draw the state after a share of the way."""
        ratio = (self.last[2] - self.last[0]) / (self.first[2] - self.first[0])
        gone = share if abs(ratio - 1) < 1e-6 else (ratio**share - 1) / (ratio - 1)
        self.mobject.look(tuple(self.first + (self.last - self.first) * gone))

"""Pictures brought to a size: how large a map is in a box, and stretching one to it."""

from typing import Any

import manim as m
import numpy as np

from scenes.stage.heat_map import HeatMap
from scenes.stage.scene import MIDDLE


def fitted(shape: tuple[int, ...], box: tuple[float, float]) -> tuple[float, float]:
    """(width, height) of a map of (rows, cols) with square cells that fills a box.

    >>> fitted((2, 4), (6.0, 6.0))
    (6.0, 3.0)
    """
    side = min(box[0] / shape[1], box[1] / shape[0])
    return shape[1] * side, shape[0] * side


def stretched(picture: Any, size: tuple[float, float]) -> Any:
    """A picture, or its `animate`, brought to (width, height) in Manim's units."""
    return picture.stretch_to_fit_width(size[0]).stretch_to_fit_height(size[1])


def centred(
    colours: np.ndarray, box: tuple[float, float], lift: float = 0.3, *, smooth: bool = False
) -> HeatMap:
    """A picture that fills a box in the middle of the frame, a little lifted for its name.

    Args:
        colours: (height, width, 3) sRGB in 0..1.
        box: (width, height) in Manim's units.
        smooth: interpolate between the pixels.
    """
    picture = HeatMap(colours, smooth=smooth)
    stretched(picture, fitted(colours.shape[:2], box)).move_to(m.UP * (MIDDLE + lift))
    return picture

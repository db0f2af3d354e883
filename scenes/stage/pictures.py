"""Pictures brought to a size: how large a map is in a box, and stretching one to it."""

from typing import Any


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

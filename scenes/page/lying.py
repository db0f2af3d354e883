"""Pictures that lie flat, one above the other, as the levels of a pyramid do."""

import numpy as np
from matplotlib.axes import Axes
from matplotlib.image import AxesImage
from matplotlib.transforms import Affine2D
from numpy.typing import NDArray

from scenes.page.grid import draw_image
from scenes.page.sheet import Box

LEAN, FLAT = 0.34, 0.36
"""How far a level leans to the right for each row, and how flat it lies."""

Points = NDArray[np.float64]


class Lying:
    """Where pixels of a photo stand on a level that lies flat.

    Args:
        middle: of the level.
        pixel: the width of one of the photo's pixels there, in points.
        shape: rows and columns of the photo.
    """

    def __init__(self, middle: Points, pixel: float, shape: tuple[int, int]) -> None:
        self.right = np.array([pixel, 0.0])
        self.down = np.array([-LEAN * pixel, FLAT * pixel])
        self.shape = shape
        self.origin = middle - self.right * shape[1] / 2 - self.down * shape[0] / 2

    def quad(self, edges: tuple[float, ...]) -> Points:
        """The corners of a box of pixels, clockwise from the upper left."""
        top, left, bottom, right = edges
        corners = ((left, top), (right, top), (right, bottom), (left, bottom))
        return np.array([self.origin + x * self.right + y * self.down for x, y in corners])


def lay(ax: Axes, level: NDArray[np.floating], view: Lying) -> AxesImage:
    """A level as a picture that lies flat."""
    rows, cols = view.shape
    image = draw_image(ax, np.asarray(level, dtype=float), Box(0, 0, cols, rows))
    matrix = np.eye(3)
    matrix[:2, 0], matrix[:2, 1], matrix[:2, 2] = view.right, view.down, view.origin
    image.set_transform(Affine2D(matrix) + ax.transData)
    image.set_interpolation("antialiased")
    return image

"""The photo on the page, its pixels where they lie, and the boxes upon it."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from matplotlib.axes import Axes
from matplotlib.patches import Rectangle
from numpy.typing import NDArray

from scenes.page.grid import draw_image
from scenes.page.marks import HAIR, STROKE, arrow, mix, outline
from scenes.page.sheet import Box
from scenes.theme import Theme, rgb

Pair = tuple[int, int]
Edges = tuple[int, int, int, int]
"""Top, left, bottom and right in pixels, the last two not included."""

DIMMED = 0.72
"""How far what a unit does not see recedes into the page."""
SURROUNDINGS = 0.6
"""At most this many heights and widths of the photo are shown beyond each of its edges."""
TINT = 0.78
"""How far the colour of boxes recedes where it fills one beyond the photo."""
ARROW = 8.0
"""Points that an arrow needs at least."""
UNDER = -1
"""The surroundings lie under pictures, which lie under everything else."""


@dataclass(frozen=True)
class View:
    """What is seen of the plane that the photo lies on.

    Attributes:
        frame: the whole view, in points.
        photo: where the photo lies in it, in points.
        shape: rows and columns of the photo.
    """

    frame: Box
    photo: Box
    shape: tuple[int, int]

    @property
    def pixel(self) -> float:
        """The edge of a pixel in points."""
        return self.photo.width / self.shape[1]

    def at(self, edges: Edges) -> Box:
        """Where the pixels within edges lie, inside the frame or not."""
        top, left, bottom, right = edges
        return Box(
            self.photo.left + left * self.pixel,
            self.photo.top + top * self.pixel,
            (right - left) * self.pixel,
            (bottom - top) * self.pixel,
        )

    def moved(self, right: float, down: float) -> "View":
        """The view elsewhere on the sheet, in points."""
        frame, photo = (
            Box(box.left + right, box.top + down, box.width, box.height)
            for box in (self.frame, self.photo)
        )
        return View(frame, photo, self.shape)

    def holds(self, edges: Edges) -> bool:
        """Whether a box lies wholly in view."""
        box = self.at(edges)
        return _common(box, self.frame) is box


def margins(shape: Pair, boxes: Sequence[Edges], most: float) -> tuple[float, float]:
    """How many photos fit beside and above the photo so that the boxes are seen, within reason."""
    height, width = shape
    beyond_rows = max(max(-top, bottom - height, 0) for top, _, bottom, _ in boxes) / height
    beyond_cols = max(max(-left, right - width, 0) for _, left, _, right in boxes) / width
    return min(beyond_rows, most), min(beyond_cols, most)


def view_of(shape: Pair, boxes: Sequence[Edges], within: Box, most: float = SURROUNDINGS) -> View:
    """The largest view of the photo and of the boxes around it that fits, centred at the top.

    Args:
        shape: rows and columns of the photo.
        boxes: in pixels; those that reach beyond the view's edge are cut off there.
        within: points.
        most: how many photos may fit beyond each edge of the photo.
    """
    rows, cols = margins(shape, boxes, most)
    height, width = shape[0] * (1 + 2 * rows), shape[1] * (1 + 2 * cols)
    pixel = min(within.width / width, within.height / height)
    frame = Box(
        within.left + (within.width - pixel * width) / 2, within.top, pixel * width, pixel * height
    )
    photo = Box(
        frame.left + pixel * shape[1] * cols,
        frame.top + pixel * shape[0] * rows,
        pixel * shape[1],
        pixel * shape[0],
    )
    return View(frame, photo, shape)


def draw_seen(
    ax: Axes,
    view: View,
    photo: NDArray[np.float64],
    seen: Edges | None,
    theme: Theme,
    *,
    beyond: Edges | None = None,
    level: float = 0.5,
) -> None:
    """Draw the photo, dimmed but for what is seen; None leaves it as it is.

    Args:
        beyond: the box as if the photo went on; tinted around it, with an arrow at each edge of
            the view that it reaches beyond.
        level: how far down the view the level arrows stand, 0 to 1.
    """
    if view.frame != view.photo:
        _plain(ax, view.frame, theme.surface).set_zorder(UNDER)
    if beyond is not None:
        part = _common(view.at(beyond), view.frame)
        if part is not None:
            tint = mix(theme.window, theme.background, TINT)
            _plain(ax, part, tint).set_zorder(UNDER)
            _arrows(ax, view, beyond, theme, level)
    draw_image(ax, photo if seen is None else dimmed(photo, theme), view.photo)
    if seen is not None:
        top, left, bottom, right = seen
        draw_image(ax, photo[top:bottom, left:right], view.at(seen))


def dimmed(photo: NDArray[np.float64], theme: Theme) -> NDArray[np.float64]:
    """The photo without its colours, receding into the page."""
    grey = photo @ np.array([0.2126, 0.7152, 0.0722])
    shown: NDArray[np.float64] = (1 - DIMMED) * grey[..., None] + DIMMED * rgb(theme.background)
    return shown


def draw_box(
    ax: Axes, view: View, edges: Edges, theme: Theme, *, width: float = STROKE, colour: str = ""
) -> None:
    """Frame a box; what of it lies beyond the photo is dashed, and cut off where the view ends."""
    colour = colour or theme.window
    box, photo = view.at(edges), view.photo
    if _common(box, photo) is box:
        outline(ax, box, colour, width=width, radius=min(2.0, 0.2 * box.width))
        return
    line = outline(ax, box, colour, width=0.8 * width, radius=0, dashed=True)
    line.set_clip_path(_plain(ax, view.frame.grown(width / 2)))
    solid = outline(ax, box, colour, width=width, radius=0)
    solid.set_clip_path(_plain(ax, photo.grown(width / 2)))


def hairline(ax: Axes, box: Box, colour: str) -> None:
    """A thin frame."""
    outline(ax, box, colour, width=HAIR, radius=0)


def _arrows(ax: Axes, view: View, edges: Edges, theme: Theme, level: float) -> None:
    """Where a box reaches beyond the view, an arrow outwards."""
    box, frame = view.at(edges), view.frame
    x, y, gap = frame.centre[0], frame.top + level * frame.height, view.photo
    for beyond, start, end in (
        (box.left < frame.left, (gap.left, y), (frame.left, y)),
        (box.top < frame.top, (x, gap.top), (x, frame.top)),
        (box.right > frame.right, (gap.right, y), (frame.right, y)),
        (box.bottom > frame.bottom, (x, gap.bottom), (x, frame.bottom)),
    ):
        way = np.subtract(end, start)
        if beyond and np.hypot(*way) > ARROW:
            tail = np.array(end) - min(1.0, 14.0 / np.hypot(*way)) * way
            arrow(ax, (float(tail[0]), float(tail[1])), end, theme.window)


def _common(one: Box, other: Box) -> Box | None:
    """The part of both; None where there is none."""
    room = other.grown(0.01)
    if (
        room.left <= one.left
        and room.top <= one.top
        and one.right <= room.right
        and one.bottom <= room.bottom
    ):
        return one
    left, top = max(one.left, other.left), max(one.top, other.top)
    width, height = min(one.right, other.right) - left, min(one.bottom, other.bottom) - top
    return Box(left, top, width, height) if min(width, height) > 0 else None


def _plain(ax: Axes, box: Box, colour: str = "none") -> Rectangle:
    patch = Rectangle(
        (box.left, box.top), box.width, box.height, facecolor=colour, edgecolor="none", linewidth=0
    )
    ax.add_patch(patch)
    return patch

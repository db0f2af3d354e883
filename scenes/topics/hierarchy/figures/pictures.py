"""What a unit is shown by: its patches, its picture, and its map as a light on the photo."""

from typing import Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.image import AxesImage
from matplotlib.patches import Polygon, Rectangle
from numpy.typing import NDArray

from scenes.beats import Story
from scenes.page.grid import draw_image, rounded
from scenes.page.marks import HAIR, outline
from scenes.page.sheet import Box
from scenes.theme import Theme, rgb
from scenes.topics.hierarchy.figures.names import step_of

Picture = NDArray[np.generic]
Edges = tuple[float, float, float, float]
"""Top, left, bottom and right in pixels."""

NIGHT = 0.86
"""How dark the photo is where a unit answers nothing."""
LIFT = 0.5
"""A light grows with this power of the answer, so that weak answers are seen, too."""
CORNER = 0.06
"""Radius of a picture's corners, of its shorter edge."""
ROUNDEST = 3.5
"""Points that it is at most."""
FRAME = 1.4
"""Points that the frame of what a cell sees is thick."""
UNDER = -1
"""What shows through a patch lies under pictures, which lie under everything else."""


def fitted(picture: Picture, box: Box) -> Box:
    """The largest place for a picture within a box, in the middle of it."""
    rows, cols = picture.shape[:2]
    scale = min(box.width / cols, box.height / rows)
    width, height = float(cols * scale), float(rows * scale)
    return Box(
        box.left + (box.width - width) / 2, box.top + (box.height - height) / 2, width, height
    )


def draw_photo(ax: Axes, photo: Picture, box: Box) -> AxesImage:
    """A picture of whole numbers of 0 to 255 that fills a box with soft corners."""
    image = draw_image(ax, np.asarray(photo), box)
    image.set_interpolation("antialiased")
    _round_off(ax, image, box)
    return image


def draw_given(ax: Axes, photo: Picture, theme: Theme, box: Box) -> None:
    """The photo that was given, by day; a thin frame tells a white sky from the paper."""
    draw_photo(ax, photo, box)
    outline(ax, box, theme.line, width=HAIR, radius=_radius(box))


def preferred(unit: dict[str, Any]) -> Picture | None:
    """What a unit prefers: its kernel, or the picture made for it; None where there is neither."""
    picture: Picture | None = unit["kernel"] if unit["kernel"] is not None else unit["preferred"]
    return picture


def draw_picture(ax: Axes, unit: dict[str, Any], theme: Theme, box: Box) -> None:
    """What a unit prefers, framed as nothing that was photographed; it must be known."""
    picture = preferred(unit)
    assert picture is not None, "only a unit with a kernel or a preferred picture is drawn"
    draw_synthesised(ax, picture, theme, box, smooth=unit["kernel"] is None)


def draw_synthesised(
    ax: Axes, picture: Picture, theme: Theme, box: Box, *, smooth: bool = True
) -> None:
    """A picture that was computed, not taken: framed; smooth, unless its pixels count."""
    image = draw_photo(ax, picture, box)
    if smooth:
        image.set_interpolation("bicubic")
    outline(ax, box, theme.muted, width=HAIR, radius=_radius(box))


def draw_patch(ax: Axes, patch: dict[str, Any], theme: Theme, box: Box) -> None:
    """A patch as it was cut out; where there is no photo, the paper shows through a quiet tint."""
    if not patch["crop"][..., 3].all():
        frame = outline(ax, box, theme.line, width=HAIR, radius=_radius(box), fill=theme.surface)
        frame.set_zorder(UNDER)
    draw_photo(ax, patch["crop"], box)


def draw_light(
    ax: Axes, story: Story, place: int, unit: dict[str, Any], theme: Theme, box: Box
) -> None:
    """The photo at night, lit up where the unit answers: fully where it answers most.

    What the cell of the path sees is framed.

    Args:
        place: of the depth.
        unit: whose map; the first of the depth is that of the path.
        box: the place of the photo.
    """
    draw_photo(ax, story["hook"].data["photo"], box)
    photo = story["hook"].data["working"]
    answers = np.clip(unit["map"] / unit["top"], 0, 1) ** LIFT
    veil = np.empty((*answers.shape, 4))
    veil[..., :3] = rgb(theme.ink_dark)
    veil[..., 3] = NIGHT * (1 - answers)
    map_box = on_photo(photo, story["page"].data["depths"][place]["span"], box)
    image = draw_image(ax, veil, map_box)
    image.set_interpolation("bilinear")
    for rim in _rims(box, map_box):  # the photo beyond the outermost cells
        ax.add_patch(_soft(ax, rim, box, theme.ink_dark))
    _round_off(ax, image, box)
    step = step_of(story, place)
    if step is not None and step["unit"] == unit["unit"]:
        _frame(ax, on_photo(photo, step["seen"], box), box, theme)


def on_photo(photo: Picture, edges: Edges, box: Box) -> Box:
    """Where a box of the photo's pixels lies on the sheet."""
    pixel = box.width / photo.shape[1]
    top, left, bottom, right = edges
    return Box(
        box.left + left * pixel, box.top + top * pixel, (right - left) * pixel,
        (bottom - top) * pixel,
    )  # fmt: skip


def _frame(ax: Axes, seen: Box, box: Box, theme: Theme) -> None:
    """Frame what a cell sees, as far as the photo goes."""
    frame = outline(ax, seen, theme.window, width=FRAME, radius=0.5)
    frame.set_clip_path(_corners(ax, box.grown(FRAME / 2)))


def _rims(box: Box, inner: Box) -> list[Box]:
    """What of a box a smaller one leaves free."""
    top, bottom = max(inner.top, box.top), min(inner.bottom, box.bottom)
    rims = [
        Box(box.left, box.top, box.width, top - box.top),
        Box(box.left, bottom, box.width, box.bottom - bottom),
        Box(box.left, top, inner.left - box.left, bottom - top),
        Box(inner.right, top, box.right - inner.right, bottom - top),
    ]
    return [rim for rim in rims if rim.width > 0 and rim.height > 0]


def _soft(ax: Axes, rim: Box, box: Box, colour: str) -> Rectangle:
    patch = Rectangle(
        (rim.left, rim.top), rim.width, rim.height, facecolor=colour, alpha=NIGHT, linewidth=0
    )
    ax.add_patch(patch)
    patch.set_clip_path(_corners(ax, box))
    return patch


def _round_off(ax: Axes, image: AxesImage, box: Box) -> None:
    image.set_clip_path(_corners(ax, box))


def _radius(box: Box) -> float:
    return min(CORNER * min(box.width, box.height), ROUNDEST)


def _corners(ax: Axes, box: Box) -> Polygon:
    """The outline of a picture; drawn nowhere."""
    shape = Polygon(rounded(box, _radius(box)), closed=True, visible=False)
    ax.add_patch(shape)
    return shape

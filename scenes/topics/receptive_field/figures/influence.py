"""What a unit can see beside what moves it: box, heat map, and a profile through both."""

import numpy as np
from matplotlib.axes import Axes
from matplotlib.patches import Polygon
from numpy.typing import NDArray

from scenes.beats import Story
from scenes.page.grid import draw_image
from scenes.page.lettering import body_size, put, put_within, small_size
from scenes.page.marks import outline
from scenes.page.sheet import Box
from scenes.theme import Theme
from scenes.topics.receptive_field.figures.photo import View, draw_seen, view_of

GAP = 14.0
TALLEST = 190.0
PROFILE = 0.22
"""Height of the profile in units of its width."""


def influence(ax: Axes, story: Story, theme: Theme, box: Box) -> float:
    """Draw theory beside measurement and a profile under each; return the y of the end."""
    beat = story["effective"]
    data = beat.data
    photo = np.asarray(data["photo"], dtype=float)
    shape = (photo.shape[0], photo.shape[1])
    width = min((box.width - GAP) / 2, TALLEST * shape[1] / shape[0])
    left = box.left + (box.width - 2 * width - GAP) / 2
    size = body_size(theme)
    top = box.top + 1.6 * size
    views = [
        view_of(shape, [data["box"]], Box(left + k * (width + GAP), top, width, TALLEST))
        for k in range(2)
    ]
    draw_seen(ax, views[0], photo, data["box"], theme)
    heat = theme.value_colours(data["strength"], 0.0, data["peak"])
    draw_image(ax, heat, views[1].photo)
    for view, key in zip(views, ("theory", "effective"), strict=True):
        outline(ax, view.at(data["box"]), theme.window, width=1.5, radius=1.5)
        put(ax, view.frame.left, box.top + 0.8 * size, story.label(key), theme, size=size,
            weight="bold")  # fmt: skip
    bottom = views[0].frame.bottom + 5
    height = PROFILE * width
    flat = np.ones(data["within"].shape[1])
    _profile(ax, views[0], data["box"], flat, bottom, height, theme.window, theme)
    across = np.asarray(data["across"], dtype=float)
    tint = theme.ramp[3]
    _profile(ax, views[1], data["box"], flat, bottom, height, theme.surface, theme)
    _profile(ax, views[1], data["box"], across / across.max(), bottom, height, tint, theme)
    y = bottom + height + 5 + size
    for view, text in (
        (views[0], story.label("size_box", size=beat.values["size"])),
        (views[1], story.label("share", share=beat.values["share"])),
    ):
        put_within(ax, view.at(data["box"]).centre[0], y, text, theme, left=view.frame.left,
                   right=view.frame.right, size=small_size(theme), colour=theme.muted)  # fmt: skip
    return float(y + 2)


def _profile(
    ax: Axes, view: View, edges: tuple[int, int, int, int], heights: NDArray[np.float64],
    top: float, tall: float, colour: str, theme: Theme,
) -> None:  # fmt: skip
    """A silhouette under the box, one step a column of pixels; heights are 0 to 1."""
    place = view.at(edges)
    xs = np.repeat(np.linspace(place.left, place.right, len(heights) + 1), 2)
    ys = top + tall * (1 - np.concatenate([[0.0], np.repeat(heights, 2), [0.0]]))
    base = Box(view.frame.left, top + tall, view.frame.width, 0)
    ax.add_patch(Polygon(np.stack([xs, ys], axis=1), closed=True, facecolor=colour, linewidth=0))
    outline(ax, base, theme.muted, width=0.6, radius=0)

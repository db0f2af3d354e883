"""Panel: the same act on the real map, twice, drawn at constant size."""

from dataclasses import dataclass

import numpy as np
from matplotlib.axes import Axes
from matplotlib.patches import Rectangle
from numpy.typing import NDArray

from scenes.beats import Story
from scenes.page.grid import draw_image, scale_of
from scenes.page.lettering import body_size, put, small_size, width_of
from scenes.page.marks import HAIR
from scenes.page.sheet import Box
from scenes.page.traced import size_text
from scenes.theme import Theme

GAP = 10.0
TALLEST = 140.0
"""Points that a picture may be high."""
STRIPE = 3.2
"""Above this many times as wide as high, pictures stand below each other."""
CELLS_SEEN = 48
"""Up to this many cells along an edge blocks are seen without coming closer."""
CLOSE_UP = 5.0
"""How much larger the close-ups are."""
CLOSE_UP_HEIGHT = 0.36
"""Height of a close-up in units of its width."""


@dataclass(frozen=True)
class Picture:
    """One of the row: its name, its colours (rows, cols, 3)."""

    name: str
    colours: NDArray[np.float64]


def real(ax: Axes, story: Story, theme: Theme, box: Box) -> float:
    """Draw photo, map and pooled maps as equally large pictures; return the y of the end."""
    pictures = _pictures(story, theme)
    whole = story["real"].data["maps"][0]
    rows, cols = whole.shape
    if cols > STRIPE * rows:
        return _stacked(ax, story, theme, box, pictures)
    count = len(pictures)
    width = (box.width - GAP * (count - 1)) / count
    height = min(width * rows / cols, TALLEST)
    width = height * cols / rows
    named = max(
        width_of(f"{p.name}  {_size(story, p)}", theme, body_size(theme), "bold") for p in pictures
    )
    pitch = max(width, named) + GAP
    left = box.left + (box.width + GAP - pitch * count) / 2
    bottom = box.top
    for k, picture in enumerate(pictures):
        frame = Box(left + k * pitch, box.top, width, height)
        draw_image(ax, picture.colours, frame)
        bottom = frame.bottom
        if max(whole.shape) > CELLS_SEEN:
            bottom = _close_up(ax, story, theme, frame, picture)
        bottom = _name(ax, story, theme, frame.left, bottom, picture)
    return bottom


def _pictures(story: Story, theme: Theme) -> list[Picture]:
    maps = story["real"].data["maps"]
    scale = scale_of(*maps)
    names = (story.label("map"), story.label("once"), story.label("twice"))
    pictures = []
    if "hook" in story:
        hook = story["hook"]
        pictures.append(Picture(story.label("photo"), np.asarray(hook.data["photo"], dtype=float)))
        channel = hook.values["channel"]
        own = story.label("channel", channel=channel) if channel else story.label("edges")
        names = (own, *names[1:])
    for name, values in zip(names, maps, strict=False):
        pictures.append(Picture(name, theme.value_colours(values, *scale)))
    return pictures


def _stacked(ax: Axes, story: Story, theme: Theme, box: Box, pictures: list[Picture]) -> float:
    rows, cols = story["real"].data["maps"][0].shape
    height = max(box.width * rows / cols, 8.0)
    y = box.top
    for picture in pictures:
        frame = Box(box.left, y, box.width, height)
        draw_image(ax, picture.colours, frame)
        y = _name(ax, story, theme, frame.left, frame.bottom, picture) + 8
    return y - 8


def _close_up(ax: Axes, story: Story, theme: Theme, frame: Box, picture: Picture) -> float:
    """Show the neighbourhood of the map's strongest place from close; return the y of its end."""
    grid = story["grid"].data
    rows, cols = grid["map"].shape
    width, height = frame.width / CLOSE_UP, CLOSE_UP_HEIGHT * frame.width / CLOSE_UP
    x = frame.left + (grid["corner"][1] + grid["patch"].shape[1] / 2) / cols * frame.width
    y = frame.top + (grid["corner"][0] + grid["patch"].shape[0] / 2) / rows * frame.height
    seen = Box(
        min(max(x - width / 2, frame.left), frame.right - width),
        min(max(y - height / 2, frame.top), frame.bottom - height),
        width,
        height,
    )
    view = Box(frame.left, frame.bottom + 4, frame.width, CLOSE_UP * height)
    enlarged = Box(
        view.left - CLOSE_UP * (seen.left - frame.left),
        view.top - CLOSE_UP * (seen.top - frame.top),
        CLOSE_UP * frame.width,
        CLOSE_UP * frame.height,
    )
    image = draw_image(ax, picture.colours, enlarged)
    image.set_clip_path(_frame(ax, view, theme))
    _frame(ax, seen, theme)
    return view.bottom


def _frame(ax: Axes, box: Box, theme: Theme) -> Rectangle:
    frame = Rectangle(
        (box.left, box.top),
        box.width,
        box.height,
        fill=False,
        edgecolor=theme.text,
        linewidth=HAIR,
    )
    ax.add_patch(frame)
    return frame


def _size(story: Story, picture: Picture) -> str:
    rows, cols, _ = picture.colours.shape
    return size_text(story, (rows, cols))


def _name(ax: Axes, story: Story, theme: Theme, left: float, top: float, picture: Picture) -> float:
    y = top + 4 + body_size(theme)
    name, size = picture.name, body_size(theme)
    put(ax, left, y, name, theme, size=size, weight="bold")
    left += width_of(f"{name}  ", theme, size, "bold")
    put(
        ax,
        left,
        y,
        _size(story, picture),
        theme,
        size=small_size(theme),
        colour=theme.muted,
    )
    return y

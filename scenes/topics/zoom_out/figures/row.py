"""The levels side by side, drawn to scale and standing on one line, with their counts below."""

from matplotlib.axes import Axes

from scenes.beats import Story
from scenes.page.grid import draw_image
from scenes.page.lettering import put, small_size, width_of
from scenes.page.sheet import Box
from scenes.theme import Theme

ABOVE = 4.0
"""Points above the photo."""
GAP = 11.0
"""Points between two levels, or their counts where these are wider."""
SHARE, TALLEST = 0.27, 72.0
"""Of the width for the photo, and points that it may be high."""


def row(ax: Axes, story: Story, theme: Theme, box: Box) -> float:
    """Draw the row; return the y of its end."""
    data, size = story["page"].data, small_size(theme)
    height, width = data["maps"][0].shape[:2]
    pixel = float(min(box.width * SHARE / width, TALLEST / height))
    counts = [story.said(count) for count in data["cells"]]
    places = [
        max(level.shape[1] * pixel, width_of(count, theme, size))
        for level, count in zip(data["maps"], counts, strict=True)
    ]
    gap = min(4 * GAP, (box.width - sum(places)) / (len(places) - 1))
    left = box.left + (box.width - sum(places) - gap * (len(places) - 1)) / 2
    foot = float(box.top + ABOVE + height * pixel)
    for level, count, place in zip(data["maps"], counts, places, strict=True):
        rows, cols = (length * pixel for length in level.shape[:2])
        draw_image(ax, level, Box(left + (place - cols) / 2, foot - rows, cols, rows))
        put(ax, left + place / 2, foot + 4 + size, count, theme, size=size, colour=theme.muted,
            align="center")  # fmt: skip
        left += place + gap
    return foot + 4 + 1.3 * size

"""Panel: zeros before and after pooling, and in the gradients."""

from matplotlib.axes import Axes

from scenes.beats import Story
from scenes.page.grid import draw_image, scale_of
from scenes.page.lettering import body_size, put, put_within, small_size
from scenes.page.sheet import Box
from scenes.theme import Theme

KEYS = ("before", "after", "gradient_mean", "gradient")
GAP = 10.0
TALLEST = 64.0


def zeros(ax: Axes, story: Story, theme: Theme, box: Box) -> float:
    """Draw four maps of one size with their shares; return the y of the end."""
    beat = story["zeros"]
    first = beat.data["before"]
    rows, cols = (int(size) for size in first.shape)
    place = (box.width + GAP) / len(KEYS)
    width = min(place - GAP, TALLEST * cols / rows)
    height = width * rows / cols
    size, small = body_size(theme), small_size(theme)
    top = box.top + 1.7 * small
    for k, key in enumerate(KEYS):
        values = beat.data[key]
        frame = Box(box.left + k * place, top, width, height)
        if key.startswith("gradient"):
            tints = theme.gradient_colours(values)
        else:
            tints = theme.value_colours(values, *scale_of(first))
        draw_image(ax, tints, frame)
        put_within(ax, frame.centre[0], box.top + small, story.label(key), theme,
                   left=box.left, right=box.right, size=small, colour=theme.muted)  # fmt: skip
        told = story.label("zeros", share=beat.values[key])
        put(ax, frame.centre[0], frame.bottom + 1.4 * size, told, theme, size=size, weight="bold",
            align="center")  # fmt: skip
    return top + height + 1.6 * size

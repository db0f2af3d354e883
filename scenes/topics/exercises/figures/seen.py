"""Panel: what one unit a depth answers to in the photo, and what its strongest cell sees."""

from matplotlib.axes import Axes
from matplotlib.patches import Rectangle

from scenes.beats import Story
from scenes.digits import shape_text
from scenes.page.grid import draw_image
from scenes.page.lettering import LEADING, body_size, put, small_size, wrapped
from scenes.page.sheet import Box
from scenes.theme import Theme
from scenes.topics.exercises.glyphs import on_surface

GAP = 10.0
LARGEST, TALLEST = 42.0, 96.0


def seen(ax: Axes, story: Story, theme: Theme, box: Box) -> float:
    """Draw the photo and a column for each depth; return the y of the end."""
    data = story["maps"].data
    depths = data["depths"]
    size, small = body_size(theme), small_size(theme)
    column = (box.width - GAP * len(depths)) / (len(depths) + 1)
    rows, cols = data["photo"].shape[:2]
    scale = min(column / cols, TALLEST / rows)
    width, height = scale * cols, scale * rows
    draw_image(ax, data["photo"] / 255, Box(box.left, box.top, width, height))
    most = max(depth["size"][0] for depth in depths)
    foot: float = box.top + height
    for k, depth in enumerate(depths, 1):
        left = box.left + k * (column + GAP)
        tints = theme.value_colours(depth["levels"].astype(float), 0, 255)
        draw_image(ax, tints, Box(left, box.top, width, height))
        top, start, bottom, end = depth["seen"]
        ax.add_patch(Rectangle((box.left + start * scale, box.top + top * scale),
                               (end - start) * scale, (bottom - top) * scale, fill=False,
                               edgecolor=theme.window, linewidth=1.1))  # fmt: skip
        y = box.top + height + 1.4 * small
        put(ax, left, y, shape_text(depth["cells"]), theme, size=small, colour=theme.muted)
        zoom = LARGEST / most
        high, wide = depth["crop"].shape[0] * zoom, depth["crop"].shape[1] * zoom
        place = Box(left, y + 5, wide, high)
        draw_image(ax, on_surface(depth["crop"], theme), place)
        y += 5 + LARGEST + 1.4 * small
        pixels = story.label("sees", pixels=shape_text(depth["size"]))
        put(ax, left, y, pixels, theme, size=small, colour=theme.muted)
        word = story.said(depth["word"])
        for line in wrapped(word, theme, size, column) if word else []:
            y += LEADING * size
            put(ax, left, y, line, theme, size=size)
        foot = max(foot, y)
    return foot + 4

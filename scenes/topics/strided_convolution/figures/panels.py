"""The page's panels: what is skipped, the real maps, and what there is to learn."""

from matplotlib.axes import Axes
from matplotlib.patches import Rectangle

from scenes.beats import Story
from scenes.page.grid import draw_image
from scenes.page.lettering import body_size, put, small_size
from scenes.page.marks import HAIR, outline, ring
from scenes.page.sheet import Box
from scenes.theme import Theme
from scenes.topics.strided_convolution.figures.maps import Column, draw_columns
from scenes.topics.strided_convolution.story import writer

GAP = 12.0
TALLEST, CLOSE_TALLEST = 66.0, 44.0
SMALL_CELL, LATTICE = 18.0, 64.0
"""Points of a cell at most, and of all answers together."""
WIDEST_AREA = 54.0
"""Points along an edge of the largest square of weights."""


def skip(ax: Axes, story: Story, theme: Theme, box: Box) -> float:
    """The answers of stride 1, those kept framed, beside those of the stride."""
    data = story["skip"].data
    every, kept = data["every"], data["kept"]
    write = writer(every)
    columns = [
        Column(every.output, story.label("every", count=len(every)), write=write),
        Column(
            kept.output,
            story.label("kept", stride=story["skip"].values["stride"], count=len(kept)),
            write=write,
        ),
    ]
    grids = draw_columns(ax, theme, box, columns, gap=24.0,
                         largest=min(SMALL_CELL, LATTICE / every.shape[0]))  # fmt: skip
    for place in data["places"]:
        ring(ax, grids[0].at(*place), theme.output, width=1.4)
    return max(grid.box.bottom for grid in grids)


def real(ax: Axes, story: Story, theme: Theme, box: Box) -> float:
    """Three smaller maps of the edges, and a patch of each from close."""
    data = story["real"].data
    top, left, rows, cols = data["patch"]
    height, width = data["edges"].shape
    room = (box.width - 2 * GAP) / 3
    tall = min(room * height / width, TALLEST)
    wide, size = float(tall * width / height), body_size(theme)
    near = min(wide / cols, CLOSE_TALLEST / rows)
    for k, key in enumerate(("max", "mean", "strided")):
        values = data[key]
        x = box.left + (k + 0.5) * (room + GAP) - (GAP + wide) / 2
        put(ax, x, box.top + size, story.label(key), theme, size=size, weight="bold")
        frame = Box(x, box.top + 1.5 * size, wide, tall)
        heat = theme.value_colours(values, 0, data["top"])
        draw_image(ax, heat, frame)
        cell = wide / values.shape[1]
        seen = Box(frame.left + left * cell, frame.top + top * cell, cols * cell, rows * cell)
        ax.add_patch(Rectangle((seen.left, seen.top), seen.width, seen.height, fill=False,
                               edgecolor=theme.window, linewidth=1.2))  # fmt: skip
        close = Box(x, frame.bottom + 5, cols * near, rows * near)
        draw_image(ax, heat[top : top + rows, left : left + cols], close)
        outline(ax, close, theme.window, width=HAIR, radius=0)
    return float(box.top + 1.5 * size + tall + 5 + rows * near)


def cost(ax: Axes, story: Story, theme: Theme, box: Box) -> float:
    """Squares as large as the weights there are to learn, each with its number."""
    layers = story["cost"].data["layers"]
    most = max(layer["parameters"] for layer in layers)
    size, small = body_size(theme), small_size(theme)
    pitch = box.width / len(layers)
    for k, layer in enumerate(layers):
        middle = box.left + (k + 0.5) * pitch
        edge = WIDEST_AREA * (layer["parameters"] / most) ** 0.5
        foot = box.top + WIDEST_AREA + 2
        if edge:
            square = (middle - edge / 2, foot - edge)
            ax.add_patch(Rectangle(square, edge, edge, facecolor=theme.window, linewidth=0))
        else:
            empty = Box(middle - WIDEST_AREA / 4, foot - WIDEST_AREA / 2, WIDEST_AREA / 2,
                        WIDEST_AREA / 2)  # fmt: skip
            outline(ax, empty, theme.padding, width=HAIR, radius=0, dashed=True)
        y = foot + 5 + size
        put(ax, middle, y, story.said(layer["parameters"]), theme, size=size, weight="bold",
            align="center")  # fmt: skip
        name = story.label("pooling")
        if edge:
            name = story.label("convolution", kernel=layer["kernel"])
        put(ax, middle, y + 1.3 * small, name, theme, size=small, colour=theme.muted,
            align="center")  # fmt: skip
    return box.top + WIDEST_AREA + 7 + size + 1.5 * small

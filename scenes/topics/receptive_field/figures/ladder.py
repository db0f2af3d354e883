"""The ladder: layers as rows, each with the interval of pixels that one unit sees, to scale."""

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Polygon, Rectangle

from scenes.beats import Story
from scenes.digits import by, length
from scenes.page.chart import Scale
from scenes.page.grid import draw_image
from scenes.page.lettering import (
    Weight,
    body_size,
    capital,
    heading_size,
    put,
    shortened,
    small_size,
    width_of,
)
from scenes.page.marks import HAIR, mix, outline
from scenes.page.panels import draw_credit
from scenes.page.sheet import COLUMN, MARGIN, Box, finish, new_sheet
from scenes.theme import LIGHT, Theme

PITCH = 21.0
BAR = 9.0
"""Points from row to row, and the height of an interval."""
STRIP = 26.0
"""Points that the strip of the photo is high."""
SIZE, JUMP = 116.0, 148.0
"""Points from the left margin to the right edges of both numbers."""
BETWEEN = 7.0
"""Points between a name and its number."""
PICTURE = 164.0
UNDER = -1


def ladder(story: Story, theme: Theme = LIGHT) -> Figure:
    """Rows of layers, the first on top; intervals grow over the strip of the photo above them.

    Args:
        story: of receptive fields.
        theme: the look.

    Returns:
        A figure as wide as a text column.
    """
    ax = new_sheet(theme)
    data = story["page"].data
    size = body_size(theme)
    lefts, rights = zip(*data["intervals"], strict=True)
    low, high = min(0, *lefts), max(data["width"], *rights)
    plot = Box(MARGIN + PICTURE, 0, COLUMN - 2 * MARGIN - PICTURE, 0)
    scale = Scale(low, high, plot.left, plot.right)
    y = MARGIN + heading_size(theme)
    title = story.label("ladder", network=data["network"])
    put(ax, MARGIN, y, capital(title), theme, size=heading_size(theme), weight="bold")
    strip = Box(scale.at(0), y + 10, scale.at(data["width"]) - scale.at(0), STRIP)
    _strip(ax, story, theme, strip)
    head = strip.bottom - 2
    for x, key in ((SIZE, "size"), (JUMP, "jump")):
        put(ax, MARGIN + x, head, story.label(key), theme, size=small_size(theme),
            colour=theme.muted, align="right")  # fmt: skip
    put(ax, MARGIN, head, story.label("layer"), theme, size=small_size(theme), colour=theme.muted)
    rows_top = strip.bottom + 6
    middles = [rows_top + PITCH * (k + 0.5) for k in range(len(data["rows"]))]
    bottom = rows_top + PITCH * len(middles)
    ax.add_patch(
        Rectangle((strip.left, strip.bottom), strip.width, bottom - strip.bottom,
                  facecolor=theme.surface, edgecolor="none", linewidth=0, zorder=UNDER)
    )  # fmt: skip
    for x in (strip.left, strip.right):
        ax.add_line(Line2D([x, x], [strip.bottom, bottom], color=theme.muted, linewidth=HAIR,
                           linestyle=(0, (1.6, 1.4))))  # fmt: skip
    bars = [
        Box(scale.at(left), y - BAR / 2, scale.at(right) - scale.at(left), BAR)
        for (left, right), y in zip(data["intervals"], middles, strict=True)
    ]
    _cone(ax, bars, theme)
    room = (
        SIZE - BETWEEN - max(width_of(by(row["size"]), theme, size, "bold") for row in data["rows"])
    )
    for row, bar, y in zip(data["rows"], bars, middles, strict=True):
        last = row is data["rows"][-1]
        weight: Weight = "bold" if last else "regular"
        name = shortened(row["name"], theme, size, room, weight)
        put(ax, MARGIN, y, name, theme, size=size, weight=weight, middle=True)
        put(ax, MARGIN + SIZE, y, by(row["size"]), theme, size=size, weight="bold",
            colour=theme.window, align="right", middle=True)  # fmt: skip
        put(ax, MARGIN + JUMP, y, by(row["jump"]), theme, size=size, weight=weight, align="right",
            middle=True)  # fmt: skip
        tint = theme.window if last else mix(theme.window, theme.background, 0.25)
        outline(ax, bar, tint, width=0.0, radius=1.5, fill=tint)
    y = _ruler(ax, story, theme, scale, bottom + 4, data["width"])
    return finish(ax, draw_credit(ax, story, theme, y) + MARGIN)


def _strip(ax: Axes, story: Story, theme: Theme, box: Box) -> None:
    """The rows of the photo around the unit, as wide as the photo."""
    photo = np.asarray(story["hook"].data["photo"], dtype=float)
    rows = max(1, min(photo.shape[0], round(photo.shape[1] * box.height / box.width)))
    top = (photo.shape[0] - rows) // 2
    draw_image(ax, photo[top : top + rows], box)
    outline(ax, box, theme.muted, width=HAIR, radius=0)


def _cone(ax: Axes, bars: list[Box], theme: Theme) -> None:
    """What the intervals grow through, from the first to the last."""
    down = [(x, y) for bar in bars for x, y in ((bar.left, bar.top), (bar.left, bar.bottom))]
    up = [(x, y) for bar in bars[::-1] for x, y in ((bar.right, bar.bottom), (bar.right, bar.top))]
    ax.add_patch(
        Polygon(
            [*down, *up],
            closed=True,
            facecolor=mix(theme.window, theme.background, 0.78),
            linewidth=0,
            zorder=UNDER,
        )
    )


def _ruler(ax: Axes, story: Story, theme: Theme, scale: Scale, y: float, width: int) -> float:
    """The columns of pixels under the rows; return the y of the numbers."""
    size = small_size(theme)
    ax.add_line(Line2D([scale.start, scale.end], [y, y], color=theme.muted, linewidth=HAIR))
    for tick in scale.ticks(7):
        x = scale.at(tick)
        ax.add_line(Line2D([x, x], [y, y + 2.5], color=theme.muted, linewidth=HAIR))
        put(ax, x, y + 4 + size, length(tick).replace("-", "−"), theme, size=size,
            colour=theme.muted, align="center")  # fmt: skip
    put(ax, scale.end, y + 5 + 2.3 * size, story.label("column", count=width), theme, size=size,
        colour=theme.muted, align="right")  # fmt: skip
    return y + 5 + 2.3 * size

"""What each number of the poster is made of: bars, areas, weights, boxes, all to scale."""

from collections.abc import Callable

import numpy as np
from matplotlib.axes import Axes
from matplotlib.patches import Rectangle

from scenes.beats import Story
from scenes.digits import percent
from scenes.page.grid import draw_image
from scenes.page.lettering import put, small_size
from scenes.page.marks import outline
from scenes.page.sheet import Box
from scenes.theme import Theme

BAR, BETWEEN = 5.0, 11.5
"""Points that a bar is high, and from one bar's foot to the next one's name."""
APART = 4.0
"""Points between the planes of a kernel."""

Draw = Callable[[Axes, Story, Theme, Box], None]


def stays(ax: Axes, story: Story, theme: Theme, box: Box) -> None:
    """How many numbers stay: pooled and not, and pooled when the photo moves further."""
    beat = story["compresses"]
    names = [story.label(f"{key}_bar", **beat.values) for key in ("pooled", "plain", "far")]
    _bars(ax, names, beat.data["shares"], theme, box)


def contrast(ax: Axes, story: Story, theme: Theme, box: Box) -> None:
    """How much of the contrast across edges the maximum keeps, and the mean."""
    names = [story.label(f"{key}_bar") for key in ("max", "mean")]
    _bars(ax, names, story["strongest"].data["shares"], theme, box)


def areas(ax: Axes, story: Story, theme: Theme, box: Box) -> None:
    """The weights of both heads as squares, their areas to scale."""
    dense, pooled = story["context"].data["parameters"]
    edge = min(box.width, box.height)
    small = edge * float(np.sqrt(pooled / dense))
    left = box.left
    ax.add_patch(Rectangle((left, box.top), edge, edge, facecolor=theme.line, linewidth=0))
    ax.add_patch(
        Rectangle(
            (left + edge + 12, box.top + edge - small), small, small, facecolor=theme.output,
            linewidth=0,
        )
    )  # fmt: skip


def weights(ax: Axes, story: Story, theme: Theme, box: Box) -> None:
    """Every weight of the learned kernel: a plane for each colour of the photo."""
    planes = story["learns"].data["weights"]
    edge = min((box.width - APART * (len(planes) - 1)) / len(planes), box.height)
    tints = theme.value_colours(planes)
    for k, tint in enumerate(tints):
        draw_image(ax, tint, Box(box.left + k * (edge + APART), box.top + 4, edge, edge))


def boxes(ax: Axes, story: Story, theme: Theme, box: Box) -> None:
    """What the units of the path see of the photo, each within what the next one sees."""
    data = story["hierarchy"].data
    photo, seen = data["photo"], [each["seen"] for each in data["levels"] if each["seen"]]
    if not seen:
        return
    top, left, bottom, right = (
        max(seen[-1][0], 0), max(seen[-1][1], 0),
        min(seen[-1][2], photo.shape[0]), min(seen[-1][3], photo.shape[1]),
    )  # fmt: skip
    pixel = min(box.height / (bottom - top), box.width / (right - left))
    draw_image(
        ax, photo[top:bottom, left:right] / 255,
        Box(box.left, box.top, (right - left) * pixel, (bottom - top) * pixel),
    )  # fmt: skip
    for edges in seen:
        up, first, down, last = np.clip(edges, (top, left) * 2, (bottom, right) * 2)
        frame = Box(
            box.left + (first - left) * pixel, box.top + (up - top) * pixel,
            (last - first) * pixel, (down - up) * pixel,
        )  # fmt: skip
        outline(ax, frame, theme.window, width=1.1, radius=0.3)


def _bars(ax: Axes, names: list[str], shares: tuple[float, ...], theme: Theme, box: Box) -> None:
    """Shares of a whole as bars below each other: the first is the one that is told."""
    size = small_size(theme)
    y = box.top + size
    for k, (name, share) in enumerate(zip(names, shares, strict=True)):
        put(ax, box.left, y, name, theme, size=size, colour=theme.muted)
        put(ax, box.right, y, percent(share), theme, size=size, align="right")
        track = Rectangle((box.left, y + 3), box.width, BAR, facecolor=theme.surface, linewidth=0)
        colour = theme.muted if k else theme.output
        bar = Rectangle((box.left, y + 3), box.width * share, BAR, facecolor=colour, linewidth=0)
        ax.add_patch(track)
        ax.add_patch(bar)
        y += BAR + BETWEEN + size


EVIDENCE: dict[str, Draw] = {
    "compresses": stays,
    "strongest": contrast,
    "context": areas,
    "learns": weights,
    "hierarchy": boxes,
}

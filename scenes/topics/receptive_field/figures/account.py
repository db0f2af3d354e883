"""The heart of the page: one unit's box on the photo, layer by layer, tied to its account."""

import numpy as np
from matplotlib.axes import Axes
from matplotlib.lines import Line2D

from scenes.beats import Story
from scenes.digits import by, length
from scenes.page.lettering import (
    Weight,
    body_size,
    put,
    shortened,
    small_size,
    width_of,
)
from scenes.page.marks import HAIR, wire
from scenes.page.sheet import Box
from scenes.theme import Theme
from scenes.topics.receptive_field.figures.photo import Edges, View, draw_box, draw_seen, view_of
from scenes.topics.receptive_field.rows import Row

PICTURE = 0.52
"""The photo's share of the width."""
TALLEST = 210.0
WIRES = 26.0
"""Points that the wires from boxes to rows may bend in."""
STEP = 4.0
"""Points between the wires of boxes that are larger than the view."""
NUMBER = 22.0
"""Points from the sign of equality to the right edge of the size."""
BETWEEN = 8.0
"""Points between a name and what follows."""
PITCH = 1.62
"""Height of a row in units of its type size."""


def account(ax: Axes, story: Story, theme: Theme, box: Box) -> float:
    """Draw the nested boxes and the running account; return the y of the end."""
    data = story["growing"].data
    rows: tuple[Row, ...] = data["rows"]
    photo = np.asarray(data["photo"], dtype=float)
    size = body_size(theme)
    pitch = min(PITCH * size, (TALLEST - 2 * size) / max(len(rows), 4))
    table_height = 2.4 * size + pitch * len(rows)
    room = Box(box.left, box.top + 4, PICTURE * box.width - WIRES / 2, max(table_height, 150.0))
    view = view_of((photo.shape[0], photo.shape[1]), data["whole"], room)
    # what is drawn alone stands at the left edge
    height = max(view.frame.height, table_height)
    view = view.moved(room.left - view.frame.left, (height - view.frame.height) / 2)
    draw_seen(ax, view, photo, data["boxes"][-1], theme, beyond=data["whole"][-1], level=0.25)
    left = view.frame.right + WIRES
    table = Box(left, box.top + 4 + (height - table_height) / 2, box.right - left, table_height)
    first = table.top + 2.4 * size + pitch / 2
    ends = [first + pitch * k for k in range(len(rows))]
    _wires(ax, view, data["whole"], ends, table.left, theme)
    for edges in data["whole"][:-1]:
        draw_box(ax, view, edges, theme, width=0.9)
    draw_box(ax, view, data["whole"][-1], theme, width=2.0)
    _table(ax, story, theme, table, rows, ends)
    return box.top + 4 + height


def _wires(
    ax: Axes, view: View, boxes: tuple[Edges, ...], ends: list[float], left: float, theme: Theme
) -> None:
    """Tie the lower right corner of each box to its row; the order of both is the same."""
    for k, (edges, y) in enumerate(zip(boxes, ends, strict=True)):
        place = view.at(edges)
        start = (place.right, place.bottom)
        if not view.holds(edges):
            below = view.frame.bottom - STEP * (len(boxes) - k - 0.5)
            start = (view.frame.right, min(place.bottom, below))
        wire(
            ax,
            start,
            view.frame.right + 3,
            left - 5,
            (left - 3, y),
            theme.window,
            width=HAIR,
        )


def _table(
    ax: Axes, story: Story, theme: Theme, box: Box, rows: tuple[Row, ...], ends: list[float]
) -> None:
    """Layer, window, size and jump; where one window leads from row to row, the arithmetic too."""
    size, quiet = body_size(theme), small_size(theme)
    equals = box.left + 0.70 * box.width
    head = box.top + size
    put(ax, box.left, head, story.label("layer"), theme, size=quiet, colour=theme.muted)
    put(ax, equals + NUMBER, head, story.label("rule_r"), theme, size=quiet, colour=theme.muted,
        align="right")  # fmt: skip
    put(ax, box.right, head, story.label("rule_j"), theme, size=quiet, colour=theme.muted,
        align="right")  # fmt: skip
    y = head + 0.6 * size
    ax.add_line(Line2D([box.left, box.right], [y, y], color=theme.line, linewidth=HAIR))
    for row, y in zip(rows, ends, strict=True):
        last = row is rows[-1]
        weight: Weight = "bold" if last else "regular"
        step, told = row["step"], by(row["size"])
        left = equals + NUMBER - width_of(told, theme, size, "bold")
        if step:
            text = f"{length(step['size'])} + {step['kernel'] - 1} · {length(step['jump'])} ="
            put(ax, equals, y, text, theme, size=quiet, colour=theme.muted, align="right",
                middle=True)  # fmt: skip
            left = equals - width_of(text, theme, quiet)
        name = shortened(row["name"], theme, size, left - box.left - BETWEEN, weight)
        put(ax, box.left, y, name, theme, size=size, weight=weight, middle=True)
        put(ax, equals + NUMBER, y, told, theme, size=size, colour=theme.window, weight="bold",
            align="right", middle=True)  # fmt: skip
        jump = by(row["jump"])
        put(ax, box.right, y, jump, theme, size=size, weight=weight, align="right", middle=True)
        if step and step["stride"] > 1:
            x = box.right - width_of(jump, theme, size, weight) - 4
            text = f"{length(step['jump'])} · {step['stride']} ="
            put(ax, x, y, text, theme, size=quiet, colour=theme.muted, align="right", middle=True)

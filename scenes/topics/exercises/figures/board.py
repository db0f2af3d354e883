"""Panel: a row a network, a dot a seed, and what each network asks for."""

from typing import Any

from matplotlib.axes import Axes
from matplotlib.lines import Line2D
from matplotlib.patches import Circle, Rectangle

from scenes.beats import Story
from scenes.page.chart import Scale
from scenes.page.lettering import body_size, put, small_size, width_of
from scenes.page.marks import HAIR
from scenes.page.sheet import Box
from scenes.theme import Theme
from scenes.topics.exercises.figures.net import draw_chip
from scenes.topics.exercises.glyphs import GLYPH_OF
from scenes.topics.exercises.rows import COSTS, MEASURES

PITCH, DOT = 18.0, 2.5
MARK = 24.0
"""Points for how far a row is from the first, at the right of an axis."""
COST = 40.0
"""Points of a column of costs."""
GAP = 10.0
THICK = 2.4


def board(ax: Axes, story: Story, theme: Theme, box: Box) -> float:
    """Draw all rows over every measure and cost; return the y of the end."""
    rows, axes = story["page"].data["rows"], story["page"].data["axes"]
    size, small = body_size(theme), small_size(theme)
    named = max(width_of(story.label(row["variant"]), theme, size) for row in rows) + 20
    costs = len(COSTS) * COST
    width = (box.width - named - costs - GAP * len(MEASURES) - 4) / len(MEASURES) - MARK
    top = box.top + 2.9 * small
    for k, row in enumerate(rows):
        y = top + (k + 0.5) * PITCH
        draw_chip(ax, GLYPH_OF[row["variant"]], theme, box.left + 7, y, 14)
        put(ax, box.left + 18, y, story.label(row["variant"]), theme, size=size, middle=True)
    left = box.left + named + GAP / 2
    for key in MEASURES:
        scale = Scale(axes[key]["low"], axes[key]["high"], left, left + width)
        _head(ax, story, theme, key, left + width / 2, box.top + small)
        measure(ax, rows, key, axes[key]["ticks"], scale, theme, top)
        _marks(ax, story, rows, key, scale.end + 5, theme, top)
        left += width + MARK + GAP
    for key in COSTS:
        _head(ax, story, theme, key, left + COST / 2 - 6, box.top + small)
        _cost(ax, rows, key, left, theme, top)
        left += COST
    return top + len(rows) * PITCH + 1.6 * small


def measure(
    ax: Axes, rows: Any, key: str, ticks: Any, scale: Scale, theme: Theme, top: float
) -> None:
    """Draw an axis through all rows, the first row's range, and every row's dots."""
    foot, small = top + len(rows) * PITCH, small_size(theme)
    every = 2 if len(ticks) > 4 else 1
    for k, tick in enumerate(ticks):
        x = scale.at(tick)
        ax.add_line(Line2D([x, x], [top, foot], color=theme.line, linewidth=0.6 * HAIR, zorder=0))
        if k % every == 0:
            put(ax, x, foot + 1.25 * small, str(tick), theme, size=small, colour=theme.muted,
                align="center")  # fmt: skip
    ends = [scale.at(end) for end in (min(rows[0][key]), max(rows[0][key]))]
    ax.add_patch(Rectangle((ends[0] - DOT, top), ends[1] - ends[0] + 2 * DOT, foot - top,
                           facecolor=theme.muted, alpha=0.2, linewidth=0, zorder=0.5))  # fmt: skip
    for k, row in enumerate(rows):
        for value in row[key]:
            fill = theme.output if k else theme.background
            edge = theme.output if k else theme.text
            ax.add_patch(Circle((scale.at(value), top + (k + 0.5) * PITCH), DOT, facecolor=fill,
                                edgecolor=edge, linewidth=1.0, alpha=0.85))  # fmt: skip


def _marks(ax: Axes, story: Story, rows: Any, key: str, x: float, theme: Theme, top: float) -> None:
    """How far each row is from the first, or that it is within the spread."""
    size = body_size(theme)
    for k, row in enumerate(rows[1:], 1):
        verdict = row["verdicts"][key]
        text = story.label("within") if verdict == "within" else row["differences"][key]
        clear = verdict in ("more", "less")
        put(ax, x, top + (k + 0.5) * PITCH, text, theme, middle=True,
            size=1.3 * size if verdict == "within" else size,
            weight="bold" if clear else "regular",
            colour=theme.text if clear else theme.muted)  # fmt: skip


def _cost(ax: Axes, rows: Any, key: str, left: float, theme: Theme, top: float) -> None:
    """What each network asks for, as a bar under its number."""
    most, size = max(row[key] for row in rows), small_size(theme)
    for k, row in enumerate(rows):
        y = top + (k + 0.5) * PITCH
        put(ax, left, y + 1, row["told"][key], theme, size=size)
        ax.add_patch(Rectangle((left, y + 3.2), (COST - 12) * row[key] / most, THICK, linewidth=0,
                               facecolor=theme.ramp[2] if k else theme.muted))  # fmt: skip


def _head(ax: Axes, story: Story, theme: Theme, key: str, x: float, y: float) -> None:
    size = small_size(theme)
    for k, end in enumerate(("", "2")):
        put(ax, x, y + 1.2 * k * size, story.label(f"head_{key}{end}"), theme, size=size,
            colour=theme.muted, align="center")  # fmt: skip

"""Panel: every run of two heads, from learned to new pictures."""

from matplotlib.axes import Axes
from matplotlib.lines import Line2D
from matplotlib.patches import Circle

from scenes.beats import Story
from scenes.page.chart import Scale
from scenes.page.lettering import body_size, put, small_size, width_of
from scenes.page.marks import HAIR
from scenes.page.sheet import Box
from scenes.theme import Theme

ROW, NAME, STEP = 42.0, 13.0, 7.0
"""Points a head takes, of these its name, and between two of its runs."""


def falls(ax: Axes, story: Story, theme: Theme, box: Box) -> float:
    """Draw a line a run, from learned to new pictures; return the y of the end."""
    beat = story["head"]
    rows, axis = beat.data["rows"], beat.data["axis"]
    size, small = body_size(theme), small_size(theme)
    points = [row["means"]["gap"] for row in rows]
    told = [
        story.label("more_points" if text.startswith("-") else "points", points=text.lstrip("-"))
        for text in points
    ]
    left, right = box.left + 8, box.right - max(width_of(t, theme, size, "bold") for t in told) - 8
    scale = Scale(axis["low"], axis["high"], left, right)
    top = box.top + 4
    foot = top + ROW * len(rows)
    for tick in axis["ticks"]:
        x = scale.at(tick)
        for k in range(len(rows)):  # a name stands between them
            ends = [top + k * ROW + NAME, top + (k + 1) * ROW]
            ax.add_line(Line2D([x, x], ends, color=theme.line, linewidth=0.6 * HAIR, zorder=0))
        put(ax, x, foot + 1.25 * small, str(tick), theme, size=small, colour=theme.muted,
            align="center")  # fmt: skip
    put(ax, (left + right) / 2, foot + 2.6 * small, story.label("rates"), theme, size=small,
        colour=theme.muted, align="center")  # fmt: skip
    for k, (row, text) in enumerate(zip(rows, told, strict=True)):
        name = f"{story.label('dense_head' if k else 'gap_head')} · " + story.label(
            "count", count=f"{row['parameters']:,}"
        )
        put(ax, box.left, top + k * ROW + size, name, theme, size=size)
        tint = theme.output if k else theme.text
        middle = top + k * ROW + (ROW + NAME) / 2
        runs = len(row["test"])
        for run, (one, other) in enumerate(zip(row["train"], row["test"], strict=True)):
            y = middle + (run - (runs - 1) / 2) * STEP
            ends = [scale.at(one), scale.at(other)]
            ax.add_line(Line2D(ends, [y, y], color=tint, linewidth=2.2, alpha=0.55))
            for x in ends:
                ax.add_patch(Circle((x, y), 2.4, facecolor=tint, linewidth=0))
        put(ax, box.right, middle, text, theme, size=size, weight="bold", align="right",
            middle=True)  # fmt: skip
    return foot + 2.8 * small

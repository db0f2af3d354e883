"""Panel: two heads as squares whose areas are to scale."""

from math import sqrt

from matplotlib.axes import Axes
from matplotlib.patches import Rectangle

from scenes.beats import Story
from scenes.page.lettering import Weight, body_size, put, small_size, width_of
from scenes.page.marks import mix
from scenes.page.sheet import Box
from scenes.theme import Theme

SIDE = 92.0
"""Points along the edge of the dense head's square, at most."""
GAP = 14.0


def areas(ax: Axes, story: Story, theme: Theme, box: Box, largest: float = SIDE) -> float:
    """Draw both squares on one foot with their counts; return the y of the end."""
    beat = story["head"]
    total, few = beat.data["totals"]
    size, small = body_size(theme), small_size(theme)
    told = [
        [
            story.label("dense_head"),
            story.label("parameters", count=f"{total:,}"),
            story.label("flattened", flat=f"{beat.values['flat']:,}"),
        ],
        [
            story.label("pooled_head"),
            story.label("parameters", count=f"{few:,}"),
            story.label("pooled_numbers", channels=f"{beat.values['channels']:,}"),
        ],
    ]
    words = max(width_of(line, theme, size, "bold") for lines in told for line in lines)
    side = min(largest, box.width - GAP - words)
    top = box.top + 1.8 * small
    left, share = box.left, side / total
    for k, (name, count) in enumerate(beat.data["dense"]):
        width = count * share
        fill = mix(theme.muted, theme.background, 0.25 + 0.2 * (k % 3))
        ax.add_patch(Rectangle((left, top), width, side, facecolor=fill,
                               edgecolor=theme.background, linewidth=0.8))  # fmt: skip
        if width_of(name, theme, small) < width:
            put(ax, left + width / 2, top - 0.45 * small, name, theme, size=small, align="center")
        left += width
    edge = side * sqrt(few / total)
    x = box.left + side + GAP
    ax.add_patch(Rectangle((x, top + side - edge), edge, edge, facecolor=theme.output, linewidth=0))
    weights: tuple[Weight, ...] = ("bold", "regular", "regular")
    for k, lines in enumerate(told):
        y = top + size if k == 0 else top + side - edge - 3.6 * size
        for line, weight, colour in zip(
            lines, weights,
            (theme.output if k else theme.text, theme.text, theme.muted), strict=True,
        ):  # fmt: skip
            put(ax, x, y, line, theme, size=size, weight=weight, colour=colour)
            y += 1.35 * size
    return top + side

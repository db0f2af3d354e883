"""Panel: from learned to new pictures, run by run."""

import numpy as np
from matplotlib.axes import Axes
from matplotlib.lines import Line2D
from matplotlib.patches import Circle

from scenes.beats import Story
from scenes.page.chart import Scale
from scenes.page.lettering import body_size, put, small_size, width_of
from scenes.page.marks import HAIR
from scenes.page.sheet import Box
from scenes.theme import Theme

ROW, STEP = 26.0, 5.0
"""Points a head takes, and between two of its runs."""
GRAIN = 0.1


def learned(ax: Axes, story: Story, theme: Theme, box: Box) -> float:
    """Draw each run from its share of learned to that of new pictures; return the y of the end."""
    heads = story["learned"].data["heads"]
    size, small = body_size(theme), small_size(theme)
    names = [story.label(f"{head['head']}_head") for head in heads]
    told = [story.label("points", points=head["told"]) for head in heads]
    left = box.left + max(width_of(name, theme, size, "bold") for name in names) + 10
    right = box.right - max(width_of(text, theme, size) for text in told) - 10
    low = float(np.floor(min(min(head["new"]) for head in heads) / GRAIN) * GRAIN)
    scale = Scale(low, 1.0, left, right)
    foot = box.top + 6 + ROW * len(heads)
    for share in np.linspace(low, 1.0, round((1 - low) / GRAIN) + 1):
        x = scale.at(float(share))
        ax.add_line(Line2D([x, x], [box.top + 4, foot], color=theme.line, linewidth=0.6 * HAIR))
        put(ax, x, foot + 1.4 * small, f"{round(100 * share)} %", theme, size=small,
            colour=theme.muted, align="center")  # fmt: skip
    for k, (head, name, text) in enumerate(zip(heads, names, told, strict=True)):
        y = box.top + 6 + (k + 0.5) * ROW
        colour = theme.muted if k == 0 else theme.output
        put(ax, box.left, y, name, theme, size=size, weight="bold", middle=True)
        put(ax, box.right, y, text, theme, size=size, align="right", middle=True)
        runs = len(head["new"])
        for run, (one, other) in enumerate(zip(head["learned"], head["new"], strict=True)):
            at = y + (run - (runs - 1) / 2) * STEP
            ends = [scale.at(one), scale.at(other)]
            ax.add_line(Line2D(ends, [at, at], color=colour, linewidth=1.8))
            for x in ends:
                ax.add_patch(Circle((x, at), 1.7, facecolor=colour, linewidth=0))
    return foot + 1.8 * small

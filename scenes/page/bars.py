"""Values as bars on a page, and the level at which they are even."""

from collections.abc import Sequence

import numpy as np
from matplotlib.axes import Axes
from matplotlib.collections import PolyCollection
from matplotlib.lines import Line2D

from scenes.page.grid import Scale, Write, number_size, tile
from scenes.page.lettering import body_size, put
from scenes.page.marks import HAIR
from scenes.page.sheet import Box
from scenes.theme import Theme

GAP = 0.1
"""Between two bars, as a share of a bar's place."""
THINNEST = 0.8
"""Points; a bar of zero is seen to be there."""


def draw_bars(
    ax: Axes,
    values: Sequence[float],
    theme: Theme,
    box: Box,
    *,
    scale: Scale,
    write: Write | None = None,
    level: float | None = None,
    colour: str | None = None,
    gap: float = GAP,
) -> list[Box]:
    """Draw finite values as bars that fill a box, their numbers below; return the bars.

    Args:
        scale: lowest and highest value of the ramp.
        write: how a number is written; None for none.
        level: draw a line there, the mean.
        colour: of every bar, in place of the ramp's.
        gap: between two bars, as a share of a bar's place.
    """
    low, high = min(0.0, *values), max(0.0, *values)
    texts = [write(value) if write else "" for value in values]
    size = min(number_size(texts, theme, box.width / len(values)), body_size(theme))
    room = box.height - (1.5 * size if write else 0.0)
    unit = room / ((high - low) or 1.0)
    foot = box.top + high * unit
    place = box.width / len(values)
    bars = []
    for k, value in enumerate(values):
        height = max(abs(value) * unit, THINNEST)
        left, width = box.left + (k + gap / 2) * place, (1 - gap) * place
        bars.append(Box(left, foot - height if value >= 0 else foot, width, height))
    tints = theme.value_colours(np.array(values, dtype=float), *scale)
    ax.add_collection(
        PolyCollection(
            [tile(bar, round_by=0.0, gap=0.0) for bar in bars],
            facecolors=colour or list(tints),
            edgecolors=theme.line,
            linewidths=0.5,
        ),
        autolim=False,
    )
    for bar, text in zip(bars, texts, strict=True):
        if text and size:
            put(ax, bar.centre[0], box.bottom, text, theme, size=size, align="center")
    ax.add_line(Line2D([box.left, box.right], [foot, foot], color=theme.muted, linewidth=HAIR))
    if level is not None:
        y = foot - level * unit
        ax.add_line(
            Line2D([box.left - 4, box.right + 4], [y, y], color=theme.output, linewidth=1.8)
        )
    return bars

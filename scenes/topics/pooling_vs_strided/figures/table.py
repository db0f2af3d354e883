"""Panel: the lecture's table, each word with what was measured under it."""

from typing import Any

from matplotlib.axes import Axes
from matplotlib.lines import Line2D
from matplotlib.patches import Circle

from scenes.beats import Story
from scenes.page.lettering import body_size, heading_size, put, small_size
from scenes.page.marks import HAIR, mix
from scenes.page.sheet import Box
from scenes.theme import Theme
from scenes.topics.pooling_vs_strided.cells import MEASURED, WAYS, written
from scenes.topics.pooling_vs_strided.ways import colour_of

COLUMNS = (0.42, 0.62, 0.87)
"""Middles of max, mean and stride, as shares of the width."""
TRACK = 74.0
ROW, SAID = 26.5, 12.5
"""Points of a row with numbers, and of one with the lecture's words."""


def table(ax: Axes, story: Story, theme: Theme, box: Box) -> float:
    """Draw the table; the lecture's words stand quietly over the numbers. Return the end's y."""
    size, small = body_size(theme), small_size(theme)
    centres = [box.left + share * box.width for share in COLUMNS]
    groups = ((centres[0] + centres[1]) / 2, centres[2])
    y = box.top + size
    for key, x in zip(("pooling", "strided"), groups, strict=True):
        put(ax, x, y, story.label(key), theme, size=size, weight="bold", align="center")
    y += 1.35 * size
    for key, x, way in zip(("max", "mean"), centres, WAYS, strict=False):
        put(ax, x, y, story.label(key), theme, size=small, align="center",
            colour=colour_of(way, theme))  # fmt: skip
    y += 0.6 * size
    for row in story["page"].data["rows"]:
        said = MEASURED.get(row["measure"])
        if said:
            _rule(ax, box, y, theme)
            y += SAID
            put(ax, box.left, y, story.label(said), theme, size=heading_size(theme), weight="bold")
            for key, x in zip(("pooling", "strided"), groups, strict=True):
                text = story.label("quoted", said=story.label(f"said_{said}_{key}"))
                put(ax, x, y, text, theme, size=small, colour=theme.muted, align="center")
        y = _measured(ax, story, theme, box, y, row, centres, groups)
    return y


def _rule(ax: Axes, box: Box, y: float, theme: Theme) -> None:
    ax.add_line(Line2D([box.left, box.right], [y, y], color=theme.line, linewidth=HAIR))


def _measured(
    ax: Axes, story: Story, theme: Theme, box: Box, top: float, row: dict[str, Any],
    centres: list[float], groups: tuple[float, float],
) -> float:  # fmt: skip
    size = 1.15 * body_size(theme)
    y = top + 1.45 * size
    measure = story.label(f"{row['measure']}_row", **story["page"].values)
    put(ax, box.left, y, measure, theme, size=small_size(theme), colour=theme.muted)
    whole = len(row["cells"]) == len(centres)
    places = centres if whole else list(groups)
    ways = WAYS if whole else ("", WAYS[-1])
    for numbers, x, way in zip(row["cells"], places, ways, strict=True):
        colour = colour_of(way, theme) if way else theme.muted
        text = " → ".join(story.said(written(row["measure"], number)) for number in numbers)
        put(ax, x, y, text, theme, size=size, weight="bold", align="center")
        _track(ax, row["ends"], numbers, x, y + 6.5, colour, theme)
    return top + ROW


def _track(
    ax: Axes, ends: tuple[float, float], numbers: tuple[float, ...], x: float, y: float,
    colour: str, theme: Theme,
) -> None:  # fmt: skip
    """A scale shared by the row, with a dot for each number; the last is the darker one."""
    left = x - TRACK / 2
    ax.add_line(Line2D([left, left + TRACK], [y, y], color=theme.line, linewidth=1.4))
    places = [left + TRACK * (number - ends[0]) / (ends[1] - ends[0]) for number in numbers]
    pale = mix(colour, theme.background, 0.5)
    if len(places) > 1:
        ax.add_line(Line2D(places, [y] * len(places), color=pale, linewidth=1.8))
    for k, place in enumerate(places):
        ink = colour if k == len(places) - 1 else pale
        ax.add_patch(Circle((place, y), 2.5, facecolor=ink, linewidth=0, zorder=3))

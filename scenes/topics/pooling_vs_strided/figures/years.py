"""Panel and figure: known networks by year, each split into pooling and steps of convolutions."""

from functools import partial

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Rectangle

from scenes.beats import Story
from scenes.page.lettering import (
    body_size,
    put,
    small_size,
    width_of,
)
from scenes.page.marks import HAIR
from scenes.page.sheet import Box
from scenes.page.single import draw_single
from scenes.theme import LIGHT, Theme

BRICK, GAP = 6.0, 1.4
FILL = 0.78
"""How much of a year's place its bricks take."""


def years(ax: Axes, story: Story, theme: Theme, box: Box, brick: float = BRICK) -> float:
    """Stack a brick a network over its year; return the y of the end."""
    beat = story["usage"]
    shown, size, small = beat.data["years"], body_size(theme), small_size(theme)
    step = box.width / len(shown)
    tallest = max(len(year["networks"]) for year in shown)
    foot = box.top + 2.6 * size + tallest * (brick + GAP)
    _legend(ax, story, theme, box)
    for k, year in enumerate(shown):
        x = box.left + (k + 0.5) * step
        for n, network in enumerate(year["networks"]):
            left, top = x - FILL * step / 2, foot - (n + 1) * (brick + GAP)
            for share, colour in (
                (network["share"], theme.winner), (1 - network["share"], theme.window),
            ):  # fmt: skip
                if share > 0:
                    ax.add_patch(Rectangle((left, top), share * FILL * step, brick,
                                           facecolor=colour, linewidth=0))  # fmt: skip
                left += share * FILL * step
        put(ax, x, foot + 1.4 * small, str(year["year"]), theme, size=small, colour=theme.muted,
            align="center")  # fmt: skip
    ax.add_line(Line2D([box.left, box.right], [foot, foot], color=theme.muted, linewidth=HAIR))
    _eras(ax, story, theme, box, step, foot, brick)
    return foot + 1.6 * small


def _legend(ax: Axes, story: Story, theme: Theme, box: Box) -> None:
    size, right = small_size(theme), box.right
    for key, colour in (("steps_stride", theme.window), ("steps_pool", theme.winner)):
        text = story.label(key)
        right -= width_of(text, theme, size)
        put(ax, right, box.top + size, text, theme, size=size, colour=theme.muted)
        right -= 14
        ax.add_patch(Rectangle((right, box.top + size - 6), 10, 6, facecolor=colour, linewidth=0))
        right -= 14


def _eras(
    ax: Axes, story: Story, theme: Theme, box: Box, step: float, foot: float, brick: float
) -> None:
    """Over each era its share of pooling."""
    beat = story["usage"]
    shown = beat.data["years"]
    values = beat.values
    texts = (
        story.label("until", year=values["early"]),
        story.label("between", years=values["middle"]),
        story.label("since", year=values["late"]),
    )
    for era, text in zip(beat.data["eras"], texts, strict=True):
        inside = [k for k, one in enumerate(shown) if era["from"] <= one["year"] <= era["to"]]
        tallest = max(len(shown[k]["networks"]) for k in inside)
        x = box.left + step * (inside[0] + inside[-1] + 1) / 2
        y = foot - tallest * (brick + GAP) - 4
        share = f"{round(100 * era['share'])} %"
        size, small = 1.2 * body_size(theme), small_size(theme)
        line = f"{share}  "
        whole = width_of(line, theme, size, "bold") + width_of(text, theme, small)
        put(ax, x - whole / 2, y, share, theme, size=size, weight="bold", colour=theme.winner)
        put(ax, x - whole / 2 + width_of(line, theme, size, "bold"), y, text, theme, size=small,
            colour=theme.muted)  # fmt: skip


def usage(story: Story, theme: Theme = LIGHT) -> Figure:
    """Networks by year of publication, and how much of what shrinks their maps is pooling.

    Args:
        story: of pooling_vs_strided.
        theme: the look.

    Returns:
        A figure as wide as a text column.
    """
    return draw_single(story, theme, "usage", "usage", partial(years, brick=2 * BRICK))

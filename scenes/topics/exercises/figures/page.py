"""The five answers on one page."""

from matplotlib.axes import Axes
from matplotlib.figure import Figure

from scenes.beats import Story
from scenes.page.lettering import put, small_size
from scenes.page.panels import Panel
from scenes.page.sheet import Box
from scenes.page.whole import draw_page
from scenes.theme import LIGHT, Theme
from scenes.topics.exercises.figures.board import board
from scenes.topics.exercises.figures.falls import falls
from scenes.topics.exercises.figures.net import draw_net
from scenes.topics.exercises.figures.race import race
from scenes.topics.exercises.figures.seen import seen
from scenes.topics.exercises.story import BASELINE

NET = 340.0
"""Points of the network's width."""


def heart(ax: Axes, story: Story, theme: Theme, box: Box) -> float:
    """The network from which every swap starts."""
    data = story["hook"].data
    base = data["parts"][BASELINE]
    room = Box(box.centre[0] - NET / 2, box.top, NET, 0)
    return draw_net(ax, base, base, data["photo"], theme, room)


def legended(ax: Axes, story: Story, theme: Theme, box: Box) -> float:
    """The board, and under it how rows are compared."""
    y = board(ax, story, theme, box)
    size = small_size(theme)
    key = "legend" if story["page"].values["seeds"] > 1 else "legend_once"
    put(ax, box.right, y + 1.2 * size, story.label(key), theme, size=size, colour=theme.muted,
        align="right")  # fmt: skip
    return y + 1.4 * size


PANELS = (
    Panel("page", "swaps", 0.0, legended),
    Panel("by_hand", "by_hand", 1.0, race),
    Panel("head", "head", 1.0, falls),
    Panel("maps", "maps", 0.0, seen),
)


def page(story: Story, theme: Theme = LIGHT) -> Figure:
    """The network, and an answer to each question.

    Args:
        story: of exercises.
        theme: the look.

    Returns:
        A figure as wide as a text column, as tall as its panels ask for.
    """
    return draw_page(story, theme, ("hook",), PANELS, heart)

"""The five answers on one page."""

from matplotlib.axes import Axes
from matplotlib.figure import Figure

from scenes.beats import Story
from scenes.page.lettering import put, small_size
from scenes.page.panels import Panel, draw_credit, draw_head, draw_panels
from scenes.page.sheet import COLUMN, MARGIN, Box, finish, new_sheet
from scenes.theme import LIGHT, Theme
from scenes.topics.exercises.figures.board import board
from scenes.topics.exercises.figures.falls import falls
from scenes.topics.exercises.figures.net import draw_net
from scenes.topics.exercises.figures.race import race
from scenes.topics.exercises.figures.seen import seen
from scenes.topics.exercises.story import BASELINE


def legended(ax: Axes, story: Story, theme: Theme, box: Box) -> float:
    """The board, and under it how rows are compared."""
    y = board(ax, story, theme, box)
    size = small_size(theme)
    key = "legend" if story["page"].values["seeds"] > 1 else "legend_once"
    put(ax, box.right, y + 1.2 * size, story.label(key), theme, size=size, colour=theme.muted,
        align="right")  # fmt: skip
    return y + 1.4 * size


NET = 340.0
"""Points of the network's width."""
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
    ax = new_sheet(theme)
    y = draw_head(ax, story, theme, story.caption("hook"))
    data = story["hook"].data
    base = data["parts"][BASELINE]
    room = Box((COLUMN - NET) / 2, y, NET, 0)
    y = draw_net(ax, base, base, data["photo"], theme, room)
    y = draw_panels(ax, story, theme, y, PANELS)
    return finish(ax, draw_credit(ax, story, theme, y) + MARGIN)

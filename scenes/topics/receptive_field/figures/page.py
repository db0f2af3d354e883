"""The whole idea on one page: the account of one unit, and a panel for what follows from it."""

from matplotlib.figure import Figure

from scenes.beats import Story
from scenes.page.panels import Panel, draw_credit, draw_head, draw_panels
from scenes.page.sheet import COLUMN, MARGIN, Box, finish, new_sheet
from scenes.theme import LIGHT, Theme
from scenes.topics.receptive_field.figures.account import account
from scenes.topics.receptive_field.figures.dilation import dilation
from scenes.topics.receptive_field.figures.influence import influence
from scenes.topics.receptive_field.figures.leap import leap
from scenes.topics.receptive_field.figures.nested import nested

PANELS = (
    Panel("leap", "leap", 1.0, leap),
    Panel("dilation", "dilation", 1.0, dilation),
    Panel("effective", "hill", 1.0, influence),
    Panel("networks", "networks", 1.0, nested),
)


def page(story: Story, theme: Theme = LIGHT) -> Figure:
    """The box of one unit with its account, and beneath it what makes it grow and what fills it.

    Args:
        story: of receptive fields.
        theme: the look.

    Returns:
        A figure as wide as a text column, as tall as its panels ask for.
    """
    ax = new_sheet(theme)
    y = draw_head(ax, story, theme, f"{story.caption('hook')} {story.caption('growing')}")
    y = account(ax, story, theme, Box(MARGIN, y, COLUMN - 2 * MARGIN, 0))
    y = draw_panels(ax, story, theme, y, PANELS)
    return finish(ax, draw_credit(ax, story, theme, y) + MARGIN)

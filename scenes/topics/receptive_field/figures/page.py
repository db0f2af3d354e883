"""The whole idea on one page: the account of one unit, and a panel for what follows from it."""

from matplotlib.figure import Figure

from scenes.beats import Story
from scenes.page.panels import Panel
from scenes.page.whole import draw_page
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
    return draw_page(story, theme, ("hook", "growing"), PANELS, account)

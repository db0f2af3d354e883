"""The whole idea on one page: a heart, and a panel for every other beat that the story has."""

from matplotlib.figure import Figure

from scenes.beats import Story
from scenes.page.panels import Panel
from scenes.page.whole import draw_page
from scenes.theme import LIGHT, Theme
from scenes.topics.average_pooling.figures.areas import areas
from scenes.topics.average_pooling.figures.border import border
from scenes.topics.average_pooling.figures.everywhere import everywhere
from scenes.topics.average_pooling.figures.hero import hero
from scenes.topics.average_pooling.figures.smooth import smooth

PANELS = (
    Panel("smooth", "smooth", 1.0, smooth),
    Panel("head", "head", 1.0, areas),
    Panel("border", "border", 0.0, border),
    Panel("everywhere", "everywhere", 0.0, everywhere),
)


def page(story: Story, theme: Theme = LIGHT) -> Figure:
    """Input, window, level and output, and beneath them what follows from the mean.

    Args:
        story: of average pooling; beats that it lacks leave no hole.
        theme: the look.

    Returns:
        A figure as wide as a text column, as tall as its panels ask for.
    """
    return draw_page(story, theme, ("window", "step"), PANELS, hero)

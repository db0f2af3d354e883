"""The whole idea on one page: a heart, and a panel for every other beat that the story has."""

from matplotlib.figure import Figure

from scenes.beats import Story
from scenes.page.panels import Panel
from scenes.page.whole import draw_page
from scenes.theme import LIGHT, Theme
from scenes.topics.max_pooling.figures.border import border
from scenes.topics.max_pooling.figures.forgiving import forgiving
from scenes.topics.max_pooling.figures.gradient import gradient
from scenes.topics.max_pooling.figures.hero import hero
from scenes.topics.max_pooling.figures.overlap import overlap
from scenes.topics.max_pooling.figures.real import real

PANELS = (
    Panel("overlap", "overlap", 1.0, overlap),
    Panel("border", "border", 1.0, border),
    Panel("real", "real", 0.0, real),
    Panel("forgiving", "shift", 1.05, forgiving),
    Panel("gradient", "gradient", 1.0, gradient),
)


def page(story: Story, theme: Theme = LIGHT) -> Figure:
    """Input, window, rule and output, and beneath them what follows from the rule.

    Args:
        story: of max pooling; beats that it lacks leave no hole.
        theme: the look.

    Returns:
        A figure as wide as a text column, as tall as its panels ask for.
    """
    return draw_page(story, theme, ("window", "step"), PANELS, hero)

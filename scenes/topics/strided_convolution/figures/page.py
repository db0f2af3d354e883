"""The whole idea on one page: a weighed window, and a panel for what follows from it."""

from matplotlib.figure import Figure

from scenes.beats import Story
from scenes.page.panels import Panel
from scenes.page.whole import draw_page
from scenes.theme import LIGHT, Theme
from scenes.topics.strided_convolution.figures.beside import draw_outputs
from scenes.topics.strided_convolution.figures.hero import hero
from scenes.topics.strided_convolution.figures.kernels import draw_kernels
from scenes.topics.strided_convolution.figures.panels import cost, real, skip

PANELS = (
    Panel("skip", "skip", 1.0, skip),
    Panel("cost", "cost", 1.0, cost),
    Panel("beside", "beside", 1.0, draw_outputs),
    Panel("learned", "learned", 1.0, draw_kernels),
    Panel("real", "real", 0.0, real),
)


def page(story: Story, theme: Theme = LIGHT) -> Figure:
    """Input, kernel, sum and output, and beneath them what a stride skips, costs and may learn.

    Args:
        story: of strided convolution; beats that it lacks leave no hole.
        theme: the look.

    Returns:
        A figure as wide as a text column, as tall as its panels ask for.
    """
    return draw_page(story, theme, ("multiply", "step"), PANELS, hero)

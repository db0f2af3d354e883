"""The whole idea on one page: a panel for every reason."""

from matplotlib.figure import Figure

from scenes.beats import Story
from scenes.page.panels import Panel
from scenes.page.whole import draw_page
from scenes.theme import LIGHT, Theme
from scenes.topics.why_pooling.figures.curve import curve
from scenes.topics.why_pooling.figures.field import field
from scenes.topics.why_pooling.figures.price import cost
from scenes.topics.why_pooling.figures.shifts import forgives
from scenes.topics.why_pooling.figures.zeros import zeros

PANELS = (
    Panel("forgives", "forgives", 0.0, forgives),
    Panel("curve", "curve", 0.0, curve),
    Panel("zeros", "zeros_head", 0.0, zeros),
    Panel("cost", "cost", 1.0, cost),
    Panel("field", "field", 1.0, field),
)


def page(story: Story, theme: Theme = LIGHT) -> Figure:
    """A shift forgiven, real answers that move, zeros counted, work spared, a wider view.

    Args:
        story: of why_pooling; beats that it lacks leave no hole.
        theme: the look.

    Returns:
        A figure as wide as a text column, as tall as its panels ask for.
    """
    return draw_page(story, theme, ("moves",), PANELS)

"""Two heads to scale, as a figure of their own."""

from functools import partial

from matplotlib.figure import Figure

from scenes.beats import Story
from scenes.page.panels import Panel, draw_panels
from scenes.page.sheet import MARGIN, finish, new_sheet
from scenes.page.single import draw_panel
from scenes.theme import LIGHT, Theme
from scenes.topics.average_pooling.figures.areas import areas
from scenes.topics.average_pooling.figures.learned import learned


def heads(story: Story, theme: Theme = LIGHT) -> Figure:
    """What a dense head learns, and one layer after global average pooling, as areas.

    Args:
        story: of average pooling.
        theme: the look.

    Returns:
        A figure as wide as a text column.
    """
    ax = new_sheet(theme)
    y = draw_panel(ax, story, theme, "head", story.label("head"), partial(areas, largest=SIDE))
    y = draw_panels(ax, story, theme, y, (Panel("learned", "learned", 0.0, learned),))
    return finish(ax, y + MARGIN)


SIDE = 236.0
"""Points along the edge of the dense head's square."""

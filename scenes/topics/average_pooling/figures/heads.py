"""Two heads to scale, as a figure of their own."""

from matplotlib.figure import Figure

from scenes.beats import Story
from scenes.page.lettering import capital, heading_size, paragraph, put
from scenes.page.panels import Panel, draw_panels
from scenes.page.sheet import COLUMN, MARGIN, Box, finish, new_sheet
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
    size, room = heading_size(theme), COLUMN - 2 * MARGIN
    y = MARGIN + size
    put(ax, MARGIN, y, capital(story.label("head")), theme, size=size, weight="bold")
    y = paragraph(ax, MARGIN, y + 1.4 * size, story.caption("head"), theme, width=room,
                  size=0.9 * size, colour=theme.muted)  # fmt: skip
    y = areas(ax, story, theme, Box(MARGIN, y, room, 0), SIDE)
    y = draw_panels(ax, story, theme, y, (Panel("learned", "learned", 0.0, learned),))
    return finish(ax, y + MARGIN)


SIDE = 236.0
"""Points along the edge of the dense head's square."""

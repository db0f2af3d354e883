"""Theory and measurement side by side, as a figure of their own."""

from matplotlib.figure import Figure

from scenes.beats import Story
from scenes.page.lettering import capital, heading_size, paragraph, put
from scenes.page.panels import draw_credit
from scenes.page.sheet import COLUMN, MARGIN, Box, finish, new_sheet
from scenes.theme import LIGHT, Theme
from scenes.topics.receptive_field.figures.influence import influence


def effective_field(story: Story, theme: Theme = LIGHT) -> Figure:
    """The box that a unit can see beside how much each pixel moves it.

    Args:
        story: of receptive fields.
        theme: the look.

    Returns:
        A figure as wide as a text column.
    """
    ax = new_sheet(theme)
    size, room = heading_size(theme), COLUMN - 2 * MARGIN
    y = MARGIN + size
    heading = story.label(
        "measured", layer=story["hook"].values["layer"], network=story["page"].values["network"]
    )
    put(ax, MARGIN, y, capital(heading), theme, size=size, weight="bold")
    y = paragraph(ax, MARGIN, y + 1.4 * size, story.caption("effective"), theme, width=room,
                  size=0.9 * size, colour=theme.muted)  # fmt: skip
    y = influence(ax, story, theme, Box(MARGIN, y, room, 0))
    return finish(ax, draw_credit(ax, story, theme, y) + MARGIN)

"""A figure of one panel: its heading, what is told, and the drawing."""

from matplotlib.axes import Axes
from matplotlib.figure import Figure

from scenes.beats import Story
from scenes.page.lettering import capital, heading_size, paragraph, put
from scenes.page.panels import Draw
from scenes.page.sheet import COLUMN, MARGIN, Box, finish, new_sheet
from scenes.theme import Theme

WIDTH = COLUMN - 2 * MARGIN


def draw_heading(ax: Axes, theme: Theme, heading: str, top: float = MARGIN) -> float:
    """A heading at the left margin; return the y of its baseline."""
    size = heading_size(theme)
    put(ax, MARGIN, top + size, capital(heading), theme, size=size, weight="bold")
    return top + size


def draw_panel(
    ax: Axes, story: Story, theme: Theme, beat: str, heading: str, draw: Draw, top: float = MARGIN
) -> float:
    """A heading, the beat's words and a drawing across the sheet; return the y of the end."""
    size = heading_size(theme)
    y = draw_heading(ax, theme, heading, top) + 1.4 * size
    y = paragraph(ax, MARGIN, y, story.caption(beat), theme, width=WIDTH, size=0.9 * size,
                  colour=theme.muted)  # fmt: skip
    return draw(ax, story, theme, Box(MARGIN, y, WIDTH, 0))


def draw_single(story: Story, theme: Theme, beat: str, heading: str, draw: Draw) -> Figure:
    """A figure of one beat, as wide as a text column.

    Args:
        story: what is told.
        theme: the look.
        beat: whose words stand under the heading.
        heading: the label that is set as heading.
        draw: draws the beat.
    """
    ax = new_sheet(theme)
    return finish(ax, draw_panel(ax, story, theme, beat, story.label(heading), draw) + MARGIN)

"""A topic on one page: what is told first, its heart, and a panel for every other beat."""

from collections.abc import Sequence

from matplotlib.figure import Figure

from scenes.beats import Story
from scenes.page.panels import Draw, Panel, draw_credit, draw_head, draw_panels
from scenes.page.sheet import COLUMN, MARGIN, Box, finish, new_sheet
from scenes.theme import Theme

_WITHOUT_A_HEART = 6.0
"""Points that the first panel moves up where nothing stands above it."""


def draw_page(
    story: Story,
    theme: Theme,
    told: Sequence[str],
    panels: tuple[Panel, ...],
    heart: Draw | None = None,
) -> Figure:
    """A page; beats that the story lacks leave no hole.

    Args:
        story: what is told.
        theme: the look.
        told: the beats whose words stand under the title.
        panels: in the order in which they are read.
        heart: draws what stands above them, across the page.

    Returns:
        A figure as wide as a text column, as tall as its panels ask for.
    """
    ax = new_sheet(theme)
    y = draw_head(ax, story, theme, " ".join(story.caption(beat) for beat in told))
    if heart is None:
        y -= _WITHOUT_A_HEART
    else:
        y = heart(ax, story, theme, Box(MARGIN, y, COLUMN - 2 * MARGIN, 0))
    y = draw_panels(ax, story, theme, y, panels)
    if "hook" in story:  # a photo has a source; a table of the user's has none to name
        y = draw_credit(ax, story, theme, y)
    return finish(ax, y + MARGIN)

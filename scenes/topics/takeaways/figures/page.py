"""The poster: five rows, each a picture, its line and the number that earned it."""

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D

from scenes.beats import Story
from scenes.page.lettering import (
    body_size,
    heading_size,
    paragraph,
    put,
)
from scenes.page.marks import HAIR
from scenes.page.panels import draw_credit, draw_title, note_panel
from scenes.page.sheet import COLUMN, MARGIN, Box, finish, new_sheet
from scenes.theme import LIGHT, Theme
from scenes.topics.takeaways.figures.evidence import EVIDENCE
from scenes.topics.takeaways.figures.pictures import PICTURES
from scenes.topics.takeaways.story import LINES

PICTURE = Box(MARGIN, 0, 158, 105)
WORDS = PICTURE.right + 24
"""Where the words of a row begin."""
ROW = 13.0
"""Points between two rows."""
FIGURE = 30.0
"""Type size of the numbers."""
PROOF = 104.0
"""Points that the evidence at the right of a row is wide."""


def page(story: Story, theme: Theme = LIGHT) -> Figure:
    """The five lines to remember, each beside its picture, and the closing sentence.

    Args:
        story: of the takeaways.
        theme: the look.

    Returns:
        A figure as wide as a text column.
    """
    ax = new_sheet(theme)
    y = draw_title(ax, story, theme) + 8
    for place, name in enumerate(LINES):
        y = _row(ax, story, theme, place, name, y + ROW / 2)
    y = _closing(ax, story, theme, y + ROW)
    return finish(ax, draw_credit(ax, story, theme, y) + MARGIN)


def _row(ax: Axes, story: Story, theme: Theme, place: int, name: str, top: float) -> float:
    """A picture and its words, under a rule; return the y of the end."""
    ax.add_line(Line2D([MARGIN, COLUMN - MARGIN], [top, top], color=theme.line, linewidth=HAIR))
    top += ROW / 2
    box = Box(PICTURE.left, top, PICTURE.width, PICTURE.height)
    beat = story[name]
    PICTURES[name](ax, story, theme, box)
    size = 1.25 * heading_size(theme)
    y = top + 1.05 * size
    number = str(place + 1)
    put(ax, WORDS, y, number, theme, size=size, colour=theme.window, weight="black")
    put(ax, WORDS + 17, y, story.label(name), theme, size=size, weight="bold")
    y += FIGURE + 10
    figure = story.label(f"{name}_figure", **beat.values)
    put(ax, WORDS + 17, y, figure, theme, size=FIGURE, colour=theme.output, weight="black")
    paragraph(
        ax, WORDS + 17, y + 17, story.label(f"{name}_note", **beat.values), theme,
        width=COLUMN - MARGIN - WORDS - 17 - PROOF - 14, size=body_size(theme), colour=theme.muted,
    )  # fmt: skip
    EVIDENCE[name](
        ax, story, theme,
        Box(COLUMN - MARGIN - PROOF, top + 2.2 * size, PROOF, PICTURE.height - 2.2 * size - 6),
    )  # fmt: skip
    rule = top - ROW / 2
    note_panel(ax, name, Box(MARGIN, rule, COLUMN - 2 * MARGIN, box.bottom - rule))
    return box.bottom


def _closing(ax: Axes, story: Story, theme: Theme, top: float) -> float:
    """The sentence that is left of it all; return the y of its last line."""
    ax.add_line(Line2D([MARGIN, COLUMN - MARGIN], [top, top], color=theme.line, linewidth=HAIR))
    size = 1.35 * heading_size(theme)
    y = top + 1.9 * size
    for part in (1, 2):
        put(ax, COLUMN / 2, y, story.label(f"closing_{part}"), theme, size=size, weight="bold",
            align="center")  # fmt: skip
        y += 1.4 * size
    return y - size

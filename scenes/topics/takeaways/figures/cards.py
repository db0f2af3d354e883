"""Six cards to cut out: the five lines with their pictures, and the closing sentence."""

from matplotlib.axes import Axes
from matplotlib.figure import Figure

from scenes.beats import Story
from scenes.page.lettering import (
    LEADING,
    Weight,
    body_size,
    heading_size,
    put,
    small_size,
    width_of,
    wrapped,
)
from scenes.page.marks import HAIR, outline
from scenes.page.panels import draw_credit
from scenes.page.sheet import COLUMN, MARGIN, Box, finish, new_sheet
from scenes.theme import LIGHT, Theme
from scenes.topics.takeaways.figures.pictures import PICTURES
from scenes.topics.takeaways.story import LINES

CARD = Box(0, 0, (COLUMN - 2 * MARGIN) / 2, 207)
INSIDE = 12.0
"""Points between the edge of a card and what is on it."""
PICTURE = 122.0
"""Points that its picture is high."""


def cards(story: Story, theme: Theme = LIGHT) -> Figure:
    """The takeaways as cards, two in a row, on dashed lines to cut along.

    Args:
        story: of the takeaways.
        theme: the look.

    Returns:
        A figure as wide as a text column.
    """
    ax = new_sheet(theme)
    for place, name in enumerate((*LINES, "closing")):
        row, col = divmod(place, 2)
        box = Box(MARGIN + col * CARD.width, MARGIN + row * CARD.height, CARD.width, CARD.height)
        outline(ax, box, theme.padding, width=HAIR, radius=0.1, dashed=True)
        inner = box.grown(-INSIDE)
        if name == "closing":
            _closing(ax, story, theme, inner)
        else:
            _card(ax, story, theme, place, name, inner)
    foot = MARGIN + 3 * CARD.height
    return finish(ax, draw_credit(ax, story, theme, foot) + MARGIN)


def _card(ax: Axes, story: Story, theme: Theme, place: int, name: str, box: Box) -> None:
    """A picture, and under it the line, its number and what that counts."""
    beat, size = story[name], heading_size(theme)
    PICTURES[name](ax, story, theme, Box(box.left, box.top, box.width, PICTURE))
    y = box.top + PICTURE + 1.9 * size
    put(ax, box.left, y, str(place + 1), theme, size=size, colour=theme.window, weight="black")
    put(ax, box.left + 13, y, story.label(name), theme, size=size, weight="bold")
    figure, large = story.label(f"{name}_figure", **beat.values), 2.1 * size
    y += 2.75 * size
    put(ax, box.left, y, figure, theme, size=large, colour=theme.output, weight="black")
    start = box.left + width_of(figure, theme, large, "black") + 9
    note, small = story.label(f"{name}_note", **beat.values), small_size(theme)
    lines = _even(note, theme, small, box.right - start, "regular")
    for k, line in enumerate(reversed(lines)):
        put(ax, start, y - LEADING * small * k, line, theme, size=small, colour=theme.muted)


def _closing(ax: Axes, story: Story, theme: Theme, box: Box) -> None:
    """The sentence in the middle of the last card."""
    size = 1.45 * heading_size(theme)
    parts = [story.label(f"closing_{part}") for part in (1, 2)]
    lines = [line for part in parts for line in _even(part, theme, size, box.width, "bold")]
    y = box.centre[1] - (len(lines) - 1) * 0.7 * size
    for line in lines:
        put(ax, box.centre[0], y, line, theme, size=size, weight="bold", align="center")
        y += 1.4 * size
    put(ax, box.centre[0], box.bottom - 2, story.title(), theme, size=body_size(theme),
        colour=theme.muted, align="center")  # fmt: skip


def _even(text: str, theme: Theme, size: float, width: float, weight: Weight) -> list[str]:
    """A text in as few lines as fit a width, about equally long."""
    lines = wrapped(text, theme, size, width, weight)
    while len(shorter := wrapped(text, theme, size, 0.97 * width, weight)) == len(lines) > 1:
        lines, width = shorter, 0.97 * width
    return lines

"""Figures of one answer each: the swaps, the gap, the race, the maps."""

from matplotlib.figure import Figure

from scenes.beats import Story
from scenes.page.lettering import capital, heading_size, paragraph, put
from scenes.page.panels import Draw
from scenes.page.sheet import COLUMN, MARGIN, Box, finish, new_sheet
from scenes.theme import LIGHT, Theme
from scenes.topics.exercises.figures.falls import falls
from scenes.topics.exercises.figures.page import legended
from scenes.topics.exercises.figures.race import race as draw_race
from scenes.topics.exercises.figures.seen import seen


def swaps(story: Story, theme: Theme = LIGHT) -> Figure:
    """Six networks, each seed a dot, and what each asks for.

    Args:
        story: of exercises.
        theme: the look.

    Returns:
        A figure as wide as a text column.
    """
    return _single(story, theme, "page", "swaps", legended)


def gap(story: Story, theme: Theme = LIGHT) -> Figure:
    """Every run of two heads, from learned to new pictures.

    Args:
        story: of exercises.
        theme: the look.

    Returns:
        A figure as wide as a text column.
    """
    return _single(story, theme, "head", "head", falls)


def race(story: Story, theme: Theme = LIGHT) -> Figure:
    """Max pooling by hand against PyTorch's.

    Args:
        story: of exercises.
        theme: the look.

    Returns:
        A figure as wide as a text column.
    """
    return _single(story, theme, "by_hand", "by_hand", draw_race)


def maps(story: Story, theme: Theme = LIGHT) -> Figure:
    """What one unit a depth of a trained network answers to.

    Args:
        story: of exercises.
        theme: the look.

    Returns:
        A figure as wide as a text column.
    """
    return _single(story, theme, "maps", "maps", seen)


def _single(story: Story, theme: Theme, beat: str, heading: str, draw: Draw) -> Figure:
    ax = new_sheet(theme)
    size, room = heading_size(theme), COLUMN - 2 * MARGIN
    y = MARGIN + size
    put(ax, MARGIN, y, capital(story.label(heading)), theme, size=size, weight="bold")
    y = paragraph(ax, MARGIN, y + 1.4 * size, story.caption(beat), theme, width=room,
                  size=0.9 * size, colour=theme.muted)  # fmt: skip
    return finish(ax, draw(ax, story, theme, Box(MARGIN, y, room, 0)) + MARGIN)

"""Figures of one answer each: the swaps, the gap, the race, the maps."""

from matplotlib.figure import Figure

from scenes.beats import Story
from scenes.page.single import draw_single
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
    return draw_single(story, theme, "page", "swaps", legended)


def gap(story: Story, theme: Theme = LIGHT) -> Figure:
    """Every run of two heads, from learned to new pictures.

    Args:
        story: of exercises.
        theme: the look.

    Returns:
        A figure as wide as a text column.
    """
    return draw_single(story, theme, "head", "head", falls)


def race(story: Story, theme: Theme = LIGHT) -> Figure:
    """Max pooling by hand against PyTorch's.

    Args:
        story: of exercises.
        theme: the look.

    Returns:
        A figure as wide as a text column.
    """
    return draw_single(story, theme, "by_hand", "by_hand", draw_race)


def maps(story: Story, theme: Theme = LIGHT) -> Figure:
    """What one unit a depth of a trained network answers to.

    Args:
        story: of exercises.
        theme: the look.

    Returns:
        A figure as wide as a text column.
    """
    return draw_single(story, theme, "maps", "maps", seen)

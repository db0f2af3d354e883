"""The whole idea on one page: the table with what was measured, and where it was measured."""

from matplotlib.axes import Axes
from matplotlib.figure import Figure

from scenes.beats import Story
from scenes.page.panels import ROW, Panel
from scenes.page.sheet import Box
from scenes.page.whole import draw_page
from scenes.theme import LIGHT, Theme
from scenes.topics.pooling_vs_strided.figures.edges import edges
from scenes.topics.pooling_vs_strided.figures.networks import learned, trained
from scenes.topics.pooling_vs_strided.figures.shifts import curves
from scenes.topics.pooling_vs_strided.figures.table import table

PANELS = (
    Panel("invariance", "invariance", 0.0, curves),
    Panel("sharpness", "sharpness", 0.0, edges),
    Panel("learned", "learned_head", 1.0, learned),
    Panel("trained", "trained_head", 1.0, trained),
)


def heart(ax: Axes, story: Story, theme: Theme, box: Box) -> float:
    """The table; its last row leaves the room below it itself."""
    return table(ax, story, theme, box) - ROW


def page(story: Story, theme: Theme = LIGHT) -> Figure:
    """The table, and under it shifts, edges, learned strides and trained networks.

    Args:
        story: of pooling_vs_strided; beats that it lacks leave no hole.
        theme: the look.

    Returns:
        A figure as wide as a text column, as tall as its panels ask for.
    """
    return draw_page(story, theme, ("page",), PANELS, heart)

"""The whole idea on one page: the levels to scale, and a panel for what follows from them."""

from matplotlib.axes import Axes
from matplotlib.figure import Figure

from scenes.beats import Story
from scenes.page.lettering import body_size, put
from scenes.page.panels import Panel
from scenes.page.sheet import Box
from scenes.page.whole import draw_page
from scenes.theme import LIGHT, Theme
from scenes.topics.zoom_out.figures.panels import afar, edges, merge
from scenes.topics.zoom_out.figures.row import row
from scenes.topics.zoom_out.figures.steps import draw_few_steps

PLAN_LINES, PLAN_COLUMNS = 9, 3


def plan(ax: Axes, story: Story, theme: Theme, box: Box) -> float:
    """The lecture's plan; return the y of its last line."""
    size = body_size(theme)
    pitch, lines = box.width / PLAN_COLUMNS, -(-PLAN_LINES // PLAN_COLUMNS)
    for k in range(PLAN_LINES):
        column, line = divmod(k, lines)
        x, y = box.left + column * pitch, box.top + size + 1.5 * line * size
        put(ax, x, y, str(k + 1), theme, size=size, colour=theme.window, weight="bold")
        put(ax, x + 12, y, story.label(f"plan_{k + 1}"), theme, size=size)
    return box.top + size + 1.5 * (lines - 1) * size


PANELS = (
    Panel("again", "again", 0.0, draw_few_steps),
    Panel("merge", "merge", 1.25, merge),
    Panel("painting", "painting", 1.0, afar),
    Panel("edges", "edges", 0.0, edges),
    Panel("page", "plan", 0.0, plan),
)


def page(story: Story, theme: Theme = LIGHT) -> Figure:
    """The levels in a row, and beneath them how they come about and what they are good for.

    Args:
        story: of zooming out.
        theme: the look.

    Returns:
        A figure as wide as a text column, as tall as its panels ask for.
    """
    return draw_page(story, theme, ("hook", "pyramid"), PANELS, row)

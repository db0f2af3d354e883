"""Panel and figure: the next layer with and without pooling, as areas to scale."""

from functools import partial
from math import sqrt

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from scenes.beats import Story
from scenes.page.lettering import body_size, heading_size, put, width_of
from scenes.page.marks import mix
from scenes.page.sheet import MARGIN, Box, finish, new_sheet
from scenes.page.single import draw_panel
from scenes.theme import LIGHT, Theme

SIDE, LARGE = 88.0, 190.0
"""Points along the larger square's edge, in a panel and in a figure of its own."""
GAP = 12.0


def cost(ax: Axes, story: Story, theme: Theme, box: Box, largest: float = SIDE) -> float:
    """Draw the smaller square in the larger one's corner, told at the right; return the end's y."""
    beat = story["cost"]
    values = beat.values
    plain, pooled = beat.data["multiply_adds"]
    size = body_size(theme)
    told = [
        [
            story.label(key),
            story.label("maps", shape=values[f"maps_{key}"]),
            story.label("multiply_adds", count=values[key]),
            story.label("memory", count=values[f"memory_{key}"]),
        ]
        for key in ("without", "with")
    ]
    words = max(width_of(line, theme, size, "bold") for lines in told for line in lines)
    side = min(largest, box.width - words - GAP)
    height = max(side, 9.6 * size)
    top = box.top + 2
    foot = top + height
    for share, colour in (
        (1.0, mix(theme.muted, theme.background, 0.4)),
        (sqrt(pooled / plain), theme.output),
    ):
        edge = side * share
        ax.add_patch(Rectangle((box.left, foot - edge), edge, edge, facecolor=colour, linewidth=0))
    for k, lines in enumerate(told):
        y = top + size if k == 0 else foot - 3.6 * size
        for line in lines:
            bold = line is lines[0]
            ink = theme.output if bold and k else theme.text
            put(ax, box.left + side + GAP, y, line, theme, size=size, colour=ink,
                weight="bold" if bold else "regular")  # fmt: skip
            y += 1.25 * size
    return foot + 2


def price(story: Story, theme: Theme = LIGHT) -> Figure:
    """What the layer after a pooling costs, and what it would cost without it.

    Args:
        story: of why_pooling.
        theme: the look.

    Returns:
        A figure as wide as a text column.
    """
    ax = new_sheet(theme)
    size = heading_size(theme)
    heading = f"{story['cost'].values['network']} · {story['cost'].values['layer']}"
    y = draw_panel(ax, story, theme, "cost", heading, partial(cost, largest=LARGE)) + 1.6 * size
    whole = story.label("whole", times=story["cost"].values["whole_times"])
    put(ax, MARGIN, y, whole, theme, size=0.9 * size, colour=theme.muted)
    return finish(ax, y + MARGIN)

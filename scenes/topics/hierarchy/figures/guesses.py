"""What the network takes the photo for, and how sure it is."""

from matplotlib.axes import Axes
from matplotlib.lines import Line2D

from scenes.beats import Story
from scenes.digits import percent
from scenes.page.lettering import Weight, body_size, heading_size, put, shortened
from scenes.page.sheet import Box
from scenes.theme import Theme

BAR = 100.0
"""Points that a confidence of 100 % is long."""
LEADING = 1.45


def draw_guesses(ax: Axes, story: Story, theme: Theme, box: Box) -> float:
    """The guesses as bars, the likeliest first and largest; return the y of the end."""
    y, names = box.top, box.width - BAR - 56
    for k, (name, confidence) in enumerate(story["hook"].data["guesses"]):
        size = heading_size(theme) if k == 0 else body_size(theme)
        weight: Weight = "bold" if k == 0 else "regular"
        y += LEADING * size
        told = shortened(story.said(name), theme, size, names, weight)
        put(ax, box.left, y, told, theme, size=size,
            weight=weight, colour=theme.text if k == 0 else theme.muted)  # fmt: skip
        left, middle = box.left + names + 6, y - 0.34 * size
        for share, colour in ((1.0, theme.line), (confidence, theme.output)):
            ax.add_line(Line2D([left, left + share * BAR], [middle] * 2, color=colour,
                               linewidth=3.2, solid_capstyle="butt"))  # fmt: skip
        put(ax, box.right, y, story.said(percent(confidence)), theme, size=size, weight=weight,
            align="right")  # fmt: skip
    return y

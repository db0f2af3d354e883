"""Panel: what a unit sees, layer by layer, with pooling and without."""

from matplotlib.axes import Axes
from matplotlib.patches import Rectangle

from scenes.beats import Story
from scenes.page.lettering import body_size, put, small_size, width_of
from scenes.page.sheet import Box
from scenes.theme import Theme

PITCH, BAR = 15.0, 9.0
GAP = 14.0


def field(ax: Axes, story: Story, theme: Theme, box: Box) -> float:
    """Draw two ladders side by side, their rungs to one scale; return the y of the end."""
    data = story["field"].data
    size, small = body_size(theme), small_size(theme)
    names = [row["name"] for row in data["with"]]
    widest = max(row["size"] for row in data["with"])
    named = max(width_of(name, theme, small) for name in names) + 5
    column = (box.width - GAP) / 2
    unit = (column - named - 16) / widest
    top = box.top + 2.0 * size
    for k, key in enumerate(("without", "with")):
        left = box.left + k * (column + GAP)
        put(ax, left, box.top + size, story.label(key), theme, size=size, weight="bold")
        middle = left + named + widest * unit / 2
        for row in data[key]:
            level = len(names) - 1 - names.index(row["name"])
            y = top + level * PITCH
            width = row["size"] * unit
            pool = row["name"] == "pool"
            ax.add_patch(
                Rectangle((middle - width / 2, y), width, BAR, linewidth=0,
                          facecolor=theme.output if pool else theme.window)
            )  # fmt: skip
            put(ax, left, y + BAR / 2, row["name"], theme, size=small, colour=theme.muted,
                middle=True)  # fmt: skip
            put(ax, middle + width / 2 + 3, y + BAR / 2, str(row["size"]), theme, size=small,
                weight="bold", middle=True)  # fmt: skip
    return top + len(names) * PITCH

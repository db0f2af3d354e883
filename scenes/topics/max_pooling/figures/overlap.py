"""Panel: where windows overlap, one strong cell wins several of them."""

from matplotlib.axes import Axes

from scenes.beats import Story
from scenes.page.marks import draw_window, wire
from scenes.page.sheet import Box
from scenes.page.traced import draw_pair
from scenes.theme import Theme

MOST_FRAMES = 2
"""Windows that are framed: two show the overlap, more hide it."""


def overlap(ax: Axes, story: Story, theme: Theme, box: Box) -> float:
    """Tie the strong cell to every output that it won; return the y of the panel's end."""
    data = story["overlap"].data
    trace, strong, won = data["trace"], data["strong"], data["won"]
    grid, out = draw_pair(ax, trace, theme, box, crowned=[strong], crowned_out=won)
    for index in won[:MOST_FRAMES]:
        draw_window(ax, grid, trace.at(*index), theme, width=1.3)
    source = grid.at(*strong)
    start = (source.right - 0.1 * grid.cell, source.bottom)
    for index in won:
        target = out.at(*index)
        wire(
            ax,
            start,
            grid.box.right + 3,
            out.box.left - 3,
            (target.left + 0.1 * out.cell, target.bottom),
            theme.winner,
            dot=True,
        )
    return max(grid.box.bottom, out.box.bottom)

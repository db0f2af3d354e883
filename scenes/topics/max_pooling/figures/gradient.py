"""Panel: on the way back only the cells that won receive gradient."""

import numpy as np
from matplotlib.axes import Axes

from scenes.beats import Story
from scenes.digits import digits_for
from scenes.page.grid import Grid, Map, Write, draw_cells, scale_of
from scenes.page.lettering import put_within, small_size, width_of
from scenes.page.marks import arrow, mix, wire
from scenes.page.sheet import Box
from scenes.page.traced import GAP, LARGEST_CELL, pair_grids
from scenes.theme import Theme, rgb

MOST_WIRES = 9
"""Above this many outputs the wires would be a tangle."""
FAINTEST = 0.4
"""How much of the gradient's colour the smallest share above zero is given."""


def gradient(ax: Axes, story: Story, theme: Theme, box: Box) -> float:
    """Draw the gradient of every output and where it arrives; return the y of the panel's end."""
    data = story["gradient"].data
    trace, upstream, arrived = data["trace"], data["upstream"], data["gradient"]
    size = small_size(theme)
    below = Box(box.left, box.top + 1.6 * size, box.width, box.height)
    labels = width_of(story.label("gradient_out") + story.label("gradient_in"), theme, size)
    drawn = LARGEST_CELL * (trace.input.shape[1] + trace.shape[1])
    padded, out = pair_grids(trace, below, gap=max(GAP, (labels - drawn) / 2 + size))
    data_box = padded.at(0, 0)
    grid = Grid(data_box.left, data_box.top, padded.cell, *trace.input.shape)
    highest = scale_of(upstream, arrived)[1]
    write = digits_for((*upstream.ravel().tolist(), *arrived.ravel().tolist()))
    if len(trace) <= MOST_WIRES:
        for window in trace:
            if window.winner is not None:
                source, target = out.at(*window.index), grid.at(*window.winner)
                wire(
                    ax,
                    (source.right - 0.1 * out.cell, source.bottom),
                    out.box.left - 3,
                    grid.box.right + 3,
                    (target.right - 0.1 * grid.cell, target.bottom),
                    theme.gradient,
                    width=1.0,
                    dot=True,
                )
    else:
        middle = (grid.box.top + grid.box.bottom) / 2
        arrow(ax, (out.box.left - 8, middle), (grid.box.right + 8, middle), theme.gradient)
    _shares(ax, grid, arrived, highest, write, theme)
    _shares(ax, out, upstream, highest, write, theme)
    for place, key in ((grid, "gradient_out"), (out, "gradient_in")):
        put_within(
            ax,
            place.box.centre[0],
            place.box.top - 0.7 * size,
            story.label(key),
            theme,
            left=box.left,
            right=box.right,
            size=size,
            colour=theme.muted,
        )
    return max(grid.box.bottom, out.box.bottom)


def _shares(ax: Axes, grid: Grid, values: Map, highest: float, write: Write, theme: Theme) -> None:
    """Cells lit by their share of the gradient; those without any stay dark and unnumbered."""
    shares = np.asarray(values, dtype=float).ravel()
    tints = np.array(
        [
            rgb(mix(theme.surface, theme.gradient, FAINTEST + (1 - FAINTEST) * share / highest))
            if share
            else rgb(theme.surface)
            for share in shares
        ]
    )
    texts = [write(share) if share else "" for share in shares]
    draw_cells(ax, grid, texts, tints.reshape(*values.shape, 3), theme)

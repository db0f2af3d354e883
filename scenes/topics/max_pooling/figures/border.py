"""Panel: padding never wins a maximum, but counted zeros pull a mean."""

from matplotlib.axes import Axes

from pooling.trace import PoolTrace, WindowTrace
from scenes.beats import Story
from scenes.digits import digits_for
from scenes.page.grid import Grid, draw_map
from scenes.page.lettering import body_size, put, small_size
from scenes.page.marks import arrow, chip, draw_padding, draw_window, hexed
from scenes.page.sheet import Box
from scenes.page.traced import tints, winners_of, writer
from scenes.theme import Theme

Pair = tuple[int, int]

LARGEST_CELL = 16.0
GAP = 20.0
"""Points between two corners."""
FALL = 12.0
"""Points from a corner to its result."""


def border(ax: Axes, story: Story, theme: Theme, box: Box) -> float:
    """Draw the corner window of max and of both averages; return the y of the panel's end."""
    data = story["border"].data
    index: Pair = data["index"]
    window = data["max"].at(*index)
    height, width = data["max"].input.shape
    # one row and column beyond the window, so that it is seen to be a corner of something
    rows = (min(window.rows[0], 0), min(max(window.rows[-1], 0) + 1, height - 1))
    cols = (min(window.cols[0], 0), min(max(window.cols[-1], 0) + 1, width - 1))
    rows = (rows[0], max(rows[1], window.rows[-1]))
    cols = (cols[0], max(cols[1], window.cols[-1]))
    shape = (rows[1] - rows[0] + 1, cols[1] - cols[0] + 1)
    cell = min(LARGEST_CELL, (box.width - 2 * GAP) / (3 * shape[1]), 96.0 / shape[0])
    size = small_size(theme)
    means = digits_for([data[name].at(*index).output for name in ("counted", "alone")])
    column = box.width / 3
    bottom = box.top
    for k, (name, key, inside) in enumerate(
        (("max", "max", "−∞"), ("counted", "counted", "0"), ("alone", "uncounted", ""))
    ):
        trace = data[name]
        middle = box.left + (k + 0.5) * column
        put(
            ax,
            middle,
            box.top + size,
            story.label(key),
            theme,
            size=size,
            align="center",
            weight="bold" if name == "max" else "regular",
        )
        grid = Grid(
            middle - cell * shape[1] / 2, box.top + 1.8 * size, cell, *shape, (rows[0], cols[0])
        )
        step = trace.at(*index)
        _corner(ax, step, trace, theme, grid, inside)
        draw_window(ax, grid, step, theme, width=1.3)
        top = grid.box.bottom + FALL
        arrow(ax, (middle, grid.box.bottom + 3), (middle, top - 2), theme.muted, width=0.8)
        write = writer(trace) if name == "max" else means
        written = write(float(step.output))
        tint = hexed(theme.value_colours(step.output, *tints(trace)))
        fill = theme.winner if step.winner else tint
        result = chip(ax, middle, top, written, theme, fill, size=body_size(theme))
        bottom = result.bottom
        if step.divisor is not None:
            put(
                ax,
                result.right + 3,
                result.centre[1],
                f"÷ {step.divisor}",
                theme,
                size=size,
                colour=theme.muted,
                middle=True,
            )
    return bottom + 1.5


def _corner(
    ax: Axes, step: WindowTrace, trace: PoolTrace, theme: Theme, grid: Grid, inside: str
) -> None:
    """The part of the input that the grid covers, and the padding before it."""
    height, width = trace.input.shape
    rows = range(grid.first[0], grid.first[0] + grid.rows)
    cols = range(grid.first[1], grid.first[1] + grid.cols)
    data = grid.at(0, 0)
    draw_map(
        ax,
        trace.input[: rows.stop, : cols.stop],
        theme,
        left=data.left,
        top=data.top,
        cell=grid.cell,
        scale=tints(trace),
        write=digits_for(trace.input),
        crowned=winners_of(step),
    )
    ring = [
        (row, col) for row in rows for col in cols if not (0 <= row < height and 0 <= col < width)
    ]
    if ring:
        draw_padding(ax, grid, ring, theme, inside)

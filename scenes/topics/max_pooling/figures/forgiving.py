"""Panel: a small shift of the contents, and which outputs stay."""

from matplotlib.axes import Axes

from pooling import unchanged
from pooling.trace import PoolTrace
from scenes.beats import Story
from scenes.page.grid import draw_map
from scenes.page.lettering import put, small_size, width_of
from scenes.page.marks import HAIR, arrow, outline, ring
from scenes.page.sheet import Box
from scenes.page.traced import draw_input, extent, tints, writer
from scenes.theme import Theme

LARGEST_CELL = 16.0
TALLEST = 110.0
"""Points that an input and its output may be high together."""
GAP = 12.0
"""Points between two columns."""
FALL = 12.0
"""Points from an input to its output."""
MOST_FRAMES = 9
"""Windows that are framed; more would hide the numbers."""


def forgiving(ax: Axes, story: Story, theme: Theme, box: Box) -> float:
    """Draw the map as it is and after each shift; return the y of the panel's end."""
    beat = story["forgiving"]
    before: PoolTrace = beat.data["before"]
    total = beat.values["outputs"]
    columns = [("before", "still", "")]
    if beat.variant != "stepwise":
        columns += [
            (name, name, story.label("stay", count=beat.values[name], total=total))
            for name in ("left", "right")
        ]
    columns.append(
        (
            "along",
            "along",
            story.label("move", count=beat.values["along"], total=beat.values["expected"]),
        )
    )
    rows, cols = extent(before)
    room = (box.width - GAP * (len(columns) - 1)) / len(columns)
    cell = min(LARGEST_CELL, room / cols, TALLEST / (rows + before.shape[0]))
    words = [
        width_of(text, theme, small_size(theme), "bold")
        for _, key, result in columns
        for text in (story.label(key), result)
    ]
    pitch = min(room + GAP, max(cell * cols, *words) + 2 * GAP)
    left = box.left + (box.width - pitch * (len(columns) - 1) - cell * cols) / 2
    bottom = box.top
    for k, (name, key, result) in enumerate(columns):
        corner = Box(left + k * pitch, box.top, cell * cols, 0)
        bottom = _column(ax, story, theme, corner, cell, name, key, result)
    return bottom


def _column(
    ax: Axes, story: Story, theme: Theme, box: Box, cell: float, name: str, key: str, result: str
) -> float:
    data = story["forgiving"].data
    before, trace = data["before"], data[name]
    size = small_size(theme)
    middle = box.centre[0]
    put(
        ax,
        middle,
        box.top + size,
        story.label(key),
        theme,
        size=size,
        align="center",
        weight="bold" if name == "before" else "regular",
    )
    grid = draw_input(ax, trace, theme, left=box.left, top=box.top + 1.8 * size, cell=cell)
    if len(trace) <= MOST_FRAMES:
        for window in trace:
            outline(
                ax,
                grid.cells((window.rows[0], window.rows[-1]), (window.cols[0], window.cols[-1])),
                theme.window,
                width=HAIR,
                radius=0.16 * cell,
            )
    top = grid.box.bottom + FALL
    arrow(ax, (middle, grid.box.bottom + 3), (middle, top - 2), theme.muted, width=0.8)
    out = draw_map(
        ax,
        trace.output,
        theme,
        left=middle - cell * trace.shape[1] / 2,
        top=top,
        cell=cell,
        scale=tints(before),
        write=writer(before),
    )
    for row, col in _kept(before, trace, name):
        ring(ax, out.at(row, col), theme.output, width=min(1.4, 0.14 * cell))
    if result:
        put(
            ax,
            middle,
            out.box.bottom + 4 + size,
            result,
            theme,
            size=size,
            align="center",
            weight="bold",
            colour=theme.output,
        )
    return out.box.bottom + 4 + size


def _kept(before: PoolTrace, after: PoolTrace, name: str) -> list[tuple[int, int]]:
    """The output cells that hold what they held before, or what their left neighbour held."""
    if name == "before":
        return []
    rows, cols = before.shape
    step = 1 if name == "along" else 0
    return [
        (row, col)
        for row in range(rows)
        for col in range(step, cols)
        if unchanged([[before.output[row, col - step]]], [[after.output[row, col]]])
    ]

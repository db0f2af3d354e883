"""The input and the output of a trace, drawn with what belongs to them."""

from collections.abc import Collection

from matplotlib.axes import Axes

from pooling.trace import PoolTrace, WindowTrace
from scenes.beats import Story
from scenes.digits import digits_for
from scenes.page.grid import Grid, Scale, Write, draw_map, scale_of, smallest_cell
from scenes.page.marks import draw_padding
from scenes.page.sheet import Box
from scenes.theme import Theme

Pair = tuple[int, int]

MOST_OPERANDS = 9
GAP = 44.0
"""Points between an input and its output in a panel."""
LARGEST_CELL = 19.0
TALLEST = 120.0
"""Points that a cell and a map may be high in a panel."""


def writer(trace: PoolTrace) -> Write:
    """How the numbers of a trace are written."""
    return digits_for((*trace.input.ravel().tolist(), *trace.output.ravel().tolist()))


def tints(trace: PoolTrace) -> Scale:
    """The range of the ramp that input and output share."""
    return scale_of(trace.input, trace.output)


def reach(trace: PoolTrace) -> tuple[Pair, Pair]:
    """The first and last row and the first and last column that data, padding or windows reach."""
    first = trace.at(0, 0)
    last = trace.at(trace.shape[0] - 1, trace.shape[1] - 1)
    (_, below), (_, right) = trace.window.padding
    height, width = trace.input.shape
    return (
        (min(first.rows[0], 0), max(last.rows[-1], height + below - 1)),
        (min(first.cols[0], 0), max(last.cols[-1], width + right - 1)),
    )


def extent(trace: PoolTrace) -> Pair:
    """How many (rows, cols) of cells `draw_input` takes up."""
    (top, bottom), (left, right) = reach(trace)
    return bottom - top + 1, right - left + 1


def readable_cell(trace: PoolTrace, theme: Theme) -> float:
    """The edge in points of the smallest cell in which the trace's numbers can be read."""
    write = writer(trace)
    numbers = {*trace.input.ravel().tolist(), *trace.output.ravel().tolist()}
    return smallest_cell([write(number) for number in numbers], theme)


def draw_input(
    ax: Axes,
    trace: PoolTrace,
    theme: Theme,
    *,
    left: float,
    top: float,
    cell: float,
    crowned: Collection[Pair] = (),
    inside: str | None = None,
    write: Write | None = None,
) -> Grid:
    """Draw the input of a trace with its padding; (left, top) is the corner of the padding.

    In the padding stands `inside`, or what the operation reads there; numbers are written by
    `write`, or so that they can be compared with the output's.
    """
    (first_row, last_row), (first_col, last_col) = reach(trace)
    whole = Grid(
        left, top, cell, last_row - first_row + 1, last_col - first_col + 1, (first_row, first_col)
    )
    data = whole.at(0, 0)
    draw_map(
        ax,
        trace.input,
        theme,
        left=data.left,
        top=data.top,
        cell=cell,
        scale=tints(trace),
        write=write or writer(trace),
        crowned=crowned,
    )
    height, width = trace.input.shape
    ring = [
        (row, col)
        for row in range(first_row, last_row + 1)
        for col in range(first_col, last_col + 1)
        if not (0 <= row < height and 0 <= col < width)
    ]
    if ring:
        read = "−∞" if trace.mode == "max" else "0"
        draw_padding(ax, whole, ring, theme, read if inside is None else inside)
    return whole


def winners_of(window: WindowTrace) -> tuple[Pair, ...]:
    """The one cell that a window hands on, for `crowned`; none where no cell won."""
    return () if window.winner is None else (window.winner,)


def exit_of(grid: Grid, window: WindowTrace) -> tuple[tuple[float, float], float]:
    """Where a wire leaves a window's winner (else the window): a place in a gap, and the edge."""
    if window.winner is None:
        box = grid.cells((window.rows[0], window.rows[-1]), (window.cols[0], window.cols[-1]))
        return (box.right, box.bottom), grid.box.right
    box = grid.at(*window.winner)
    return (box.right - 0.1 * grid.cell, box.bottom), grid.box.right


def size_text(story: Story, shape: Pair) -> str:
    """A size as it stands beside a name, 4 × 4."""
    return story.label("cells", rows=shape[0], cols=shape[1])


def rule_of(window: WindowTrace, write: Write) -> str:
    """The rule with the numbers of a window, written out as far as nine of them."""
    numbers = [write(float(value)) for value in window.values]
    if len(numbers) > MOST_OPERANDS:
        numbers = [*numbers[:4], "…", numbers[-1]]
    return f"max({', '.join(numbers)}) = {write(float(window.output))}"


def draw_pair(
    ax: Axes,
    trace: PoolTrace,
    theme: Theme,
    box: Box,
    crowned: Collection[Pair] = (),
    crowned_out: Collection[Pair] = (),
) -> tuple[Grid, Grid]:
    """Draw the input of a trace and, to its right, the output, in the middle of a box's width."""
    grid, out = pair_grids(trace, box)
    draw_input(ax, trace, theme, left=grid.left, top=grid.top, cell=grid.cell, crowned=crowned)
    draw_map(
        ax,
        trace.output,
        theme,
        left=out.left,
        top=out.top,
        cell=out.cell,
        scale=tints(trace),
        write=writer(trace),
        crowned=crowned_out,
    )
    return grid, out


def pair_grids(trace: PoolTrace, box: Box, gap: float = GAP) -> tuple[Grid, Grid]:
    """Where the input of a trace, padding included, and its output fit side by side."""
    (first_row, last_row), (first_col, last_col) = reach(trace)
    rows, cols = last_row - first_row + 1, last_col - first_col + 1
    out_rows, out_cols = trace.shape
    cell = min(LARGEST_CELL, (box.width - gap) / (cols + out_cols), TALLEST / max(rows, out_rows))
    height = cell * max(rows, out_rows)
    left = box.left + (box.width - gap - cell * (cols + out_cols)) / 2
    grid = Grid(
        left, box.top + (height - cell * rows) / 2, cell, rows, cols, (first_row, first_col)
    )
    out = Grid(
        grid.box.right + gap, box.top + (height - cell * out_rows) / 2, cell, out_rows, out_cols
    )
    return grid, out

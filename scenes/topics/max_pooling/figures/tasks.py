"""What a worksheet asks, and where it stands on the paper."""

from pooling import trace_pool2d
from pooling.trace import PoolTrace
from scenes.beats import Story
from scenes.page.grid import Grid
from scenes.page.sheet import Box
from scenes.page.traced import extent, reach, readable_cell
from scenes.theme import LIGHT

A4 = (595.28, 841.89)
"""Width and height in points of the paper; what is drawn also fits Letter."""
EDGE = 56.0
"""Points of white at the paper's edges, for printers and for holes."""
LARGEST_CELL = 38.0
COMFORTABLE_CELL = 27.0
"""Points of a cell that a hand can write in."""
TASKS_HEIGHT = 580.0
TASK_HEAD = 62.0
"""Points for all tasks together, and for the words above each."""
GAP = 54.0
"""Points between an input and the output that is to be filled in."""


def tasks(story: Story) -> list[PoolTrace]:
    """What is to be worked out: the story's windows, overlapping ones, and the means.

    Tasks that would make the cells too small to write in are left out, the last first.
    """
    first = workable(story["step"].data["trace"])
    given = [first]
    if "overlap" in story and story["overlap"].data["trace"].window != first.window:
        given.append(workable(story["overlap"].data["trace"]))
    given.append(trace_pool2d(**{**first.arguments, "mode": "avg"}))
    return next(
        (given[:count] for count in range(len(given), 1, -1) if _roomy(given[:count])), given[:1]
    )


def workable(trace: PoolTrace) -> PoolTrace:
    """The trace, or that of the first rows and columns if a sheet has no room for all numbers."""
    whole = trace.input
    page = Box(EDGE, 0, A4[0] - 2 * EDGE, TASKS_HEIGHT - TASK_HEAD)
    needed = readable_cell(trace, LIGHT)
    for cut in range(1, max(trace.input.shape)):
        if places(trace, page)[0].cell >= needed:
            break
        rows, cols = (max(size - cut, 1) for size in whole.shape)
        smaller = trace_pool2d(**{**trace.arguments, "x": whole[:rows, :cols]})
        if not _fits(smaller):
            break
        trace = smaller
    return trace


def _fits(trace: PoolTrace) -> bool:
    try:
        return min(trace.shape) > 0
    except ValueError:
        return False


def _roomy(given: list[PoolTrace]) -> bool:
    room = Box(EDGE, 0, A4[0] - 2 * EDGE, TASKS_HEIGHT / len(given) - TASK_HEAD)
    return all(places(trace, room)[0].cell >= COMFORTABLE_CELL for trace in given)


def places(trace: PoolTrace, box: Box) -> tuple[Grid, Grid]:
    """Input and output side by side, or below each other where that makes larger cells."""
    (first_row, _), (first_col, _) = reach(trace)
    rows, cols = extent(trace)
    out_rows, out_cols = trace.shape
    beside = min((box.width - GAP) / (cols + out_cols), box.height / max(rows, out_rows))
    below = min(box.width / max(cols, out_cols), (box.height - GAP) / (rows + out_rows))
    cell = min(LARGEST_CELL, max(beside, below))
    grid = Grid(box.left, box.top, cell, rows, cols, (first_row, first_col))
    if cell <= beside:
        return grid, Grid(grid.box.right + GAP, box.top, cell, out_rows, out_cols)
    return grid, Grid(box.left, grid.box.bottom + GAP, cell, out_rows, out_cols)

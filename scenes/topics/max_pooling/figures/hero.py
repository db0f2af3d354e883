"""The heart of the page: input, window, rule, output."""

from matplotlib.axes import Axes

from pooling.trace import PoolTrace
from scenes.beats import Story
from scenes.page.grid import Grid, draw_map
from scenes.page.lettering import LEADING, body_size, heading_size, put, width_of, wrapped
from scenes.page.marks import HAIR, draw_window, outline, ruler, wire
from scenes.page.sheet import COLUMN, MARGIN, Box
from scenes.page.traced import (
    draw_input,
    exit_of,
    extent,
    size_text,
    tints,
    winners_of,
    writer,
)
from scenes.theme import Theme

LARGEST_CELL = 28.0
TALLEST = 264.0
"""Points that the input may be high."""
MIDDLE = 112.0
"""Points between input and output that the rule needs at least."""
WIDEST_MIDDLE = 176.0
EQUALS = "\u00a0=\u00a0"
"""Never broken across lines."""
ABOVE, BELOW = 21.0, 13.0
"""Points above the grids for window and stride, below them for their names."""


def hero(ax: Axes, story: Story, theme: Theme, box: Box) -> float:
    """Draw the first window, its winner, the rule and the output; return the y of its end."""
    beat = story["page"]
    trace, index = beat.data["trace"], beat.data["index"]
    window = trace.at(*index)
    rows, cols = extent(trace)
    out_rows, out_cols = trace.shape
    cell = min(
        LARGEST_CELL, (box.width - MIDDLE) / (cols + out_cols), TALLEST / max(rows, out_rows)
    )
    spare = box.width - cell * (cols + out_cols)
    middle = min(spare, WIDEST_MIDDLE)
    top = box.top + ABOVE
    grid = draw_input(
        ax,
        trace,
        theme,
        left=box.left + (spare - middle) / 2,
        top=top,
        cell=cell,
        crowned=winners_of(window),
    )
    out = draw_map(
        ax,
        trace.output,
        theme,
        left=grid.box.right + middle,
        top=top + (rows - out_rows) * cell / 2,
        cell=cell,
        scale=tints(trace),
        write=writer(trace),
        crowned=[index],
    )
    lower = max(grid.box.bottom, out.box.bottom)
    _names(ax, story, trace, theme, grid, out)
    _steps(ax, story, trace, theme, grid)
    draw_window(ax, grid, window, theme, width=2.2)
    target = out.at(*index)
    start, leave = exit_of(grid, window)
    end = (target.left - 2.5, target.centre[1])
    wire(ax, start, leave + 3, end[0] - 6, end, theme.winner, width=1.6, head=True)
    outline(ax, target.grown(1.2), theme.output, width=1.6, radius=0.16 * cell)
    said = _rule(
        ax,
        story,
        theme,
        Box(grid.box.right, top, middle, rows * cell),
        min(start[1], end[1]),
        max(start[1], end[1]),
    )
    return max(lower + BELOW, said)


def _names(ax: Axes, story: Story, trace: PoolTrace, theme: Theme, grid: Grid, out: Grid) -> None:
    size = body_size(theme)
    for place, key, shape in ((grid, "input", trace.input.shape), (out, "output", trace.shape)):
        name, measure = story.label(key), size_text(story, shape)
        width = width_of(f"{name}  {measure}", theme, size, "bold")
        x = min(place.box.centre[0] - width / 2, COLUMN - MARGIN - width)
        y = place.box.bottom + 4 + size
        put(ax, x, y, name, theme, size=size, weight="bold")
        put(ax, x + width, y, measure, theme, size=size, colour=theme.muted, align="right")


def _steps(ax: Axes, story: Story, trace: PoolTrace, theme: Theme, grid: Grid) -> None:
    """The window's size, and the step to the next one as a ruler."""
    size = body_size(theme)
    first = trace.at(0, 0)
    start = grid.at(first.rows[0], first.cols[0])
    values = story["step"].values
    label = story.label("kernel", kernel=story["window"].values["kernel"])
    y = grid.box.top - 13
    put(ax, grid.box.left, y, label, theme, size=size, colour=theme.window, weight="bold")
    if trace.shape[1] > 1:
        second = trace.at(0, 1)
        frame = grid.cells((second.rows[0], second.rows[-1]), (second.cols[0], second.cols[-1]))
        outline(ax, frame, theme.window, width=HAIR, radius=0.16 * grid.cell, dashed=True)
        ruler(ax, start.left, frame.left, grid.box.top - 6.5, theme.window)
        x = grid.box.left + width_of(label, theme, size, "bold") + 6
        put(
            ax,
            x,
            y,
            story.label("stride", stride=values["stride"]),
            theme,
            size=size,
            colour=theme.window,
        )


def _rule(ax: Axes, story: Story, theme: Theme, box: Box, above: float, below: float) -> float:
    """The rule with this window's numbers and, quieter, the general rule; return the y below."""
    text = story["page"].values["rule"].replace(" = ", EQUALS)
    room = box.width - 16
    sizes = (1.35 * heading_size(theme), heading_size(theme), body_size(theme))
    size = next((s for s in sizes if width_of(text, theme, s, "bold") <= room), sizes[-1])
    lines = wrapped(text, theme, size, room, "bold")
    x, general = box.centre[0], heading_size(theme)
    # one line stands above the wire; several would run into what is above the drawing
    first = above - 9 if len(lines) == 1 else below + 9 + 0.72 * size
    for number, line in enumerate(lines):
        _line(ax, x, first + number * LEADING * size, line, theme, size)
    after = below + 9 + 0.72 * general
    if len(lines) > 1:
        after = first + (len(lines) - 1) * LEADING * size + 1.8 * general
    put(ax, x, after, story.label("rule"), theme, size=general, colour=theme.muted, align="center")
    return after + 0.4 * general


def _line(ax: Axes, x: float, y: float, line: str, theme: Theme, size: float) -> None:
    """One line of the rule centred on x, what comes out of it in the winner's colour."""
    operands, equals, result = line.partition(EQUALS)
    gap = 0.28 * size if equals else 0.0
    started = operands + EQUALS.rstrip() if equals else operands
    left_part = width_of(started, theme, size)
    width = left_part + gap + width_of(result, theme, size, "bold")
    seam = x - width / 2 + left_part
    put(ax, seam, y, started, theme, size=size, align="right")
    if result:
        put(ax, seam + gap, y, result, theme, size=size, weight="bold", colour=theme.winner)

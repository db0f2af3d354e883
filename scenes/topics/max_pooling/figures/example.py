"""The lecture's pooling example: one input, its maxima and its means side by side."""

from matplotlib.axes import Axes
from matplotlib.figure import Figure

from pooling import trace_pool2d
from pooling.trace import PoolTrace
from scenes.beats import Story
from scenes.digits import digits_for
from scenes.page.grid import Grid, Write, draw_map
from scenes.page.lettering import LEADING, body_size, capital, heading_size, put_within, width_of
from scenes.page.marks import draw_window, outline
from scenes.page.sheet import COLUMN, MARGIN, Box, finish, new_sheet
from scenes.page.traced import (
    draw_input,
    extent,
    readable_cell,
    rule_of,
    size_text,
    tints,
    winners_of,
    writer,
)
from scenes.theme import LIGHT, Theme

LARGEST_CELL = 34.0
GAP = 36.0
"""Points between two maps."""
TALLEST = 300.0


def example(story: Story, theme: Theme = LIGHT) -> Figure:
    """Input, max pooling and average pooling, the first window marked in each.

    Args:
        story: of max pooling, with any window.
        theme: the look.

    Returns:
        A figure as wide as a text column.
    """
    biggest: PoolTrace = story["step"].data["trace"]
    means = trace_pool2d(**{**biggest.arguments, "mode": "avg"})
    ax = new_sheet(theme)
    places = _places(story, biggest, means, theme, MARGIN + 3.2 * heading_size(theme))
    cell = places[0].width / extent(biggest)[1]
    window, size = biggest.at(0, 0), size_text(story, biggest.input.shape)
    grid = draw_input(
        ax,
        biggest,
        theme,
        left=places[0].left,
        top=places[0].top,
        cell=cell,
        crowned=winners_of(window),
    )
    draw_window(ax, grid, window, theme, width=2.0)
    _heading(ax, theme, grid, story.label("input"), size)
    settings = story["step"].values["stride"]
    asked = (
        story.label("kernel", kernel=story["window"].values["kernel"]),
        story.label("stride", stride=settings),
    )
    room = places[2].left - places[1].right - 8
    ends = [_below(ax, theme, grid, asked, theme.window, room)]
    for place, trace, write, name, told in (
        (places[1], biggest, writer(biggest), "example_max", "strongest"),
        (places[2], means, digits_for(means.output), "example_average", "smooth"),
    ):
        out = draw_map(
            ax,
            trace.output,
            theme,
            left=place.left,
            top=place.top,
            cell=cell,
            scale=tints(biggest),
            write=write,
            crowned=[window.index] if trace is biggest else [],
        )
        _heading(ax, theme, out, story.label(name), size_text(story, trace.shape))
        ends.append(
            _below(ax, theme, out, (_arithmetic(trace, write), story.label(told)), theme.text, room)
        )
        outline(ax, out.at(0, 0).grown(0.8), theme.window, width=2.0, radius=0.16 * cell)
    return finish(ax, max(ends) + MARGIN)


def _heading(ax: Axes, theme: Theme, grid: Grid, name: str, size: str) -> None:
    x, y = grid.box.centre[0], grid.box.top - 7
    put_within(
        ax,
        x,
        y,
        size,
        theme,
        left=MARGIN,
        right=COLUMN - MARGIN,
        size=body_size(theme),
        colour=theme.muted,
    )
    put_within(
        ax,
        x,
        y - LEADING * body_size(theme),
        capital(name),
        theme,
        left=MARGIN,
        right=COLUMN - MARGIN,
        size=heading_size(theme),
        weight="bold",
    )


def _below(
    ax: Axes, theme: Theme, grid: Grid, lines: tuple[str, str], colour: str, room: float
) -> float:
    """Two lines under a map, the first in a colour; one that has no room is left out."""
    size = body_size(theme)
    y = grid.box.bottom + 6 + size
    for line, ink in zip(lines, (colour, theme.muted), strict=True):
        if width_of(line, theme, size) <= grid.box.width + room:
            put_within(
                ax,
                grid.box.centre[0],
                y,
                line,
                theme,
                left=MARGIN,
                right=COLUMN - MARGIN,
                size=size,
                colour=ink,
            )
            y += LEADING * size
    return y - LEADING * size


def _arithmetic(trace: PoolTrace, write: Write) -> str:
    """What the first window comes to, as it would be written by hand."""
    window = trace.at(0, 0)
    if trace.mode == "max":
        return rule_of(window, write)
    total = digits_for((*trace.input.ravel().tolist(), window.sum))(float(window.sum or 0))
    return f"{total} ÷ {window.divisor} = {write(window.output)}"


def _places(
    story: Story, biggest: PoolTrace, means: PoolTrace, theme: Theme, top: float
) -> list[Box]:
    """Where the three maps stand: in a row, or the outputs below where numbers need the room."""
    rows, cols = extent(biggest)
    out_rows, out_cols = biggest.shape
    room = COLUMN - 2 * MARGIN
    named = max(
        width_of(story.label(name), theme, heading_size(theme), "bold")
        for name in ("example_max", "example_average")
    )
    cell = min(LARGEST_CELL, (room - 2 * GAP) / (cols + 2 * out_cols), TALLEST / rows)
    if cell * out_cols < named:
        cell = min(cell, (room - 2 * GAP - 2 * named) / cols)
    if cell >= max(readable_cell(biggest, theme), readable_cell(means, theme)):
        # a column is as wide as its heading asks for
        columns = [cell * cols, max(cell * out_cols, named), max(cell * out_cols, named)]
        gap = min((room - sum(columns)) / 2, 2 * GAP)
        left = MARGIN + (room - sum(columns) - 2 * gap) / 2
        middle = top + cell * max(rows, out_rows) / 2
        boxes = []
        for column, (high, wide) in zip(
            columns, ((rows, cols), *[(out_rows, out_cols)] * 2), strict=True
        ):
            boxes.append(
                Box(
                    left + (column - cell * wide) / 2,
                    middle - cell * high / 2,
                    cell * wide,
                    cell * high,
                )
            )
            left += column + gap
        return boxes
    cell = min(LARGEST_CELL, room / cols, (room - GAP) / (2 * out_cols))
    below = top + cell * rows + 5.2 * heading_size(theme) + GAP / 2
    width = cell * out_cols
    gap = min(room - 2 * width, 2 * GAP)
    left = MARGIN + (room - gap - 2 * width) / 2
    return [
        Box(MARGIN + (room - cell * cols) / 2, top, cell * cols, cell * rows),
        Box(left, below, width, cell * out_rows),
        Box(left + gap + width, below, width, cell * out_rows),
    ]

"""A sheet to print: the student's page with an empty output, and the lecturer's answer key."""

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D

from pooling.trace import PoolTrace
from scenes.beats import Story
from scenes.digits import digits_for
from scenes.page.grid import Grid, number_size
from scenes.page.lettering import (
    capital,
    heading_size,
    paragraph,
    put,
    title_size,
    width_of,
)
from scenes.page.marks import HAIR, draw_padding, draw_window, outline, ring
from scenes.page.sheet import Box, finish, new_sheet
from scenes.page.traced import (
    size_text,
    writer,
)
from scenes.theme import LIGHT, Theme
from scenes.topics.max_pooling.figures.tasks import A4, EDGE, TASK_HEAD, TASKS_HEIGHT, places, tasks


def worksheet(story: Story, theme: Theme = LIGHT) -> Figure:
    """The student's page: name, task, the input with its numbers, the output without.

    Args:
        story: of max pooling.
        theme: the look; light saves ink.

    Returns:
        An A4 page in upright format.
    """
    return _sheet(story, theme, answers=False)


def worksheet_key(story: Story, theme: Theme = LIGHT) -> Figure:
    """The lecturer's page: the same sheet with winners marked and the output filled in.

    Args:
        story: of max pooling.
        theme: the look; light saves ink.

    Returns:
        An A4 page in upright format.
    """
    return _sheet(story, theme, answers=True)


def _sheet(story: Story, theme: Theme, *, answers: bool) -> Figure:
    ax = new_sheet(theme, *A4)
    y = _head(ax, story, theme, answers)
    given = tasks(story)
    room = TASKS_HEIGHT / len(given)
    for number, trace in enumerate(given, start=1):
        _task(ax, story, theme, trace, Box(EDGE, y, A4[0] - 2 * EDGE, room), number, answers)
        y += room
    return finish(ax, A4[1])


def _head(ax: Axes, story: Story, theme: Theme, answers: bool) -> float:
    size, right = heading_size(theme), A4[0] - EDGE
    y = EDGE + size
    for key, start, stop in (("name", EDGE, 0.62), ("date", EDGE + 0.67 * (right - EDGE), 1.0)):
        label = story.label(key)
        put(ax, start, y, label, theme, size=size)
        x = start + width_of(label, theme, size) + 6
        end = EDGE + stop * (right - EDGE)
        ax.add_line(Line2D([x, end], [y + 2] * 2, color=theme.muted, linewidth=HAIR))
    y += 2.2 * title_size(theme) + 8
    big = 1.4 * title_size(theme)
    put(ax, EDGE, y, story.title(), theme, size=big, weight="black")
    if answers:
        put(
            ax,
            right,
            y,
            story.label("key"),
            theme,
            size=title_size(theme),
            weight="bold",
            colour=theme.winner,
            align="right",
        )
    y += 2.2 * size
    return (
        paragraph(ax, EDGE, y, story.label("worksheet"), theme, width=right - EDGE, size=1.1 * size)
        + 6
    )


def _task(
    ax: Axes, story: Story, theme: Theme, trace: PoolTrace, box: Box, number: int, answers: bool
) -> None:
    size = heading_size(theme)
    window = trace.window
    mean = trace.mode == "avg"
    text = "   ".join(
        (
            capital(story.label("example_average" if mean else "example_max")),
            story.label("kernel", kernel=_by(window.kernel_size)),
            story.label("stride", stride=_pair(window.stride)),
        )
    )
    put(
        ax,
        box.left,
        box.top + size,
        f"{number}",
        theme,
        size=1.3 * size,
        weight="black",
        colour=theme.window,
    )
    put(ax, box.left + 18, box.top + size, text, theme, size=size, weight="bold")
    if mean:
        hint = story.label("worksheet_average")
        put(ax, box.right, box.top + size, hint, theme, size=size, align="right")
    grid, out = places(
        trace, Box(box.left, box.top + 4.1 * size, box.width, box.height - TASK_HEAD)
    )
    for place, key, shape in ((grid, "input", trace.input.shape), (out, "output", trace.shape)):
        label = f"{capital(story.label(key))}  {size_text(story, shape)}"
        put(
            ax, place.box.left, place.box.top - 7, label, theme, size=0.9 * size, colour=theme.muted
        )
    _paper_input(ax, trace, theme, grid)
    for row in range(out.rows):
        for col in range(out.cols):
            outline(ax, out.at(row, col), theme.muted, width=HAIR, radius=0)
    if answers:
        _answers(ax, trace, theme, grid, out)
    draw_window(ax, grid, trace.at(0, 0), theme, width=2.2)
    outline(ax, out.at(0, 0), theme.window, width=2.2, radius=0.16 * out.cell)


def _paper_input(ax: Axes, trace: PoolTrace, theme: Theme, grid: Grid) -> None:
    """The input as it is printed: numbers in empty cells, padding dashed."""
    height, width = trace.input.shape
    write = digits_for(trace.input)
    texts = [write(float(value)) for value in trace.input.flat]
    size = number_size(texts, theme, grid.cell)
    ring_cells = []
    for row in range(grid.first[0], grid.first[0] + grid.rows):
        for col in range(grid.first[1], grid.first[1] + grid.cols):
            if not (0 <= row < height and 0 <= col < width):
                ring_cells.append((row, col))
                continue
            box = grid.at(row, col)
            outline(ax, box, theme.muted, width=HAIR, radius=0)
            if size:
                put(
                    ax,
                    *box.centre,
                    write(float(trace.input[row, col])),
                    theme,
                    size=size,
                    align="center",
                    middle=True,
                )
    if ring_cells:
        draw_padding(ax, grid, ring_cells, theme, "−∞" if trace.mode == "max" else "0")


def _answers(ax: Axes, trace: PoolTrace, theme: Theme, grid: Grid, out: Grid) -> None:
    write = writer(trace) if trace.mode == "max" else digits_for(trace.output)
    texts = [write(float(value)) for value in trace.output.flat]
    size = number_size(texts, theme, out.cell, "bold")
    for window, text in zip(trace, texts, strict=True):
        if window.winner is not None:
            ring(ax, grid.at(*window.winner), theme.winner, width=1.4)
        if size:
            put(
                ax,
                *out.at(*window.index).centre,
                text,
                theme,
                size=size,
                weight="bold",
                colour=theme.winner,
                align="center",
                middle=True,
            )


def _by(pair: tuple[int, int]) -> str:
    return "×".join(str(length) for length in pair)


def _pair(pair: tuple[int, int]) -> str:
    return str(pair[0]) if pair[0] == pair[1] else _by(pair)

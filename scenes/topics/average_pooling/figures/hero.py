"""The heart of the page: input, window, the level of its numbers, output."""

from matplotlib.axes import Axes

from pooling.trace import PoolTrace
from scenes.beats import Story
from scenes.digits import digits_for
from scenes.page.bars import draw_bars
from scenes.page.grid import Grid, draw_map
from scenes.page.lettering import body_size, heading_size, put, put_within, width_of
from scenes.page.marks import arrow, draw_window, outline
from scenes.page.sheet import COLUMN, MARGIN, Box
from scenes.page.traced import draw_input, extent, size_text, tints
from scenes.theme import Theme

LARGEST_CELL = 28.0
TALLEST = 240.0
MIDDLE = 150.0
"""Points between input and output, in which the bars stand."""
WIDEST, HIGHEST = 92.0, 74.0
"""Of the bars."""
MOST_BARS = 25


def hero(ax: Axes, story: Story, theme: Theme, box: Box) -> float:
    """Draw the first window, its numbers pouring level, and the output; return the y of its end."""
    trace: PoolTrace = story["page"].data["trace"]
    index = story["page"].data["index"]
    rows, cols = extent(trace)
    out_rows, out_cols = trace.shape
    cell = min(
        LARGEST_CELL, (box.width - MIDDLE) / (cols + out_cols), TALLEST / max(rows, out_rows)
    )
    left = box.left + (box.width - MIDDLE - cell * (cols + out_cols)) / 2
    top = box.top + 2.2 * heading_size(theme)
    write = digits_for(trace.input)
    grid = draw_input(ax, trace, theme, left=left, top=top, cell=cell, write=write)
    out = draw_map(
        ax, trace.output, theme, left=grid.box.right + MIDDLE,
        top=top + max(0.0, (rows - out_rows) * cell / 2), cell=cell, scale=tints(trace),
        write=digits_for(trace.output),
    )  # fmt: skip
    window = trace.at(*index)
    draw_window(ax, grid, window, theme, width=2.2)
    target = out.at(*index)
    outline(ax, target.grown(1.2), theme.output, width=1.6, radius=0.16 * cell)
    for place, key, shape in ((grid, "input", trace.input.shape), (out, "output", trace.shape)):
        _name(ax, story, theme, place, key, size_text(story, shape))
    middle = (grid.box.right + out.box.left) / 2
    rule = story["page"].values["rule"]
    put_within(ax, middle, box.top + heading_size(theme), rule, theme, left=MARGIN,
               right=COLUMN - MARGIN, size=heading_size(theme), weight="bold")  # fmt: skip
    foot = max(grid.box.centre[1], top + HIGHEST / 2) + HIGHEST / 2
    if story["window"].data["level"] and len(window.cells) <= MOST_BARS:
        bars = Box(middle - WIDEST / 2, foot - HIGHEST, WIDEST, HIGHEST)
        draw_bars(
            ax, window.values, theme, bars, scale=tints(trace), write=write,
            level=window.output,
        )  # fmt: skip
    put(ax, middle, foot + 1.9 * heading_size(theme), story.label("rule"), theme,
        size=heading_size(theme), colour=theme.muted, align="center")  # fmt: skip
    arrow(ax, (middle + WIDEST / 2 + 8, target.centre[1]),
          (target.left - 4, target.centre[1]), theme.output)  # fmt: skip
    return max(grid.box.bottom, out.box.bottom, foot + 2.2 * heading_size(theme)) + 13.0


def _name(ax: Axes, story: Story, theme: Theme, grid: Grid, key: str, measure: str) -> None:
    size, name = body_size(theme), story.label(key)
    width = width_of(f"{name}  {measure}", theme, size, "bold")
    x = max(MARGIN, min(grid.box.centre[0] - width / 2, COLUMN - MARGIN - width))
    y = grid.box.bottom + 4 + size
    put(ax, x, y, name, theme, size=size, weight="bold")
    put(ax, x + width, y, measure, theme, size=size, colour=theme.muted, align="right")

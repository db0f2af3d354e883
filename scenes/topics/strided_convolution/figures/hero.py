"""The heart of the page: input, kernel, products and sum, output."""

from matplotlib.axes import Axes

from scenes.beats import Story
from scenes.digits import digits_for
from scenes.page.grid import draw_map, scale_of
from scenes.page.lettering import body_size, heading_size, put
from scenes.page.marks import draw_window, outline, wire
from scenes.page.sheet import Box
from scenes.theme import Theme
from scenes.topics.strided_convolution.figures.maps import draw_kernel
from scenes.topics.strided_convolution.story import writer

LARGEST, TALLEST = 26.0, 122.0
MIDDLE = 140.0
"""Points between input and output for kernel and sum."""
KERNEL = 20.0


def hero(ax: Axes, story: Story, theme: Theme, box: Box) -> float:
    """Draw the first window, the kernel, the sum and the output; return the y of the end."""
    beat = story["page"]
    trace, index = beat.data["trace"], beat.data["index"]
    (rows, cols), (out_rows, out_cols) = trace.input.shape, trace.shape
    cell = min(LARGEST, (box.width - MIDDLE) / (cols + out_cols), TALLEST / rows)
    size, scale = body_size(theme), scale_of(trace.input, trace.output)
    left = box.left + (box.width - MIDDLE - cell * (cols + out_cols)) / 2
    top = box.top + 4
    grid = draw_map(ax, trace.input, theme, left=left, top=top, cell=cell, scale=scale,
                    write=digits_for(trace.input))  # fmt: skip
    out = draw_map(ax, trace.output, theme, left=grid.box.right + MIDDLE,
                   top=top + (rows - out_rows) * cell / 2, cell=cell, scale=scale,
                   write=writer(trace))  # fmt: skip
    at = trace.at(*index)
    draw_window(ax, grid, at, theme, width=2.2)
    window = grid.cells((at.rows[0], at.rows[-1]), (at.cols[0], at.cols[-1]))
    target = out.at(*index)
    middle = grid.box.right + MIDDLE / 2
    kernel_rows, kernel_cols = trace.kernel.shape
    upper = min(window.bottom, target.centre[1]) - 8 - kernel_rows * KERNEL
    kernel = draw_kernel(ax, theme, trace.kernel, middle - kernel_cols * KERNEL / 2, upper, KERNEL)
    put(ax, kernel.box.right + 5, kernel.box.centre[1], story.label("kernel"), theme, size=size,
        colour=theme.muted, middle=True)  # fmt: skip
    start, end = (window.right, window.bottom), (target.left - 2.5, target.centre[1])
    wire(ax, start, grid.box.right + 3, end[0] - 6, end, theme.window, width=1.6, head=True)
    outline(ax, target.grown(1.2), theme.output, width=1.6, radius=0.16 * cell)
    lower = max(start[1], end[1]) + 9 + heading_size(theme)
    put(ax, middle, lower, beat.values["sum"], theme, size=heading_size(theme), weight="bold",
        align="center")  # fmt: skip
    for place, key in ((grid, "input"), (out, "output")):
        put(ax, place.box.centre[0], place.box.bottom + 4 + size, story.label(key), theme,
            size=size, weight="bold", align="center")  # fmt: skip
    return max(grid.box.bottom, out.box.bottom, lower) + 6 + size

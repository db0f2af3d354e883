"""Panel: zeros at the border that join the mean, and zeros that are left out."""

import numpy as np
from matplotlib.axes import Axes

from pooling.trace import PoolTrace
from scenes.beats import Story
from scenes.digits import digits_for
from scenes.page.grid import draw_map
from scenes.page.lettering import body_size, put, small_size
from scenes.page.marks import draw_window, ring
from scenes.page.sheet import Box
from scenes.page.traced import draw_input, extent, tints
from scenes.theme import Theme

LARGEST_CELL = 14.0
GAP, BETWEEN = 10.0, 18.0
"""Points from an input to its output, and from one pair to the next."""


def border(ax: Axes, story: Story, theme: Theme, box: Box) -> float:
    """Draw both paddings with their outputs and the corner's account; return the y of the end."""
    data = story["border"].data
    counted: PoolTrace = data["counted"]
    rows, cols = extent(counted)
    out_rows, out_cols = counted.shape
    column = (box.width - BETWEEN) / 2
    cell = min(LARGEST_CELL, column / cols, 110.0 / rows)
    below = cols * cell + GAP + out_cols * cell > column
    bottom = box.top
    for k, key in enumerate(("counted", "alone")):
        trace: PoolTrace = data[key]
        size = small_size(theme)
        left = box.left + k * (column + BETWEEN)
        name = story.label("counted" if key == "counted" else "uncounted")
        put(ax, left, box.top + size, name, theme, size=size, weight="bold")
        top = box.top + 1.9 * size
        grid = draw_input(
            ax,
            trace,
            theme,
            left=left,
            top=top,
            cell=cell,
            inside="0" if k == 0 else "",
            write=digits_for(trace.input),
        )
        draw_window(ax, grid, trace.at(*data["index"]), theme, width=1.3)
        out_cell = min(cell * 1.5, (column - cols * cell - GAP) / out_cols)
        place = (grid.box.right + GAP, grid.box.centre[1] - out_rows * out_cell / 2)
        if below:
            out_cell = min(cell, column / out_cols)
            place = (left, grid.box.bottom + GAP)
        out = draw_map(
            ax, trace.output, theme, left=place[0], top=place[1], cell=out_cell,
            scale=tints(trace), write=digits_for(trace.output),
        )  # fmt: skip
        if k == 0:
            for i, j in np.argwhere(~data["same"]).tolist():
                ring(ax, out.at(i, j), theme.output, width=1.0)
        at = trace.at(*data["index"])
        total = digits_for(at.sum)(float(at.sum or 0))
        account = f"{total} ÷ {at.divisor} = {digits_for(at.output)(at.output)}"
        bottom = max(grid.box.bottom, out.box.bottom) + 4 + body_size(theme)
        put(ax, left, bottom, account, theme, size=body_size(theme), colour=theme.text)
    differ = story.label("differ", changed=story["border"].values["changed"],
                         outputs=story["border"].values["outputs"])  # fmt: skip
    put(ax, box.right, bottom, differ, theme, size=small_size(theme), colour=theme.muted,
        align="right")  # fmt: skip
    return bottom

"""Maps side by side under their names, all on one ramp; kernels on a ramp of their own."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

import numpy as np
from matplotlib.axes import Axes
from numpy.typing import NDArray

from scenes.digits import digits_for
from scenes.page.grid import Grid, Write, draw_map, scale_of
from scenes.page.lettering import body_size, put_within, width_of
from scenes.page.sheet import Box
from scenes.theme import Theme

KERNEL_SCALE = (-1.0, 1.0)
"""The ramp of weights."""


@dataclass(frozen=True)
class Column:
    """A map with what stands above and below it.

    Attributes:
        values: (rows, cols).
        name: above the map. note: below it.
        write: how its numbers are written; fewest decimals that keep them apart if None.
        ringed: cells to be marked.
    """

    values: NDArray[Any]
    name: str
    note: str = ""
    write: Write | None = None
    ringed: Collection[tuple[int, int]] = ()


def draw_columns(
    ax: Axes, theme: Theme, box: Box, columns: list[Column], *, gap: float, largest: float
) -> list[Grid]:
    """Draw maps in a row, centred on one height, in cells of one size.

    Args:
        gap: points between two maps, or their names where these are wider.
        largest: points of a cell at most.
    """
    size = body_size(theme)
    cells = sum(column.values.shape[1] for column in columns)
    cell = min(largest, (box.width - gap * (len(columns) - 1)) / cells)
    widths = [
        max(column.values.shape[1] * cell, width_of(column.name, theme, size, "bold"))
        for column in columns
    ]
    spare = box.width - sum(widths)
    gap = min(gap, spare / max(1, len(columns) - 1))
    left = box.left + (spare - gap * (len(columns) - 1)) / 2
    tall = max(column.values.shape[0] for column in columns) * cell
    scale = scale_of(*[column.values for column in columns])
    grids = []
    for column, width in zip(columns, widths, strict=True):
        rows, cols = column.values.shape
        middle = left + width / 2
        grid = draw_map(
            ax, column.values, theme, left=middle - cols * cell / 2,
            top=box.top + 1.9 * size + (tall - rows * cell) / 2, cell=cell, scale=scale,
            write=column.write or digits_for(column.values),
        )  # fmt: skip
        put_within(ax, middle, grid.top - 5, column.name, theme, left=box.left, right=box.right,
                   size=size, weight="bold")  # fmt: skip
        if column.note:
            put_within(ax, middle, grid.box.bottom + 4 + size, column.note, theme, left=box.left,
                       right=box.right, size=size, colour=theme.muted)  # fmt: skip
        grids.append(grid)
        left += width + gap
    return grids


def draw_kernel(ax: Axes, theme: Theme, kernel: NDArray[Any], left: float, top: float,
                cell: float) -> Grid:  # fmt: skip
    """Draw a kernel's weights."""
    weights = np.asarray(kernel)
    return draw_map(ax, weights, theme, left=left, top=top, cell=cell, scale=KERNEL_SCALE,
                    write=digits_for(weights))  # fmt: skip

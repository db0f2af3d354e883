"""A feature map on a page: tinted cells with their numbers, or one image where there are many."""

from collections.abc import Callable, Collection
from dataclasses import dataclass

import numpy as np
from matplotlib.axes import Axes
from matplotlib.collections import PolyCollection
from matplotlib.image import AxesImage
from numpy.typing import NDArray

from scenes.page.lettering import SMALLEST, Weight, put, width_of
from scenes.page.sheet import Box
from scenes.theme import Theme, rgb

Map = NDArray[np.generic]
Pair = tuple[int, int]
Scale = tuple[float, float]
Write = Callable[[float], str]

MOST_CELLS = 1024
"""Above this many cells a map is one image."""
DIGITS = 0.44
"""Type size of a number in units of its cell."""
TIGHTEST = 0.6
"""The same in the smallest cells that still carry a number."""
FILL = 0.78
"""How much of a cell's width its number may take."""


@dataclass(frozen=True)
class Grid:
    """Where the cells of a map lie, in points; rows and columns may start below zero.

    Attributes:
        left, top: the corner of cell `first`.
        cell: the edge of a cell.
        rows, cols: how many there are.
        first: row and column of the first cell; negative where padding is drawn.
    """

    left: float
    top: float
    cell: float
    rows: int
    cols: int
    first: tuple[int, int] = (0, 0)

    @property
    def box(self) -> Box:
        """The whole grid."""
        return Box(self.left, self.top, self.cell * self.cols, self.cell * self.rows)

    def cells(self, rows: tuple[int, int], cols: tuple[int, int]) -> Box:
        """The box from the first to the last row and column, both included."""
        return Box(
            self.left + (cols[0] - self.first[1]) * self.cell,
            self.top + (rows[0] - self.first[0]) * self.cell,
            (cols[1] - cols[0] + 1) * self.cell,
            (rows[1] - rows[0] + 1) * self.cell,
        )

    def at(self, row: int, col: int) -> Box:
        """The box of one cell."""
        return self.cells((row, row), (col, col))


def scale_of(*maps: Map) -> Scale:
    """The range of the finite values of maps that are tinted by one ramp."""
    finite = [values[np.isfinite(values)] for values in (np.asarray(m, dtype=float) for m in maps)]
    together = np.concatenate([values.ravel() for values in finite])
    return float(together.min(initial=0.0)), float(together.max(initial=0.0))


def number_size(texts: list[str], theme: Theme, cell: float, weight: Weight = "regular") -> float:
    """The type size in points at which every text fits a cell; 0 where it would be too small."""
    widest = max((width_of(text, theme, 1.0, weight) for text in texts), default=1.0)
    size = min(max(DIGITS * cell, SMALLEST), FILL * cell / max(widest, 0.01))
    return size if SMALLEST <= size <= TIGHTEST * cell else 0.0


def smallest_cell(texts: list[str], theme: Theme, weight: Weight = "regular") -> float:
    """The edge in points of the smallest cell that any of these texts can be read in."""
    widest = max((width_of(text, theme, 1.0, weight) for text in texts), default=1.0)
    return SMALLEST * max(1 / TIGHTEST, widest / FILL)


def draw_map(
    ax: Axes,
    values: Map,
    theme: Theme,
    *,
    left: float,
    top: float,
    cell: float,
    scale: Scale,
    write: Write | None = None,
    first: Pair = (0, 0),
    crowned: Collection[Pair] = (),
) -> Grid:
    """Draw an array of (rows, cols) as cells of one size; numbers only where they can be read.

    Args:
        left, top, cell: points.
        scale: the lowest and highest value of the ramp.
        write: how numbers are written; None for none.
        first: row and column that the first cell is called by.
        crowned: the cells of the array that won: in the winner's colour, numbers in bold.
    """
    rows, cols = values.shape
    grid = Grid(left, top, cell, rows, cols, first)
    tints = theme.value_colours(values, *scale)
    if values.size > MOST_CELLS:
        draw_image(ax, tints, grid.box)
        return grid
    texts = [write(float(v)) if write else "" for v in values.flat]
    draw_cells(ax, grid, texts, tints, theme, crowned=crowned)
    return grid


def draw_cells(
    ax: Axes,
    grid: Grid,
    texts: list[str],
    tints: NDArray[np.float64],
    theme: Theme,
    *,
    crowned: Collection[Pair] = (),
    sized_for: list[str] | None = None,
) -> None:
    """Draw tiles of given colours with a text each; no text where the cells are too small.

    Args:
        texts: in scan order; "" for none.
        tints: (rows, cols, 3).
        crowned: row and column, counted from 0, of cells in the winner's colour.
        sized_for: all texts that must fit at one size; `texts` if None.
    """
    tints = tints.copy()
    for cell in crowned:
        tints[cell] = rgb(theme.winner)
    fill_cells(ax, grid, tints.reshape(-1, 3))
    common = number_size(sized_for or texts, theme, grid.cell)
    for (row, col), text in zip(np.ndindex(grid.rows, grid.cols), texts, strict=True):
        bold = (row, col) in crowned
        # the winner's number is shown even where the others have no room
        size = number_size([text], theme, grid.cell, "bold") if bold else common
        size = min(size, common or size)
        if text and size:
            put(
                ax,
                *grid.at(row + grid.first[0], col + grid.first[1]).centre,
                text,
                theme,
                size=size,
                colour=theme.ink_on(tints[row, col]),
                weight="bold" if bold else "regular",
                align="center",
                middle=True,
            )


def fill_cells(ax: Axes, grid: Grid, tints: NDArray[np.float64]) -> None:
    """Draw every cell of a grid as a tile of its own colour."""
    tiles = [
        tile(grid.at(row + grid.first[0], col + grid.first[1]))
        for row, col in np.ndindex(grid.rows, grid.cols)
    ]
    ax.add_collection(PolyCollection(tiles, facecolors=list(tints), linewidths=0), autolim=False)


def draw_image(ax: Axes, colours: NDArray[np.float64], box: Box) -> AxesImage:
    """Draw an array of (rows, cols, 3) as one picture of sharp cells that fills a box."""
    image = AxesImage(
        ax, extent=(box.left, box.right, box.bottom, box.top), interpolation="none", origin="upper"
    )
    image.set_data(colours)
    ax.add_image(image)
    return image


def tile(box: Box, round_by: float = 0.12, gap: float = 0.03) -> NDArray[np.float64]:
    """The outline of a cell with rounded corners, a little smaller than the cell."""
    return rounded(box.grown(-gap * box.width), round_by * box.width)


def rounded(box: Box, radius: float) -> NDArray[np.float64]:
    """The corners of a rectangle with rounded corners, as points on its outline."""
    turn = np.linspace(0, np.pi / 2, 6)
    radius = min(radius, box.width / 2, box.height / 2)
    inner = box.grown(-radius)
    centres = (
        (inner.right, inner.bottom),
        (inner.left, inner.bottom),
        (inner.left, inner.top),
        (inner.right, inner.top),
    )
    return np.concatenate(
        [
            np.array(centre) + radius * np.stack([np.cos(angle), np.sin(angle)], axis=1)
            for centre, angle in zip(centres, (turn + k * np.pi / 2 for k in range(4)), strict=True)
        ]
    )

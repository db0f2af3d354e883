"""One window of a pooled plane: what it sees, and what comes out."""

from collections.abc import Sequence
from dataclasses import dataclass

from pooling.window import Pair

Number = bool | int | float


@dataclass(frozen=True)
class WindowTrace:
    """One window: its cells in scan order, what it sees in them, and what comes out.

    Attributes:
        index: row and column of the output.
        rows, cols: input rows and columns of the kernel's cells; outside the input is padding.
        cells: (row, column) of every cell in scan order, padding included.
        inside: for each cell, whether it lies in the input.
        values: for each cell what the operation sees: in padding -inf (max) or 0 (avg).
        winners: the real cells that hold the maximum, all of them; if there is NaN, every NaN.
            Empty for avg.
        winner: the one PyTorch's index names: the first in scan order, of NaN the last. None for
            avg, and where dilation steps over the whole of a tiny input.
        divisor: cells the mean counts; None for max.
        sum: the sum of the values; None for max.
        output: the value that comes out.
    """

    index: Pair
    rows: tuple[int, ...]
    cols: tuple[int, ...]
    cells: tuple[Pair, ...]
    inside: tuple[bool, ...]
    values: tuple[Number, ...]
    winners: tuple[Pair, ...]
    winner: Pair | None
    divisor: int | None
    sum: Number | None
    output: Number

    @property
    def tie(self) -> bool:
        """Whether several cells hold the maximum."""
        return len(self.winners) > 1


def winning_cells(real: Sequence[tuple[Pair, Number]]) -> tuple[Pair, ...]:
    """Return every cell that holds the largest value, or every NaN if there is one.

    >>> winning_cells([((0, 0), 5), ((0, 1), 3), ((1, 0), 5)])
    ((0, 0), (1, 0))
    """
    missing = tuple(cell for cell, value in real if value != value)
    if missing or not real:
        return missing
    largest = max(value for _, value in real)
    return tuple(cell for cell, value in real if value == largest)

"""Which cells of its input a unit reads, along one axis: receptive fields are made of these steps.

A reach answers two questions. `interval` treats the input as endless and gives the hull of the
cells that a run of units reads; `seen` knows where the input ends and marks exactly those read.
"""

from dataclasses import dataclass
from fractions import Fraction
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from pooling.window import Window2d

Mask = NDArray[np.bool_]
Units = NDArray[np.int64]


class Reach(Protocol):
    """How the units along one axis of an output reach into the cells of the input."""

    @property
    def advance(self) -> Fraction | int:
        """Cells from one unit to the next, on average."""

    def interval(self, first: Units, last: Units) -> tuple[Units, Units]:
        """Return the first and last cell read by units `first` to `last`, edges ignored."""

    def seen(self, units: Mask) -> Mask:
        """Turn marked units (units, anything) into the cells they read (cells, anything)."""


@dataclass(frozen=True, slots=True)
class WindowReach:
    """A window that moves by `stride` cells: the k-th cell of unit i is i*stride - before + k*step.

    Args:
        kernel, stride, step: cells of the window, from window to window, and within it.
        before: padding cells before the first real one.
        cells: real cells of the input.
    """

    kernel: int
    stride: int
    step: int
    before: int
    cells: int

    @classmethod
    def of(cls, window: Window2d, axis: int, cells: int) -> "WindowReach":
        """Return how `window` reaches along an axis of `cells` cells."""
        return cls(
            window.kernel_size[axis],
            window.stride[axis],
            window.dilation[axis],
            window.padding[axis][0],
            cells,
        )

    @property
    def advance(self) -> Fraction | int:
        """Cells from one unit to the next."""
        return self.stride

    def interval(self, first: Units, last: Units) -> tuple[Units, Units]:
        """Return the first and last cell read by units `first` to `last`, edges ignored."""
        span = (self.kernel - 1) * self.step
        return first * self.stride - self.before, last * self.stride - self.before + span

    def seen(self, units: Mask) -> Mask:
        """Turn marked units (units, anything) into the cells they read (cells, anything)."""
        reached = (len(units) - 1) * self.stride + 1
        length = max(reached + (self.kernel - 1) * self.step, self.before + self.cells)
        marked = np.zeros((length, *units.shape[1:]), np.bool_)
        for start in range(0, self.kernel * self.step, self.step):
            marked[start : start + reached : self.stride] |= units
        return marked[self.before : self.before + self.cells]


@dataclass(frozen=True, slots=True)
class ReflectedReach(WindowReach):
    """A window at steps of 1 whose cells beyond the edges are mirrored back into the input."""

    def seen(self, units: Mask) -> Mask:
        """Turn marked units (units, anything) into the cells they read (cells, anything)."""
        starts = np.arange(len(units)) * self.stride - self.before
        cells = np.abs(starts[:, None] + np.arange(self.kernel))
        cells = np.where(cells < self.cells, cells, 2 * (self.cells - 1) - cells)
        return BoundsReach(cells.min(axis=1), cells.max(axis=1), self.cells).seen(units)


@dataclass(frozen=True, slots=True)
class TransposedReach:
    """A transposed window: input cell i writes to units i*stride - before + k*step."""

    kernel: int
    stride: int
    step: int
    before: int
    cells: int

    @property
    def advance(self) -> Fraction | int:
        """Cells from one unit to the next, on average."""
        return Fraction(1, self.stride)

    def interval(self, first: Units, last: Units) -> tuple[Units, Units]:
        """Return the first and last cell read by units `first` to `last`, edges ignored."""
        span = (self.kernel - 1) * self.step
        return -((span - self.before - first) // self.stride), (last + self.before) // self.stride

    def seen(self, units: Mask) -> Mask:
        """Turn marked units (units, anything) into the cells they read (cells, anything)."""
        reached = (self.cells - 1) * self.stride + 1
        length = max(reached + (self.kernel - 1) * self.step, self.before + len(units))
        written = np.zeros((length, *units.shape[1:]), np.bool_)
        written[self.before : self.before + len(units)] = units
        cells = np.zeros((self.cells, *units.shape[1:]), np.bool_)
        for start in range(0, self.kernel * self.step, self.step):
            cells |= written[start : start + reached : self.stride]
        return cells


@dataclass(frozen=True, slots=True)
class BoundsReach:
    """Unit i reads cells first[i] to last[i]; there are no units beyond the last."""

    first: Units
    last: Units
    cells: int

    @property
    def advance(self) -> Fraction | int:
        """Cells from one unit to the next, on average."""
        return Fraction(self.cells, len(self.first))

    def interval(self, first: Units, last: Units) -> tuple[Units, Units]:
        """Return the first and last cell read by units `first` to `last`."""
        end = len(self.first) - 1
        return self.first[np.clip(first, 0, end)], self.last[np.clip(last, 0, end)]

    def seen(self, units: Mask) -> Mask:
        """Turn marked units (units, anything) into the cells they read (cells, anything)."""
        change: NDArray[Any] = np.zeros((self.cells + 1, *units.shape[1:]), np.int64)
        np.add.at(change, self.first, units)
        np.subtract.at(change, self.last + 1, units.astype(np.int64))
        return change.cumsum(axis=0)[:-1] > 0

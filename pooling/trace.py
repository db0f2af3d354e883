"""Pooling one window at a time, for pictures: what each window sees, and which cell wins.

Nothing is computed before it is asked for, so that a trace of a large photo costs nothing.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Literal

import numpy as np
from numpy.typing import ArrayLike, NDArray

from pooling.divisors import window_divisors
from pooling.gradient import avg_pool2d_backward, max_pool2d_backward
from pooling.planes import Array, as_batch
from pooling.pool import max_pool2d, pool2d
from pooling.window import IntOrPair, Padding, Pair, Sides, Window2d
from pooling.window_trace import Number, WindowTrace, winning_cells

__all__ = ["PoolTrace", "TraceMode", "WindowTrace", "trace_pool2d"]

TraceMode = Literal["max", "avg"]


@dataclass(frozen=True, eq=False)
class PoolTrace:
    """A pooled plane whose windows can be asked for one by one; made by `trace_pool2d`.

    Attributes:
        input: (height, width), read-only.
        window: what slides over it.
        mode: "max" or "avg".
        count_include_pad: for "avg", whether padding cells count.
    """

    input: Array
    window: Window2d
    mode: TraceMode
    count_include_pad: bool = True

    @property
    def shape(self) -> Pair:
        """Rows and columns of the output."""
        height, width = self.input.shape
        return self.window.output_size(height, width)

    @cached_property
    def output(self) -> Array:
        """The pooled plane as `max_pool2d` or `avg_pool2d` computes it, read-only."""
        if self.mode == "max":
            return _frozen(max_pool2d(self.input, *self._settings))
        return _frozen(
            pool2d(
                self.input, *self._settings, mode="avg", count_include_pad=self.count_include_pad
            )
        )

    @property
    def _settings(self) -> tuple[Pair, Pair, Sides, Pair, bool]:
        window = self.window
        return window.kernel_size, window.stride, window.padding, window.dilation, window.ceil_mode

    @property
    def arguments(self) -> dict[str, Any]:
        """What `trace_pool2d` is called with to make this trace again."""
        return {
            "x": self.input,
            "kernel_size": self.window.kernel_size,
            "stride": self.window.stride,
            "padding": self.window.padding,
            "dilation": self.window.dilation,
            "ceil_mode": self.window.ceil_mode,
            "mode": self.mode,
            "count_include_pad": self.count_include_pad,
        }

    def __len__(self) -> int:
        """Count the windows."""
        return self.shape[0] * self.shape[1]

    def __iter__(self) -> Iterator[WindowTrace]:
        """Yield every window in scan order."""
        for i, j in np.ndindex(self.shape):
            yield self.at(i, j)

    def at(self, i: int, j: int) -> WindowTrace:
        """Return window (i, j) of the output.

        Raises:
            IndexError: there is no such window.
        """
        if not (0 <= i < self.shape[0] and 0 <= j < self.shape[1]):
            raise IndexError(
                f"the output has {self.shape[0]}x{self.shape[1]} windows, got ({i}, {j}): "
                "count from 0"
            )
        height, width = self.input.shape
        rows, cols = (tuple(axis.tolist()) for axis in self.window.cells(i, j))
        cells = tuple((row, col) for row in rows for col in cols)
        inside = tuple(0 <= row < height and 0 <= col < width for row, col in cells)
        zero: Number = self.input.dtype.type(0).item()
        padding = -np.inf if self.mode == "max" else zero
        values = tuple(
            self.input[cell].item() if real else padding
            for cell, real in zip(cells, inside, strict=True)
        )
        seen = zip(cells, values, inside, strict=True)
        real_cells = [(cell, value) for cell, value, real in seen if real]
        winners = winning_cells(real_cells) if self.mode == "max" else ()
        return WindowTrace(
            index=(i, j),
            rows=rows,
            cols=cols,
            cells=cells,
            inside=inside,
            values=values,
            winners=winners,
            winner=self._winner(winners),
            divisor=int(self._divisors[i, j]) if self.mode == "avg" else None,
            sum=sum(values) if self.mode == "avg" else None,
            output=self.output[i, j].item(),
        )

    def _winner(self, winners: tuple[Pair, ...]) -> Pair | None:
        if not winners:
            return None
        return winners[-1] if np.isnan(self.input[winners[0]]) else winners[0]

    @cached_property
    def _divisors(self) -> NDArray[np.int64]:
        height, width = self.input.shape
        return np.maximum(window_divisors(self.window, height, width, self.count_include_pad), 1)

    @cached_property
    def _winning_places(self) -> NDArray[np.int64]:
        """Flat input index of every window's winner; -1 where a window has no real cell."""
        if self.mode != "max":
            raise ValueError(
                "only the windows of max pooling have winners, got mode 'avg': use mode='max'"
            )
        height, width = self.input.shape
        real_cells = window_divisors(self.window, height, width, count_include_pad=False)
        kernel_size, stride, padding, dilation, ceil_mode = self._settings
        _, places = max_pool2d(
            self.input, kernel_size, stride, padding, dilation, ceil_mode, return_indices=True
        )
        return np.where(real_cells > 0, places, -1)

    def wins(self) -> NDArray[np.int64]:
        """Return how many windows each input cell won, (height, width).

        Raises:
            ValueError: the mode is "avg".
        """
        places = self._winning_places
        return np.bincount(places[places >= 0], minlength=self.input.size).reshape(self.input.shape)

    def seen(self) -> NDArray[np.bool_]:
        """Return which input cells lie in at least one window, (height, width)."""
        height, width = self.input.shape
        lines = []
        for axis, size in enumerate((height, width)):
            cells = self.window.lines(axis, self.shape[axis])
            line = np.zeros(size, np.bool_)
            line[cells[(cells >= 0) & (cells < size)]] = True
            lines.append(line)
        return np.logical_and.outer(*lines)

    def windows_won_by(self, row: int, col: int) -> tuple[Pair, ...]:
        """Return the output cells that come from input cell (row, col), in scan order.

        Raises:
            ValueError: the mode is "avg".
        """
        height, width = self.input.shape
        if not (0 <= row < height and 0 <= col < width):
            return ()
        won = np.argwhere(self._winning_places == row * width + col)
        return tuple((int(i), int(j)) for i, j in won)

    def gradient(self, upstream: ArrayLike | None = None) -> Array:
        """Return the gradient of the input, (height, width), for a gradient of the output.

        Args:
            upstream: (output rows, output columns); None means ones.

        Raises:
            ValueError: `upstream` has another shape.
        """
        upstream = np.ones(self.shape) if upstream is None else upstream
        if self.mode == "max":
            return max_pool2d_backward(upstream, self.input, *self._settings)
        kernel_size, stride, padding, dilation, ceil_mode = self._settings
        return avg_pool2d_backward(
            upstream,
            self.input,
            kernel_size,
            stride,
            padding,
            ceil_mode,
            self.count_include_pad,
            dilation=dilation,
        )


def trace_pool2d(
    x: ArrayLike,
    kernel_size: IntOrPair = 2,
    stride: IntOrPair | None = None,
    padding: Padding = 0,
    dilation: IntOrPair = 1,
    ceil_mode: bool = False,
    mode: TraceMode = "max",
    count_include_pad: bool = True,
) -> PoolTrace:
    """Pool one plane so that every window can be looked at.

    Args:
        x: (height, width); copied.
        mode: "max" or "avg".

    Raises:
        TypeError, ValueError: as `max_pool2d`; more than one plane; an unknown mode.

    >>> trace = trace_pool2d([[1, 3, 2, 8], [4, 6, 5, 2]])
    >>> trace.shape, trace.at(0, 1).values, trace.at(0, 1).winner
    ((1, 2), (2, 8, 5, 2), (0, 3))
    """
    if mode not in ("max", "avg"):
        raise ValueError(f"mode must be 'max' or 'avg', got {mode!r}: choose one of them")
    if np.ndim(x) != 2:
        raise ValueError(
            f"one (height, width) plane is traced, got shape {np.shape(x)}: choose one channel"
        )
    window = Window2d.of(kernel_size, stride, padding, dilation, ceil_mode)
    window.check_pool_padding()
    plane = as_batch(x)[0, 0]
    window.output_size(*plane.shape)
    return PoolTrace(_frozen(plane.copy()), window, mode, bool(count_include_pad))


def _frozen(array: Array) -> Array:
    array.flags.writeable = False
    return array

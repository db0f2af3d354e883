"""A convolution one window at a time, for pictures: the products, and their sum."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from pooling.convolve import conv2d
from pooling.planes import Array, real_array
from pooling.window import IntOrPair, Pair, Window2d

__all__ = ["ConvolutionTrace", "Products", "trace_conv2d"]


@dataclass(frozen=True)
class Products:
    """One window of a convolution.

    Attributes:
        index: row and column of the output.
        rows, cols: input rows and columns of the kernel's cells.
        cells: (row, column) of every cell in scan order.
        values: what stands there.
        weights: of the kernel, in the same order.
        products: each value times its weight.
        output: their sum.
    """

    index: Pair
    rows: tuple[int, ...]
    cols: tuple[int, ...]
    cells: tuple[Pair, ...]
    values: tuple[float, ...]
    weights: tuple[float, ...]
    products: tuple[float, ...]
    output: float


@dataclass(frozen=True, eq=False)
class ConvolutionTrace:
    """A convolved plane whose windows can be asked for one by one; made by `trace_conv2d`.

    Attributes:
        input: (height, width), read-only.
        kernel: (rows, columns), read-only.
        window: the kernel's cells as they slide over the input.
    """

    input: Array
    kernel: Array
    window: Window2d

    @property
    def shape(self) -> Pair:
        """Rows and columns of the output."""
        height, width = self.input.shape
        return self.window.output_size(height, width)

    @cached_property
    def output(self) -> Array:
        """The plane as `conv2d` computes it, read-only."""
        return _frozen(conv2d(self.input, self.kernel, stride=self.window.stride))

    @property
    def arguments(self) -> dict[str, Any]:
        """What `trace_conv2d` is called with to make this trace again."""
        return {"x": self.input, "kernel": self.kernel, "stride": self.window.stride}

    def __len__(self) -> int:
        """Count the windows."""
        return self.shape[0] * self.shape[1]

    def __iter__(self) -> Iterator[Products]:
        """Yield every window in scan order."""
        for i, j in np.ndindex(self.shape):
            yield self.at(i, j)

    def at(self, i: int, j: int) -> Products:
        """Return window (i, j) of the output.

        Raises:
            IndexError: there is no such window.
        """
        if not (0 <= i < self.shape[0] and 0 <= j < self.shape[1]):
            raise IndexError(
                f"the output has {self.shape[0]}x{self.shape[1]} windows, got ({i}, {j}): "
                "count from 0"
            )
        rows, cols = (tuple(axis.tolist()) for axis in self.window.cells(i, j))
        seen = self.input[np.ix_(rows, cols)]
        with np.errstate(invalid="ignore", over="ignore"):
            products = seen * self.kernel
        return Products(
            index=(i, j),
            rows=rows,
            cols=cols,
            cells=tuple((row, col) for row in rows for col in cols),
            values=tuple(seen.ravel().tolist()),
            weights=tuple(self.kernel.ravel().tolist()),
            products=tuple(products.ravel().tolist()),
            output=self.output[i, j].item(),
        )


def trace_conv2d(x: ArrayLike, kernel: ArrayLike, stride: IntOrPair = 1) -> ConvolutionTrace:
    """Trace a convolution without padding: products and sum of every window.

    Args:
        x: (height, width).
        kernel: (rows, columns).
        stride: cells from one window to the next.

    Returns:
        A trace; it keeps copies.

    Raises:
        TypeError: values that are no real numbers.
        ValueError: an input or a kernel that is no plane, or that do not fit each other.

    >>> trace = trace_conv2d([[1, 3, 2, 8], [4, 6, 5, 2]], [[1, -1], [-1, 1]], stride=2)
    >>> trace.at(0, 1).products, trace.at(0, 1).output
    ((2, -8, -5, 2), -9.0)
    """
    plane, weights = real_array("the input", x), real_array("the kernel", kernel)
    if plane.ndim != 2 or weights.ndim != 2:
        raise ValueError(
            "a convolution is traced on one plane with one kernel, both (rows, columns), got "
            f"shapes {plane.shape} and {weights.shape}: choose a channel"
        )
    conv2d(plane, weights, stride=stride)  # what does not fit is refused here
    window = Window2d.of(weights.shape, stride, 0)
    return ConvolutionTrace(_frozen(plane), _frozen(weights), window)


def _frozen(array: Array) -> Array:
    own = np.array(array, copy=True)
    own.setflags(write=False)
    return own

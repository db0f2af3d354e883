"""The sliding window: its size rule, its positions and the cells it covers.

This is the only home of the arithmetic that says how large an output is and where a window starts.
"""

import operator
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Self, SupportsIndex, cast

import numpy as np
from numpy.typing import NDArray

Pair = tuple[int, int]
Sides = tuple[Pair, Pair]
IntOrPair = SupportsIndex | Sequence[SupportsIndex]
Padding = IntOrPair | Sequence[Sequence[SupportsIndex]]


@dataclass(frozen=True)
class Window2d:
    """A window that slides over a (height, width) plane; every length is in input cells.

    Args:
        kernel_size: rows and columns of cells the window reads.
        stride: rows and columns from one window to the next.
        padding: cells added around the input, as ((top, bottom), (left, right)).
        dilation: distance between neighbouring cells of the window.
        ceil_mode: keep a last window that overhangs the padded input, as long as it starts
            inside the input or its top or left padding.

    Raises:
        TypeError: a field is not made of whole numbers.
        ValueError: a size, stride or dilation below 1, or a padding below 0.

    Source: Dumoulin and Visin, "A guide to convolution arithmetic for deep learning", 2016;
    `ceil_mode` as PyTorch defines it.

    >>> Window2d.of(kernel_size=3, stride=2, padding=1).output_size(5, 8)
    (3, 4)
    """

    kernel_size: Pair
    stride: Pair
    padding: Sides = ((0, 0), (0, 0))
    dilation: Pair = (1, 1)
    ceil_mode: bool = False

    def __post_init__(self) -> None:
        """Check every field and turn it into whole numbers."""
        for name, least in (("kernel_size", 1), ("stride", 1), ("dilation", 1)):
            value = _pair(name, getattr(self, name))
            _refuse_below(name, value, least)
            object.__setattr__(self, name, value)
        sides = _sides(self.padding)
        _refuse_below("padding", sides[0] + sides[1], 0)
        object.__setattr__(self, "padding", sides)
        object.__setattr__(self, "ceil_mode", bool(self.ceil_mode))

    @classmethod
    def of(
        cls,
        kernel_size: IntOrPair = 2,
        stride: IntOrPair | None = None,
        padding: Padding = 0,
        dilation: IntOrPair = 1,
        ceil_mode: bool = False,
    ) -> Self:
        """Build a window from whole numbers or (height, width) pairs.

        `stride` None means the kernel's size. `padding` may also be ((top, bottom), (left, right)).

        >>> Window2d.of(2).stride
        (2, 2)
        >>> Window2d.of(3, padding=(1, 0)).padding
        ((1, 1), (0, 0))
        """
        kernel = _pair("kernel_size", kernel_size)
        return cls(
            kernel_size=kernel,
            stride=kernel if stride is None else _pair("stride", stride),
            padding=_sides(padding),
            dilation=_pair("dilation", dilation),
            ceil_mode=ceil_mode,
        )

    @property
    def span(self) -> Pair:
        """Rows and columns from the window's first cell to its last, both counted.

        >>> Window2d.of(3, dilation=2).span
        (5, 5)
        """
        return (
            (self.kernel_size[0] - 1) * self.dilation[0] + 1,
            (self.kernel_size[1] - 1) * self.dilation[1] + 1,
        )

    def output_size(self, height: int, width: int) -> Pair:
        """Return how many windows fit down and across an input of `height` x `width` cells.

        Raises:
            ValueError: the input is empty, or not one window fits.

        >>> Window2d.of(2).output_size(5, 7), Window2d.of(2, ceil_mode=True).output_size(5, 7)
        ((2, 3), (3, 4))
        """
        if height < 1 or width < 1:
            raise ValueError(
                f"an input needs at least one row and one column, got {height}x{width}: "
                "give a larger input"
            )
        rows, cols = (self._count(axis, (height, width)[axis]) for axis in (0, 1))
        if rows < 1 or cols < 1:
            (top, bottom), (left, right) = self.padding
            raise ValueError(
                f"a window must fit the padded input, got a window of {self.span[0]}x"
                f"{self.span[1]} on {height + top + bottom}x{width + left + right} cells: "
                "use a smaller kernel_size or dilation, more padding or a larger input"
            )
        return rows, cols

    def _count(self, axis: int, size: int) -> int:
        before, after = self.padding[axis]
        stride = self.stride[axis]
        free = size + before + after - self.span[axis]
        count = (free + (stride - 1 if self.ceil_mode else 0)) // stride + 1
        if self.ceil_mode and (count - 1) * stride >= size + before:
            count -= 1  # the last window would start in the padding after the input
        return count

    def start(self, i: int, j: int) -> Pair:
        """Return row and column of window (i, j)'s first cell; below 0 it lies in the padding.

        >>> Window2d.of(3, stride=2, padding=1).start(0, 1)
        (-1, 1)
        """
        return (
            i * self.stride[0] - self.padding[0][0],
            j * self.stride[1] - self.padding[1][0],
        )

    def cells(self, i: int, j: int) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """Return the rows and the columns that window (i, j) covers, cells in padding included.

        >>> rows, cols = Window2d.of((2, 3), stride=2, dilation=2).cells(0, 1)
        >>> rows.tolist(), cols.tolist()
        ([0, 2], [2, 4, 6])
        """
        row, col = self.start(i, j)
        rows = row + np.arange(self.kernel_size[0], dtype=np.int64) * self.dilation[0]
        cols = col + np.arange(self.kernel_size[1], dtype=np.int64) * self.dilation[1]
        return rows, cols

    def lines(self, axis: int, count: int) -> NDArray[np.int64]:
        """Return the rows (axis 0) or columns (axis 1) of the first `count` windows along it.

        Returns:
            (count, kernel cells along the axis); below 0 and beyond the input lies padding.

        >>> Window2d.of(3, stride=2, padding=1).lines(0, 2)
        array([[-1,  0,  1],
               [ 1,  2,  3]])
        """
        starts = np.arange(count, dtype=np.int64) * self.stride[axis] - self.padding[axis][0]
        steps = np.arange(self.kernel_size[axis], dtype=np.int64) * self.dilation[axis]
        return starts[:, None] + steps

    def check_pool_padding(self) -> None:
        """Refuse a padding that pooling, unlike convolution, does not allow.

        Raises:
            ValueError: a side is padded by more than half the kernel (PyTorch's rule).
        """
        for axis in (0, 1):
            widest, kernel = max(self.padding[axis]), self.kernel_size[axis]
            if widest > kernel // 2:
                raise ValueError(
                    f"pooling allows padding of at most half the kernel, got padding {widest} "
                    f"for kernel_size {kernel}: use padding {kernel // 2} or less, "
                    "or a larger kernel_size"
                )


def whole(name: str, value: object) -> int:
    """Return `value` as an int; refuse True, 1.5, "2" and all else that is no whole number.

    Raises:
        TypeError: it is no whole number.
    """
    if isinstance(value, bool | np.bool_) or not hasattr(value, "__index__"):
        raise TypeError(
            f"{name} must be a whole number or a pair of them, got {value!r}: "
            "write 2, or (2, 3) for height and width"
        )
    return operator.index(value)


def _items(name: str, value: object) -> list[object]:
    """Return the two items of a pair."""
    if isinstance(value, str | bytes) or not isinstance(value, Sequence | np.ndarray):
        whole(name, value)  # says what is wrong
    items: list[object] = list(cast(Iterable[object], value))
    if len(items) != 2:
        raise ValueError(
            f"{name} takes one number or two (height, width), got {len(items)} in {value!r}: "
            "write 2, or (2, 3)"
        )
    return items


def _pair(name: str, value: object) -> Pair:
    if hasattr(value, "__index__") and not isinstance(value, np.ndarray):
        return (whole(name, value),) * 2
    first, second = _items(name, value)
    return whole(name, first), whole(name, second)


def _sides(padding: object) -> Sides:
    if hasattr(padding, "__index__") and not isinstance(padding, np.ndarray):
        padding = (padding, padding)
    rows, cols = (_pair("padding", side) for side in _items("padding", padding))
    return rows, cols


def _refuse_below(name: str, values: tuple[int, ...], least: int) -> None:
    if min(values) < least:
        raise ValueError(
            f"{name} must be {least} or more, got {min(values)}: use a whole number from {least} up"
        )

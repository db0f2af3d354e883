"""Pooling layers: windows, adaptive windows, and the whole plane."""

from dataclasses import dataclass
from typing import Literal

import numpy as np

from pooling.layers.base import Layer, Reaches, Shape, WindowLayer, at_least_one, normalise_window
from pooling.padding import LayerPadding, as_padding, fitted_window, plain_window
from pooling.reach import BoundsReach, Reach, ReflectedReach, WindowReach
from pooling.window import IntOrPair, Window2d


@dataclass(frozen=True)
class MaxPool2d(WindowLayer):
    """The largest value of each window.

    >>> MaxPool2d(3, stride=2, ceil_mode=True).output((64, 112, 112))
    (64, 56, 56)
    """

    kernel_size: IntOrPair
    stride: IntOrPair | None = None
    padding: LayerPadding = 0
    dilation: IntOrPair = 1
    ceil_mode: bool = False

    def __post_init__(self) -> None:
        """Check the settings."""
        normalise_window(self)
        _check_pool(self)

    def window(self, height: int, width: int) -> Window2d:
        """Return the window on an input of `height` x `width` cells."""
        return fitted_window(
            self.kernel_size, self.stride, self.padding, self.dilation, self.ceil_mode,
            height, width,
        )  # fmt: skip


@dataclass(frozen=True)
class AvgPool2d(WindowLayer):
    """The mean of each window; where "same" padding is asked for, padding does not count."""

    kernel_size: IntOrPair
    stride: IntOrPair | None = None
    padding: LayerPadding = 0
    ceil_mode: bool = False
    count_include_pad: bool = True
    dilation: IntOrPair = 1

    def __post_init__(self) -> None:
        """Check the settings."""
        normalise_window(self)
        _check_pool(self)
        if self.padding == "same":
            object.__setattr__(self, "count_include_pad", False)

    def window(self, height: int, width: int) -> Window2d:
        """Return the window on an input of `height` x `width` cells."""
        return fitted_window(
            self.kernel_size, self.stride, self.padding, self.dilation, self.ceil_mode,
            height, width,
        )  # fmt: skip


@dataclass(frozen=True)
class BlurPool2d(WindowLayer):
    """A binomial filter and steps of `stride`, edges reflected, as `pooling.blur_pool2d`."""

    kernel_size: int = 4
    stride: int = 2

    def __post_init__(self) -> None:
        """Check the settings."""
        at_least_one("kernel_size", self.kernel_size)
        at_least_one("stride", self.stride)

    def window(self, height: int, width: int) -> Window2d:
        """Return the window on an input of `height` x `width` cells."""
        before, after = (self.kernel_size - 1) // 2, self.kernel_size // 2
        if after >= min(height, width):
            raise ValueError(
                f"a kernel of {self.kernel_size} reflects {after} cells beyond the edge, got an "
                f"input of only {height}x{width}: use a smaller kernel_size or a larger input"
            )
        sides = (before, after)
        return plain_window(self.kernel_size, self.stride, (sides, sides))

    def reach(self, shape: Shape) -> Reaches | None:
        """Return how units reach into an input of this shape."""
        before = (self.kernel_size - 1) // 2
        down, across = (
            ReflectedReach(self.kernel_size, self.stride, 1, before, cells) for cells in shape[1:]
        )
        return down, across


@dataclass(frozen=True)
class ZeroPad2d(WindowLayer):
    """A frame of zeros, given as `Conv2d` takes it: a number, a pair, or a pair for each axis."""

    padding: LayerPadding

    def __post_init__(self) -> None:
        """Check the settings."""
        if isinstance(self.padding, str):
            raise ValueError(f"zeros are counted, got padding {self.padding!r}: write the cells")
        object.__setattr__(self, "padding", as_padding(self.padding))

    def window(self, height: int, width: int) -> Window2d:
        """Return the window: one cell, with the padding around the input."""
        return plain_window(1, 1, self.padding)


@dataclass(frozen=True)
class AdaptivePool2d(Layer):
    """Pooling to a given number of rows and columns; base of the two kinds."""

    output_size: int | tuple[int | None, int | None]

    def __post_init__(self) -> None:
        """Check the settings."""
        sizes = self.output_size if isinstance(self.output_size, tuple) else (self.output_size,)
        if len(sizes) > 2:
            raise ValueError(
                f"output_size takes one number or two (rows, columns), got {self.output_size!r}: "
                "write 2, or (2, 3)"
            )
        for size in sizes:
            if size is not None:
                at_least_one("output_size", size)

    def output(self, *shapes: Shape) -> Shape:
        """Return the shape of the output."""
        asked = self.output_size
        rows, cols = asked if isinstance(asked, tuple) else (asked, asked)
        channels, height, width = shapes[0]
        return channels, height if rows is None else rows, width if cols is None else cols

    def reach(self, shape: Shape) -> Reaches | None:
        """Return how units reach into an input of this shape."""
        _, rows, cols = self.output(shape)
        return adaptive_reach(shape[1], rows), adaptive_reach(shape[2], cols)


class AdaptiveAvgPool2d(AdaptivePool2d):
    """Means of windows that together cover the input.

    >>> AdaptiveAvgPool2d(6).output((256, 13, 13))
    (256, 6, 6)
    """


class AdaptiveMaxPool2d(AdaptivePool2d):
    """Maxima of windows that together cover the input."""


@dataclass(frozen=True)
class GlobalPool(Layer):
    """One number for each channel: the mean ("avg") or the largest value ("max") of its plane."""

    mode: Literal["avg", "max"] = "avg"

    def __post_init__(self) -> None:
        """Check the settings."""
        if self.mode not in ("avg", "max"):
            raise ValueError(f"mode must be 'avg' or 'max', got {self.mode!r}: choose one of them")

    @property
    def kind(self) -> str:
        """What a table calls the layer."""
        return f"Global{self.mode.title()}Pool"

    def output(self, *shapes: Shape) -> Shape:
        """Return the shape of the output."""
        return shapes[0][0], 1, 1

    def reach(self, shape: Shape) -> Reaches | None:
        """Return one window as large as the input."""
        return adaptive_reach(shape[1], 1), adaptive_reach(shape[2], 1)


def adaptive_reach(cells: int, units: int) -> Reach:
    """Return windows that together cover the cells: equal ones where they fit."""
    if cells % units == 0:
        return WindowReach(cells // units, cells // units, 1, 0, cells)
    places = np.arange(units)
    return BoundsReach(places * cells // units, -(-(places + 1) * cells // units) - 1, cells)


def _check_pool(layer: MaxPool2d | AvgPool2d) -> None:
    if not isinstance(layer.padding, str):
        plain_window(layer.kernel_size, layer.stride, layer.padding).check_pool_padding()

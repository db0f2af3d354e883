"""Convolutions and transposed convolutions."""

from dataclasses import dataclass
from math import prod

from pooling.layers.base import Layer, Reaches, Shape, WindowLayer, at_least_one, normalise_window
from pooling.padding import LayerPadding, fitted_window, plain_window
from pooling.reach import TransposedReach
from pooling.window import IntOrPair, Pair, Window2d


@dataclass(frozen=True)
class Conv2d(WindowLayer):
    """Convolution, dense, grouped or depthwise.

    Args:
        padding: cells around the input as a number, a pair or ((top, bottom), (left, right)); or
            "same" or "valid" as TensorFlow means them: "same" depends on the input's size where
            the stride is above 1.

    >>> Conv2d(64, 7, stride=2, padding=3).output((3, 224, 224))
    (64, 112, 112)
    """

    out_channels: int
    kernel_size: IntOrPair
    stride: IntOrPair = 1
    padding: LayerPadding = 0
    dilation: IntOrPair = 1
    groups: int = 1
    bias: bool = True

    def __post_init__(self) -> None:
        """Check the settings."""
        at_least_one("out_channels", self.out_channels)
        at_least_one("groups", self.groups)
        normalise_window(self)
        if self.out_channels % self.groups:
            raise ValueError(
                f"groups must divide out_channels, got {self.groups} and {self.out_channels}: "
                "choose a divisor"
            )

    def window(self, height: int, width: int) -> Window2d:
        """Return the window on an input of `height` x `width` cells."""
        return fitted_window(
            self.kernel_size, self.stride, self.padding, self.dilation, False, height, width
        )

    def output(self, *shapes: Shape) -> Shape:
        """Return the shape of the output."""
        channels, height, width = shapes[0]
        if channels % self.groups:
            raise ValueError(
                f"groups must divide the input's channels, got {self.groups} and {channels}: "
                "choose a divisor"
            )
        return self.out_channels, *self.window(height, width).output_size(height, width)

    def weights(self, *shapes: Shape) -> dict[str, tuple[int, ...]]:
        """Return the shapes of weight and bias."""
        kernel = plain_window(self.kernel_size).kernel_size
        weight = (self.out_channels, shapes[0][0] // self.groups, *kernel)
        return {"weight": weight} | ({"bias": (self.out_channels,)} if self.bias else {})

    def multiply_adds(self, *shapes: Shape) -> int:
        """Count a product for each kernel cell of each output."""
        _, rows, cols = self.output(*shapes)
        return prod(self.weights(*shapes)["weight"]) * rows * cols


@dataclass(frozen=True)
class ConvTranspose2d(Layer):
    """Transposed convolution: each input cell writes a kernel's worth of outputs.

    >>> ConvTranspose2d(8, 4, stride=2, padding=1).output((16, 7, 7))
    (8, 14, 14)
    """

    out_channels: int
    kernel_size: IntOrPair
    stride: IntOrPair = 1
    padding: LayerPadding = 0
    output_padding: IntOrPair = 0
    groups: int = 1
    bias: bool = True
    dilation: IntOrPair = 1

    def __post_init__(self) -> None:
        """Check the settings."""
        at_least_one("out_channels", self.out_channels)
        at_least_one("groups", self.groups)
        normalise_window(self)
        if isinstance(self.padding, str):
            raise ValueError(
                f"a transposed convolution takes numbers as padding, got {self.padding!r}: "
                "write the cells"
            )
        if self.out_channels % self.groups:
            raise ValueError(
                f"groups must divide out_channels, got {self.groups} and {self.out_channels}: "
                "choose a divisor"
            )
        extra = plain_window(1, padding=self.output_padding).padding
        object.__setattr__(self, "output_padding", (extra[0][0], extra[1][0]))

    @property
    def window(self) -> Window2d:
        """The window of the convolution this one turns around."""
        return plain_window(self.kernel_size, self.stride, self.padding, self.dilation)

    @property
    def extra(self) -> Pair:
        """Rows and columns added after the last."""
        return plain_window(1, padding=self.output_padding).padding[0][0], plain_window(
            1, padding=self.output_padding
        ).padding[1][0]

    def output(self, *shapes: Shape) -> Shape:
        """Return the shape of the output."""
        channels, *cells = shapes[0]
        if channels % self.groups:
            raise ValueError(
                f"groups must divide the input's channels, got {self.groups} and {channels}: "
                "choose a divisor"
            )
        window = self.window
        rows, cols = (
            (cells[axis] - 1) * window.stride[axis]
            + window.span[axis]
            - sum(window.padding[axis])
            + self.extra[axis]
            for axis in (0, 1)
        )
        if min(rows, cols) < 1:
            raise ValueError(f"the padding leaves no output: {rows}x{cols} cells: use less padding")
        return self.out_channels, rows, cols

    def weights(self, *shapes: Shape) -> dict[str, tuple[int, ...]]:
        """Return the shapes of weight (input channels first) and bias."""
        weight = (shapes[0][0], self.out_channels // self.groups, *self.window.kernel_size)
        return {"weight": weight} | ({"bias": (self.out_channels,)} if self.bias else {})

    def multiply_adds(self, *shapes: Shape) -> int:
        """Count a product for each kernel cell of each input."""
        return prod(self.weights(*shapes)["weight"]) * shapes[0][1] * shapes[0][2]

    def reach(self, shape: Shape) -> Reaches | None:
        """Return how units reach into an input of this shape."""
        window = self.window
        down, across = (
            TransposedReach(
                window.kernel_size[axis],
                window.stride[axis],
                window.dilation[axis],
                window.padding[axis][0],
                shape[1 + axis],
            )
            for axis in (0, 1)
        )
        return down, across

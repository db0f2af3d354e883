"""What every layer can say of itself, and what its settings must be."""

from math import prod
from typing import Any, ClassVar

from pooling.padding import as_padding, plain_window
from pooling.reach import Reach, WindowReach
from pooling.window import Window2d, whole

Shape = tuple[int, int, int]
Reaches = tuple[Reach, Reach]


class Layer:
    """One step of a network; it reads its input cell by cell unless it says otherwise."""

    inputs: ClassVar[int | None] = 1
    """How many layers it reads; None means two or more."""

    @property
    def kind(self) -> str:
        """What a table calls the layer."""
        return type(self).__name__

    def output(self, *shapes: Shape) -> Shape:
        """Return the shape of the output for these input shapes.

        Raises:
            ValueError: the shapes do not suit the layer.
        """
        return shapes[0]

    def weights(self, *shapes: Shape) -> dict[str, tuple[int, ...]]:
        """Return the shapes of what the layer learns, by PyTorch's names."""
        return {}

    def parameters(self, *shapes: Shape) -> int:
        """Count the numbers the layer learns."""
        return sum(map(prod, self.weights(*shapes).values()))

    def multiply_adds(self, *shapes: Shape) -> int:
        """Count the products with learned weights; pooling and pointwise layers count as 0."""
        return 0

    def reach(self, shape: Shape) -> Reaches | None:
        """Return how units reach into an input of this shape, down and across; None: one to one."""
        return None


class WindowLayer(Layer):
    """A layer whose units look through a sliding window."""

    def window(self, height: int, width: int) -> Window2d:
        """Return the window on an input of `height` x `width` cells, SAME padding worked out."""
        raise NotImplementedError

    def output(self, *shapes: Shape) -> Shape:
        """Return the shape of the output."""
        channels, height, width = shapes[0]
        return channels, *self.window(height, width).output_size(height, width)

    def reach(self, shape: Shape) -> Reaches | None:
        """Return how units reach into an input of this shape."""
        window = self.window(*shape[1:])
        return WindowReach.of(window, 0, shape[1]), WindowReach.of(window, 1, shape[2])


def normalise_window(layer: Any) -> None:
    """Check the window of a layer and write its settings as pairs."""
    padding = as_padding(layer.padding)
    numbers = 0 if isinstance(padding, str) else padding
    window = plain_window(layer.kernel_size, layer.stride, numbers, layer.dilation)
    for name, value in (
        ("kernel_size", window.kernel_size),
        ("stride", window.stride),
        ("padding", padding),
        ("dilation", window.dilation),
    ):
        object.__setattr__(layer, name, value)


def at_least_one(name: str, value: object) -> None:
    """Refuse what is no whole number of 1 or more."""
    if whole(name, value) < 1:
        raise ValueError(f"{name} must be 1 or more, got {value}: use a whole number from 1 up")

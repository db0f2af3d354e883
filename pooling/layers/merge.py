"""Layers that read several others."""

from dataclasses import dataclass
from typing import ClassVar

from pooling.layers.base import Layer, Shape


@dataclass(frozen=True)
class Add(Layer):
    """The sum of several inputs of one shape."""

    inputs: ClassVar[int | None] = None

    def output(self, *shapes: Shape) -> Shape:
        """Return the shape of the output."""
        if len(set(shapes)) > 1:
            raise ValueError(
                f"a sum needs inputs of one shape, got {' and '.join(map(str, shapes))}: "
                "give the paths the same channels, strides and padding"
            )
        return shapes[0]


@dataclass(frozen=True)
class Multiply(Layer):
    """The product of two inputs; the second may be one cell, a gate for each channel."""

    inputs: ClassVar[int | None] = 2

    def output(self, *shapes: Shape) -> Shape:
        """Return the shape of the output."""
        shape, gate = shapes
        if gate[0] not in (1, shape[0]) or gate[1:] not in ((1, 1), shape[1:]):
            raise ValueError(
                f"a product needs two inputs of one shape, or one cell a channel as the second, "
                f"got {shape} and {gate}: give the gate {shape[0]} channels"
            )
        return shape


@dataclass(frozen=True)
class Concat(Layer):
    """The channels of several inputs, one after the other."""

    inputs: ClassVar[int | None] = None

    def output(self, *shapes: Shape) -> Shape:
        """Return the shape of the output."""
        if len({shape[1:] for shape in shapes}) > 1:
            raise ValueError(
                "a concatenation needs inputs of one height and width, got "
                f"{' and '.join(map(str, shapes))}: give the paths the same strides and padding"
            )
        return sum(shape[0] for shape in shapes), *shapes[0][1:]

"""One node of an ONNX graph, and what is known when its turn comes."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np

from pooling.imports.imported import Assembly, UnreadableError
from pooling.layers import Layer, Shape
from pooling.planes import Array


@dataclass(frozen=True, slots=True)
class Value:
    """What a name in the graph stands for: the output of a layer.

    Attributes:
        layer: the layer.
        rank: dimensions it has in ONNX: 4, or 2 for (batch, features).
        split: groups that the channels were split into, on the way of a channel shuffle.
        swapped: whether those groups have changed places with what is in them.
    """

    layer: str
    rank: int = 4
    split: int = 0
    swapped: bool = False


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of a graph so far.

    Attributes:
        assembly: the layers.
        constants: names whose values do not depend on the image.
        values: names that stand for the output of a layer.
        array_of: turns a tensor of the file into an array.
    """

    assembly: Assembly
    constants: dict[str, Array]
    values: dict[str, Value]
    array_of: Callable[[Any], Array]


class Step:
    """One node, and easy ways to ask for its parts."""

    def __init__(self, known: Known, node: Any) -> None:
        self.known = known
        self.node = node
        self.kind: str = node.op_type
        self.name: str = node.name or (node.output[0] if node.output else node.op_type)
        self.attributes = {attribute.name: attribute for attribute in node.attribute}

    def refuse(self, why: str) -> UnreadableError:
        """Return the error that this node is wrong."""
        return UnreadableError(f"node {self.name!r} ({self.kind}) {why}")

    def not_understood(self) -> UnreadableError:
        """Return the error that this operator is unknown."""
        return UnreadableError(
            f"node {self.name!r} is a {self.kind!r}, which is not understood: the analysis stops "
            f"after layer {self.known.assembly.last!r}; export the model up to there"
        )

    def given(self, place: int) -> bool:
        """Return whether there is an input at that place."""
        return place < len(self.node.input) and bool(self.node.input[place])

    def value(self, place: int) -> Value:
        """Return an input that is the output of a layer."""
        found = self.known.values.get(self.node.input[place]) if self.given(place) else None
        if found is None:
            raise self.refuse(f"reads no layer as input {place}: this form is not understood")
        return found

    def plain(self, place: int) -> Value:
        """Return an input that is not in the middle of a channel shuffle."""
        found = self.value(place)
        if found.split:
            raise self.not_understood()
        return found

    def plane(self, place: int = 0) -> str:
        """Return the layer that gives (batch, channels, height, width) at that place."""
        found = self.plain(place)
        if found.rank != 4:
            raise self.refuse("reads (batch, features) where a plane is needed: not understood")
        return found.layer

    def constant(self, place: int) -> Array:
        """Return an input that is known."""
        found = self.known.constants.get(self.node.input[place]) if self.given(place) else None
        if found is None:
            raise self.refuse(
                f"needs a constant as input {place}, got one that is computed: not understood"
            )
        return found

    def is_constant(self, place: int) -> bool:
        """Return whether an input is known."""
        return self.given(place) and self.node.input[place] in self.known.constants

    def ints(self, name: str) -> tuple[int, ...] | None:
        """Return a list of whole numbers among the settings."""
        found = self.attributes.get(name)
        return None if found is None else tuple(int(value) for value in found.ints)

    def whole(self, name: str, default: int) -> int:
        """Return a whole number among the settings."""
        found = self.attributes.get(name)
        return default if found is None else int(found.i)

    def number(self, name: str, default: float) -> float:
        """Return a number among the settings."""
        found = self.attributes.get(name)
        value = default if found is None else float(found.f)
        if not np.isfinite(value):
            raise self.refuse(f"has {name} {value}: is the file damaged?")
        return value

    def text(self, name: str, default: str) -> str:
        """Return a word among the settings."""
        found = self.attributes.get(name)
        return default if found is None else found.s.decode("utf-8", "replace")

    def shape(self, layer: str) -> Shape:
        """Return the shape of a layer's output."""
        return self.known.assembly.shapes[layer]


def layer_of(
    step: Step,
    layer: Layer,
    inputs: list[str],
    weights: dict[str, Array] | None = None,
    *,
    rank: int = 4,
) -> Value:
    """Add a layer for this node; return what its output stands for."""
    return Value(step.known.assembly.add(step.name, layer, inputs, weights), rank)


def same_places(step: Step, layer: Layer, weights: dict[str, Array] | None = None) -> Value:
    """Add a layer that changes no shape, of planes or of features."""
    value = step.plain(0)
    return layer_of(step, layer, [value.layer], weights, rank=value.rank)

"""Layers that act on each cell on its own, and those that flatten and connect."""

from dataclasses import dataclass
from math import prod
from typing import Literal

from pooling.layers.base import Layer, Reaches, Shape, at_least_one
from pooling.layers.pooling import adaptive_reach

ActivationKind = Literal[
    "relu", "relu6", "leaky_relu", "elu", "silu", "gelu", "sigmoid", "hardsigmoid", "hardswish",
    "tanh", "erf", "softmax",
]  # fmt: skip
NormalisationKind = Literal["batch", "layer", "local_response"]


@dataclass(frozen=True)
class Flatten(Layer):
    """All cells of all channels as one row of features."""

    def output(self, *shapes: Shape) -> Shape:
        """Return the shape of the output."""
        return prod(shapes[0]), 1, 1

    def reach(self, shape: Shape) -> Reaches | None:
        """Return one window as large as the input."""
        return adaptive_reach(shape[1], 1), adaptive_reach(shape[2], 1)


@dataclass(frozen=True)
class Dense(Layer):
    """A fully connected layer, at each cell on its own; `Flatten` first to connect all cells.

    >>> Dense(10).parameters((84, 1, 1))
    850
    """

    out_features: int
    bias: bool = True

    def __post_init__(self) -> None:
        """Check the settings."""
        at_least_one("out_features", self.out_features)

    def output(self, *shapes: Shape) -> Shape:
        """Return the shape of the output."""
        return self.out_features, *shapes[0][1:]

    def weights(self, *shapes: Shape) -> dict[str, tuple[int, ...]]:
        """Return the shapes of weight and bias."""
        weight = (self.out_features, shapes[0][0])
        return {"weight": weight} | ({"bias": (self.out_features,)} if self.bias else {})

    def multiply_adds(self, *shapes: Shape) -> int:
        """Count a product for each input of each output."""
        return prod(self.weights(*shapes)["weight"]) * shapes[0][1] * shapes[0][2]


@dataclass(frozen=True)
class Activation(Layer):
    """A function of each value; "softmax" is one of all channels of a cell."""

    function: ActivationKind = "relu"
    slope: float = 0.01
    """Of "leaky_relu" below 0; the scale of "elu"."""

    def __post_init__(self) -> None:
        """Check the settings."""
        known = ActivationKind.__args__  # type: ignore[attr-defined]
        if self.function not in known:
            raise ValueError(
                f"an activation is one of {', '.join(known)}, got {self.function!r}: choose one"
            )

    @property
    def kind(self) -> str:
        """What a table calls the layer."""
        return self.function


@dataclass(frozen=True)
class Normalisation(Layer):
    """Normalisation of each cell on its own, as it acts once trained.

    Args:
        function: "batch" (running mean and variance), "layer" (over the channels of a cell, as
            ConvNeXt does) or "local_response" (over neighbouring channels, as AlexNet did).
        scale, shift: whether a factor and an offset are learned for each channel.
        size, alpha, beta, k: of "local_response".
    """

    function: NormalisationKind = "batch"
    scale: bool = True
    shift: bool = True
    eps: float = 1e-5
    size: int = 5
    alpha: float = 1e-4
    beta: float = 0.75
    k: float = 1.0

    def __post_init__(self) -> None:
        """Check the settings."""
        known = NormalisationKind.__args__  # type: ignore[attr-defined]
        if self.function not in known:
            raise ValueError(
                f"a normalisation is one of {', '.join(known)}, got {self.function!r}: choose one"
            )

    @property
    def kind(self) -> str:
        """What a table calls the layer."""
        return f"{self.function}_norm"

    def weights(self, *shapes: Shape) -> dict[str, tuple[int, ...]]:
        """Return the shapes of weight and bias; running statistics are not learned."""
        learned = self.function != "local_response"
        names = ["weight"] * (learned and self.scale) + ["bias"] * (learned and self.shift)
        return dict.fromkeys(names, (shapes[0][0],))


@dataclass(frozen=True)
class Scale(Layer):
    """A factor for each channel, learned unless `factor` fixes it, and an offset if `bias`."""

    bias: bool = False
    factor: float | None = None

    def weights(self, *shapes: Shape) -> dict[str, tuple[int, ...]]:
        """Return the shapes of weight and bias."""
        names = ["weight"] * (self.factor is None) + ["bias"] * self.bias
        return dict.fromkeys(names, (shapes[0][0],))


@dataclass(frozen=True)
class Identity(Layer):
    """Nothing: dropout and the like, once a network is trained."""


@dataclass(frozen=True)
class ChannelShuffle(Layer):
    """Channels dealt out anew: those of `groups` groups in turn."""

    groups: int

    def output(self, *shapes: Shape) -> Shape:
        """Return the shape of the output."""
        at_least_one("groups", self.groups)
        if shapes[0][0] % self.groups:
            raise ValueError(
                f"groups must divide the channels, got {self.groups} and {shapes[0][0]}: "
                "choose a divisor"
            )
        return shapes[0]

"""The networks that the exercises train: one small network, and five with one thing swapped."""

from pooling.layers import (
    Activation,
    AvgPool2d,
    BlurPool2d,
    Dense,
    Flatten,
    GlobalPool,
    MaxPool2d,
    Normalisation,
)
from pooling.measured.runs import Variant
from pooling.network import Network
from pooling.zoo.sketch import Sketch

SIZE = 32
"""Height and width of the pictures, in pixels."""
STAGES = ((32,), (48, 48), (64, 64), (96,))
"""Channels of the 3x3 convolutions of each stage; between stages the map is halved."""
HIDDEN = 128
"""Features of the dense head's first layer."""

BASELINE = "max_pooling"

VARIANTS = (
    Variant(BASELINE, 0, "2x2 max pooling between stages, global average pooling as head"),
    Variant("average_pooling", 2, "2x2 average pooling in place of max pooling"),
    Variant("stride_before", 3, "no pooling: the convolution before it takes steps of two"),
    Variant("strided_convolution", 3, "a 3x3 convolution with steps of two in place of pooling"),
    Variant("max_blur_pooling", 3, "2x2 max with steps of one, then a blur with steps of two"),
    Variant("dense_head", 5, f"flatten and two dense layers ({HIDDEN} features) as head"),
)
"""The baseline and its variants, in the order they are told."""


def exercise_network(variant: str, classes: int = 10) -> Network:
    """Return the network of that name, with batch normalisation after every convolution.

    All variants have the same six 3x3 convolutions in four stages, and a map of 4x4 cells after
    three halvings; nothing else differs than what `VARIANTS` says.

    Raises:
        ValueError: there is no such variant.

    Source: strides, Springenberg et al., "Striving for simplicity", 2015; max blur pooling, Zhang,
    "Making convolutional networks shift-invariant again", 2019 (there "Tri-3").

    >>> network = exercise_network("max_pooling")
    >>> network.shapes()["conv4_1"], network.shapes()["classes"]
    ((96, 4, 4), (10, 1, 1))
    """
    names = [known.name for known in VARIANTS]
    if variant not in names:
        raise ValueError(f"a variant is one of {', '.join(names)}, got {variant!r}: choose one")
    net = Sketch(variant, (3, SIZE, SIZE), norm=Normalisation(), padding=1)
    for stage, convolutions in enumerate(STAGES, 1):
        halved = stage < len(STAGES)
        for place, channels in enumerate(convolutions, 1):
            before_pool = halved and place == len(convolutions)
            steps = 2 if before_pool and variant == "stride_before" else 1
            net.conv(f"conv{stage}_{place}", channels, 3, steps)
        if halved:
            _halve(net, variant, f"pool{stage}", convolutions[-1])
    if variant == "dense_head":
        net.add("flatten", Flatten())
        net.add("hidden", Dense(HIDDEN))
        net.add("hidden.relu", Activation("relu"))
    else:
        net.add("gap", GlobalPool())
    net.add("classes", Dense(classes))
    return net.network()


def _halve(net: Sketch, variant: str, name: str, channels: int) -> None:
    match variant:
        case "average_pooling":
            net.add(name, AvgPool2d(2))
        case "stride_before":
            pass
        case "strided_convolution":
            net.conv(name, channels, 3, 2)
        case "max_blur_pooling":
            net.add(f"{name}.max", MaxPool2d(2, stride=1))
            net.add(name, BlurPool2d(3, 2))
        case _:
            net.add(name, MaxPool2d(2))

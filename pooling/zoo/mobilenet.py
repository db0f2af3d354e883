"""MobileNet v1 (TF-slim's) and v2 (torchvision's): depthwise convolutions between 1x1 ones."""

from pooling.layers import Activation, Add, Dense, Flatten, GlobalPool, Normalisation
from pooling.network import Network
from pooling.zoo.sketch import Sketch

SEPARABLE = (
    (64, 1), (128, 2), (128, 1), (256, 2), (256, 1), (512, 2), *[(512, 1)] * 5, (1024, 2), (1024, 1)
)  # fmt: skip
"""Channels and stride of the pairs of depthwise and pointwise convolutions of v1."""

INVERTED = ((1, 16, 1, 1), (6, 24, 2, 2), (6, 32, 3, 2), (6, 64, 4, 2), (6, 96, 3, 1),
            (6, 160, 3, 2), (6, 320, 1, 1))  # fmt: skip
"""Expansion, channels, count and first stride of the stages of v2."""


def build(name: str) -> Network:
    """Return "mobilenet_v1" or "mobilenet_v2"."""
    return _first() if name == "mobilenet_v1" else _second()


def _first() -> Network:
    net = Sketch(
        "mobilenet_v1", (3, 224, 224), padding="same",
        norm=Normalisation(eps=1e-3), activation=Activation("relu6"), suffixes=(".bn", ".relu6"),
    )  # fmt: skip
    net.conv("Conv2d_0", 32, 3, 2)
    below = 32
    for place, (channels, stride) in enumerate(SEPARABLE, start=1):
        net.conv(f"Conv2d_{place}_depthwise", below, 3, stride, groups=below)
        net.conv(f"Conv2d_{place}_pointwise", channels, 1)
        below = channels
    net.add("AvgPool_1a", GlobalPool())
    net.add("flatten", Flatten())
    net.add("Logits", Dense(1000))
    return net.network()


def _second() -> Network:
    net = Sketch(
        "mobilenet_v2", (3, 224, 224),
        norm=Normalisation(), activation=Activation("relu6"), suffixes=(".bn", ".relu6"),
    )  # fmt: skip
    net.conv("features.0", 32, 3, 2, 1)
    below, place = 32, 0
    for expansion, channels, count, first in INVERTED:
        for repeat in range(count):
            place += 1
            stride = first if repeat == 0 else 1
            own, before, wide = f"features.{place}", net.last, below * expansion
            if expansion > 1:
                net.conv(f"{own}.expand", wide, 1)
            net.conv(f"{own}.depthwise", wide, 3, stride, 1, groups=wide)
            branch = net.conv(f"{own}.project", channels, 1, activation=False)
            if stride == 1 and below == channels:
                net.add(own, Add(), branch, before)
            below = channels
    net.conv(f"features.{place + 1}", 1280, 1)
    net.add("avgpool", GlobalPool())
    net.add("flatten", Flatten())
    net.add("classifier", Dense(1000))
    return net.network()

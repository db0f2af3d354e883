"""EfficientNet-B0 (torchvision's) and -Lite0, which has no gates and clips its activations."""

from pooling.layers import (
    Activation,
    Add,
    Conv2d,
    Dense,
    Flatten,
    GlobalPool,
    Multiply,
    Normalisation,
)
from pooling.network import Network
from pooling.zoo.sketch import Sketch

STAGES = ((1, 3, 1, 16, 1), (6, 3, 2, 24, 2), (6, 5, 2, 40, 2), (6, 3, 2, 80, 3),
          (6, 5, 1, 112, 3), (6, 5, 2, 192, 4), (6, 3, 1, 320, 1))  # fmt: skip
"""Expansion, kernel, first stride, channels and count of each stage."""


def build(name: str) -> Network:
    """Return "efficientnet_b0" or "efficientnet_lite0"."""
    lite = name == "efficientnet_lite0"
    function = Activation("relu6" if lite else "silu")
    net = Sketch(
        name, (3, 224, 224), norm=Normalisation(eps=1e-3), activation=function,
        suffixes=(".bn", f".{function.function}"),
    )  # fmt: skip
    net.conv("stem", 32, 3, 2, "same" if lite else 1)
    below = 32
    for stage, (expansion, kernel, first, channels, count) in enumerate(STAGES, start=1):
        for repeat in range(count):
            own, before, wide = f"block{stage}.{repeat}", net.last, below * expansion
            stride = first if repeat == 0 else 1
            if expansion > 1:
                net.conv(f"{own}.expand", wide, 1)
            padding = "same" if lite else kernel // 2
            net.conv(f"{own}.depthwise", wide, kernel, stride, padding, groups=wide)
            if not lite:
                _gate(net, own, wide, below // 4)
            branch = net.conv(f"{own}.project", channels, 1, activation=False)
            if stride == 1 and below == channels:
                net.add(own, Add(), branch, before)
            below = channels
    net.conv("head", 1280, 1)
    net.add("avgpool", GlobalPool())
    net.add("flatten", Flatten())
    net.add("classifier", Dense(1000))
    return net.network()


def _gate(net: Sketch, own: str, channels: int, squeezed: int) -> None:
    """Add squeeze and excitation: a factor for each channel, made from the means of all of them."""
    before = net.last
    net.add(f"{own}.squeeze", GlobalPool())
    net.add(f"{own}.fc1", Conv2d(squeezed, 1))
    net.add(f"{own}.fc1.silu", Activation("silu"))
    net.add(f"{own}.fc2", Conv2d(channels, 1))
    net.add(f"{own}.fc2.sigmoid", Activation("sigmoid"))
    net.add(f"{own}.gate", Multiply(), before, f"{own}.fc2.sigmoid")

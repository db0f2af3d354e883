"""ConvNeXt-T: a residual network with few activations and kernels of 7x7."""

from pooling.layers import (
    Activation,
    Add,
    Conv2d,
    Dense,
    Flatten,
    GlobalPool,
    Normalisation,
    Scale,
)
from pooling.network import Network
from pooling.zoo.sketch import Sketch

STAGES = ((96, 3), (192, 3), (384, 9), (768, 3))
"""Channels and blocks of each stage."""


def build(name: str) -> Network:
    """Return the network."""
    norm = Normalisation("layer", eps=1e-6)
    net = Sketch(name, (3, 224, 224))
    for stage, (channels, count) in enumerate(STAGES, start=1):
        if stage == 1:
            net.add("stem", Conv2d(channels, 4, 4))
            net.add("stem.norm", norm)
        else:
            net.add(f"downsample{stage}.norm", norm)
            net.add(f"downsample{stage}", Conv2d(channels, 2, 2))
        for place in range(1, count + 1):
            own, before = f"stage{stage}.{place}", net.last
            net.add(f"{own}.depthwise", Conv2d(channels, 7, padding=3, groups=channels))
            net.add(f"{own}.norm", norm)
            net.add(f"{own}.fc1", Dense(4 * channels))
            net.add(f"{own}.gelu", Activation("gelu"))
            net.add(f"{own}.fc2", Dense(channels))
            branch = net.add(f"{own}.scale", Scale())
            net.add(f"stage{stage}" if place == count else own, Add(), branch, before)
    net.add("avgpool", GlobalPool())
    net.add("norm", norm)
    net.add("flatten", Flatten())
    net.add("classifier", Dense(1000))
    return net.network()

"""SqueezeNet 1.0 and 1.1: few channels squeeze before many expand."""

from pooling.layers import Concat, GlobalPool, MaxPool2d
from pooling.network import Network
from pooling.zoo.sketch import Sketch

SQUEEZED = (16, 16, 32, 32, 48, 48, 64, 64)
"""Channels within the eight fire modules; each expands to eight times as many."""

POOLED_AFTER = {"squeezenet1_0": (4, 8), "squeezenet1_1": (3, 5)}
"""Fire modules, counted from 2, that a pooling follows; one more follows the first layer."""


def build(name: str) -> Network:
    """Return "squeezenet1_0" or "squeezenet1_1"."""
    net = Sketch(name, (3, 224, 224))
    net.conv("conv1", *((96, 7, 2) if name == "squeezenet1_0" else (64, 3, 2)))
    net.add("pool1", MaxPool2d(3, 2, ceil_mode=True))
    for fire, squeezed in enumerate(SQUEEZED, start=2):
        own = f"fire{fire}"
        below = net.conv(f"{own}.squeeze", squeezed, 1)
        one = net.conv(f"{own}.expand1x1", 4 * squeezed, 1, after=below)
        three = net.conv(f"{own}.expand3x3", 4 * squeezed, 3, 1, 1, after=below)
        net.add(own, Concat(), one, three)
        if fire in POOLED_AFTER[name]:
            net.add(f"pool{fire}", MaxPool2d(3, 2, ceil_mode=True))
    net.conv("conv10", 1000, 1)
    net.add("avgpool", GlobalPool())
    return net.network()

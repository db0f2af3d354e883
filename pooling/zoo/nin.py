"""Network in network: convolutions of one cell between the others, and a head without weights."""

from pooling.layers import GlobalPool, MaxPool2d
from pooling.network import Network
from pooling.zoo.sketch import Sketch

STAGES = ((96, 11, 4, 0), (256, 5, 1, 2), (384, 3, 1, 1), (1024, 3, 1, 1))
"""Channels, kernel, stride and padding of the first convolution of each stage."""


def build(name: str) -> Network:
    """Return the network."""
    net = Sketch(name, (3, 224, 224))
    cccp = 0
    for stage, (channels, kernel, stride, padding) in enumerate(STAGES, start=1):
        net.conv(f"conv{stage}", channels, kernel, stride, padding)
        for own in (channels, channels if stage < len(STAGES) else 1000):
            cccp += 1
            net.conv(f"cccp{cccp}", own, 1)
        if stage < len(STAGES):
            net.add(f"pool{stage}", MaxPool2d(3, 2, ceil_mode=True))
    net.add("pool4", GlobalPool())
    return net.network()

"""DenseNet-121: each layer reads all those before it in its block."""

from pooling.layers import (
    Activation,
    AvgPool2d,
    Concat,
    Conv2d,
    Dense,
    Flatten,
    GlobalPool,
    MaxPool2d,
    Normalisation,
)
from pooling.network import Network
from pooling.zoo.sketch import Sketch

LAYERS = (6, 12, 24, 16)
GROWTH = 32


def build(name: str) -> Network:
    """Return the network."""
    net = Sketch(name, (3, 224, 224), norm=Normalisation())
    net.conv("conv0", 64, 7, 2, 3)
    net.add("pool0", MaxPool2d(3, 2, 1))
    channels = 64
    for block, count in enumerate(LAYERS, start=1):
        for place in range(1, count + 1):
            own, before = f"denseblock{block}.{place}", net.last
            _normalised_conv(net, f"{own}.conv1", 4 * GROWTH, 1)
            new = _normalised_conv(net, f"{own}.conv2", GROWTH, 3)
            net.add(f"denseblock{block}" if place == count else own, Concat(), before, new)
            channels += GROWTH
        if block < len(LAYERS):
            channels //= 2
            _normalised_conv(net, f"transition{block}.conv", channels, 1)
            net.add(f"transition{block}", AvgPool2d(2))
    net.add("norm5", Normalisation())
    net.add("relu5", Activation("relu"))
    net.add("avgpool", GlobalPool())
    net.add("flatten", Flatten())
    net.add("classifier", Dense(1000))
    return net.network()


def _normalised_conv(net: Sketch, name: str, channels: int, kernel: int) -> str:
    """Add normalisation and activation before a convolution, where other networks have them after.

    Returns the convolution's name.
    """
    net.add(f"{name}.bn", Normalisation())
    net.add(f"{name}.relu", Activation("relu"))
    return net.add(name, Conv2d(channels, kernel, 1, kernel // 2, bias=False))

"""Inception v2, GoogLeNet with batch normalisation and pairs of 3x3 kernels: TF-slim's form."""

from pooling.layers import Conv2d, Dense, Flatten, GlobalPool, MaxPool2d, Normalisation
from pooling.network import Network
from pooling.zoo.mixed import mixed
from pooling.zoo.sketch import Sketch

MODULES = {
    "Mixed_3b": (64, 64, 64, 64, 96, "avg", 32),
    "Mixed_3c": (64, 64, 96, 64, 96, "avg", 64),
    "Mixed_4a": (128, 160, 64, 96),
    "Mixed_4b": (224, 64, 96, 96, 128, "avg", 128),
    "Mixed_4c": (192, 96, 128, 96, 128, "avg", 128),
    "Mixed_4d": (160, 128, 160, 128, 160, "avg", 96),
    "Mixed_4e": (96, 128, 192, 160, 192, "avg", 96),
    "Mixed_5a": (128, 192, 192, 256),
    "Mixed_5b": (352, 192, 320, 160, 224, "avg", 128),
    "Mixed_5c": (352, 192, 320, 192, 224, "max", 128),
}
"""Channels: 1x1; 1x1 and 3x3; 1x1 and twice 3x3; pooling and 1x1. Four of them: steps of 2."""


def build(name: str) -> Network:
    """Return the network."""
    net = Sketch(name, (3, 224, 224), norm=Normalisation(scale=False, eps=1e-3), padding="same")
    # the first convolution is separable: eight kernels a colour, then 1x1
    net.add("Conv2d_1a_7x7/depthwise", Conv2d(24, 7, 2, "same", groups=3, bias=False))
    net.conv("Conv2d_1a_7x7", 64, 1)
    net.add("MaxPool_2a_3x3", MaxPool2d(3, 2, "same"))
    net.conv("Conv2d_2b_1x1", 64, 1)
    net.conv("Conv2d_2c_3x3", 192, 3)
    net.add("MaxPool_3a_3x3", MaxPool2d(3, 2, "same"))
    for module, numbers in MODULES.items():
        match numbers:
            case (int(a_in), int(a), int(b_in), int(b)):
                mixed(
                    net, module, ((a_in, 1), (a, 3, 2)), ((b_in, 1), (b, 3), (b, 3, 2)), ("max/2",)
                )
            case (int(one), int(a_in), int(a), int(b_in), int(b), str(pool), int(last)):
                mixed(
                    net, module, ((one, 1),), ((a_in, 1), (a, 3)), ((b_in, 1), (b, 3), (b, 3)),
                    (pool, (last, 1)),
                )  # fmt: skip
    net.add("AvgPool_1a", GlobalPool())
    net.add("flatten", Flatten())
    net.add("Logits", Dense(1000))
    return net.network()

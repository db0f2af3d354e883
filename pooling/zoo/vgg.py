"""VGG with 11, 13, 16 and 19 layers that learn."""

from pooling.layers import Activation, AdaptiveAvgPool2d, Dense, Flatten, MaxPool2d
from pooling.network import Network
from pooling.zoo.sketch import Sketch

CHANNELS = (64, 128, 256, 512, 512)
CONVOLUTIONS = {
    "vgg11": (1, 1, 2, 2, 2),
    "vgg13": (2, 2, 2, 2, 2),
    "vgg16": (2, 2, 3, 3, 3),
    "vgg19": (2, 2, 4, 4, 4),
    "vgg_16": (2, 2, 3, 3, 3),
}
"""Convolutions before each of the five poolings."""


def build(name: str) -> Network:
    """Return the VGG of that name; "vgg_16" is TF-slim's, whose head is made of convolutions."""
    slim = name == "vgg_16"
    net = Sketch(name, (3, 224, 224), padding="same" if slim else 1)
    for block, (count, channels) in enumerate(zip(CONVOLUTIONS[name], CHANNELS, strict=True), 1):
        for place in range(1, count + 1):
            home = f"conv{block}/" if slim else ""
            net.conv(f"{home}conv{block}_{place}", channels, 3)
        net.add(f"pool{block}", MaxPool2d(2, 2, "valid" if slim else 0))
    if slim:
        net.conv("fc6", 4096, 7, padding="valid")
        net.conv("fc7", 4096, 1)
        net.conv("fc8", 1000, 1, activation=False)
        return net.network()
    net.add("avgpool", AdaptiveAvgPool2d(7))
    net.add("flatten", Flatten())
    for fc in ("fc6", "fc7"):
        net.add(fc, Dense(4096))
        net.add(f"{fc}.relu", Activation("relu"))
    net.add("fc8", Dense(1000))
    return net.network()

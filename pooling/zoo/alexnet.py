"""AlexNet, in torchvision's form and in TF-slim's, both its one-column version."""

from pooling.layers import Activation, AdaptiveAvgPool2d, Dense, Flatten, MaxPool2d
from pooling.network import Network
from pooling.zoo.sketch import Sketch


def build(name: str) -> Network:
    """Return "alexnet" or "alexnet_v2"."""
    return _torchvision() if name == "alexnet" else _slim()


def _torchvision() -> Network:
    net = Sketch("alexnet", (3, 224, 224))
    net.conv("conv1", 64, 11, 4, 2)
    net.add("pool1", MaxPool2d(3, 2))
    net.conv("conv2", 192, 5, padding=2)
    net.add("pool2", MaxPool2d(3, 2))
    for place, channels in enumerate((384, 256, 256), start=3):
        net.conv(f"conv{place}", channels, 3, padding=1)
    net.add("pool5", MaxPool2d(3, 2))
    net.add("avgpool", AdaptiveAvgPool2d(6))
    net.add("flatten", Flatten())
    for fc in ("fc6", "fc7"):
        net.add(fc, Dense(4096))
        net.add(f"{fc}.relu", Activation("relu"))
    net.add("fc8", Dense(1000))
    return net.network()


def _slim() -> Network:
    net = Sketch("alexnet_v2", (3, 224, 224), padding="same")
    net.conv("conv1", 64, 11, 4, "valid")
    net.add("pool1", MaxPool2d(3, 2, "valid"))
    net.conv("conv2", 192, 5)
    net.add("pool2", MaxPool2d(3, 2, "valid"))
    for place, channels in enumerate((384, 384, 256), start=3):
        net.conv(f"conv{place}", channels, 3)
    net.add("pool5", MaxPool2d(3, 2, "valid"))
    net.conv("fc6", 4096, 5, padding="valid")
    net.conv("fc7", 4096, 1)
    net.conv("fc8", 1000, 1, activation=False)
    return net.network()

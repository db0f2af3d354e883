"""GoogLeNet, the first Inception: torchvision's form, and TF-slim's `inception_v1`.

Both have 3x3 kernels where the paper has 5x5, and normalise each batch.
"""

from pooling.layers import Concat, Dense, Flatten, GlobalPool, MaxPool2d, Normalisation
from pooling.network import Network
from pooling.zoo.mixed import mixed
from pooling.zoo.sketch import Sketch

MODULES = {
    "3a": (64, 96, 128, 16, 32, 32),
    "3b": (128, 128, 192, 32, 96, 64),
    "4a": (192, 96, 208, 16, 48, 64),
    "4b": (160, 112, 224, 24, 64, 64),
    "4c": (128, 128, 256, 24, 64, 64),
    "4d": (112, 144, 288, 32, 64, 64),
    "4e": (256, 160, 320, 32, 128, 128),
    "5a": (256, 160, 320, 32, 128, 128),
    "5b": (384, 192, 384, 48, 128, 128),
}
"""Channels: 1x1; 1x1 and 3x3; 1x1 and 3x3; 1x1 after pooling."""


def build(name: str) -> Network:
    """Return "googlenet" or "inception_v1"."""
    return _torchvision() if name == "googlenet" else _slim()


def _torchvision() -> Network:
    net = Sketch("googlenet", (3, 224, 224), norm=Normalisation(eps=1e-3))
    net.conv("conv1", 64, 7, 2, 3)
    net.add("maxpool1", MaxPool2d(3, 2, ceil_mode=True))
    net.conv("conv2", 64, 1)
    net.conv("conv3", 192, 3, 1, 1)
    net.add("maxpool2", MaxPool2d(3, 2, ceil_mode=True))
    for module, (one, three_in, three, five_in, five, pool) in MODULES.items():
        own, below = f"inception{module}", net.last
        ends = [net.conv(f"{own}.branch1", one, 1, after=below)]
        net.conv(f"{own}.branch2.0", three_in, 1, after=below)
        ends.append(net.conv(f"{own}.branch2.1", three, 3, 1, 1))
        net.conv(f"{own}.branch3.0", five_in, 1, after=below)
        ends.append(net.conv(f"{own}.branch3.1", five, 3, 1, 1))
        net.add(f"{own}.branch4.0", MaxPool2d(3, 1, 1, ceil_mode=True), below)
        ends.append(net.conv(f"{own}.branch4.1", pool, 1))
        net.add(own, Concat(), *ends)
        if module == "3b":
            net.add("maxpool3", MaxPool2d(3, 2, ceil_mode=True))
        if module == "4e":
            net.add("maxpool4", MaxPool2d(2, 2, ceil_mode=True))
    net.add("avgpool", GlobalPool())
    net.add("flatten", Flatten())
    net.add("fc", Dense(1000))
    return net.network()


def _slim() -> Network:
    net = Sketch(
        "inception_v1", (3, 224, 224), norm=Normalisation(scale=False, eps=1e-3), padding="same"
    )
    net.conv("Conv2d_1a_7x7", 64, 7, 2)
    net.add("MaxPool_2a_3x3", MaxPool2d(3, 2, "same"))
    net.conv("Conv2d_2b_1x1", 64, 1)
    net.conv("Conv2d_2c_3x3", 192, 3)
    net.add("MaxPool_3a_3x3", MaxPool2d(3, 2, "same"))
    for module, (one, three_in, three, five_in, five, pool) in MODULES.items():
        stage, letter = module[0], module[1]
        if module == "4a":
            net.add("MaxPool_4a_3x3", MaxPool2d(3, 2, "same"))
        if module == "5a":
            net.add("MaxPool_5a_2x2", MaxPool2d(2, 2, "same"))
        mixed(
            net,
            f"Mixed_{stage}{chr(ord(letter) + 1)}",  # slim counts the pooling as a
            ((one, 1),),
            ((three_in, 1), (three, 3)),
            ((five_in, 1), (five, 3)),
            ("max", (pool, 1)),
        )
    net.add("AvgPool_0a", GlobalPool())
    net.add("flatten", Flatten())
    net.add("Logits", Dense(1000))
    return net.network()

"""Inception-ResNet v2: Inception's modules as the branches of residual sums; TF-slim's form."""

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
from pooling.zoo.inception_v3 import stem
from pooling.zoo.mixed import Step, mixed
from pooling.zoo.sketch import Sketch


def build(name: str) -> Network:
    """Return the network."""
    net = Sketch(name, (3, 299, 299), norm=Normalisation(scale=False, eps=1e-3), padding="valid")
    stem(net)
    mixed(
        net,
        "Mixed_5b",
        ((96, 1),),
        ((48, 1), (64, 5)),
        ((64, 1), (96, 3), (96, 3)),
        ("avg", (64, 1)),
    )
    for place in range(1, 11):
        _residual(
            net, f"block35_{place}", 320, 0.17,
            ((32, 1),), ((32, 1), (32, 3)), ((32, 1), (48, 3), (64, 3)),
        )  # fmt: skip
    mixed(
        net,
        "Mixed_6a",
        ((384, 3, 2),),
        ((256, 1), (256, 3), (384, 3, 2)),
        ("max/2",),
        strided="valid",
    )
    for place in range(1, 21):
        own = "PreAuxLogits" if place == 20 else f"block17_{place}"
        _residual(net, own, 1088, 0.1, ((192, 1),), ((128, 1), (160, (1, 7)), (192, (7, 1))))
    mixed(
        net,
        "Mixed_7a",
        ((256, 1), (384, 3, 2)),
        ((256, 1), (288, 3, 2)),
        ((256, 1), (288, 3), (320, 3, 2)),
        ("max/2",),
        strided="valid",
    )
    for place in range(1, 11):
        _residual(
            net, f"block8_{place}", 2080, 0.2 if place < 10 else 1.0,
            ((192, 1),), ((192, 1), (224, (1, 3)), (256, (3, 1))), activation=place < 10,
        )  # fmt: skip
    net.conv("Conv2d_7b_1x1", 1536, 1)
    net.add("AvgPool_1a", GlobalPool())
    net.add("flatten", Flatten())
    net.add("Logits", Dense(1000))
    return net.network()


def _residual(
    net: Sketch,
    name: str,
    channels: int,
    factor: float,
    *branches: tuple[Step, ...],
    activation: bool = True,
) -> None:
    """Add a module whose result, turned down by `factor`, is added to what it read."""
    before = net.last
    mixed(net, f"{name}/concat", *branches)
    net.add(f"{name}/Conv2d_1x1", Conv2d(channels, 1))
    branch = net.add(f"{name}/scale", Scale(factor=factor))
    net.add(f"{name}/add" if activation else name, Add(), before, branch)
    if activation:
        net.add(name, Activation("relu"))

"""Inception v3: large kernels in pieces, rows apart from columns; the head that trains is in it.

TF-slim's form sees the same; its layers have these names too.
"""

from pooling.layers import Dense, Flatten, GlobalPool, MaxPool2d, Normalisation
from pooling.network import Network
from pooling.zoo.mixed import mixed
from pooling.zoo.sketch import Sketch

ROW, COLUMN = (1, 7), (7, 1)
FORK = ((384, (1, 3)), (384, (3, 1)))


def build(name: str) -> Network:
    """Return the network, without the auxiliary head."""
    net = Sketch(name, (3, 299, 299), norm=Normalisation(eps=1e-3), padding="valid")
    stem(net)
    for letter, pool in zip("bcd", (32, 64, 64), strict=True):
        mixed(
            net,
            f"Mixed_5{letter}",
            ((64, 1),),
            ((48, 1), (64, 5)),
            ((64, 1), (96, 3), (96, 3)),
            ("avg", (pool, 1)),
        )
    mixed(
        net, "Mixed_6a", ((384, 3, 2),), ((64, 1), (96, 3), (96, 3, 2)), ("max/2",), strided="valid"
    )
    for letter, c in zip("bcde", (128, 160, 160, 192), strict=True):
        mixed(
            net,
            f"Mixed_6{letter}",
            ((192, 1),),
            ((c, 1), (c, ROW), (192, COLUMN)),
            ((c, 1), (c, COLUMN), (c, ROW), (c, COLUMN), (192, ROW)),
            ("avg", (192, 1)),
        )
    mixed(
        net,
        "Mixed_7a",
        ((192, 1), (320, 3, 2)),
        ((192, 1), (192, ROW), (192, COLUMN), (192, 3, 2)),
        ("max/2",),
        strided="valid",
    )
    for letter in "bc":
        mixed(
            net,
            f"Mixed_7{letter}",
            ((320, 1),),
            ((384, 1), FORK),
            ((448, 1), (384, 3), FORK),
            ("avg", (192, 1)),
        )
    net.add("avgpool", GlobalPool())
    net.add("flatten", Flatten())
    net.add("fc", Dense(1000))
    return net.network()


def stem(net: Sketch) -> None:
    """Add the layers before the first module; Inception-ResNet v2 begins with them too."""
    net.conv("Conv2d_1a_3x3", 32, 3, 2)
    net.conv("Conv2d_2a_3x3", 32, 3)
    net.conv("Conv2d_2b_3x3", 64, 3, 1, "same")
    net.add("MaxPool_3a_3x3", MaxPool2d(3, 2))
    net.conv("Conv2d_3b_1x1", 80, 1)
    net.conv("Conv2d_4a_3x3", 192, 3)
    net.add("MaxPool_5a_3x3", MaxPool2d(3, 2))

"""Inception v4: three kinds of modules, many times over; TF-slim's form."""

from pooling.layers import Concat, Dense, Flatten, GlobalPool, Normalisation
from pooling.network import Network
from pooling.zoo.mixed import mixed
from pooling.zoo.sketch import Sketch

ROW, COLUMN = (1, 7), (7, 1)
FORK = ((256, (1, 3)), (256, (3, 1)))


def build(name: str) -> Network:
    """Return the network."""
    net = Sketch(name, (3, 299, 299), norm=Normalisation(scale=False, eps=1e-3), padding="valid")
    _stem(net)
    for letter in "bcde":
        mixed(
            net,
            f"Mixed_5{letter}",
            ((96, 1),),
            ((64, 1), (96, 3)),
            ((64, 1), (96, 3), (96, 3)),
            ("avg", (96, 1)),
        )
    mixed(
        net,
        "Mixed_6a",
        ((384, 3, 2),),
        ((192, 1), (224, 3), (256, 3, 2)),
        ("max/2",),
        strided="valid",
    )
    for letter in "bcdefgh":
        mixed(
            net,
            f"Mixed_6{letter}",
            ((384, 1),),
            ((192, 1), (224, ROW), (256, COLUMN)),
            ((192, 1), (192, COLUMN), (224, ROW), (224, COLUMN), (256, ROW)),
            ("avg", (128, 1)),
        )
    mixed(
        net,
        "Mixed_7a",
        ((192, 1), (192, 3, 2)),
        ((256, 1), (256, ROW), (320, COLUMN), (320, 3, 2)),
        ("max/2",),
        strided="valid",
    )
    for letter in "bcd":
        mixed(
            net,
            f"Mixed_7{letter}",
            ((256, 1),),
            ((384, 1), FORK),
            ((384, 1), (448, (3, 1)), (512, (1, 3)), FORK),
            ("avg", (256, 1)),
        )
    net.add("AvgPool_1a", GlobalPool())
    net.add("flatten", Flatten())
    net.add("Logits", Dense(1000))
    return net.network()


def _stem(net: Sketch) -> None:
    net.conv("Conv2d_1a_3x3", 32, 3, 2)
    net.conv("Conv2d_2a_3x3", 32, 3)
    net.conv("Conv2d_2b_3x3", 64, 3, 1, "same")
    mixed(net, "Mixed_3a", ("max/2",), ((96, 3, 2),), strided="valid")
    before = net.last
    net.conv("Mixed_4a/Branch_0/Conv2d_0a_1x1", 64, 1, after=before)
    left = net.conv("Mixed_4a/Branch_0/Conv2d_1a_3x3", 96, 3)
    net.conv("Mixed_4a/Branch_1/Conv2d_0a_1x1", 64, 1, after=before)
    net.conv("Mixed_4a/Branch_1/Conv2d_0b_1x7", 64, ROW, 1, "same")
    net.conv("Mixed_4a/Branch_1/Conv2d_0c_7x1", 64, COLUMN, 1, "same")
    right = net.conv("Mixed_4a/Branch_1/Conv2d_1a_3x3", 96, 3)
    net.add("Mixed_4a", Concat(), left, right)
    mixed(net, "Mixed_5a", ((192, 3, 2),), ("max/2",), strided="valid")

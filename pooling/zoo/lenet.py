"""LeNet-5 as it is taught: the third layer reads all maps below, poolings learn nothing."""

from pooling.layers import Activation, AvgPool2d, Dense, Flatten
from pooling.network import Network
from pooling.zoo.sketch import Sketch


def build(name: str) -> Network:
    """Return the network."""
    net = Sketch(name, (1, 32, 32), activation=Activation("tanh"), suffixes=("", ".tanh"))
    net.conv("c1", 6, 5)
    net.add("s2", AvgPool2d(2))
    net.conv("c3", 16, 5)
    net.add("s4", AvgPool2d(2))
    net.conv("c5", 120, 5)
    net.add("flatten", Flatten())
    net.add("f6", Dense(84))
    net.add("f6.tanh", Activation("tanh"))
    net.add("output", Dense(10))
    return net.network()

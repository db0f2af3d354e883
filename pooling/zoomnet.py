"""The network that ships with the project: a small VGG with real max pooling."""

from pooling.layers import Dense, GlobalPool, MaxPool2d, Normalisation
from pooling.network import Network
from pooling.zoo.sketch import Sketch

SIZE = 64
"""Height and width of the pictures it learned from, in pixels."""
CHANNELS = (32, 64, 128, 160)
"""Of its four stages; between them stand max poolings."""


def zoomnet(classes: int = 68, *, norm: Normalisation | None = None) -> Network:
    """Return the network for so many classes.

    The kernels of its first layer are large enough to be read; each later stage has two
    convolutions of 3x3; the mean of each map of the last stage is what the classes are told by.

    Args:
        classes: how many it tells apart.
        norm: what stands after each convolution while it learns; None: nothing, as it ships, for
            then the normalisation is folded into the convolutions.

    Source: after Simonyan and Zisserman, "Very deep convolutional networks", 2015.

    >>> shapes = zoomnet().shapes()
    >>> shapes["conv1"], shapes["conv4_2"], shapes["classes"]
    ((32, 64, 64), (160, 8, 8), (68, 1, 1))
    """
    net = Sketch("zoomnet", (3, SIZE, SIZE), norm=norm, padding=1)
    net.conv("conv1", CHANNELS[0], 7, padding=3)
    for stage, channels in enumerate(CHANNELS[1:], 2):
        net.add(f"pool{stage - 1}", MaxPool2d(2))
        net.conv(f"conv{stage}_1", channels, 3)
        net.conv(f"conv{stage}_2", channels, 3)
    net.add("gap", GlobalPool())
    net.add("classes", Dense(classes))
    return net.network()

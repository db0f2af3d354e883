"""The small networks that the topic explains itself with."""

from pooling.layers import Conv2d, Layer, MaxPool2d
from pooling.network import Network

STAGES = 4
CHANNELS = 8
"""The size of a field does not depend on them; few keep the measured field quick."""


def small_network(height: int, width: int, *, pooling: bool = True) -> Network:
    """Stages of two 3×3 convolutions, with or without a 2×2 max pooling between them.

    >>> len(small_network(128, 192)), len(small_network(128, 192, pooling=False))
    (11, 8)
    """
    layers: list[tuple[str, Layer]] = []
    for stage in range(1, STAGES + 1):
        for number in (1, 2):
            layers.append((f"conv{stage}_{number}", Conv2d(CHANNELS, 3, padding=1)))
        if pooling and stage < STAGES:
            layers.append((f"pool{stage}", MaxPool2d(2)))
    name = "a small network" if pooling else "a small network without pooling"
    return Network.chain(name, (3, height, width), layers)


def dilated_network(height: int, width: int) -> Network:
    """Three 3×3 convolutions with dilation 1, 2 and 4."""
    layers: list[tuple[str, Layer]] = [
        (f"conv{k}", Conv2d(CHANNELS, 3, padding=d, dilation=d)) for k, d in enumerate((1, 2, 4), 1)
    ]
    return Network.chain("dilated", (3, height, width), layers)


def holed_network(height: int, width: int) -> Network:
    """Two 3×3 convolutions of dilation 3: the windows' holes stay open."""
    layers: list[tuple[str, Layer]] = [
        (f"conv{k}", Conv2d(CHANNELS, 3, padding=3, dilation=3)) for k in (1, 2)
    ]
    return Network.chain("holed", (3, height, width), layers)

"""The pooling that follows a depth: what a map becomes, and the corner where it is followed."""

import numpy as np

from pooling import avg_pool2d, max_pool2d
from pooling.layers import MaxPool2d
from pooling.network import Network
from pooling.planes import Array

CORNER = 4
"""Rows and columns of the corner of a map whose pooling is followed cell by cell."""


def pooling_after(network: Network, layer: str) -> MaxPool2d | None:
    """The max pooling that alone reads a layer; None where the network has another way on."""
    readers = [node.layer for node in network if layer in node.inputs]
    alone = readers[0] if len(readers) == 1 else None
    return alone if isinstance(alone, MaxPool2d) else None


def pooled(network: Network, layer: str, plane: Array) -> Array | None:
    """A map of a layer, (rows, cols), after the max pooling that follows; None where none does."""
    step = pooling_after(network, layer)
    if step is None:
        return None
    window = step.window(*plane.shape)
    after: Array = max_pool2d(
        plane, window.kernel_size, window.stride, window.padding, window.dilation, window.ceil_mode
    )
    return after


def corner(plane: Array) -> tuple[int, int]:
    """Where the clearest corner of a map begins, at even places.

    There the largest of each 2x2 window stands high above its mean.
    """
    if min(plane.shape) < CORNER:
        return 0, 0
    above = max_pool2d(plane, 2) - avg_pool2d(plane, 2)
    least = -max_pool2d(-above, CORNER // 2, stride=1)
    row, col = (int(place) for place in np.unravel_index(int(least.argmax()), least.shape))
    return 2 * row, 2 * col

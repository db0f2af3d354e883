"""The pooling that follows a depth: what a map becomes, and the corner where it is followed."""

from typing import Any

import numpy as np

from pooling import max_pool2d
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


def corner(plane: Any) -> tuple[int, int]:
    """Where the clearest corner of a map begins: even, with its largest value inside."""
    row, col = (int(place) for place in np.unravel_index(int(plane.argmax()), plane.shape))
    top = min(max(row - CORNER // 2, 0), max(plane.shape[0] - CORNER, 0))
    left = min(max(col - CORNER // 2, 0), max(plane.shape[1] - CORNER, 0))
    return top - top % 2, left - left % 2

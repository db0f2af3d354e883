"""What is measured of a photo: its edges, and the ways that make a map of them half as large."""

import numpy as np

from pooling import edge_response, luminance
from pooling.halving import halving
from scenes.inputs import Input, InputError
from scenes.maps import Map, made_small

SINGLE = np.pad([[[1.0]]], ((0, 0), (1, 1), (1, 1)))
"""A kernel that hands on one cell: what steps of two do, without any filter."""
STRIDED = "strided_convolution"
WAYS = {
    "max_pooling": halving("max_pooling"),
    "average_pooling": halving("average_pooling"),
    STRIDED: halving(STRIDED, SINGLE),
    "blur_pooling": halving("blur_pooling"),
    "max_blur_pooling": halving("max_blur_pooling"),
}
"""By name, in the order they are told."""


def edges_of(given: Input) -> Map:
    """The photo's rectified answer to an edge filter, averaged to at most `LONGEST_EDGE` cells.

    Returns:
        (height, width), both even.

    Raises:
        InputError: it is no photo, or one without any edge.
    """
    if given.kind != "photo":
        raise InputError(
            f"edges are moved and made smaller here, which asks for a photo; {given.name} is a "
            "table: give a picture, or leave it out"
        )
    edges: Map = edge_response(made_small(luminance(given.array)), "vertical")
    if not edges.any():
        raise InputError(f"{given.name} has no edges that could be measured: give another picture")
    rows, cols = (size // 2 * 2 for size in edges.shape)
    return edges[:rows, :cols]

"""The beats on what a field holds: pixels that are never read, and those that hardly count."""

from collections.abc import Iterator
from fractions import Fraction
from typing import Any

import numpy as np
from numpy.typing import NDArray

from pooling import adaptive_avg_pool2d
from pooling.effective_field import EffectiveField
from pooling.network import Network
from pooling.receptive_field import ReceptiveField, receptive_field
from scenes.beats import Beat
from scenes.topics.receptive_field.rows import middle_box
from scenes.topics.receptive_field.small import CHANNELS, dilated_network, holed_network

HELD = 0.95
SATURATED = 0.998
"""The ramp of the influence ends there: a few single pixels stand out by chance."""
HILL = 34
"""Rows and columns at most that the hill of influence is averaged to."""


def dilation() -> Beat:
    """Beat dilation: windows with holes, stacked well and badly."""
    size = 41
    dense, holed = (
        receptive_field(network)
        for network in (dilated_network(size, size), holed_network(size, size))
    )
    patterns: dict[str, Any] = {}
    for key, account in (("dense", dense), ("holed", holed)):
        name = account.last_plane
        box = account.box(name)
        assert box is not None  # the photo is larger than the field
        patterns[key] = account.pixels(name)[box.slices]
        patterns[f"{key}_steps"] = tuple(_reached(account.network, size))
    return Beat(
        "dilation",
        patterns,
        {
            "dilated": dense[dense.last_plane].size[0],
            "layers": len(dense),
            "holes": holed.holes(holed.last_plane),
            "box": int(patterns["holed"].size),
        },
    )


def _reached(network: Network, size: int) -> Iterator[NDArray[Any]]:
    """The pixels that the last, the last two, ... layers reach, each in its own box."""
    for first in range(len(network) - 1, -1, -1):
        layers = [(node.name, node.layer) for node in network.nodes[first:]]
        part = receptive_field(Network.chain("part", (CHANNELS, size, size), layers))
        box = part.box(part.last_plane)
        assert box is not None  # the plane is larger than the field
        yield part.pixels(part.last_plane)[box.slices]


def effective(
    photo: NDArray[Any], field: EffectiveField, account: ReceptiveField, layer: str
) -> Beat:
    """Beat effective: how strongly each pixel of the box counts."""
    box = account.box(layer)
    assert box is not None  # a unit of a real photo sees pixels
    return Beat(
        "effective",
        {
            "photo": photo,
            "box": middle_box(account, layer),
            "strength": field.strength,
            "within": field.strength[box.slices],
            "held": field.holders(HELD)[box.slices],
            "hill": adaptive_avg_pool2d(
                field.strength[box.slices], (min(HILL, box.height), min(HILL, box.width))
            ),
            "across": field.strength[box.slices].mean(axis=0),
            "peak": float(np.quantile(field.strength[box.slices], SATURATED)),
        },
        {
            "share": Fraction(field.holding(HELD)).limit_denominator(1000),
            "size": f"{box.height} by {box.width}",
        },
    )

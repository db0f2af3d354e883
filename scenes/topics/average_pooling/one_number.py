"""The beats in which a whole map becomes one number, and what that spares."""

import numpy as np

from pooling import edge_response, global_avg_pool, luminance, to_levels
from pooling.edges import Direction
from scenes.beats import Beat
from scenes.digits import digits_for, length, shape_text
from scenes.heads import Head
from scenes.inputs import Input
from scenes.maps import SATURATED, TOP_LEVEL, Map, made_small

DIRECTIONS = ("rightwards", "leftwards", "downwards", "upwards")
"""Where the edges of each map become brighter."""
MOST_MAPS = len(DIRECTIONS)


def everywhere(given: Input, hand: Map) -> Beat:
    """Beat everywhere: each map's mean, of four edge maps or a table's channels."""
    maps: tuple[Map, ...] = ()
    names: tuple[str, ...] = ()
    if given.kind == "photo":
        maps, names = _edge_maps(given.array), DIRECTIONS
    elif given.array.ndim == 3 and given.channels > 1:
        maps = tuple(given.array[:MOST_MAPS])
        names = tuple(str(channel) for channel in range(len(maps)))
    means = np.array([float(global_avg_pool(values)) for values in maps])
    single = float(global_avg_pool(hand))
    write = digits_for(means)
    said = [f"{name} {write(mean)}" for name, mean in zip(names, means, strict=True)]
    return Beat(
        "everywhere",
        {"hand": hand, "mean": single, "maps": maps, "names": names, "means": means},
        {
            "shape": shape_text(hand.shape),
            "cells": int(hand.size),
            "mean": _exact(single),
            "maps": len(maps),
            "list": ", ".join(said),
        },
        "" if given.kind == "photo" else "channels" if maps else "table",
    )


def _edge_maps(photo: Map) -> tuple[Map, ...]:
    """How strongly the photo brightens rightwards, leftwards, downwards and upwards, 0 to 99."""
    small = made_small(luminance(photo))
    ways: tuple[Direction, ...] = ("vertical", "horizontal")
    edges = [edge_response(sign * small, way) for way in ways for sign in (1, -1)]
    return tuple(to_levels(np.stack(edges), TOP_LEVEL, saturated=SATURATED))


def head(network: str, dense: Head, pooled: Head) -> Beat:
    """Beat head: the parameters of a dense head, and of one layer after the means."""
    channels, height, width = dense.maps
    return Beat(
        "head",
        {
            "network": network,
            "maps": dense.maps,
            "dense": dense.parts,
            "pooled": pooled.parts,
            "totals": (dense.parameters, pooled.parameters),
        },
        {
            "network": network,
            "dense": dense.parameters,
            "pooled": pooled.parameters,
            "times": round(dense.parameters / pooled.parameters),
            "layers": len(dense.parts),
            "maps": shape_text(dense.maps),
            "flat": channels * height * width,
            "channels": channels,
        },
    )


def _exact(value: float) -> str:
    """A single mean with four digits; 3.625 is not cut."""
    return length(value) if np.isfinite(value) else digits_for(value)(value)

"""What is measured on the photo itself: how outputs change in a shift, and how sharp they stay."""

from typing import Any

from pooling import avg_pool2d
from pooling.halving import Halving
from pooling.invariance import shift_curve
from pooling.sharpness import edge_contrast_kept, high_frequencies_kept
from scenes.beats import Beat
from scenes.digits import digits_for, shape_text
from scenes.halvings import WAYS
from scenes.maps import Map, clearest_patch, sharpest_stretch

SHIFTS = tuple(range(9))
"""Pixels by which the photo's edges move."""
DEPTH = 3
"""Halvings one after the other, as in the trained networks."""
PATCH = (48, 48)
"""Rows and columns that are looked at while they move."""
STRETCH = 32
"""Cells of a row in which edges are looked at."""
SHOWN = {
    name: WAYS[name]
    for name in ("max_pooling", "average_pooling", "strided_convolution", "max_blur_pooling")
}
"""The ways that are told, in order."""


def invariance(edges: Map) -> Beat:
    """How much each way's output changes as the edges move.

    Raises:
        ValueError: too small a map, or a flat one.
    """
    curves = {name: shift_curve(edges[None], way, DEPTH, SHIFTS) for name, way in SHOWN.items()}
    rows, cols = (min(size, most) for size, most in zip(edges.shape, PATCH, strict=True))
    reach = SHIFTS[-1]
    patch = clearest_patch(edges[:, reach:], rows, min(cols, edges.shape[1] - reach))
    changes = {name: curve.change for name, curve in curves.items()}
    largest, mean = changes["max_pooling"], changes["average_pooling"]
    variant = {
        (False, True): "", (True, True): "max", (False, False): "mean", (True, False): "crossed",
    }[largest[1] <= mean[1], largest[-1] <= mean[-1]]  # fmt: skip
    write = digits_for([0.01])
    return Beat(
        "invariance",
        {
            "map": edges,
            "patch": (patch.corner[0], patch.corner[1] + reach, *patch.values.shape),
            "shifts": SHIFTS,
            "changes": changes,
            "unchanged": curves["max_pooling"].unchanged,
        },
        {
            "depth": DEPTH,
            "far": reach,
            **{f"{name}_near": write(change[1]) for name, change in changes.items()},
            **{f"{name}_far": write(change[-1]) for name, change in changes.items()},
            "same": round(100 * curves["max_pooling"].unchanged[1]),
        },
        variant,
    )


def sharpness(edges: Map) -> Beat:
    """What each way leaves of the edges: along one stretch of cells, and measured over the map.

    Raises:
        ValueError: too small a map, or a flat one.
    """
    outputs = {name: _halved(way, edges) for name, way in SHOWN.items()}
    length = min(STRETCH, edges.shape[1] // 4 * 4)
    paired = avg_pool2d(edges, (2, 1))  # a window is two rows high
    row, start = sharpest_stretch(paired, length, 4)
    start -= start % 2
    cut = slice(start // 2, (start + length) // 2)
    edge = {name: edge_contrast_kept(edges, output) for name, output in outputs.items()}
    fine = {name: high_frequencies_kept(edges, output) for name, output in outputs.items()}
    percents = {name: round(100 * share) for name, share in edge.items()}
    return Beat(
        "sharpness",
        {
            "cells": edges[2 * row : 2 * row + 2, start : start + length],
            "lines": {name: output[row, cut] for name, output in outputs.items()},
            "place": (2 * row, start),
            "edge": edge,
            "fine": fine,
        },
        {
            "shape": shape_text(edges.shape),
            "cells": length,
            **{f"{name}_edge": percent for name, percent in percents.items()},
            **{f"{name}_fine": f"{share:.2f}" for name, share in fine.items()},
        },
        "" if percents["max_pooling"] > percents["average_pooling"] else "mean",
    )


def _halved(way: Halving, edges: Map) -> Any:
    return way.apply(edges[None])[0]

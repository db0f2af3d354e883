"""The beats on the photo's own cells: what stays when it moves, and which cells win."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from pooling import (
    Window2d,
    avg_pool2d,
    luminance,
    max_pool2d,
    same_cells,
    shift2d,
    to_levels,
    trace_pool2d,
)
from pooling.sharpness import edge_contrast_kept
from pooling.winners import window_winners
from scenes.beats import Beat
from scenes.digits import percent, shape_text
from scenes.inputs import Input, InputError
from scenes.maps import LONGEST_EDGE, TOP_LEVEL, Map, as_bytes, whole_map

TIMES = 3
"""Poolings by 2×2 windows, one after the other."""
COARSEST = 2**TIMES
"""Cells along an edge that one cell stands for at last."""
WINDOW = 4
"""Cells along an edge of the windows in which the strongest survives."""
BRIGHTEST = 255


def compresses(given: Input) -> Beat:
    """Beat compresses: four cells become one, again and again; the photo moves by one cell.

    Raises:
        InputError: the photo is too small to be pooled so often.
    """
    factor, box = _middle(given)
    colours = _cut(_small(given, factor), box)
    fine = to_levels(luminance(colours), BRIGHTEST, highest=1.0)
    coarse = max_pool2d(fine, COARSEST)
    near, far = (
        (same_cells(fine, moved), same_cells(coarse, max_pool2d(moved, COARSEST)))
        for moved in (shift2d(fine, 0, cols) for cols in (1, COARSEST))
    )
    return Beat(
        "compresses",
        {
            "box": tuple(edge * factor for edge in box),
            "levels": tuple(
                as_bytes(_brightest(colours, fine, 2**time)) for time in range(TIMES + 1)
            ),
            "stays": near,
            "shares": tuple(share(marked) for marked in (near[1], near[0], far[1])),
        },
        {
            "before": int(fine.size),
            "after": int(coarse.size),
            "times": TIMES,
            "plain": percent(share(near[0])),
            "pooled": percent(share(near[1])),
            "far": percent(share(far[1])),
            "cells": COARSEST,
        },
    )


def strongest(given: Input) -> Beat:
    """Beat strongest: of the photo's edges the strongest in each window survives.

    Raises:
        InputError: the photo has no edges.
    """
    factor, box = _middle(given)
    edges = _cut(whole_map(given, None), box)
    trace = trace_pool2d(edges, WINDOW)
    try:
        kept = {
            name: edge_contrast_kept(edges, pool(edges, WINDOW), WINDOW)
            for name, pool in (("max", max_pool2d), ("mean", avg_pool2d))
        }
    except ValueError as error:
        raise InputError(
            f"{given.name} has no edges that could survive: give another photo"
        ) from error
    return Beat(
        "strongest",
        {
            "box": tuple(edge * factor for edge in box),
            "map": edges.astype(np.uint8),
            "wins": trace.wins() > 0,
            "pooled": trace.output.astype(np.uint8),
            "top": TOP_LEVEL,
            "shares": tuple(kept.values()),
        },
        {
            "kernel": shape_text((WINDOW, WINDOW)),
            "winners": len(trace),
            "numbers": int(edges.size),
            "max": percent(kept["max"]),
            "mean": percent(kept["mean"]),
        },
    )


def share(marked: NDArray[np.bool_]) -> float:
    """The share of cells that are marked."""
    return int(marked.sum()) / marked.size


def _small(given: Input, factor: int) -> Map:
    """The photo's colours, averaged as its edges are found."""
    planes = np.moveaxis(given.array, 2, 0)
    size = tuple(min(factor, length) for length in planes.shape[1:])
    return np.moveaxis(avg_pool2d(planes, size, stride=factor), 0, 2)


def _middle(given: Input) -> tuple[int, tuple[int, int, int, int]]:
    """Pixels along an edge of a cell, and the cells in the middle that whole windows fill."""
    factor = -(-max(given.array.shape[:2]) // LONGEST_EDGE)
    rows, cols = (length // factor for length in given.array.shape[:2])
    kept = rows // COARSEST * COARSEST, cols // COARSEST * COARSEST
    if min(kept) < 2 * COARSEST:
        raise InputError(
            f"a photo needs at least {2 * COARSEST * factor} pixels along its shorter edge to be "
            f"pooled {TIMES} times, got {min(given.array.shape[:2])}: give a larger one"
        )
    top, left = (rows - kept[0]) // 2, (cols - kept[1]) // 2
    return factor, (top, left, top + kept[0], left + kept[1])


def _cut(cells: Map, box: tuple[int, int, int, int]) -> Map:
    top, left, bottom, right = box
    return cells[top:bottom, left:right]


def _brightest(colours: Map, fine: Map, side: int) -> Map:
    """The colour of the brightest cell of each window: max pooling that hands on its winner."""
    planes: Any = fine[None, None]
    _, places = window_winners(planes, Window2d.of(side, side, 0))
    chosen: Map = colours.reshape(-1, 3)[places[0, 0]]
    return chosen

"""What zooming out tells: pooling is stepping back from an image.

A photo is a picture that one steps back from: its colours are averaged. Of its edges the strongest
are kept: their map is max pooled. Every array and number comes from `pooling`.
"""

from fractions import Fraction
from typing import Any

from pooling import (
    edge_response,
    global_avg_pool,
    luminance,
    max_pool2d,
    to_levels,
    trace_pool2d,
)
from scenes.beats import Beat, Story
from scenes.digits import digits_for
from scenes.inputs import InputError, Source, read_input
from scenes.topics.zoom_out.levels import (
    KERNELS,
    Array,
    Edges,
    Levels,
    levels_of,
    liveliest_patch,
)

TOP_LEVEL = 99
"""Brightness and edges are told as whole numbers from 0 to this."""
SATURATED = 0.002
"""The strongest share of the edges reaches the top level, so that a few glints do not darken
all others."""


def story(*, input: Source = None, kernel_size: int = 2) -> Story:
    """Stepping back from a photo, pooling by pooling: details, shapes, scenes.

    Args:
        input: a photo (png, jpg, webp, tiff) or the name of a sample photo (coffee, chelsea,
            astronaut, rocket, grace_hopper).
        kernel_size: cells along an edge of the window, and its stride: 2, 3 or 4.

    Raises:
        InputError: the input is no photo, or too small to be stepped back from.
        ValueError: another kernel size.

    >>> story().ids
    ('hook', 'merge', 'again', 'one', 'pyramid', 'edges', 'painting', 'page')
    """
    if kernel_size not in KERNELS:
        raise ValueError(f"kernel_size is 2, 3 or 4 to step back by, got {kernel_size}: choose one")
    given = read_input(input)
    if given.kind != "photo":
        raise InputError(f"one steps back from a photo, got the table {given.name}: give a photo")
    levels = levels_of(given.array, kernel_size)
    patch = liveliest_patch(levels.maps[0], kernel_size)
    beats = (
        _hook(levels, patch, given.source),
        _merge(levels, patch, kernel_size),
        _again(levels, patch),
        _one(levels),
        _pyramid(levels, patch),
        _edges(levels, kernel_size),
        _painting(levels),
        _page(levels),
    )
    return Story("zoom_out", {"kernel_size": kernel_size}, given.name, given.source, beats)


def _hook(levels: Levels, patch: Edges, source: str) -> Beat:
    photo = levels.maps[0]
    close = _cut(photo, patch)
    return Beat(
        "hook",
        {"photo": photo, "patch": patch, "colours": close, "brightness": _brightness(close)},
        {
            "cells": close.shape[0] * close.shape[1],
            "pixels": levels.cells[0],
            "source": source.rstrip("."),
        },
    )


def _merge(levels: Levels, patch: Edges, kernel: int) -> Beat:
    close = _cut(levels.maps[0], patch)
    trace = trace_pool2d(_brightness(close), kernel, mode="avg")
    first = trace.at(0, 0)
    return Beat(
        "merge",
        {
            "trace": trace,
            "colours": _cut(levels.maps[1], tuple(edge // kernel for edge in patch)),
            "account": account(trace),
        },
        {
            "window": len(first.cells),
            "values": ", ".join(digits_for(trace.input)(value) for value in first.values),
            "mean": digits_for(trace.output)(first.output),
            "before": trace.input.size,
            "after": len(trace),
            "gone": Fraction(trace.input.size - len(trace), trace.input.size),
        },
    )


def account(trace: Any) -> str:
    """How the first window's mean comes about; of more than four numbers only their sum."""
    first = trace.at(0, 0)
    write = digits_for(trace.input)
    numbers = f"({' + '.join(write(value) for value in first.values)})"
    total = numbers if len(first.values) <= 4 else digits_for(first.sum)(first.sum)
    return f"{total} ÷ {first.divisor} ="


def _again(levels: Levels, patch: Edges) -> Beat:
    cells = levels.cells
    return Beat(
        "again",
        {
            "maps": levels.maps,
            "cells": cells,
            "sizes": levels.sizes,
            "boxes": levels.boxes(_inside(patch)),
        },
        {
            "before": cells[0],
            "second": cells[1],
            "third": cells[2],
            "last": cells[-1],
            "steps": len(levels.names),
            "kernel": f"{levels.sizes[1][0]}×{levels.sizes[1][1]}",
            "kept": Fraction(cells[1], cells[0]),
            "side": f"{levels.sizes[-1][0]}×{levels.sizes[-1][1]}",
        },
    )


def _one(levels: Levels) -> Beat:
    planes = levels.maps[-1].transpose(2, 0, 1)
    colour = global_avg_pool(planes)
    mean = _brightness(colour[None, None])
    return Beat(
        "one",
        {"colour": colour, "brightness": int(mean[0, 0]), "shape": levels.maps[0].shape[:2]},
        {"before": levels.cells[-1], "pixels": levels.cells[0], "mean": int(mean[0, 0])},
    )


def _pyramid(levels: Levels, patch: Edges) -> Beat:
    cells = levels.cells
    return Beat(
        "pyramid",
        {"maps": levels.maps, "cells": cells, "boxes": levels.boxes(_inside(patch))},
        {
            "kept": Fraction(cells[1], cells[0]),
            "side": f"{levels.sizes[-1][0]}×{levels.sizes[-1][1]}",
            "list": ", ".join(f"{count:,}" for count in cells),
            "levels": len(cells),
        },
    )


def _edges(levels: Levels, kernel: int) -> Beat:
    """The edges of the photo and what max pooling keeps of them, a third of the way each time."""
    response = edge_response(luminance(levels.maps[0]), "magnitude")
    maps = [to_levels(response, TOP_LEVEL, saturated=SATURATED)]
    for _ in levels.names:
        maps.append(max_pool2d(maps[-1], kernel))
    steps = len(levels.names)
    kept = [maps[0], maps[max(1, steps // 3)], maps[max(2, 2 * steps // 3)]]
    return Beat(
        "edges",
        {"photo": levels.maps[0], "maps": tuple(kept), "top": TOP_LEVEL},
        {
            "first": int(kept[0].size),
            "second": int(kept[1].size),
            "third": int(kept[2].size),
            "kernel": f"{kernel}×{kernel}",
        },
    )


def _painting(levels: Levels) -> Beat:
    coarse = len(levels.names) // 2
    return Beat(
        "painting",
        {"fine": levels.maps[0], "coarse": levels.maps[coarse]},
        {"pixels": levels.cells[0], "cells": levels.cells[coarse]},
    )


def _page(levels: Levels) -> Beat:
    return Beat(
        "page",
        {"maps": levels.maps, "cells": levels.cells},
        {"list": ", ".join(f"{count:,}" for count in levels.cells), "levels": len(levels.cells)},
        hold=2.0,
    )


def _inside(patch: Edges) -> tuple[int, int]:
    """The pixel in the middle of a patch."""
    return (patch[0] + patch[2]) // 2, (patch[1] + patch[3]) // 2


def _cut(level: Array, box: Any) -> Array:
    top, left, bottom, right = box
    return level[top:bottom, left:right]


def _brightness(colours: Array) -> Array:
    return to_levels(luminance(colours), TOP_LEVEL, highest=1.0)

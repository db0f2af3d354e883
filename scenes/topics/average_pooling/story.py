"""What average pooling tells: every cell has a say, and in the end a map is one number.

Every array and number comes from `pooling`; the beats and their sentences follow the
parameters: a table has no photo, a window of nine cells does not speak of four.
"""

from typing import Any

import numpy as np

from pooling import (
    PoolTrace,
    Window2d,
    avg_pool2d,
    edge_response,
    global_avg_pool,
    luminance,
    max_pool2d,
    same_cells,
    to_levels,
    trace_pool2d,
)
from pooling.edges import Direction
from pooling.measured import load_exercises
from scenes.beats import Beat, Story
from scenes.digits import by, digits_for, length, shape_text
from scenes.heads import Head, dense_head, pooled_head
from scenes.inputs import Input, Source, read_input
from scenes.maps import (
    LONGEST_EDGE,
    READABLE,
    SATURATED,
    TOP_LEVEL,
    Map,
    channel_index,
    hand_map,
    sharpest_stretch,
    whole_map,
)
from scenes.networks import read_network
from scenes.topics.average_pooling.learned import learned

Pair = int | tuple[int, int]
STRETCH = 48
"""Cells of a row that are drawn as a curve."""
RUN = 4
"""Cells of that row that are pooled into one."""
DIRECTIONS = ("rightwards", "leftwards", "downwards", "upwards")
"""Where the edges of each map become brighter."""
MOST_MAPS = len(DIRECTIONS)
MOST_OPERANDS = 9


def story(
    *,
    input: Source = None,
    kernel_size: Pair = 2,
    stride: Pair | None = None,
    padding: Pair = 0,
    ceil_mode: bool = False,
    channel: int | str | None = None,
    network: str = "vgg16",
) -> Story:
    """The mean of a window, and the mean of a whole map, from a photo or a table of numbers.

    Args:
        input: a photo (png, jpg, webp, tiff), a table of numbers (csv, tsv, json, npy), an array,
            or the name of a sample photo (coffee, chelsea, astronaut, rocket, grace_hopper). A
            photo is pooled as the rectified edge response of its luminance, a table as it is.
        kernel_size: height and width of the window, in cells.
        stride: cells from one window to the next; the kernel size if not given.
        padding: cells of zeros around the input, at most half the kernel size.
        ceil_mode: let the last window hang over the lower and right edge.
        channel: pool this channel as it is: 0, 1, 2 or red, green, blue of a photo, or the
            number of a channel of a table that has several.
        network: whose dense head is compared with global average pooling: a name of the zoo or
            an ONNX file.

    Raises:
        InputError: the input cannot be read, or has no such channel.
        ValueError: the window does not fit the input, or the network has no dense head.

    >>> story().ids[:6]
    ('hook', 'window', 'step', 'beside', 'smooth', 'border')
    >>> story(input=[[1, 3], [4, 6]]).ids[:3]
    ('window', 'step', 'beside')
    """
    given = read_input(input)
    chosen = channel_index(given, channel)
    window = Window2d.of(kernel_size, stride, padding, 1, ceil_mode)
    settings: dict[str, Any] = {
        "kernel_size": window.kernel_size,
        "stride": window.stride,
        "padding": padding,
        "ceil_mode": ceil_mode,
    }
    whole = whole_map(given, chosen)
    avg_pool2d(whole, **settings)  # the window must fit the input, not only what is shown of it
    hand = hand_map(whole, window, photo=given.kind == "photo").values
    mean = trace_pool2d(hand, **settings, mode="avg")
    largest = trace_pool2d(hand, **settings)
    known = read_network(network)
    beats = [
        _hook(given, whole) if given.kind == "photo" else None,
        _window(mean),
        _step(mean),
        _beside(mean, largest),
        _smooth(whole) if whole.shape[1] >= 2 * RUN + READABLE else None,
        _border(hand, window, settings),
        _everywhere(given, hand),
        _head(known.name, dense_head(known), pooled_head(known)),
        learned(load_exercises()),
        _page(mean),
    ]
    return Story(
        topic="average_pooling",
        parameters={**settings, "channel": chosen, "network": network},
        input_name=given.name,
        source=given.source,
        beats=tuple(beat for beat in beats if beat),
    )


def _hook(given: Input, whole: Map) -> Beat:
    size = tuple(min(RUN, edge) for edge in whole.shape)
    return Beat(
        "hook",
        {
            "photo": given.array,
            "map": whole,
            "max": max_pool2d(whole, size),
            "mean": avg_pool2d(whole, size),
        },
        {"source": given.source.rstrip("."), "kernel": shape_text(size)},
    )


def _window(trace: PoolTrace) -> Beat:
    first = trace.at(0, 0)
    write = digits_for(trace.input)
    finite = bool(np.isfinite(first.values).all())
    whole = finite and first.divisor == len(first.cells)
    variant = "one" if len(first.cells) == 1 else "" if whole else "odd"
    return Beat(
        "window",
        {"trace": trace, "index": (0, 0), "level": whole and len(first.cells) > 1},
        {
            "kernel": shape_text(trace.window.kernel_size),
            "cells": len(first.cells),
            "values": ", ".join(write(value) for value in first.values),
            "sum": digits_for(first.sum)(float(first.sum or 0)),
            "divisor": int(first.divisor or 1),
            "mean": digits_for(first.output)(first.output),
            "rule": rule(trace),
        },
        variant,
    )


def _step(trace: PoolTrace) -> Beat:
    return Beat(
        "step",
        {"trace": trace},
        {
            "stride": by(trace.window.stride),
            "before": int(trace.input.size),
            "after": len(trace),
            "out_shape": shape_text(trace.shape),
            "outputs": _spoken(trace.output),
        },
        ("single" if trace.input.size > 1 else "alone") if len(trace) == 1 else "",
    )


def _beside(mean: PoolTrace, largest: PoolTrace) -> Beat:
    peaks = np.nan_to_num(largest.output.astype(float), nan=-np.inf)
    i, j = (int(k) for k in np.unravel_index(np.argmax(peaks), peaks.shape))
    strong, level = largest.at(i, j), mean.at(i, j)
    return Beat(
        "beside",
        {"mean": mean, "max": largest, "index": (i, j)},
        {
            "peak": digits_for(mean.input)(strong.output),
            "mean": digits_for(level.output)(level.output),
            "means": _spoken(mean.output),
            "maxima": _spoken(largest.output),
        },
        "same" if strong.output == level.output or np.isnan(strong.output) else "",
    )


def _smooth(whole: Map) -> Beat:
    count = min(STRETCH, whole.shape[1] // RUN * RUN)
    row, start = sharpest_stretch(whole, count, RUN)
    cells = whole[row, start : start + count]
    curves = {
        "max": max_pool2d(cells[None], (1, RUN))[0],
        "mean": avg_pool2d(cells[None], (1, RUN))[0],
    }
    highest = {name: float(np.nanmax(values)) for name, values in curves.items()}
    return Beat(
        "smooth",
        {"map": whole, "row": row, "start": start, "cells": cells, "run": RUN, **curves},
        {
            "run": RUN,
            "length": count,
            "peak": digits_for(cells)(highest["max"]),
            "highest": digits_for(highest["mean"])(highest["mean"]),
        },
    )


def _border(values: Map, window: Window2d, settings: dict[str, Any]) -> Beat | None:
    if max(max(side) for side in window.padding) > 0:
        padded = settings
    else:
        kernel = tuple(max(2, k) for k in window.kernel_size)
        padded = {**settings, "kernel_size": kernel, "padding": tuple(k // 2 for k in kernel)}
    try:
        counted, alone = (
            trace_pool2d(values, **padded, mode="avg", count_include_pad=include)
            for include in (True, False)
        )
    except ValueError:  # the padded window does not fit so small a map
        return None
    same = same_cells(counted.output, alone.output)
    corners = [trace.at(0, 0) for trace in (counted, alone)]
    equal = bool(same[0, 0]) or np.isnan(corners[0].output)
    return Beat(
        "border",
        {"counted": counted, "alone": alone, "index": (0, 0), "same": same},
        {
            "mean_counted": digits_for(corners[0].output)(corners[0].output),
            "mean_alone": digits_for(corners[1].output)(corners[1].output),
            "cells": int(corners[0].divisor or 1),
            "inside": int(corners[1].divisor or 1),
            "changed": int(same.size - np.count_nonzero(same)),
            "outputs": int(same.size),
        },
        "same" if equal else "",
    )


def _everywhere(given: Input, hand: Map) -> Beat:
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
    gray = luminance(photo)
    factor = -(-max(gray.shape) // LONGEST_EDGE)
    small = avg_pool2d(gray, min(factor, *gray.shape), stride=factor)
    ways: tuple[Direction, ...] = ("vertical", "horizontal")
    edges = [edge_response(sign * small, way) for way in ways for sign in (1, -1)]
    return tuple(to_levels(np.stack(edges), TOP_LEVEL, saturated=SATURATED))


def _head(network: str, dense: Head, pooled: Head) -> Beat:
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


def _page(trace: PoolTrace) -> Beat:
    return Beat(
        "page",
        {"trace": trace, "index": (0, 0)},
        {
            "kernel": shape_text(trace.window.kernel_size),
            "stride": by(trace.window.stride),
            "shape": shape_text(trace.input.shape),
            "out_shape": shape_text(trace.shape),
            "rule": rule(trace),
            "outputs": _spoken(trace.output),
        },
        hold=2.0,
    )


def terms(trace: PoolTrace) -> list[str]:
    """The first window's numbers as the terms of a sum, each with its sign; long sums are cut."""
    write = digits_for(trace.input)
    texts = [write(value) for value in trace.at(0, 0).values]
    signed = [f"− {text[1:]}" if text.startswith("−") else f"+ {text}" for text in texts[1:]]
    if len(texts) > MOST_OPERANDS:
        signed = [*signed[:3], "+ …", signed[-1]]
    return [texts[0], *signed]


def rule(trace: PoolTrace) -> str:
    """The mean with the first window's numbers, as it is written on screen and in alt texts."""
    first = trace.at(0, 0)
    result = digits_for(first.output)(first.output)
    return f"({' '.join(terms(trace))}) ÷ {first.divisor} = {result}"


def _exact(value: float) -> str:
    """A single mean with four digits; 3.625 is not cut."""
    return length(value) if np.isfinite(value) else digits_for(value)(value)


def _spoken(output: Map) -> str:
    """An output's numbers row by row; only its size where there are too many to say."""
    write = digits_for(output)
    if output.size > READABLE:
        finite = output[~np.isnan(output.astype(float))]
        ends = [write(float(end(finite))) if finite.size else "NaN" for end in (np.min, np.max)]
        return f"{shape_text(output.shape)} numbers from {ends[0]} to {ends[1]}"
    return "; ".join(", ".join(write(float(v)) for v in row) for row in output)

"""What average pooling tells: every cell has a say, and in the end a map is one number.

Every array and number comes from `pooling`; the beats and their sentences follow the
parameters: a table has no photo, a window of nine cells does not speak of four.
"""

from typing import Any

import numpy as np

from pooling import Window2d, avg_pool2d, max_pool2d, trace_pool2d
from pooling.measured import load_exercises
from scenes.beats import Beat, Story
from scenes.digits import digits_for, shape_text
from scenes.heads import dense_head, pooled_head
from scenes.inputs import Input, Source, read_input
from scenes.maps import READABLE, Map, channel_index, hand_map, sharpest_stretch, whole_map
from scenes.networks import read_network
from scenes.topics.average_pooling import levelling, one_number
from scenes.topics.average_pooling.learned import learned

Pair = int | tuple[int, int]
STRETCH = 48
"""Cells of a row that are drawn as a curve."""
RUN = 4
"""Cells of that row that are pooled into one."""


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
        levelling.window(mean),
        levelling.step(mean),
        levelling.beside(mean, largest),
        _smooth(whole) if whole.shape[1] >= 2 * RUN + READABLE else None,
        levelling.border(hand, window, settings),
        one_number.everywhere(given, hand),
        one_number.head(known.name, dense_head(known), pooled_head(known)),
        learned(load_exercises()),
        levelling.page(mean),
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

"""What strided convolution tells: multiply, add, step; and the weights are learned.

Every array and number comes from `pooling`; the beats and their sentences follow the
parameters: a table has no photo.
"""

from fractions import Fraction
from typing import Any

import numpy as np

from pooling import ConvolutionTrace, Window2d, avg_pool2d, same_cells, trace_conv2d, trace_pool2d
from pooling.layers import Conv2d, Layer, MaxPool2d
from pooling.network import Network
from pooling.receptive_field import receptive_field
from scenes.beats import Beat, Story
from scenes.digits import MINUS, digits_for, shape_text
from scenes.inputs import Source, read_input
from scenes.maps import READABLE, Map, channel_index, hand_map, whole_map
from scenes.topics.strided_convolution.photo import SIZE, on_edges, on_photo

LECTURE_KERNEL = np.array([[1, -1], [-1, 1]])
"""The lecture's own filter."""
QUARTERS = np.full((2, 2), 0.25)
"""The kernel that makes the convolution the mean."""
FIRST = np.array([[1, 0], [0, 0]])
"""The kernel that hands on a single cell."""
CHANNELS, PLANE = 64, 56
"""A layer in the middle of a network, for the count of weights."""


def story(*, input: Source = None, stride: int = 2, channel: int | str | None = None) -> Story:
    """A kernel that steps by two: downsampling whose weights are learned.

    Args:
        input: a photo (png, jpg, webp, tiff), a table of numbers (csv, tsv, json, npy), an array,
            or the name of a sample photo (coffee, chelsea, astronaut, rocket, grace_hopper).
        stride: cells from one place of the kernel to the next, at least 2.
        channel: the number of a channel of a table that has several; 0, 1, 2 or red, green, blue
            of a photo.

    Raises:
        InputError: the input cannot be read, or has no such channel.
        ValueError: a stride below 2, or an input smaller than the kernel.

    >>> story().ids
    ('hook', 'multiply', 'step', 'skip', 'beside', 'learned', 'real', 'cost', 'page')
    >>> story(input=[[1, 3], [4, 6]]).ids
    ('multiply', 'step', 'beside', 'learned', 'cost', 'page')
    """
    if stride < 2:
        raise ValueError(f"a strided convolution steps by 2 cells or more, got {stride}: give 2")
    given = read_input(input)
    photo = given.kind == "photo"
    whole = whole_map(given, channel_index(given, channel))
    window = Window2d.of(SIZE, stride, 0)
    window.output_size(*whole.shape)  # the kernel must fit the input
    hand = hand_map(whole, window, photo=photo).values
    trace = trace_conv2d(hand, LECTURE_KERNEL, stride)
    every = trace_conv2d(hand, LECTURE_KERNEL)
    beats = [
        on_photo(given, stride) if photo else None,
        _multiply(trace),
        _step(trace),
        _skip(every, trace) if len(every) > len(trace) > 1 else None,
        _beside(trace),
        _learned(trace),
        on_edges(given, stride) if photo else None,
        _cost(stride),
        _page(trace),
    ]
    return Story(
        topic="strided_convolution",
        parameters={"stride": stride, "channel": channel_index(given, channel)},
        input_name=given.name,
        source=given.source,
        beats=tuple(beat for beat in beats if beat),
    )


def sum_of(trace: ConvolutionTrace, index: tuple[int, int] = (0, 0)) -> str:
    """The products of a window and their sum, as they are written: 1 − 3 − 4 + 6 = 0."""
    at = trace.at(*index)
    write = writer(trace)
    parts = [write(at.products[0])]
    for product in at.products[1:]:
        parts += [MINUS if product < 0 else "+", write(abs(product))]
    return f"{' '.join(parts)} = {write(at.output)}"


def writer(trace: ConvolutionTrace) -> Any:
    """How the numbers of a trace are written: inputs and outputs alike."""
    return digits_for(np.concatenate([trace.input.ravel(), trace.output.ravel()]))


def _spoken(output: Map, write: Any) -> str:
    """The output row by row; only its size where there is too much to say."""
    if output.size > READABLE:
        return f"{shape_text(output.shape)} numbers"
    return "; ".join(", ".join(write(float(value)) for value in row) for row in output)


def _multiply(trace: ConvolutionTrace) -> Beat:
    first = trace.at(0, 0)
    write = writer(trace)
    return Beat(
        "multiply",
        {"trace": trace, "index": (0, 0)},
        {
            "cells": len(first.cells),
            "values": ", ".join(write(value) for value in first.values),
            "weights": ", ".join(digits_for(trace.kernel)(weight) for weight in first.weights),
            "sum": sum_of(trace),
            "output": write(first.output),
        },
    )


def _step(trace: ConvolutionTrace) -> Beat:
    return Beat(
        "step",
        {"trace": trace},
        {
            "stride": trace.window.stride[0],
            "before": int(trace.input.size),
            "after": len(trace),
            "outputs": _spoken(trace.output, writer(trace)),
        },
        "single" if len(trace) == 1 else "",
    )


def _skip(every: ConvolutionTrace, kept: ConvolutionTrace) -> Beat:
    """The answers of stride 1, and which of them a longer stride gives."""
    step = kept.window.stride
    places = tuple((i * step[0], j * step[1]) for i, j in np.ndindex(kept.shape))
    picked = every.output[:: step[0], :: step[1]]
    return Beat(
        "skip",
        {
            "every": every,
            "kept": kept,
            "places": places,
            "same": same_cells(picked[: kept.shape[0], : kept.shape[1]], kept.output),
        },
        {
            "stride": step[0],
            "every": len(every),
            "kept": len(kept),
            "spared": len(every) - len(kept),
            "share": Fraction(step[0] ** 2 - 1, step[0] ** 2),
        },
        {2: "", 3: "third"}.get(step[0], "many"),
    )


def _beside(trace: ConvolutionTrace) -> Beat:
    settings: dict[str, Any] = {"kernel_size": SIZE, "stride": trace.window.stride}
    biggest = trace_pool2d(trace.input, **settings)
    mean = trace_pool2d(trace.input, **settings, mode="avg")
    write = writer(trace)
    means = digits_for(mean.output)
    return Beat(
        "beside",
        {"strided": trace, "max": biggest, "mean": mean},
        {
            "stride": trace.window.stride[0],
            "largest": write(float(biggest.output[0, 0])),
            "mean": means(float(mean.output[0, 0])),
            "sum": write(float(trace.output[0, 0])),
            "outputs": _spoken(trace.output, write),
            "maxima": _spoken(biggest.output, write),
            "means": _spoken(mean.output, means),
        },
    )


def _learned(trace: ConvolutionTrace) -> Beat:
    """Three kernels of one size: the lecture's, the mean, a single cell."""
    stride = trace.window.stride
    traces = tuple(
        trace_conv2d(trace.input, kernel, stride) for kernel in (LECTURE_KERNEL, QUARTERS, FIRST)
    )
    mean = avg_pool2d(trace.input, SIZE, stride=stride)
    # sums of fractions may differ in their last bit, depending on the order of adding
    same = np.isclose(traces[1].output, mean, rtol=1e-12, atol=0, equal_nan=True)
    return Beat(
        "learned",
        {"traces": traces, "mean": mean, "same": same},
        {
            "weights": SIZE**2,
            "equal": int(same.sum()),
            "outputs": len(trace),
            "means": _spoken(mean, digits_for(mean)),
            "firsts": _spoken(traces[2].output, writer(trace)),
        },
    )


def _cost(stride: int) -> Beat:
    """The numbers to learn of a pooling layer and of a strided convolution in its place."""
    found: list[dict[str, Any]] = []
    layers: tuple[tuple[str, Layer], ...] = (
        ("pool", MaxPool2d(SIZE, stride)),
        ("small", Conv2d(CHANNELS, SIZE, stride=stride, bias=False)),
        ("large", Conv2d(CHANNELS, SIZE + 1, stride=stride, padding=1, bias=False)),
    )
    for name, layer in layers:
        account = receptive_field(Network.chain(name, (CHANNELS, PLANE, PLANE), [(name, layer)]))
        found.append(
            {
                "name": name,
                "kernel": SIZE + (name == "large"),
                "parameters": account.parameters,
                "multiply_adds": account.multiply_adds,
            }
        )
    pool, small, large = (each["parameters"] for each in found)
    return Beat(
        "cost",
        {"layers": tuple(found), "channels": CHANNELS},
        {
            "channels": CHANNELS,
            "pool": pool,
            "small": small,
            "large": large,
            "adds": found[1]["multiply_adds"],
            "plane": f"{PLANE}×{PLANE}",
        },
    )


def _page(trace: ConvolutionTrace) -> Beat:
    write = writer(trace)
    return Beat(
        "page",
        {"trace": trace, "index": (0, 0)},
        {
            "stride": trace.window.stride[0],
            "shape": shape_text(trace.input.shape),
            "out_shape": shape_text(trace.shape),
            "sum": sum_of(trace),
            "outputs": _spoken(trace.output, write),
        },
        hold=2.0,
    )

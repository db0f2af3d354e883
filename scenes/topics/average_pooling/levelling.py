"""The beats in which the numbers of a window are levelled, and the page that sums them up."""

from typing import Any

import numpy as np

from pooling import PoolTrace, Window2d, same_cells, trace_pool2d
from scenes.beats import Beat
from scenes.digits import by, digits_for, shape_text
from scenes.maps import Map, spoken

MOST_OPERANDS = 9


def window(trace: PoolTrace) -> Beat:
    """Beat window: the sum of the first window, shared evenly."""
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


def step(trace: PoolTrace) -> Beat:
    """Beat step: the window steps on, until the output is full."""
    return Beat(
        "step",
        {"trace": trace},
        {
            "stride": by(trace.window.stride),
            "before": int(trace.input.size),
            "after": len(trace),
            "out_shape": shape_text(trace.shape),
            "outputs": spoken(trace.output, digits_for(trace.output)),
        },
        ("single" if trace.input.size > 1 else "alone") if len(trace) == 1 else "",
    )


def beside(mean: PoolTrace, largest: PoolTrace) -> Beat:
    """Beat beside: the same windows under max, at its highest peak."""
    peaks = np.nan_to_num(largest.output.astype(float), nan=-np.inf)
    i, j = (int(k) for k in np.unravel_index(np.argmax(peaks), peaks.shape))
    strong, level = largest.at(i, j), mean.at(i, j)
    return Beat(
        "beside",
        {"mean": mean, "max": largest, "index": (i, j)},
        {
            "peak": digits_for(mean.input)(strong.output),
            "mean": digits_for(level.output)(level.output),
            "means": spoken(mean.output, digits_for(mean.output)),
            "maxima": spoken(largest.output, digits_for(largest.output)),
        },
        "same" if strong.output == level.output or np.isnan(strong.output) else "",
    )


def border(values: Map, window: Window2d, settings: dict[str, Any]) -> Beat | None:
    """Beat border: zeros around the map that join the mean, or do not."""
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


def page(trace: PoolTrace) -> Beat:
    """Beat page: input, rule and output."""
    return Beat(
        "page",
        {"trace": trace, "index": (0, 0)},
        {
            "kernel": shape_text(trace.window.kernel_size),
            "stride": by(trace.window.stride),
            "shape": shape_text(trace.input.shape),
            "out_shape": shape_text(trace.shape),
            "rule": rule(trace),
            "outputs": spoken(trace.output, digits_for(trace.output)),
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

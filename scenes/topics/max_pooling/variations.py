"""The beats that vary the walk: overlap, border, a shift, and the way back."""

from typing import Any

import numpy as np

from pooling import PoolTrace, Window2d, moved_along, same_cells, shift2d, trace_pool2d, unchanged
from scenes.beats import Beat
from scenes.digits import by, digits_for, shape_text
from scenes.maps import Map


def overlapping(values: Map, window: Window2d, settings: dict[str, Any]) -> PoolTrace | None:
    """The user's own windows where they overlap, else the largest of 3×3 and 2×2 by one."""
    own = any(s < k for s, k in zip(window.stride, window.kernel_size, strict=True))
    if own and min(window.dilation) == 1:
        trace = trace_pool2d(values, **settings)
        return trace if len(trace) > 1 else None
    kernel = min(3, min(values.shape) - 1)
    return trace_pool2d(values, kernel, stride=1) if kernel > 1 else None


def overlap(trace: PoolTrace) -> Beat:
    """Beat overlap: one strong cell wins several windows."""
    wins = trace.wins()
    row, col = (int(i) for i in np.unravel_index(np.argmax(wins), wins.shape))
    times = int(wins[row, col])
    return Beat(
        "overlap",
        {"trace": trace, "strong": (row, col), "won": trace.windows_won_by(row, col)},
        {
            "kernel": shape_text(trace.window.kernel_size),
            "stride": by(trace.window.stride),
            "strong": digits_for(trace.input)(float(trace.input[row, col])),
            "times": times,
            "windows": len(trace),
        },
        "" if times > 1 else "once",
    )


def border(values: Map, window: Window2d, settings: dict[str, Any]) -> Beat | None:
    """Beat border: padding that never wins, beside zeros that are counted."""
    if "padding" in settings and max(max(side) for side in window.padding) > 0:
        padded = settings
    else:
        kernel = tuple(max(2, k) for k in window.kernel_size)
        padded = {**settings, "kernel_size": kernel, "padding": tuple(k // 2 for k in kernel)}
    try:
        biggest = trace_pool2d(values, **padded)
        counted = trace_pool2d(values, **padded, mode="avg")
        alone = trace_pool2d(values, **padded, mode="avg", count_include_pad=False)
    except ValueError:  # the padded window does not fit so small a map
        return None
    corners = [trace.at(0, 0).output for trace in (biggest, counted, alone)]
    same = corners[1] == corners[2] or np.isnan(corners[1])
    return Beat(
        "border",
        {"max": biggest, "counted": counted, "alone": alone, "index": (0, 0)},
        {
            "corner": digits_for(values)(corners[0]),
            "mean_counted": digits_for(corners[1])(corners[1]),
            "mean_alone": digits_for(corners[2])(corners[2]),
        },
        "same" if same else "",
    )


def forgiving(values: Map, window: Window2d, settings: dict[str, Any]) -> Beat | None:
    """Beat forgiving: which outputs stay when the contents slide."""
    step = window.stride[1]
    before = trace_pool2d(values, **settings)
    if values.shape[1] <= step or before.shape[1] < 2:
        return None
    moved = {
        name: trace_pool2d(shift2d(values, 0, cols), **settings)
        for name, cols in (("left", -1), ("right", 1), ("along", step))
    }
    along, expected = moved_along(before.output, moved["along"].output, 0, 1)
    left, right = (unchanged(before.output, moved[side].output) for side in ("left", "right"))
    variant = "stepwise" if step == 1 else "none" if left == right == 0 else ""
    return Beat(
        "forgiving",
        {
            "before": before,
            **moved,
            "kept_left": same_cells(before.output, moved["left"].output),
            "kept_right": same_cells(before.output, moved["right"].output),
            "kept_along": same_cells(before.output, moved["along"].output, 0, 1),
        },
        {
            "left": left,
            "right": right,
            "outputs": len(before),
            "stride": step,
            "along": along,
            "expected": expected,
        },
        variant,
    )


def gradient(trace: PoolTrace) -> Beat:
    """Beat gradient: on the way back only winners count, once a window."""
    wins = trace.wins()
    most = int(wins.max())
    return Beat(
        "gradient",
        {"trace": trace, "upstream": np.ones(trace.shape), "gradient": trace.gradient()},
        {
            "lit": int(np.count_nonzero(wins)),
            "cells": int(wins.size),
            "windows": len(trace),
            "most": most,
        },
        {1: "once", 2: "twice"}.get(most, ""),
    )

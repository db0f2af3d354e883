"""The beats in which a window walks over a small map, and the page that sums them up."""

import numpy as np

from pooling import PoolTrace, tournament
from scenes.beats import Beat
from scenes.digits import by, digits_for, shape_text
from scenes.maps import spoken


def window(trace: PoolTrace) -> Beat:
    """Beat window: the strongest value of the first window wins."""
    first = trace.at(0, 0)
    write = digits_for(trace.input)
    count = len(first.winners)
    variant = ""
    if len(first.cells) == 1:
        variant = "one"
    elif np.isnan(first.output):
        variant = "nan"
    elif count > 1:
        variant = "tie"
    return Beat(
        "window",
        {"trace": trace, "index": (0, 0), "rounds": tournament(first.values)},
        {
            "kernel": shape_text(trace.window.kernel_size),
            "cells": len(first.cells),
            "values": ", ".join(write(value) for value in first.values),
            "winner": write(first.output),
            "times": count,
            "rule": rule(trace),
        },
        variant,
    )


def step(trace: PoolTrace) -> Beat:
    """Beat step: the window steps on, until the output is full."""
    window = trace.window
    seen = trace.seen()
    gaps = any(s > k for s, k in zip(window.stride, window.span, strict=True))
    variant = "gaps" if gaps else "holes" if max(window.dilation) > 1 else ""
    if len(trace) == 1:
        variant = "single" if trace.input.size > 1 else "alone"
    return Beat(
        "step",
        {"trace": trace},
        {
            "stride": by(window.stride),
            "dilation": by(window.dilation),
            "cells": window.kernel_size[0] * window.kernel_size[1],
            "before": int(trace.input.size),
            "after": len(trace),
            "unseen": int(trace.input.size - np.count_nonzero(seen)),
            "out_shape": shape_text(trace.shape),
            "outputs": spoken(trace.output, digits_for(trace.input)),
        },
        variant,
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
            "outputs": spoken(trace.output, digits_for(trace.input)),
        },
        hold=2.0,
    )


def rule(trace: PoolTrace) -> str:
    """The rule with the first window's numbers, as it is written on screen and in alt texts."""
    first = trace.at(0, 0)
    write = digits_for(trace.input)
    shown = [write(value) for value in first.values]
    if len(shown) > 9:
        shown = [*shown[:4], "…", shown[-1]]
    return f"max({', '.join(shown)}) = {write(first.output)}"

"""What max pooling tells: the strongest survives.

Every array and number comes from `pooling`; the beats and their sentences follow the
parameters: a table has no photo, a window of nine cells does not speak of four.
"""

from contextlib import suppress
from fractions import Fraction
from typing import Any

import numpy as np

from pooling import (
    PoolTrace,
    Window2d,
    max_pool2d,
    moved_along,
    same_cells,
    shift2d,
    tournament,
    trace_pool2d,
    unchanged,
)
from scenes.beats import Beat, Story
from scenes.digits import by, digits_for, shape_text
from scenes.inputs import Source, read_input
from scenes.maps import (
    CHANNELS,
    READABLE,
    HandMap,
    Map,
    channel_index,
    clearest_patch,
    hand_map,
    whole_map,
)

Pair = int | tuple[int, int]
COARSE = 400
"""Cells below which no outline of a photo can be made out any more."""


def story(
    *,
    input: Source = None,
    kernel_size: Pair = 2,
    stride: Pair | None = None,
    padding: Pair = 0,
    dilation: Pair = 1,
    ceil_mode: bool = False,
    channel: int | str | None = None,
) -> Story:
    """The sliding max-pool window, from a photo or a table of numbers.

    Args:
        input: a photo (png, jpg, webp, tiff), a table of numbers (csv, tsv, json, npy), an array,
            or the name of a sample photo (coffee, chelsea, astronaut, rocket, grace_hopper). A
            photo is pooled as the rectified edge response of its luminance, a table as it is.
        kernel_size: height and width of the window, in cells.
        stride: cells from one window to the next; the kernel size if not given.
        padding: cells around the input that never win, at most half the kernel size.
        dilation: distance between the cells that a window looks at; above 1 leaves holes.
        ceil_mode: let the last window hang over the lower and right edge.
        channel: pool this channel as it is: 0, 1, 2 or red, green, blue of a photo, or the
            number of a channel of a table that has several.

    Raises:
        InputError: the input cannot be read, or has no such channel.
        ValueError: the window does not fit the input.

    >>> story().ids
    ('hook', 'grid', 'window', 'step', 'overlap', 'border', 'real', 'forgiving', 'gradient', 'page')
    >>> story(input=[[1, 3], [4, 6]]).ids
    ('grid', 'window', 'step', 'border', 'gradient', 'page')
    """
    given = read_input(input)
    chosen = channel_index(given, channel)
    window = Window2d.of(kernel_size, stride, padding, dilation, ceil_mode)
    settings: dict[str, Any] = {
        "kernel_size": window.kernel_size,
        "stride": window.stride,
        "padding": padding,
        "dilation": window.dilation,
        "ceil_mode": ceil_mode,
    }
    whole = whole_map(given, chosen)
    pooled = max_pool2d(whole, **settings)
    photo = given.kind == "photo"
    hand = hand_map(whole, window, photo=photo)
    trace = trace_pool2d(hand.values, **settings)
    overlap = _overlapping(hand.values, window, settings)
    beats = [
        _hook(given.array, given.source, whole, pooled, window, chosen) if photo else None,
        _grid(whole, hand),
        _window(trace),
        _step(trace),
        _overlap(overlap) if overlap else None,
        _border(hand.values, window, settings),
        _real(whole, pooled, settings) if max(whole.shape) > READABLE else None,
        _forgiving(hand.values, window, settings),
        _gradient(overlap or trace),
        _page(trace),
    ]
    return Story(
        topic="max_pooling",
        parameters={**settings, "channel": chosen},
        input_name=given.name,
        source=given.source,
        beats=tuple(beat for beat in beats if beat),
    )


def _hook(
    photo: Map, source: str, whole: Map, pooled: Map, window: Window2d, channel: int | None
) -> Beat:
    fewer = pooled.size < whole.size
    kind = (
        ("" if fewer else "kept") if channel is None else ("channel" if fewer else "channel_kept")
    )
    return Beat(
        "hook",
        {"photo": photo, "map": whole, "pooled": pooled, "channel": channel},
        {
            "source": source.rstrip("."),
            "channel": "" if channel is None else CHANNELS[channel],
            "before": int(whole.size),
            "after": int(pooled.size),
            "thrown": _plain_share(whole.size - pooled.size, whole.size),
            "kernel": shape_text(window.kernel_size),
            "stride": by(window.stride),
        },
        kind,
    )


def _grid(whole: Map, hand: HandMap) -> Beat:
    # The lecture's map enters after a patch of the real one; a cut map is that patch itself.
    rows, cols = (min(size, READABLE // 2) for size in whole.shape)
    patch = clearest_patch(whole, rows, cols) if hand.kind == "lecture" else hand
    write = digits_for(patch.values)
    return Beat(
        "grid",
        {
            "map": whole,
            "patch": patch.values,
            "corner": patch.corner,
            "hand": hand.values,
            "kind": hand.kind,
        },
        {
            "patch": shape_text(patch.values.shape),
            "shape": shape_text(hand.values.shape),
            "lowest": write(float(np.nanmin(patch.values))) if _any_number(patch.values) else "NaN",
            "highest": write(float(np.nanmax(patch.values)))
            if _any_number(patch.values)
            else "NaN",
        },
        "" if hand.kind == "lecture" else hand.kind,
    )


def _window(trace: PoolTrace) -> Beat:
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


def _step(trace: PoolTrace) -> Beat:
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
            "outputs": _spoken(trace),
        },
        variant,
    )


def _overlapping(values: Map, window: Window2d, settings: dict[str, Any]) -> PoolTrace | None:
    """The user's own windows where they overlap, else the largest of 3×3 and 2×2 by one."""
    own = any(s < k for s, k in zip(window.stride, window.kernel_size, strict=True))
    if own and min(window.dilation) == 1:
        trace = trace_pool2d(values, **settings)
        return trace if len(trace) > 1 else None
    kernel = min(3, min(values.shape) - 1)
    return trace_pool2d(values, kernel, stride=1) if kernel > 1 else None


def _overlap(trace: PoolTrace) -> Beat:
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


def _border(values: Map, window: Window2d, settings: dict[str, Any]) -> Beat | None:
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


def _real(whole: Map, pooled: Map, settings: dict[str, Any]) -> Beat:
    maps = [whole, pooled]
    with suppress(ValueError):  # the window may fit only once
        maps.append(max_pool2d(pooled, **settings))
    values: dict[str, Any] = {}
    for name, stage in zip(("first", "second", "third"), maps, strict=False):
        values[name] = int(stage.size)
        values[f"{name}_shape"] = shape_text(stage.shape)
    variant = "spread" if pooled.size >= whole.size else ""
    if len(maps) == 2:
        variant = "once"
    elif maps[2].size < COARSE:
        variant = "coarse"
    return Beat("real", {"maps": tuple(maps)}, values, variant)


def _forgiving(values: Map, window: Window2d, settings: dict[str, Any]) -> Beat | None:
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


def _gradient(trace: PoolTrace) -> Beat:
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
            "outputs": _spoken(trace),
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


def _plain_share(part: int, whole: int) -> Fraction:
    """A share as the plain fraction that it nearly is (three quarters), else as it is."""
    share = Fraction(part, whole)
    plain = share.limit_denominator(16)
    return plain if plain < 1 and abs(plain - share) < Fraction(1, 200) else share


def _spoken(trace: PoolTrace) -> str:
    """The output's numbers row by row; only its size where there are too many to say."""
    write = digits_for(trace.input)
    if trace.output.size > READABLE:
        least, most = write(_least(trace)), write(_most(trace))
        return f"{shape_text(trace.shape)} numbers from {least} to {most}"
    return "; ".join(", ".join(write(float(v)) for v in row) for row in trace.output)


def _least(trace: PoolTrace) -> float:
    return float(np.nanmin(trace.output)) if _any_number(trace.output) else float("nan")


def _most(trace: PoolTrace) -> float:
    return float(np.nanmax(trace.output)) if _any_number(trace.output) else float("nan")


def _any_number(values: Map) -> bool:
    return not bool(np.isnan(values.astype(float)).all())

"""What the exercises tell: one small network, one part swapped at a time, trained anew.

Everything that was measured comes from `pooling.measured`; the words follow its numbers.
"""

from typing import Any

import numpy as np

from pooling.measured import Exercises, MaxPoolingComparison, load_exercises, load_max_pooling
from pooling.measured.exercises import SHIPPED
from pooling.measured.networks import SIZE, VARIANTS
from pooling.resize import resize_area
from scenes.beats import Beat, Story
from scenes.digits import digits_for, shape_text
from scenes.inputs import Input, Source, read_input
from scenes.topics.exercises.parts import parts
from scenes.topics.exercises.rows import axes, axis, percent, rows, verdict, whole_rounds
from scenes.topics.exercises.seen import seen

BASELINE, DENSE = VARIANTS[0].name, "dense_head"
SWAPS = {
    "average": "average_pooling",
    "before": "stride_before",
    "strided": "strided_convolution",
    "blur": "max_blur_pooling",
}
"""Beats that swap what halves the maps, with the network they tell of."""


def story(*, input: Source = None, results: str | None = None) -> Story:
    """The five exercises answered with real runs, each seed a dot.

    Args:
        input: a photo (png, jpg, webp, tiff), or the name of a sample photo (coffee, chelsea,
            astronaut, rocket, grace_hopper), in which a trained network is watched.
        results: a file that `python -m pooling.training.run_exercises` wrote; the runs that ship
            unless given.

    Raises:
        InputError: the input is no photo.
        ValueError: the results cannot be read, or hold no whole round.

    >>> story().ids
    ('hook', 'by_hand', 'average', 'before', 'strided', 'blur', 'maps', 'head', 'page')
    """
    given = read_input(input)
    watched = seen(given)
    runs = whole_rounds(load_exercises(results or SHIPPED))
    found = rows(runs)
    scales = axes(found)
    beats = (
        _hook(given, runs),
        _by_hand(load_max_pooling()),
        *[_swap(runs, beat, found, scales) for beat in SWAPS],
        _maps(given, watched),
        _head(runs, found),
        _page(runs, found, scales),
    )
    return Story("exercises", {"results": results}, given.name, given.source, beats)


def _hook(given: Input, runs: Exercises) -> Beat:
    height, width = given.array.shape[:2]
    side = min(height, width)
    top, left = (height - side) // 2, (width - side) // 2
    square = given.array[top : top + side, left : left + side]
    small = np.rint(np.clip(resize_area(square, SIZE, SIZE), 0, 1) * 255).astype(np.uint8)
    return Beat(
        "hook",
        {
            "photo": small,
            "parts": {variant.name: parts(variant.name) for variant in runs.variants},
        },
        {
            "source": given.source.rstrip("."),
            "size": SIZE,
            "parameters": runs.of(BASELINE)[0].parameters,
            "classes": len(runs.classes),
        },
    )


def _by_hand(compared: MaxPoolingComparison) -> Beat:
    settings = compared.settings
    ratios = [setting.ratio for setting in settings]
    equal, values = (sum(getattr(s, key) for s in settings) for key in ("equal", "values"))
    speed = "faster" if max(ratios) < 1 else "slower" if min(ratios) > 1 else "mixed"
    return Beat(
        "by_hand",
        {
            "settings": tuple(
                {
                    "shape": setting.shape,
                    "kernel": setting.kernel_size,
                    "stride": setting.stride,
                    "padding": setting.padding,
                    "own": setting.own_seconds,
                    "torch": setting.torch_seconds,
                    "ratio": setting.ratio,
                    "told": f"{setting.ratio:.2f}",
                    "times": tuple(map(_time, (setting.own_seconds, setting.torch_seconds))),
                    "maps": shape_text(setting.shape),
                }
                for setting in settings
            ),
            "equal": equal,
            "values": values,
        },
        {
            "equal": equal,
            "values": values,
            "low": f"{min(ratios):.2f}",
            "high": f"{max(ratios):.2f}",
            "torch": compared.versions.get("torch", "").split("+")[0],
            "ratios": ", ".join(f"{ratio:.2f}" for ratio in ratios),
        },
        speed if equal == values else "unequal",
    )


def _time(seconds: float) -> str:
    """Seconds as milliseconds in three digits."""
    return f"{1000 * seconds:.3g} ms"


def _swap(
    runs: Exercises, beat: str, found: tuple[dict[str, Any], ...], scales: dict[str, Any]
) -> Beat:
    name = SWAPS[beat]
    place = [row["variant"] for row in found].index(name)
    row, base = found[place], found[0]
    return Beat(
        beat,
        {"rows": found, "place": place, "axes": scales},
        {
            **_provenance(runs),
            "new": row["means"]["test"],
            "old": base["means"]["test"],
            "points": row["differences"]["test"].lstrip("+−"),
            "shift": row["means"]["shift"],
            "shift_old": base["means"]["shift"],
            "each": _each(row["test"]),
            "each_old": _each(base["test"]),
            "adds": _millions(row["multiply_adds"]),
            "adds_old": _millions(base["multiply_adds"]),
            "parameters": row["parameters"],
            "seconds": round(row["seconds"]),
            "seconds_old": round(base["seconds"]),
        },
        row["verdicts"]["test"],
    )


def _maps(given: Input, watched: dict[str, Any]) -> Beat:
    depths = watched["depths"]
    words = [depth["word"] for depth in depths]
    return Beat(
        "maps",
        watched,
        {
            "source": given.source.rstrip("."),
            "first": shape_text(depths[0]["cells"]),
            "last": shape_text(depths[-1]["cells"]),
            "near": max(depths[0]["size"]),
            "far": max(depths[-1]["size"]),
            "list": "; ".join(
                f"{depth['layer']}, {depth['maps']} maps of {shape_text(depth['cells'])}"
                + (f": {depth['word']}" if depth["word"] else "")
                for depth in depths
            ),
        },
        "earned" if all(words) else "",
    )


def _head(runs: Exercises, found: tuple[dict[str, Any], ...]) -> Beat:
    by_name = {row["variant"]: row for row in found}
    dense, pooled = by_name[DENSE], by_name[BASELINE]
    rates = [value for row in (pooled, dense) for key in ("train", "test") for value in row[key]]
    gaps = verdict(percent(runs, DENSE, "gap"), percent(runs, BASELINE, "gap"))
    return Beat(
        "head",
        {"rows": (pooled, dense), "axis": axis(rates)},
        {
            **_provenance(runs),
            "dense_gap": dense["means"]["gap"],
            "pooled_gap": pooled["means"]["gap"],
            "dense_new": dense["means"]["test"],
            "pooled_new": pooled["means"]["test"],
            "dense_count": dense["parameters"],
            "pooled_count": pooled["parameters"],
        },
        gaps if gaps == "once" else f"{gaps}_{dense['verdicts']['test']}",
    )


def _page(runs: Exercises, found: tuple[dict[str, Any], ...], scales: dict[str, Any]) -> Beat:
    return Beat(
        "page",
        {"rows": found, "axes": scales},
        {
            **_provenance(runs),
            "list": "; ".join(
                f"{row['variant'].replace('_', ' ')} {row['means']['test']} % right, "
                f"{row['means']['shift']} % consistent"
                for row in found
            ),
        },
        "once" if len(runs.seeds) < 2 else "",
        hold=2.0,
    )


def _provenance(runs: Exercises) -> dict[str, Any]:
    """What the runs learned from, how long, and how often."""
    return {
        "data": runs.data.rstrip("."),
        "epochs": runs.runs[0].epochs,
        "seeds": len(runs.seeds),
    }


def _each(values: tuple[float, ...]) -> str:
    write = digits_for([80.25])
    return ", ".join(write(value) for value in values)


def _millions(count: int) -> str:
    return f"{count / 10**6:.3g}"

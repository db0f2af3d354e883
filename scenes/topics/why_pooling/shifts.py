"""The beats that move the input by a pixel, and see what follows."""

from fractions import Fraction

import numpy as np

from pooling import (
    edge_response,
    luminance,
    moved_along,
    same_cells,
    shift2d,
    to_levels,
    trace_pool2d,
    unchanged,
)
from pooling.halving import halving
from pooling.invariance import relative_change, shift_curve
from scenes.beats import Beat
from scenes.digits import digits_for, shape_text
from scenes.inputs import Input
from scenes.maps import Map, made_small
from scenes.topics.why_pooling.mark import KERNEL, answer

SHIFTS = tuple(range(9))
"""Pixels by which the photo moves."""
DEPTHS = 3
"""Poolings one after the other."""


def hook(given: Input) -> Beat:
    """Beat hook: how many of a photo's numbers differ once it has moved by a pixel."""
    gray = to_levels(made_small(luminance(given.array)), 255, highest=1.0)
    moved = shift2d(gray, 0, 1)
    same = same_cells(gray, moved)
    return Beat(
        "hook",
        {"photo": given.array, "before": gray, "after": moved, "changed": ~same},
        {
            "source": given.source.rstrip("."),
            "numbers": int(gray.size),
            "changed": int(gray.size - unchanged(gray, moved)),
            "share": Fraction(int(gray.size - unchanged(gray, moved)), int(gray.size)),
        },
    )


def moves(image: Map) -> Beat:
    """Beat moves: the answers of a convolution move along."""
    before, after = answer(image), answer(shift2d(image, 0, 1))
    along, expected = moved_along(before, after, 0, 1)
    write = digits_for(image)
    return Beat(
        "moves",
        {
            "image": image,
            "kernel": KERNEL,
            "answer": before,
            "moved": shift2d(image, 0, 1),
            "moved_answer": after,
            "same": same_cells(before, after, 0, 1),
        },
        {
            "along": along,
            "expected": expected,
            "shape": shape_text(image.shape),
            "peak": write(float(before.max())),
        },
        "" if along == expected else "nearly",
    )


def forgives(image: Map, kernel_size: int) -> Beat:
    """Beat forgives: which outputs of the pooling stay."""
    before = trace_pool2d(answer(image), kernel_size)
    moved = {
        name: trace_pool2d(answer(shift2d(image, 0, cols)), kernel_size)
        for name, cols in (("right", 1), ("left", -1), ("along", kernel_size))
    }
    along, expected = moved_along(before.output, moved["along"].output, 0, 1)
    stay = {name: unchanged(before.output, moved[name].output) for name in ("right", "left")}
    total = len(before)
    kept = {name: same_cells(before.output, trace.output) for name, trace in moved.items()}
    kept["along"] = same_cells(before.output, moved["along"].output, 0, 1)
    return Beat(
        "forgives",
        {
            "before": before,
            **moved,
            **{f"kept_{name}": same for name, same in kept.items()},
        },
        {
            "right": stay["right"],
            "left": stay["left"],
            "outputs": total,
            "stride": kernel_size,
            "along": along,
            "expected": expected,
            "kernel": shape_text((kernel_size, kernel_size)),
        },
        "all" if stay["right"] == total > stay["left"] else "",
    )


def curve(given: Input) -> Beat | None:
    """How much the real answers change, as they are and pooled, however far the photo moves."""
    edges = edge_response(made_small(luminance(given.array)), "vertical")[None]
    way = halving("max_pooling")
    try:
        curves = [shift_curve(edges, way, depth, SHIFTS) for depth in range(1, DEPTHS + 1)]
    except ValueError:  # too small a photo, or one without any edge
        return None
    plain = [relative_change(edges, shift2d(edges, 0, shift)) for shift in SHIFTS]
    rows = (np.array(plain), *[np.array(curve.change) for curve in curves])
    write = digits_for([0.01])
    return Beat(
        "curve",
        {"shifts": SHIFTS, "curves": rows},
        {
            "plain": write(float(rows[0][1])),
            "pooled": write(float(rows[-1][1])),
            "times": DEPTHS,
            "list": ", ".join(write(float(row[1])) for row in rows),
            "same": round(100 * curves[-1].unchanged[1]),
        },
    )

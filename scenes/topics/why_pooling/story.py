"""What pooling is for: it forgives a little, keeps the strongest, spares work, widens the view.

Every array and number comes from `pooling`; the sentences follow the input and the window.
"""

from fractions import Fraction
from typing import Any

import numpy as np

from pooling import (
    avg_pool2d,
    edge_response,
    luminance,
    moved_along,
    same_cells,
    shift2d,
    to_levels,
    trace_pool2d,
    unchanged,
)
from pooling.cost import body, is_pooling, layer_costs, network_cost, without_pooling
from pooling.halving import halving
from pooling.invariance import relative_change, shift_curve
from pooling.layers import Conv2d, Layer, MaxPool2d
from pooling.network import Network
from pooling.receptive_field import receptive_field
from pooling.sharpness import pooled_sparsity
from scenes.beats import Beat, Story
from scenes.digits import digits_for, shape_text
from scenes.inputs import Input, InputError, Source, read_input
from scenes.maps import LONGEST_EDGE, SATURATED, TOP_LEVEL, Map, clearest_patch
from scenes.networks import read_network
from scenes.topics.why_pooling.mark import KERNEL, answer, hand_image

PATCH = (24, 24)
"""Rows and columns of the real map in which zeros are counted."""
CONVOLUTIONS = 3
SHIFTS = tuple(range(9))
"""Pixels by which the photo moves."""
DEPTHS = 3
"""Poolings one after the other."""


def story(
    *,
    input: Source = None,
    kernel_size: int = 2,
    network: str = "vgg16",
) -> Story:
    """Why networks pool: a shift forgiven, zeros counted, work spared, a field that leaps.

    Args:
        input: a photo (png, jpg, webp, tiff), the name of a sample photo (coffee, chelsea,
            astronaut, rocket, grace_hopper), or a small table of numbers (csv, tsv, json, npy) or
            array, which is taken as the image that is shifted.
        kernel_size: height, width and stride of the window, 2 or 3.
        network: whose cost is told with and without its pooling: a name of the zoo or an ONNX
            file.

    Raises:
        InputError: the input cannot be read.
        ValueError: the window does not fit, or the network does not pool before a convolution.

    >>> story().ids
    ('hook', 'moves', 'forgives', 'curve', 'zeros', 'cost', 'field', 'page')
    >>> story(input=np.eye(8)).ids
    ('moves', 'forgives', 'zeros', 'cost', 'field', 'page')
    """
    given = read_input(input)
    if given.kind == "table" and given.array.ndim != 2:
        raise InputError(f"one map is shifted, {given.name} has {given.channels} channels: cut one")
    image = hand_image(given, kernel_size)
    beats = [
        _hook(given) if given.kind == "photo" else None,
        _moves(image),
        _forgives(image, kernel_size),
        _curve(given) if given.kind == "photo" else None,
        _zeros(_rectified(given, image), kernel_size),
        _cost(read_network(network)),
        _field(kernel_size),
    ]
    told = tuple(beat for beat in beats if beat)
    return Story(
        topic="why_pooling",
        parameters={"kernel_size": kernel_size, "network": network},
        input_name=given.name,
        source=given.source,
        beats=(*told, _page({beat.id: beat for beat in told})),
    )


def _small(given: Input) -> Map:
    """The photo's luminance, averaged to at most `LONGEST_EDGE` cells."""
    gray = luminance(given.array)
    factor = -(-max(gray.shape) // LONGEST_EDGE)
    return avg_pool2d(gray, min(factor, *gray.shape), stride=factor)


def _rectified(given: Input, image: Map) -> Map:
    """A real activation map: the photo's rectified answer to one edge filter; a table's own."""
    if given.kind == "table":
        return answer(image)
    edges = edge_response(_small(given), "vertical")
    levels = to_levels(edges, TOP_LEVEL, saturated=SATURATED)
    rows, cols = (min(size, most) for size, most in zip(levels.shape, PATCH, strict=True))
    return clearest_patch(levels, rows, cols).values


def _hook(given: Input) -> Beat:
    gray = to_levels(_small(given), 255, highest=1.0)
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


def _moves(image: Map) -> Beat:
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


def _forgives(image: Map, kernel_size: int) -> Beat:
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


def _curve(given: Input) -> Beat | None:
    """How much the real answers change, as they are and pooled, however far the photo moves."""
    edges = edge_response(_small(given), "vertical")[None]
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


def _zeros(values: Map, kernel_size: int) -> Beat:
    shares = pooled_sparsity(values, kernel_size)
    winners = trace_pool2d(values, kernel_size)
    means = trace_pool2d(values, kernel_size, mode="avg")
    told = {
        "before": shares.before,
        "after": shares.after_max,
        "gradient": shares.gradient_max,
        "gradient_mean": shares.gradient_average,
    }
    percents = {name: round(100 * share) for name, share in told.items()}
    variant = "" if percents["after"] < percents["before"] else "more"
    if percents["after"] == percents["before"]:
        variant = "same"
    return Beat(
        "zeros",
        {
            "before": values,
            "after": winners.output,
            "gradient": winners.gradient(),
            "gradient_mean": means.gradient(),
            "shares": told,
        },
        {**percents, "cells": int(values.size), "shape": shape_text(values.shape)},
        variant,
    )


def _cost(network: Network) -> Beat:
    maps = body(network)
    plain = without_pooling(maps)
    name, before = _first_after_pooling(maps)
    shapes, plain_shapes = maps.shapes(), plain.shapes()
    one, other = layer_costs(maps)[name], layer_costs(plain)[name]
    whole, plain_whole = network_cost(maps), network_cost(plain)
    return Beat(
        "cost",
        {
            "layer": name,
            "pool": before,
            "shapes": (plain_shapes[name], shapes[name]),
            "multiply_adds": (other.multiply_adds, one.multiply_adds),
            "bytes": (other.activation_bytes, one.activation_bytes),
            "whole": (plain_whole.multiply_adds, whole.multiply_adds),
            "whole_bytes": (plain_whole.activation_bytes, whole.activation_bytes),
        },
        {
            "network": network.name,
            "layer": name,
            "pool": before,
            "without": _rounded(other.multiply_adds),
            "with": _rounded(one.multiply_adds),
            "memory_without": _megabytes(other.activation_bytes),
            "memory_with": _megabytes(one.activation_bytes),
            "maps_without": shape_text(plain_shapes[name]),
            "maps_with": shape_text(shapes[name]),
            "times": _times(other.multiply_adds, one.multiply_adds),
            "whole_times": _times(plain_whole.multiply_adds, whole.multiply_adds),
            "whole_without": _rounded(plain_whole.multiply_adds),
            "whole_with": _rounded(whole.multiply_adds),
        },
    )


def _first_after_pooling(network: Network) -> tuple[str, str]:
    """The first convolution that reads a pooled map, and that pooling."""
    pooled: dict[str, str] = {}
    for node in network:
        source = node.inputs[0]
        if isinstance(node.layer, Conv2d) and source in pooled:
            return node.name, pooled[source]
        if is_pooling(node.layer):
            pooled[node.name] = node.name
        elif source in pooled:
            pooled[node.name] = pooled[source]
    raise ValueError(
        f"{network.name} has no convolution that reads a pooled map: name another network, such "
        "as vgg16 or alexnet"
    )


def _field(kernel_size: int) -> Beat:
    size = 64  # any: the account does not depend on it
    ladders: dict[str, Any] = {}
    for key in ("with", "without"):
        layers: list[tuple[str, Layer]] = []
        for k in range(1, CONVOLUTIONS + 1):
            layers.append((f"conv{k}", Conv2d(1, 3, padding=1)))
            if k == 1 and key == "with":
                layers.append(("pool", MaxPool2d(kernel_size)))
        account = receptive_field(Network.chain(key, (1, size, size), layers))
        lines = list(account.values())
        ladders[key] = tuple(
            {
                "name": line.name,
                "size": line.size[1],
                "jump": int(line.jump[1]),
                "step": line.size[1] - (before.size[1] if before else 1),
            }
            for before, line in zip([None, *lines], lines, strict=False)
        )
    steps = {key: rows[-1]["step"] for key, rows in ladders.items()}
    return Beat(
        "field",
        ladders,
        {
            "slow": steps["without"],
            "fast": steps["with"],
            "jump": ladders["with"][-1]["jump"],
            "reach_with": ladders["with"][-1]["size"],
            "reach_without": ladders["without"][-1]["size"],
            "account_with": _account(ladders["with"]),
            "account_without": _account(ladders["without"]),
        },
    )


def _account(rows: tuple[dict[str, Any], ...]) -> str:
    return ", ".join(f"{row['name']} {row['size']}" for row in rows)


def _page(told: dict[str, Beat]) -> Beat:
    return Beat(
        "page",
        {},
        {
            "kernel": told["forgives"].values["kernel"],
            "right": told["forgives"].values["right"],
            "outputs": told["forgives"].values["outputs"],
            "gradient": told["zeros"].values["gradient"],
            "times": told["cost"].values["times"],
            "reach_with": told["field"].values["reach_with"],
            "reach_without": told["field"].values["reach_without"],
        },
        hold=2.0,
    )


def _rounded(count: int) -> str:
    """A count in three digits, from a million up."""
    if count >= 10**9:
        return (
            f"{count / 10**9:,.3g} billion" if count < 10**12 else f"{count / 10**12:.3g} trillion"
        )
    return f"{count / 10**6:.3g} million" if count >= 10**6 else f"{count:,}"


def _megabytes(count: int) -> str:
    return f"{count / 2**20:.3g} MB"


def _times(one: int, other: int) -> str:
    return f"{one / other:.3g}"

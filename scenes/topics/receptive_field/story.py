"""What receptive fields tell: how far a unit deep in a network can see.

Every size, box and share comes from `pooling`. A small network explains itself layer by layer on
the photo; a single network of the user's takes its place; several are compared.
"""

from collections.abc import Iterator
from fractions import Fraction
from itertools import accumulate
from typing import Any

import numpy as np
from numpy.typing import NDArray

from pooling import adaptive_avg_pool2d, avg_pool2d
from pooling.cone import Extent, cone, plane
from pooling.effective_field import EffectiveField, effective_field
from pooling.network import Network
from pooling.receptive_field import ReceptiveField, receptive_field
from scenes.beats import Beat, Story
from scenes.inputs import Input, InputError, Source, read_input
from scenes.networks import read_network
from scenes.topics.receptive_field.rows import Row, growth_line, telling_rows, whole_box
from scenes.topics.receptive_field.small import (
    CHANNELS,
    dilated_network,
    holed_network,
    small_network,
)

Names = tuple[str, ...]
KNOWN: Names = ("alexnet", "vgg16", "resnet50")
LONGEST_EDGE = 192
"""Pixels along the longer edge of the photo that the small network is shown."""
MOST_ROWS = 12
DRAWS, FEWEST_DRAWS, MOST_DRAWS = 20, 2, 200
"""Gradients that are averaged: of the small network, and of a user's, which may be deep."""
MULTIPLY_ADDS = 1_000_000_000
"""Work that a user's network may cost where more than the fewest gradients are averaged."""
HELD = 0.95
MOST_SPOKEN = 4
"""Networks that a caption names one by one."""
SATURATED = 0.998
"""The ramp of the influence ends there: a few single pixels stand out by chance."""
HILL = 34
"""Rows and columns at most that the hill of influence is averaged to."""


def story(
    *,
    input: Source = None,
    network: Names = KNOWN,
    layer: str | None = None,
    input_size: int = 224,
) -> Story:
    """How far a unit can see: receptive fields that grow, leap and outgrow the photo.

    Args:
        input: a photo (png, jpg, webp, tiff) or the name of a sample photo.
        network: a network of the zoo or an ONNX file, named once or several times; the first
            three of the lecture unless given. One alone is explained layer by layer.
        layer: the layer of a single network whose unit is looked at; its last plane if not given.
        input_size: pixels along an edge of the square photo that real networks are shown.

    Raises:
        InputError: the input is no photo.
        ValueError: there is no such network or layer, or the size does not fit it.

    >>> story().ids
    ('hook', 'growing', 'leap', 'dilation', 'effective', 'networks', 'page')
    """
    given = read_input(input)
    if given.kind != "photo":
        raise InputError(f"receptive fields are shown on a photo, got the table {given.name}")
    if layer is not None and len(network) != 1:
        raise ValueError(
            f"a layer is looked at in one network, got {len(network)}: name one as network"
        )
    square = _square(given, input_size)
    accounts = [receptive_field(read_network(name, input_size), input_size) for name in network]
    if len(network) == 1:
        account, photo = accounts[0], square
    else:
        photo = _small(given)
        account = receptive_field(small_network(*photo.shape[:2]))
    name = account[layer].name if layer else account.last_plane
    rows = telling_rows(account, name, MOST_ROWS)
    affordable = MULTIPLY_ADDS // max(1, account.multiply_adds)
    draws = min(MOST_DRAWS, max(FEWEST_DRAWS, affordable)) if len(network) == 1 else DRAWS
    field = effective_field(account.network, name, input_size=photo.shape[:2], draws=draws)
    beats = (
        _hook(photo, account, name, given.source),
        _growing(photo, account, name, rows),
        _leap(),
        _dilation(),
        _effective(photo, field, account, name),
        _networks(square, accounts),
        _page(account, name, rows),
    )
    asked = {"network": network, "layer": layer, "input_size": input_size}
    return Story("receptive_field", asked, given.name, given.source, beats)


def _small(given: Input) -> NDArray[Any]:
    """The photo averaged to at most `LONGEST_EDGE` pixels."""
    factor = -(-max(given.array.shape[:2]) // LONGEST_EDGE)
    planes = avg_pool2d(np.moveaxis(given.array, 2, 0), factor)
    return np.moveaxis(planes, 0, 2)


def _square(given: Input, size: int) -> NDArray[Any]:
    """The middle of the photo as a square of that many pixels."""
    height, width = given.array.shape[:2]
    edge = min(height, width)
    top, left = (height - edge) // 2, (width - edge) // 2
    middle = given.array[top : top + edge, left : left + edge]
    return np.moveaxis(adaptive_avg_pool2d(np.moveaxis(middle, 2, 0), (size, size)), 0, 2)


def _hook(photo: NDArray[Any], account: ReceptiveField, layer: str, source: str) -> Beat:
    box = _edges(account, layer)
    return Beat(
        "hook",
        {"photo": photo, "box": box, "layer": layer, "unit": account.centre_unit(layer)},
        {
            "source": source.rstrip("."),
            "layer": layer,
            "height": box[2] - box[0],
            "width": box[3] - box[1],
        },
    )


def _growing(
    photo: NDArray[Any], account: ReceptiveField, layer: str, rows: tuple[Row, ...]
) -> Beat:
    # Each layer's unit is the one in its own middle.
    boxes = tuple(_edges(account, row["name"]) for row in rows)
    whole = tuple(whole_box(account, row["name"]) for row in rows)
    names = ("input", *[row["name"] for row in rows])
    height, width = photo.shape[:2]
    middle = (height // 2, width // 2, height // 2 + 1, width // 2 + 1)
    views: list[tuple[tuple[float, ...], ...]] = [(middle,)]
    for depth, row in enumerate(rows, 2):
        seen = cone(account, row["name"], names[:depth])
        views.append(tuple(_corners(seen[name]) for name in names[:depth]))
    return Beat(
        "growing",
        {
            "photo": photo,
            "rows": rows,
            "boxes": boxes,
            "whole": whole,
            # What the unit of each depth sees of the photo and of every layer up to its own.
            "views": tuple(views),
            "planes": tuple(_corners(plane(account, name)) for name in names),
            "depths": tuple(accumulate(row["skipped"] + 1 for row in rows)),
        },
        {
            "first": _square_text(rows[0]["size"]),
            "last": _square_text(rows[-1]["size"]),
            "layers": len(account.network.upto(layer)),
            "account": _account(rows),
        },
    )


def _corners(stretch: Extent) -> tuple[float, float, float, float]:
    return stretch.top, stretch.left, stretch.bottom, stretch.right


def _leap() -> Beat:
    size = 1024  # any: neither line depends on the size of the photo
    sizes: dict[str, Any] = {}
    for key, pooling in (("steep", True), ("flat", False)):
        lines = list(receptive_field(small_network(size, size, pooling=pooling)).values())
        convolutions = [line for line in lines if line.name.startswith("conv")]
        sizes[key] = np.array([1, *[line.size[0] for line in convolutions]])
        sizes[f"{key}_pools"] = len(lines) - len(convolutions)
    return Beat(
        "leap",
        {"with": sizes["steep"], "without": sizes["flat"]},
        {
            "convs": len(sizes["flat"]) - 1,
            "pools": sizes["steep_pools"],
            "flat": int(sizes["flat"][-1]),
            "steep": int(sizes["steep"][-1]),
        },
    )


def _dilation() -> Beat:
    size = 41
    dense, holed = (
        receptive_field(network)
        for network in (dilated_network(size, size), holed_network(size, size))
    )
    patterns: dict[str, Any] = {}
    for key, account in (("dense", dense), ("holed", holed)):
        name = account.last_plane
        box = account.box(name)
        assert box is not None  # the photo is larger than the field
        patterns[key] = account.pixels(name)[box.slices]
        patterns[f"{key}_steps"] = tuple(_reached(account.network, size))
    return Beat(
        "dilation",
        patterns,
        {
            "dilated": dense[dense.last_plane].size[0],
            "layers": len(dense),
            "holes": holed.holes(holed.last_plane),
            "box": int(patterns["holed"].size),
        },
    )


def _reached(network: Network, size: int) -> Iterator[NDArray[Any]]:
    """The pixels that the last, the last two, ... layers reach, each in its own box."""
    for first in range(len(network) - 1, -1, -1):
        layers = [(node.name, node.layer) for node in network.nodes[first:]]
        part = receptive_field(Network.chain("part", (CHANNELS, size, size), layers))
        box = part.box(part.last_plane)
        assert box is not None  # the plane is larger than the field
        yield part.pixels(part.last_plane)[box.slices]


def _effective(
    photo: NDArray[Any], field: EffectiveField, account: ReceptiveField, layer: str
) -> Beat:
    box = account.box(layer)
    assert box is not None  # a unit of a real photo sees pixels
    return Beat(
        "effective",
        {
            "photo": photo,
            "box": _edges(account, layer),
            "strength": field.strength,
            "within": field.strength[box.slices],
            "held": field.holders(HELD)[box.slices],
            "hill": adaptive_avg_pool2d(
                field.strength[box.slices], (min(HILL, box.height), min(HILL, box.width))
            ),
            "across": field.strength[box.slices].mean(axis=0),
            "peak": float(np.quantile(field.strength[box.slices], SATURATED)),
        },
        {
            "share": Fraction(field.holding(HELD)).limit_denominator(1000),
            "size": f"{box.height} by {box.width}",
        },
    )


def _networks(photo: NDArray[Any], accounts: list[ReceptiveField]) -> Beat:
    found: list[dict[str, Any]] = []
    for account in accounts:
        line = account[account.last_plane]
        box = account.box(line.name, clip=False)
        assert box is not None  # not clipped
        found.append(
            {
                "name": account.network.name,
                "year": account.network.year,
                "layer": line.name,
                "size": line.size,
                "box": (box.top, box.left, box.bottom, box.right),
                "sizes": np.array([each.size[0] for each in account.values()]),
                "growth": growth_line(account),
            }
        )
    found.sort(key=lambda each: each["size"])
    largest = found[-1]
    variant = "" if min(largest["size"]) > photo.shape[0] else "inside"
    if len(found) > MOST_SPOKEN:
        variant = "many"
    return Beat(
        "networks",
        {"photo": photo, "networks": tuple(found)},
        {
            "input": photo.shape[0],
            "list": ", ".join(f"{each['name']} {_square_text(each['size'])}" for each in found),
            "largest": largest["name"],
            "count": len(found),
            "least": f"{found[0]['name']} {_square_text(found[0]['size'])}",
            "most": f"{largest['name']} {_square_text(largest['size'])}",
        },
        variant,
    )


def _page(account: ReceptiveField, layer: str, rows: tuple[Row, ...]) -> Beat:
    boxes = [whole_box(account, row["name"]) for row in rows]
    return Beat(
        "page",
        {
            "network": account.network.name,
            "rows": rows,
            "intervals": tuple((left, right) for _, left, _, right in boxes),
            "width": account.input_shape[2],
        },
        {"network": account.network.name, "account": _account(rows)},
        hold=2.0,
    )


def _edges(account: ReceptiveField, layer: str) -> tuple[int, int, int, int]:
    """Top, left, bottom and right of what the unit in a layer's middle sees, within the photo."""
    box = account.box(layer)
    assert box is not None  # the unit in the middle of a photo sees pixels
    return box.top, box.left, box.bottom, box.right


def _square_text(size: tuple[int, int]) -> str:
    return f"{size[0]:,}" if size[0] == size[1] else f"{size[0]:,}×{size[1]:,}"


def _account(rows: tuple[Row, ...]) -> str:
    return ", ".join(f"{row['name']} {_square_text(row['size'])}" for row in rows)

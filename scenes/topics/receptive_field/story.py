"""What receptive fields tell: how far a unit deep in a network can see.

Every size, box and share comes from `pooling`. A small network explains itself layer by layer on
the photo; a single network of the user's takes its place; several are compared.
"""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from pooling import adaptive_avg_pool2d, avg_pool2d
from pooling.effective_field import effective_field
from pooling.receptive_field import ReceptiveField, receptive_field
from scenes.beats import Beat, Story
from scenes.inputs import Input, InputError, Source, read_input
from scenes.networks import read_network
from scenes.topics.receptive_field import growing, within
from scenes.topics.receptive_field.rows import (
    Row,
    account_text,
    growth_line,
    middle_box,
    size_text,
    telling_rows,
    whole_box,
)
from scenes.topics.receptive_field.small import small_network

Names = tuple[str, ...]
KNOWN: Names = ("alexnet", "vgg16", "resnet50")
LONGEST_EDGE = 192
"""Pixels along the longer edge of the photo that the small network is shown."""
MOST_ROWS = 12
DRAWS, FEWEST_DRAWS, MOST_DRAWS = 20, 2, 200
"""Gradients that are averaged: of the small network, and of a user's, which may be deep."""
MULTIPLY_ADDS = 1_000_000_000
"""Work that a user's network may cost where more than the fewest gradients are averaged."""
MOST_SPOKEN = 4
"""Networks that a caption names one by one."""


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
        growing.growing(photo, account, name, rows),
        growing.leap(),
        within.dilation(),
        within.effective(photo, field, account, name),
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
    box = middle_box(account, layer)
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
            "list": ", ".join(f"{each['name']} {size_text(each['size'])}" for each in found),
            "largest": largest["name"],
            "count": len(found),
            "least": f"{found[0]['name']} {size_text(found[0]['size'])}",
            "most": f"{largest['name']} {size_text(largest['size'])}",
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
        {"network": account.network.name, "account": account_text(rows)},
        hold=2.0,
    )

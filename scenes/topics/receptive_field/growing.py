"""The beats of growth: a field that widens layer by layer, and leaps with each pooling."""

from itertools import accumulate
from typing import Any

import numpy as np
from numpy.typing import NDArray

from pooling.cone import Extent, cone, plane
from pooling.receptive_field import ReceptiveField, receptive_field
from scenes.beats import Beat
from scenes.topics.receptive_field.rows import Row, account_text, middle_box, size_text, whole_box
from scenes.topics.receptive_field.small import small_network


def growing(
    photo: NDArray[Any], account: ReceptiveField, layer: str, rows: tuple[Row, ...]
) -> Beat:
    """Beat growing: what the unit of each depth sees, down to the photo."""
    # Each layer's unit is the one in its own middle.
    boxes = tuple(middle_box(account, row["name"]) for row in rows)
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
            "first": size_text(rows[0]["size"]),
            "last": size_text(rows[-1]["size"]),
            "layers": len(account.network.upto(layer)),
            "account": account_text(rows),
        },
    )


def _corners(stretch: Extent) -> tuple[float, float, float, float]:
    return stretch.top, stretch.left, stretch.bottom, stretch.right


def leap() -> Beat:
    """Beat leap: the same convolutions with poolings among them and without."""
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

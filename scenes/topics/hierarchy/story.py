"""What the hierarchy tells: what a trained network answers to, from edges to objects.

The photo stands in the data of `hook`, all depths in that of `page`; other beats name their place.
The path of the telling is the network's own: from the unit that speaks most for its guess back to
the edge that this rests on. Which words a depth may bear is a person's judgement of the evidence,
kept with the atlas; where there is none, a depth is called by its number.
"""

from typing import Any

from pooling import luminance, to_levels, trace_pool2d
from pooling.hierarchy import cut_out, first_kernels
from pooling.hierarchy.guess import training_view
from pooling.resize import resize_area
from scenes.beats import Beat, Story
from scenes.digits import percent
from scenes.inputs import Source
from scenes.maps import as_bytes
from scenes.topics.hierarchy.pooled import CORNER, corner, pooling_after
from scenes.topics.hierarchy.shown import edges
from scenes.topics.hierarchy.told import MOST_DEPTHS, Told, told

ROLES = {
    1: ("edges",),
    2: ("edges", "objects"),
    3: ("edges", "parts", "objects"),
    4: ("edges", "textures", "parts", "objects"),
}
"""The beats that tell of so many depths."""
NUMBERS, WIDER_THAN_HIGH = (20, 22), 1.4
"""Rows and columns of a photo's numbers at most; how much wider than high the place of one is."""


def story(
    *,
    input: Source = None,
    images: str | None = None,
    network: str | None = None,
    depth: int | None = None,
    unit: int | None = None,
) -> Story:
    """What a trained network answers to: edges, textures, parts, objects.

    Args:
        input: a photo (png, jpg, webp, tiff) or the name of a sample photo.
        images: a folder or zip of photos that the strongest patches are looked for in; the
            sample photos unless given.
        network: an ONNX file with its weights; the network that ships unless given.
        depth: the depth, from 1, that the telling begins at; the deepest unless given.
        unit: a unit of that depth, from 0, that is looked at; the most telling one unless given.

    Raises:
        InputError: the input is no photo, or there is none among the images.
        ValueError: there is no such network, depth or unit.

    >>> story().ids
    ('hook', 'edges', 'pool', 'textures', 'parts', 'objects', 'zoom_out', 'page')
    """
    with told(input, images, network, depth, unit) as found:
        alone = unit is not None
        shown = tuple(
            found.shown.depth(each, number, first, alone=alone)
            for number, (each, first) in enumerate(zip(found.depths, found.firsts, strict=True), 1)
        )
        roles = ROLES[len(shown)]
        beats = [_hook(found), _edges(found, shown[0])]
        pooled = _pool(found, shown[0])
        beats += [pooled] if pooled else []
        beats += [
            _deeper(found, role, each) for role, each in zip(roles[1:], shown[1:], strict=True)
        ]
        beats += [_zoom_out(found, shown), _page(found, shown, depth, alone=alone)]
        asked = {
            "images": images, "network": network, "depth": depth, "unit": unit,
        }  # fmt: skip
        return Story("hierarchy", asked, found.given.name, found.given.source, tuple(beats))


def _hook(found: Told) -> Beat:
    best = found.guesses[0]
    return Beat(
        "hook",
        {
            "photo": as_bytes(found.shown.sight.photo),
            "numbers": _numbers(found.shown.sight.photo),
            "working": as_bytes(found.shown.sight.working),
            "view": as_bytes(training_view(found.shown.trained, found.shown.sight.photo)),
            "guesses": tuple((_said(each.name), each.confidence) for each in found.guesses),
            "preferred": found.shown.of_class(best.place),
        },
        {
            "source": found.given.source.rstrip("."),
            "guess": _said(best.name),
            "confidence": percent(best.confidence),
            "classes": len(found.shown.trained.classes),
            "list": ", ".join(f"{_said(g.name)} {percent(g.confidence)}" for g in found.guesses),
        },
        "" if found.shown.trained.classes else "unnamed",
    )


def _numbers(photo: Any) -> Any:
    """The brightness of a few hundred places of a photo, 0 to 255."""
    height, width = photo.shape[:2]
    scale = min(NUMBERS[0] / height, NUMBERS[1] * WIDER_THAN_HIGH / width)
    rows, cols = max(1, int(height * scale)), max(1, int(width * scale / WIDER_THAN_HIGH))
    return to_levels(luminance(resize_area(photo, rows, cols)), 255, highest=1.0)


def _edges(found: Told, shown: dict[str, Any]) -> Beat:
    first = shown["units"][0]
    kernels = first_kernels(found.shown.trained)
    return Beat(
        "edges",
        {"place": 0, "kernels": as_bytes(kernels), "step": _step(found, shown["layer"])},
        {**_values(shown), "kernels": len(kernels), "side": kernels.shape[1]},
        _variant(first) if first["kernel"] is not None else "several",
    )


def _pool(found: Told, shown: dict[str, Any]) -> Beat | None:
    """The pooling that follows the first depth.

    None where the network has another way on, or windows too large to be followed cell by cell.
    """
    step = pooling_after(found.shown.trained.network, shown["layer"])
    if step is None:
        return None
    plane, after = shown["units"][0]["map"], shown["pooled"]
    window = step.window(*plane.shape)
    top, left = corner(plane)
    cells = plane[top : top + CORNER, left : left + CORNER]
    if max(window.span) > min(cells.shape):
        return None
    return Beat(
        "pool",
        {
            "before": plane,
            "after": after,
            "top": shown["units"][0]["top"],
            "corner": (top, left),
            "trace": trace_pool2d(cells, window.kernel_size, window.stride),
        },
        {
            "before": plane.size,
            "after": after.size,
            "kernel": "×".join(map(str, window.kernel_size)),
            "rows": plane.shape[0],
            "cols": plane.shape[1],
            "new_rows": after.shape[0],
            "new_cols": after.shape[1],
        },
    )


def _deeper(found: Told, role: str, shown: dict[str, Any]) -> Beat:
    return Beat(
        role,
        {"place": shown["number"] - 1, "step": _step(found, shown["layer"])},
        _values(shown),
        _variant(shown["units"][0]),
    )


def _zoom_out(found: Told, shown: tuple[dict[str, Any], ...]) -> Beat:
    steps = tuple(_step(found, each["layer"]) for each in shown)
    return Beat(
        "zoom_out",
        {
            "steps": steps,
            "guess": (_said(found.guesses[0].name), found.guesses[0].confidence),
        },
        {
            "guess": _said(found.guesses[0].name),
            "confidence": percent(found.guesses[0].confidence),
            "pixels": found.shown.sight.working.shape[0] * found.shown.sight.working.shape[1],
            "cells": shown[-1]["cells"][0] * shown[-1]["cells"][1],
            "account": _account(shown),
        },
        "" if found.shown.trained.classes else "unnamed",
        hold=1.6,
    )


def _page(
    found: Told, shown: tuple[dict[str, Any], ...], depth: int | None, *, alone: bool
) -> Beat:
    network = found.shown.trained.network
    earned = len(shown) == MOST_DEPTHS and all(_variant(each["units"][0]) for each in shown)
    return Beat(
        "page",
        {
            "depths": shown,
            "photos": found.shown.sources(shown),
            "asked": depth,
            "guess": (_said(found.guesses[0].name), found.guesses[0].confidence),
        },
        {
            "network": network.name,
            "account": _account(shown),
            "guess": _said(found.guesses[0].name),
            "confidence": percent(found.guesses[0].confidence),
            "unit": shown[(depth or len(shown)) - 1]["units"][0]["unit"],
            "layer": shown[(depth or len(shown)) - 1]["layer"],
            "patches": len(shown[(depth or len(shown)) - 1]["units"][0]["patches"]),
        },
        "alone" if alone else "earned" if earned else "",
        hold=2.0,
    )


def _step(found: Told, layer: str) -> dict[str, Any] | None:
    """The unit of the path in a layer: its cell, and what it sees of the working photo, cut out."""
    for step in found.path:
        if step.layer == layer:
            return {
                "unit": step.unit,
                "cell": (step.row, step.col),
                "seen": edges(step.box),
                "crop": as_bytes(cut_out(found.shown.sight.working, step.box)),
                "share": step.share,
            }
    return None


def _values(shown: dict[str, Any]) -> dict[str, Any]:
    first = shown["units"][0]
    return {
        "layer": shown["layer"],
        "number": shown["number"],
        "unit": first["unit"],
        "word": first["word"],
        "channels": shown["channels"],
        "rows": shown["cells"][0],
        "cols": shown["cells"][1],
        "size": _square(shown["size"]),
        "patches": len(first["patches"]),
        "photos": len({patch["photo"] for patch in first["patches"]}),
    }


def _variant(unit: dict[str, Any]) -> str:
    """A depth earns its word where a person has found one for the unit, and patches bear it out."""
    return "earned" if unit["word"] and unit["patches"] else ""


def _square(size: tuple[int, int]) -> str:
    return f"{size[0]}" if size[0] == size[1] else f"{size[0]}×{size[1]}"


def _account(shown: tuple[dict[str, Any], ...]) -> str:
    return ", ".join(
        f"{each['layer']}: {each['channels']} maps of {each['cells'][0]}×{each['cells'][1]}, each "
        f"cell sees {_square(each['size'])} pixels"
        for each in shown
    )


def _said(name: str) -> str:
    return name.replace("_", " ")

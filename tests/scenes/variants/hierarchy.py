"""The photos and networks that every picture of a hierarchy must look right with."""

from dataclasses import replace
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np
from PIL import Image

from scenes.beats import Beat, Story
from scenes.topics.hierarchy.story import ROLES, story
from tests.scenes.onnx_files import unpooled, vgg
from tests.scenes.staging import told

_RANDOM = np.random.default_rng(11)
LONG = "a word that is far too long to stand beside the number of its unit"


def album(folder: Path, *names: str) -> str:
    """A folder of small pictures; its name."""
    for name in names:
        rough = Image.fromarray(_RANDOM.integers(0, 256, (9, 12, 3), dtype=np.uint8))
        rough.resize((96, 72)).save(folder / name)
    return str(folder)


def _brought(write: Any) -> Story:
    """The story of a network in a file."""
    with TemporaryDirectory() as folder:
        return story(network=write(Path(folder, "brought.onnx")), input="chelsea")


def _known(unit: dict[str, Any]) -> dict[str, Any]:
    picture = _RANDOM.integers(0, 256, (32, 32, 3), dtype=np.uint8)
    return {**unit, "preferred": picture, "word": LONG}


def _unknown(unit: dict[str, Any]) -> dict[str, Any]:
    return {**unit, "preferred": None, "word": "", "patches": ()}


def _with_evidence(change: Any) -> Story:
    """The default story with its units changed; a depth with words is earned."""
    base = told("hierarchy")
    depths = tuple(
        {**depth, "units": tuple(change(unit) for unit in depth["units"])}
        for depth in base["page"].data["depths"]
    )
    variant = "earned" if depths[0]["units"][0]["word"] else ""

    def changed(beat: Beat) -> Beat:
        if beat.id == "page":
            return replace(beat, data={**beat.data, "depths": depths}, variant=variant)
        values = {**beat.values, "word": LONG}
        return replace(beat, values=values, variant=variant) if beat.id in ROLES[4] else beat

    return replace(base, beats=tuple(changed(beat) for beat in base.beats))


VARIANTS: dict[str, Any] = {
    "default": {},
    "portrait": {"input": "grace_hopper"},
    "a unit": {"input": "astronaut", "depth": 3, "unit": 17},
    "noise": {"input": _RANDOM.integers(0, 256, (40, 30, 3), dtype=np.uint8)},
    "stripe": {"input": _RANDOM.integers(0, 256, (30, 400, 3), dtype=np.uint8)},
    "known": partial(_with_evidence, _known),
    "unknown": partial(_with_evidence, _unknown),
    "vgg": partial(_brought, vgg),
    "unpooled": partial(_brought, unpooled),
}
"""Photos, networks that were brought, and all evidence or none of it."""
PLAYED = ("default", "known", "unknown", "vgg")
"""Those that take different ways through the scene."""

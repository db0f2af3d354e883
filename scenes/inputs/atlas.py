"""The atlas of preferred pictures that ships: what units and classes answer to most."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from pooling.trained import SHIPPED
from scenes.inputs.model import InputError, shown

FOLDER = SHIPPED.parent / "atlas"
"""Where the atlas lies that ships: an index, and a picture for each entry."""
INDEX = "atlas.json"

Array = np.ndarray[Any, np.dtype[Any]]


@dataclass(frozen=True, slots=True)
class Preferred:
    """An entry of the atlas.

    Attributes:
        layer: its name; the network's last one for a class.
        unit: the unit, or the place of the class.
        file: the picture's name.
        answer: the unit's largest activation on the picture; None for a class.
        guess, confidence: what the network takes a class's picture for, and how surely; "" and
            None for a unit.
    """

    layer: str
    unit: int
    file: str
    answer: float | None = None
    guess: str = ""
    confidence: float | None = None


@dataclass(frozen=True, eq=False)
class Atlas:
    """Preferred pictures, made by `read_atlas`.

    Attributes:
        folder: where its files lie.
        rule: how units were chosen, in words.
        entries: in the order in which they were made.
        words: what a person has read in pictures or kernels: for each layer by unit, for the last
            one by class.
    """

    folder: Path
    rule: str
    entries: tuple[Preferred, ...]
    words: Mapping[str, Mapping[int, str]]

    def find(self, layer: str, unit: int) -> Preferred | None:
        """Return the entry of a unit, or of a class in the last layer; None where there is none."""
        return next((e for e in self.entries if (e.layer, e.unit) == (layer, unit)), None)

    def word(self, layer: str, unit: int) -> str:
        """Return what a person has seen that a unit answers to; "" where nobody has."""
        return self.words.get(layer, {}).get(unit, "")

    def units(self, layer: str) -> tuple[int, ...]:
        """Return the units of a layer that have a picture."""
        return tuple(entry.unit for entry in self.entries if entry.layer == layer)

    def picture(self, entry: Preferred) -> Array:
        """Return the picture, (height, width, 3), float32 of 0 to 1.

        Raises:
            InputError: the file is missing or damaged.
        """
        from PIL import Image

        try:
            with Image.open(self.folder / entry.file) as image:
                return np.asarray(image.convert("RGB"), np.float32) / np.float32(255)
        except (OSError, ValueError, SyntaxError) as error:
            raise InputError(
                f"the atlas's picture {shown(entry.file)} cannot be read "
                f"({' '.join(str(error).split())[:60]}): install the project again"
            ) from None


def read_atlas(folder: Path | None = None) -> Atlas:
    """Read the index of an atlas; its pictures are read when they are asked for.

    Args:
        folder: where it lies; None is the one that ships.

    Raises:
        InputError: there is none, or its index is damaged.
    """
    place = FOLDER if folder is None else folder
    try:
        index = json.loads((place / INDEX).read_text(encoding="utf-8"))
        entries = tuple(_entry(found) for found in index["pictures"])
        words = {
            str(layer): {int(unit): str(word) for unit, word in units.items()}
            for layer, units in index["words"].items()
        }
        return Atlas(place, str(index["rule"]), entries, words)
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise InputError(
            "the atlas of preferred pictures cannot be read "
            f"({' '.join(str(error).split())[:80]}): install the project again, or make it "
            "with python -m pooling.training.make_atlas"
        ) from None


def _entry(found: dict[str, Any]) -> Preferred:
    file = str(found["file"])
    if Path(file).name != file:
        raise ValueError(f"{file} lies elsewhere")
    answer, confidence = found.get("answer"), found.get("confidence")
    return Preferred(
        str(found["layer"]),
        int(found["unit"]),
        file,
        None if answer is None else float(answer),
        str(found.get("guess", "")),
        None if confidence is None else float(confidence),
    )

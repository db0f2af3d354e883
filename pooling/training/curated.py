"""What a person has said about the atlas: which units and classes can be read, and as what."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from pooling.trained import Trained

SHIPPED = Path(__file__).with_name("curated.toml")
"""The list for the weights that ship; a person edits it."""


@dataclass(frozen=True)
class Curated:
    """A person's list.

    Attributes:
        words: for each layer, what its units answer to, by unit: "stripes".
        without: for each layer, units that the rule chooses and nobody can read.
        classes: whose preferred pictures can be read.
    """

    words: Mapping[str, Mapping[int, str]]
    without: Mapping[str, tuple[int, ...]]
    classes: tuple[str, ...]


def read_curated(path: Path, trained: Trained) -> Curated:
    """Read the list.

    Raises:
        ValueError: it cannot be read, or names a layer, unit or class that does not exist.
    """
    try:
        found = tomllib.loads(path.read_text(encoding="utf-8"))
        unknown = set(found) - {"words", "without", "classes"}
        if unknown:
            raise ValueError(f"no entry is called {', '.join(sorted(unknown))}")
        words = {
            layer: {int(unit): str(word) for unit, word in units.items()}
            for layer, units in found.get("words", {}).items()
        }
        without = {
            layer: tuple(map(int, units)) for layer, units in found.get("without", {}).items()
        }
        classes = tuple(map(str, found.get("classes", ())))
    except (OSError, ValueError, TypeError, AttributeError) as error:
        raise ValueError(
            f"{path.name} cannot be read ({error}): it has the tables words and without, by layer, "
            "and the list classes"
        ) from error
    shapes = trained.network.shapes()
    for layer, units in [*words.items(), *without.items()]:
        channels = shapes[trained.network[layer].name][0]
        for unit in units:
            if not 0 <= unit < channels:
                raise ValueError(
                    f"{layer} has units 0 to {channels - 1}, got {unit} in {path.name}: correct it"
                )
    for name in classes:
        if name not in trained.classes:
            raise ValueError(f"there is no class {name!r}, named in {path.name}: correct it")
    return Curated(words, without, classes)

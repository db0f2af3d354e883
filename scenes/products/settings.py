"""A toml file of the user's, read with one line for whatever is wrong with it."""

import tomllib
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from scenes.inputs.model import shown
from scenes.studio.failures import BadInputError, nearest


def read_settings(path: Path, kind: str) -> dict[str, Any]:
    """The tables of a toml file.

    Args:
        path: the file.
        kind: what it should be, for the message: "lecture".

    Raises:
        BadInputError: there is no such file, or it is no toml.
    """
    name = shown(str(path))
    if path.suffix != ".toml":
        raise BadInputError(f"a {kind} is a .toml file, got {name}: name one")
    if not path.is_file():  # a pipe would be waited for
        raise BadInputError(f"there is no {kind} {name}: check the path")
    try:
        return tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except RecursionError:
        raise BadInputError(f"the {kind} {name} nests without end: write it flatter") from None
    except (OSError, ValueError) as error:  # no UTF-8, no toml, a number of thousands of digits
        raise BadInputError(f"the {kind} {name} cannot be read: {error}") from error


def table(value: object, place: str) -> dict[str, Any]:
    """A value that is a table.

    Raises:
        BadInputError: it is none.
    """
    if not isinstance(value, dict):
        raise BadInputError(f"{place} is a table, got {shown(value)}: write [{place}]")
    return value


def text(value: object, place: str) -> str:
    """A value that is a text with a letter in it.

    Raises:
        BadInputError: it is none.
    """
    if not isinstance(value, str) or not value.strip():
        raise BadInputError(f"{place} is a text, got {shown(value)}: write one, or leave it out")
    return value


def known(kind: str, given: Mapping[str, Any], names: Iterable[str]) -> None:
    """Every key is one of the names.

    Raises:
        BadInputError: one is not; the nearest is named.
    """
    names = list(names)
    for key in given:
        if key not in names:
            raise nearest(kind, key, names)

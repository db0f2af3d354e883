"""Results as JSON files: written whole or not at all, read with every field checked."""

import json
import os
from collections.abc import Mapping
from dataclasses import fields
from pathlib import Path
from typing import Any, TypeVar

Record = TypeVar("Record")

PLAIN: dict[str, tuple[type, ...]] = {
    "str": (str,),
    "int": (int,),
    "float": (int, float),
    "bool": (bool,),
}
"""What a field of each annotation may hold; other fields are checked by those that build them."""


def write_results(path: Path, results: Mapping[str, Any]) -> None:
    """Write results, sorted by name, beside their place and rename them."""
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_name(f".part-{os.getpid()}-{path.name}")
    text = json.dumps(results, indent=2, sort_keys=True, ensure_ascii=False, allow_nan=False)
    unfinished.write_text(text + "\n", encoding="utf-8")
    unfinished.replace(path)


def read_results(path: Path) -> dict[str, Any]:
    """Return what `write_results` wrote.

    Raises:
        ValueError: there is no such file, or no JSON object in it.
    """
    try:
        results = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise ValueError(
            f"{path.name} is missing: measure with python -m pooling.training.run_exercises DATA"
        ) from error
    except (ValueError, RecursionError) as error:
        raise ValueError(f"{path.name} is no JSON, or is damaged: measure again") from error
    if not isinstance(results, dict):
        raise ValueError(f"{path.name} must hold one object, got {type(results).__name__}")
    return results


def record(kind: type[Record], values: object, where: str) -> Record:
    """Build a dataclass from a JSON object that has exactly its fields, each of its type.

    Raises:
        ValueError: other fields, or a value of another type.

    >>> from dataclasses import dataclass
    >>> @dataclass
    ... class Point:
    ...     x: int
    >>> record(Point, {"x": 3}, "a point")
    Point(x=3)
    """
    if not isinstance(values, dict):
        raise ValueError(f"{where} must be an object, got {values!r:.60}: measure again")
    known = fields(kind)  # type: ignore[arg-type]
    names = {field.name for field in known}
    if set(values) != names:
        raise ValueError(
            f"{where} needs the fields {', '.join(sorted(names))}; missing: "
            f"{', '.join(sorted(names - set(values))) or 'none'}, unknown: "
            f"{', '.join(sorted(set(values) - names)) or 'none'}: measure again"
        )
    for field in known:
        value = values[field.name]
        annotation = field.type if isinstance(field.type, str) else field.type.__name__
        allowed = PLAIN.get(annotation)
        fits = allowed is None or (
            isinstance(value, allowed) and (bool in allowed or not isinstance(value, bool))
        )
        if not fits:
            raise ValueError(f"{field.name} of {where} is {annotation}, got {value!r:.60}")
    return kind(**values)

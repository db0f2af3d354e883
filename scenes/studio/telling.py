"""Stories are told once: computed, and kept beside the beats for as long as nothing changes.

A story that reads a file of the user's is told anew each time.
"""

import hashlib
import json
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import pooling
import scenes
from scenes.beats import Story
from scenes.studio.cache import Cache
from scenes.studio.fingerprint import source, versions

_DIGITS = 32


def tell(
    topic: str,
    function: Callable[..., Story],
    parameters: Mapping[str, Any],
    kept: Cache | None,
) -> Story:
    """A topic's story, computed or kept; it is the same, to the last bit, either way.

    Args:
        topic: its name.
        function: computes it.
        parameters: what it is called with.
        kept: where it is looked for; None computes it.

    Raises:
        ValueError, TypeError: the function refuses its parameters.
    """
    if not _is_plain(list(parameters.values())):
        return function(**parameters)
    key = _key(topic, parameters)
    text = kept.read(key) if kept else None
    if text is None:
        story = function(**parameters)
        if type(story) is not Story:  # one with words of its own, which JSON does not hold
            return story
        text = story.to_json()
        if kept:
            kept.write(key, text)
    return Story.from_json(text)  # NumPy's numbers are Python's in it, told now or before


def _is_plain(value: Any) -> bool:
    """Whether a value says everything itself; a text may name a file."""
    if isinstance(value, list | tuple):
        return all(_is_plain(part) for part in value)
    return value is None or isinstance(value, int | float)


def _key(topic: str, parameters: Mapping[str, Any]) -> str:
    parts = [topic, sorted(parameters.items()), source(topic), dict(versions()), _data(topic)]
    return hashlib.sha256(json.dumps(["story", *parts]).encode()).hexdigest()[:_DIGITS]


@cache
def _data(topic: str) -> str:
    """Digits of the files, other than sources, that a topic's story may be computed from."""
    found = hashlib.sha256()
    for path in _data_files(topic):
        found.update(f"{path.name}\0".encode() + path.read_bytes() + b"\0")
    return found.hexdigest()


def _data_files(topic: str) -> Iterator[Path]:
    pictures = Path(scenes.__path__[0])
    for folder in (Path(pooling.__path__[0]), pictures / "inputs", pictures / "topics" / topic):
        for path in sorted(folder.rglob("*")):
            if path.suffix not in (".py", ".pyc") and path.is_file():
                yield path

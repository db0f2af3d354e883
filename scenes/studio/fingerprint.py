"""What a beat's frames depend on, as digits that differ where the frames may.

A scene may look at the data of any beat, so all of it counts for each. A beat's own caption, its
hold and what is said during it set how long it lasts and nothing else: a changed sentence is the
change of one beat.
"""

import hashlib
import importlib.metadata
import json
import platform
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import asdict, replace
from functools import cache
from pathlib import Path

import pooling
import scenes
from scenes.beats import Beat
from scenes.studio.jobs import VideoJob

_PACKAGES = (
    "av", "fontpkg-lato", "manim", "manimpango", "numpy", "pillow", "pycairo", "scikit-image",
    "scipy", "svgelements", "typst",
)  # fmt: skip
_DIGITS = 32


def fingerprints(job: VideoJob) -> dict[str, str]:
    """The digits of each beat that is wanted, by id."""
    story = job.story
    timeless = tuple(replace(beat, hold=0.0, lasts=0.0) for beat in story.beats)
    shared = _digest(
        replace(story, beats=timeless, language="", texts={}).to_json(),
        json.dumps(story.shared_texts(job.language), sort_keys=True),
        json.dumps(asdict(job.theme), sort_keys=True),
        json.dumps([asdict(job.quality), job.language, job.format, job.transparent]),
        source(story.topic),
        json.dumps(versions()),
    )
    return {
        beat: _digest(shared, beat, story.caption(beat, job.language), *_times(story[beat]))
        for beat in job.wanted
    }


def _times(beat: Beat) -> tuple[str, str]:
    return repr(beat.hold), repr(beat.lasts)


def combined(keys: Iterable[str]) -> str:
    """The digits of what is made from several beats."""
    return _digest("combined", *keys)


def _digest(*parts: str) -> str:
    return hashlib.sha256(json.dumps(parts).encode()).hexdigest()[:_DIGITS]


@cache
def source(topic: str) -> str:
    """Digits of the source files that a topic's video comes from."""
    found = hashlib.sha256()
    for path in _sources(topic):
        found.update(f"{path.name}\0".encode() + path.read_bytes() + b"\0")
    return found.hexdigest()


def _sources(topic: str) -> Iterator[Path]:
    """All but what draws figures, what is heard, other topics, and what is made from whole ones."""
    pictures = Path(scenes.__path__[0])
    for path in sorted(pictures.rglob("*.py")):
        place = path.relative_to(pictures).parts
        other = place[0] == "topics" and len(place) > 2 and place[1] != topic
        product = place[0] == "products" and place[1] != topic
        if place[0] not in ("page", "sound") and not other and not product:
            yield path
    yield from sorted(Path(pooling.__path__[0]).rglob("*.py"))


@cache
def versions() -> Mapping[str, str]:
    """Versions of what draws and encodes, by name; a package that is missing has none."""
    found = {"python": platform.python_version(), "machine": platform.machine()}
    for package in _PACKAGES:
        with suppress(importlib.metadata.PackageNotFoundError):
            found[package] = importlib.metadata.version(package)
    return found

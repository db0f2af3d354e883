"""What a worker of a cluster does: it draws beats of a job that came over the network.

The scheduler and the workers import this module, and Manim only when they draw.
"""

import hashlib
import importlib.metadata
import pickle
import tempfile
import threading
import time
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import distributed

from scenes.beats import text_files
from scenes.studio.failures import BadInputError
from scenes.studio.fingerprint import source, versions
from scenes.studio.jobs import Drawn, VideoJob
from scenes.studio.segments import draw_segments

EVENTS = "zoomout"
"""The scheduler's topic that tells of drawn frames: (render, number of the film, beat, frames)."""
_TOLD_EVERY = 0.5
"""Seconds between two words on the progress of a worker, which pass through the scheduler."""
_DIGITS = 12
_ALONE = threading.Lock()
"""Manim's settings belong to the process: whoever draws in it draws alone."""


@dataclass(frozen=True)
class Sent:
    """A beat that is encoded, on its way back: the bytes of its segment."""

    beat: str
    frames: int
    film: bytes


class NobodyWaitsError(Exception):
    """Who asked for the beats needs them no more."""


def pack(topic: Any, job: VideoJob) -> bytes:
    """A topic and a job as they travel: the story has its arrays in it."""
    return zlib.compress(pickle.dumps((topic, job)), 1)


def tools(topics: Sequence[str]) -> dict[str, str]:
    """Versions, by name, of all that the frames of topics depend on, and of what carries them.

    >>> "numpy" in tools(["max_pooling"])
    True
    """
    import cairo
    import manimpango

    return {
        "zoomout": importlib.metadata.version("zoomout"),
        **versions(),
        "cairo": cairo.cairo_version_string(),
        "pango": manimpango.pango_version(),
        **{name: importlib.metadata.version(name) for name in ("dask", "distributed")},
        **{f"source of {topic}": source(topic)[:_DIGITS] for topic in topics},
        **{f"texts of {topic}": _texts(topic)[:_DIGITS] for topic in topics},
    }


def differences(theirs: Mapping[str, str], ours: Mapping[str, str]) -> str:
    """What differs, with both versions; "" where nothing does.

    >>> differences({"av": "17.0", "numpy": "2.4.6"}, {"av": "18.1", "numpy": "2.4.6"})
    'av 17.0 there and 18.1 here'
    """
    return ", ".join(
        f"{name} {theirs.get(name, 'missing')} there and {ours.get(name, 'missing')} here"
        for name in dict.fromkeys([*ours, *theirs])
        if theirs.get(name) != ours.get(name)
    )


@dataclass(frozen=True)
class Order:
    """What is common to the tasks of a render.

    Attributes:
        name: tells it from others that the scheduler has.
        topics: whose films are drawn.
        tools: as of `tools`, where the films were ordered.
    """

    name: str
    topics: tuple[str, ...]
    tools: Mapping[str, str]


def draw(order: Order, packed: bytes, number: int, beats: Sequence[str]) -> tuple[int, list[Sent]]:
    """The task that draws beats of a film.

    Args:
        packed: as of `pack`.
        number: of the film, for whoever listens.
        beats: ids, in the story's order.

    Raises:
        BadInputError: this worker, which may have come late, has other tools.
        NobodyWaitsError: the task was cancelled.
    """
    worker = distributed.get_worker()
    task = worker.get_current_task()
    different = differences(tools(order.topics), order.tools)
    if different:
        raise BadInputError(refusal(worker.address, different))
    topic, job = pickle.loads(zlib.decompress(packed))
    told = 0.0

    def telling(beat: str, frames: int) -> None:
        nonlocal told
        if time.monotonic() - told < _TOLD_EVERY:
            return
        told = time.monotonic()
        if not _is_wanted(worker, task):
            raise NobodyWaitsError
        worker.log_event(EVENTS, (order.name, number, beat, frames))

    drawn: list[Drawn] = []
    try:
        with (
            _ALONE,
            tempfile.TemporaryDirectory(prefix="zoomout-", dir=worker.local_directory) as folder,
        ):
            draw_segments(topic, job, beats, Path(folder), telling, drawn.append)
            return number, [Sent(one.beat, one.frames, one.path.read_bytes()) for one in drawn]
    except OSError as error:  # not to be taken for one of the machine that asks
        raise RuntimeError(f"{worker.address} cannot write what it draws: {error}") from error


def refusal(address: str, different: str) -> str:
    """The line that refuses a process of the cluster."""
    return f"{address} would draw other frames ({different}): install the same there, start it anew"


def _is_wanted(worker: Any, task: Any) -> bool:
    """Whether anybody waits for a task that runs: Dask leaves it to run when it is cancelled."""
    known = worker.state.tasks.get(task)
    return known is not None and known.state == "executing"


def _texts(topic: str) -> str:
    """Digits of a topic's words in every language."""
    found = hashlib.sha256()
    for path in text_files(topic):
        found.update(f"{path.name}\0".encode() + path.read_bytes() + b"\0")
    return found.hexdigest()

"""A worker's life: it plays one scene after the other, and asks what it is to draw of each."""

import logging
import multiprocessing
import os
import pickle
import signal
import threading
import time
import traceback
import warnings
from collections.abc import Collection, Iterator, Sequence
from multiprocessing.connection import Connection, wait
from pathlib import Path
from typing import Any

from scenes.studio.division import Answer
from scenes.studio.jobs import Drawn, VideoJob
from scenes.studio.segments import NothingLeftError, draw_parts

Film = tuple[Any, VideoJob]
"""A topic, as `discover` finds it, and how it is rendered."""
_TOLD_EVERY = 0.1
"""Seconds between two words on the progress of a worker."""


def serve(pipe: Any, films: Sequence[Film], first: int, folder: Path, silence: int) -> None:
    """A worker's life: it plays scenes as often as it is needed."""
    import tqdm  # type: ignore[import-untyped]

    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    logging.disable(silence)
    if silence:
        warnings.simplefilter("ignore")
    # tqdm's own lock is a system semaphore, which a worker that is ended would leave behind.
    tqdm.tqdm.set_lock(threading.RLock())
    talk = _Talk(pipe)
    number: int | None = first
    try:
        while number is not None:
            topic, job = films[number]
            own = folder / str(number)
            own.mkdir(exist_ok=True)
            wanted = _Wanted(talk, number, job.story.ids)
            talk.number = number
            draw_parts(topic, job, wanted, wanted.part, own, talk.frames, talk.drawn)
            number = talk.ask("free")
    except (EOFError, BrokenPipeError):  # the parent needs nothing any more
        return
    except BaseException as error:
        talk.say("failed", _portable(error))


def _end_with_parent() -> None:
    """Even a parent that was killed leaves no worker behind."""
    parent = multiprocessing.parent_process()
    assert parent is not None
    wait([parent.sentinel])
    os._exit(1)


class _Talk:
    """A worker's end of the pipe; the drawing and the encoding thread both speak.

    Attributes:
        number: of the film that is drawn.
    """

    number = 0

    def __init__(self, pipe: Connection) -> None:
        self._pipe = pipe
        self._lock = threading.Lock()
        self._told = 0.0

    def say(self, *words: Any) -> None:
        with self._lock:
            self._pipe.send(words)

    def ask(self, *words: Any) -> Any:
        self.say(*words)
        return self._pipe.recv()

    def frames(self, beat: str, part: int, frames: int) -> None:
        now = time.monotonic()
        if now - self._told > _TOLD_EVERY:
            self._told = now
            self.say("frames", (self.number, beat), part, frames)

    def drawn(self, segment: Drawn) -> None:
        self.say("drawn", (self.number, segment.beat), segment)


class _Wanted(Collection[str]):
    """What a worker draws, as the scene asks for it: the parent decides."""

    def __init__(self, talk: _Talk, number: int, ids: Sequence[str]) -> None:
        self._talk, self._number, self._ids = talk, number, ids

    def __contains__(self, beat: object) -> bool:
        return self.part(beat, 0)

    def part(self, beat: object, part: int) -> bool:
        """Whether a part of a beat is drawn."""
        answer: Answer = self._talk.ask("begins", (self._number, beat), part)
        if answer == "end":
            raise NothingLeftError
        return answer == "draw"

    def __iter__(self) -> Iterator[str]:
        return iter(self._ids)

    def __len__(self) -> int:
        return len(self._ids)


def _portable(error: BaseException) -> BaseException:
    """The error fit for the pipe, with the place where it happened as a note."""
    told = "".join(traceback.format_exception(error))
    error.add_note(f"in a worker:\n{told}")
    try:
        pickle.loads(pickle.dumps(error))
    except Exception:
        return RuntimeError(f"{type(error).__name__}: {error}")
    return error

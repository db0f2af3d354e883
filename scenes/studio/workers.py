"""Processes that draw beats, and end with the one that started them, however that ends.

Each plays one scene after the other and asks, part by part, whether it is to draw it.
"""

import contextlib
import logging
import signal
from collections import defaultdict
from collections.abc import Callable, Sequence
from multiprocessing.connection import wait
from pathlib import Path
from typing import Any, Protocol, cast

from scenes.studio.division import Division, Piece
from scenes.studio.encode import codec_for
from scenes.studio.forking import end_server, server_for, undisturbed
from scenes.studio.jobs import Drawn
from scenes.studio.parts import Frames, whole
from scenes.studio.serving import Film, serve

_ENDING = 5.0
"""Seconds in which a process whose pipe is closed must have ended."""


class WorkerLostError(Exception):
    """Workers ended in the middle of their work, again and again."""


class _Process(Protocol):
    @property
    def exitcode(self) -> int | None: ...
    def kill(self) -> None: ...
    def join(self, timeout: float | None = None) -> None: ...


def draw_in_workers(
    workers: int,
    films: Sequence[Film],
    division: Division,
    folder: Path,
    telling: Callable[[Piece, int], None],
    done: Callable[[Piece, Drawn], None],
) -> None:
    """Draw the beats of a division in processes of their own.

    A worker that is lost is replaced, but not twice over the same beat.

    Args:
        workers: how many.
        films: whose beats are divided, in the division's order.
        folder: each worker has a folder of its own in it.
        telling: told of a beat and how many frames of it are drawn; called in this process.
        done: handed each beat when its file is complete; called in this process.

    Raises:
        NoServerError: processes cannot be started here; nothing is drawn.
        WorkerLostError: a beat was lost twice.
        Exception: whatever went wrong in a worker.
    """
    try:
        crew = _Crew(films, division, folder, telling, done)
        try:
            for _ in range(workers):
                crew.engage()
            while not division.finished:
                crew.attend()
        finally:
            crew.end()
    except BaseException:
        end_server()
        raise


class _Crew:
    """The running workers, by the parent's end of the pipe that leads to each."""

    def __init__(
        self,
        films: Sequence[Film],
        division: Division,
        folder: Path,
        telling: Callable[[Piece, int], None],
        done: Callable[[Piece, Drawn], None],
    ) -> None:
        self._films, self._division, self._folder = films, division, folder
        self._telling, self._done = telling, done
        self._context = server_for([topic.name for topic, _ in films])
        self._workers: dict[Any, tuple[int, _Process]] = {}
        self._frames: Frames[Piece] = Frames()
        self._parts: defaultdict[Piece, list[Drawn]] = defaultdict(list)
        self._engaged = 0
        self._lost: set[Piece] = set()

    def engage(self) -> None:
        """Start a worker, if there is something for it to do."""
        number = self._engaged
        self._engaged += 1
        first = self._division.begin(number)
        if first is None:
            return
        own = self._folder / f"worker-{number}"
        own.mkdir()
        ours, theirs = self._context.Pipe()
        arguments = (theirs, self._films, first, own, logging.root.manager.disable)
        process = self._context.Process(target=serve, args=arguments, daemon=True)  # type: ignore[attr-defined]
        with undisturbed():
            process.start()
            self._workers[ours] = number, process
        theirs.close()  # so that the pipe ends with the worker

    def attend(self) -> None:
        """Hear the workers that have something to say, and answer them."""
        if not self._workers:
            self.engage()
        for pipe in cast(list[Any], wait(list(self._workers))):
            number, process = self._workers[pipe]
            try:
                kind, *said = pipe.recv()
                if kind == "begins":
                    pipe.send(self._division.answer(number, *said))
                elif kind == "free":
                    pipe.send(self._division.begin(number))
            except (EOFError, OSError):
                self._bury(pipe, number, process)
                continue
            if kind == "frames":
                self._telling(said[0], self._frames.count(*said))
            elif kind == "drawn":
                piece, part = said
                self._parts[piece].append(part)
                self._division.drawn(piece, part.part)
            elif kind == "failed":
                raise said[0]
            self._join()

    def _join(self) -> None:
        """Join the beats of which every part is there."""
        for piece in self._division.complete():
            job = self._films[piece[0]][1]
            codec = codec_for(job.format, job.transparent)
            self._done(piece, whole(self._parts.pop(piece), codec, job.quality.fps))

    def end(self) -> None:
        """No worker is left when this returns."""
        for _, process in self._workers.values():
            process.kill()
        for pipe, (_, process) in self._workers.items():
            process.join()
            pipe.close()

    def _bury(self, pipe: Any, number: int, process: _Process) -> None:
        process.join(_ENDING)
        del self._workers[pipe]
        pipe.close()
        if process.exitcode == 0:  # nothing was left for it
            return
        lost = set(self._division.lose(number)) or {(0, "the beginning")}
        if lost & self._lost:
            named = ", ".join(beat for _, beat in sorted(lost))
            raise WorkerLostError(
                f"the process that drew {named} ended twice "
                f"({_named(process.exitcode)}): where memory is short, use --workers 1"
            )
        self._lost |= lost
        self.engage()


def _named(code: int | None) -> str:
    """An exit code as people know it.

    >>> _named(-9)
    'SIGKILL'
    """
    if code is not None and code < 0:
        with contextlib.suppress(ValueError):
            return signal.Signals(-code).name
    return f"exit code {code}"

"""Processes that draw beats, and end with the one that started them, however that ends.

They are forked from a server process that has imported Manim: Manim starts threads, after which
a process may not be forked itself. A worker plays one scene after the other and asks, beat by
beat, whether it is to draw it.
"""

import contextlib
import logging
import multiprocessing
import os
import pickle
import signal
import threading
import time
import traceback
import warnings
from collections.abc import Callable, Collection, Iterator, Sequence
from multiprocessing import forkserver
from multiprocessing.connection import Connection, wait
from multiprocessing.context import BaseContext
from pathlib import Path
from typing import Any, Protocol, cast

from scenes.studio.division import Answer, Division, Piece
from scenes.studio.jobs import Drawn, VideoJob
from scenes.studio.segments import NothingLeftError, draw_segments

_TOLD_EVERY = 0.1
"""Seconds between two words on the progress of a worker."""
_ENDING = 5.0
"""Seconds in which a process whose pipe is closed must have ended."""
Film = tuple[Any, VideoJob]
"""A topic, as `discover` finds it, and how it is rendered."""
_ONE_THREAD = ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS")


class WorkerLostError(Exception):
    """Workers ended in the middle of their work, again and again."""


class _Process(Protocol):
    @property
    def exitcode(self) -> int | None: ...
    def kill(self) -> None: ...
    def join(self, timeout: float | None = None) -> None: ...


class NoServerError(Exception):
    """The process that workers are forked from cannot be reached."""


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
        done: handed each segment when its file is complete; called in this process.

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
        _end_server()
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
        self._context = _context([topic.name for topic, _ in films])
        self._workers: dict[Any, tuple[int, _Process]] = {}
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
        process = self._context.Process(target=_serve, args=arguments, daemon=True)  # type: ignore[attr-defined]
        process.start()
        theirs.close()  # so that the pipe ends with the worker
        self._workers[ours] = number, process

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
                self._telling(*said)
            elif kind == "drawn":
                self._done(*said)
                self._division.drawn(said[0])
            elif kind == "failed":
                raise said[0]

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


def _context(topics: Sequence[str]) -> BaseContext:
    """How processes are started: by a server that has what a worker imports.

    Raises:
        NoServerError: there is no server, and a worker is not worth an import of its own.
    """
    if "forkserver" not in multiprocessing.get_all_start_methods():
        return multiprocessing.get_context("spawn")
    context = multiprocessing.get_context("forkserver")
    scenes = [f"scenes.topics.{topic}.video" for topic in topics]
    context.set_forkserver_preload(["scenes.studio.film", *scenes])
    try:
        with _inherited():
            forkserver.ensure_running()
    except OSError as error:  # a socket's path has at most a hundred letters, TMPDIR's included
        raise NoServerError(str(error)) from error
    return context


def _end_server() -> None:
    """End the server, if there is one; the next render starts another.

    While it imports Manim it does not notice that this process has ended, and would go on to
    fork a worker whose orders are cut short.
    """
    process = getattr(forkserver._forkserver, "_forkserver_pid", None)
    if process is not None:
        with contextlib.suppress(ProcessLookupError):
            os.kill(process, signal.SIGKILL)


@contextlib.contextmanager
def _inherited() -> Iterator[None]:
    """What the server and its workers inherit: Ctrl-C is the parent's; one thread for NumPy."""
    before = {name: os.environ.get(name) for name in _ONE_THREAD}
    os.environ.update(dict.fromkeys(_ONE_THREAD, "1"))
    signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT})
        for name, value in before.items():
            if value is None:
                del os.environ[name]
            else:
                os.environ[name] = value


def _serve(pipe: Any, films: Sequence[Film], first: int, folder: Path, silence: int) -> None:
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
            draw_segments(topic, job, wanted, own, talk.frames, talk.drawn)
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

    def frames(self, beat: str, frames: int) -> None:
        now = time.monotonic()
        if now - self._told > _TOLD_EVERY:
            self._told = now
            self.say("frames", (self.number, beat), frames)

    def drawn(self, segment: Drawn) -> None:
        self.say("drawn", (self.number, segment.beat), segment)


class _Wanted(Collection[str]):
    """The beats that a worker draws, as the scene asks for them: the parent decides."""

    def __init__(self, talk: _Talk, number: int, ids: Sequence[str]) -> None:
        self._talk, self._number, self._ids = talk, number, ids

    def __contains__(self, beat: object) -> bool:
        answer: Answer = self._talk.ask("begins", (self._number, beat))
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

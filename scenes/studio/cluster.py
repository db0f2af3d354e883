"""Beats are drawn by the workers of a Dask cluster, with which nothing but the network is shared.

A task is a run of beats; it comes back as the bytes of their segments. A worker has one task at a
time: whoever is through gets the next, and the scheduler never holds more than is drawn. Dask gives
the task of a worker that is lost to another one, and gives a task up that has lost several.
"""

import contextlib
import logging
import queue
import re
import secrets
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from scenes.studio.division import Piece, balanced
from scenes.studio.encode import codec_for
from scenes.studio.engine import SECONDS_TO_SKIP
from scenes.studio.failures import BadInputError
from scenes.studio.jobs import Drawn
from scenes.studio.serving import Film
from scenes.studio.workers import WorkerLostError

_ADDRESS = re.compile(r"(tcp|tls)://[^/\s]+:[0-9]+")
_ANSWERING = 5.0
"""Seconds in which a scheduler answers, and in which one of its workers must have come."""
_ALONE = 30.0
"""Seconds without any worker after which nobody is waited for any more."""
_LISTENING = 1.0
"""Seconds without a word after which the workers are counted."""
_GONE = "the scheduler is gone: what was drawn so far is kept"
_TASKS_A_WORKER = 2
"""More even out what was guessed wrong, and lose less with a worker; each skips more beats."""


def draw_in_cluster(
    scheduler: str,
    films: Sequence[Film],
    costs: Mapping[Piece, float],
    folder: Path,
    telling: Callable[[Piece, int], None],
    done: Callable[[Piece, Drawn], None],
) -> None:
    """Draw the beats that have a cost on an existing cluster.

    Args:
        scheduler: its address, such as tcp://host:8786.
        films: what the beats belong to.
        costs: seconds that each takes, about; only their ratios matter.
        folder: takes the segments.
        telling, done: as of `draw_in_workers`; called in this thread.

    Raises:
        BadInputError: there is no such cluster, or it would draw other frames.
        WorkerLostError: the cluster was lost, or a task has lost several workers.
        Exception: whatever went wrong in a worker.
    """
    with _connected(scheduler) as client:
        from scenes.studio.remote import Order, tools

        topics = tuple(dict.fromkeys(topic.name for topic, _ in films))
        order = Order(secrets.token_hex(8), topics, tools(topics))
        workers = _fit_workers(client, scheduler, order)
        stories = [job.story.ids for _, job in films]
        runs = runs_of(stories, costs, _TASKS_A_WORKER * workers)
        _Render(client, order, films, folder, telling, done).draw(runs)


def runs_of(
    stories: Sequence[Sequence[str]], costs: Mapping[Piece, float], most: int
) -> dict[tuple[Piece, ...], float]:
    """Beats of a story that follow each other, to be drawn by one worker each, with their costs.

    Args:
        stories: ids of all beats of each.
        costs: as of `draw_in_cluster`.
        most: about how many runs there may be, if there are fewer stories.

    >>> runs_of(["abc", "a"], {(0, "a"): 1.0, (0, "c"): 1.0, (1, "a"): 1.0}, 2)
    {((0, 'a'), (0, 'c')): 2.0, ((1, 'a'),): 1.0}
    """
    places = [(number, beat) for number, story in enumerate(stories) for beat in story]
    before = [at for story in stories for at in range(len(story))]
    starts = set(balanced(places, costs, SECONDS_TO_SKIP, min(most, len(costs)), before))
    runs: list[list[Piece]] = []
    for at, place in enumerate(places):
        if at in starts or before[at] == 0:
            runs.append([])
        if place in costs:
            runs[-1].append(place)
    return {tuple(run): sum(costs[place] for place in run) for run in runs if run}


class _Render:
    """The tasks of one render, and what is heard of them."""

    def __init__(
        self,
        client: Any,
        order: Any,
        films: Sequence[Film],
        folder: Path,
        telling: Callable[[Piece, int], None],
        done: Callable[[Piece, Drawn], None],
    ) -> None:
        self._client, self._order, self._films, self._folder = client, order, films, folder
        self._telling, self._done = telling, done
        self._heard: queue.SimpleQueue[Any] = queue.SimpleQueue()
        self._waiting: list[tuple[Piece, ...]] = []
        self._packed: dict[int, bytes] = {}  # films that have runs waiting
        self._running: dict[Any, tuple[Piece, ...]] = {}
        self._drawn: set[Piece] = set()
        self._workers = 0
        self._seen = time.monotonic()  # when there was a worker

    def draw(self, runs: Mapping[tuple[Piece, ...], float]) -> None:
        """Have runs of beats drawn, the longest first; no task is left when this returns."""
        from scenes.studio.remote import EVENTS

        self._client.subscribe_topic(EVENTS, lambda event: self._heard.put(event[1]))
        self._waiting = sorted(runs, key=runs.__getitem__)
        self._count()
        try:
            while self._waiting or self._running:
                while self._waiting and len(self._running) < max(1, self._workers):
                    self._submit(self._waiting.pop())
                self._attend()
        except BaseException:
            with contextlib.suppress(Exception):  # the scheduler may be gone
                self._client.cancel(list(self._running), force=True)
            raise

    def _submit(self, run: tuple[Piece, ...]) -> None:
        from scenes.studio.remote import draw, pack

        number, first = run[0]
        film = self._packed.pop(number, None) or pack(*self._films[number])
        if any(left[0][0] == number for left in self._waiting):
            self._packed[number] = film
        beats = [beat for _, beat in run]
        key = f"zoomout-{self._order.name}-{number}-{first}"
        task = self._client.submit(draw, self._order, film, number, beats, key=key)
        self._running[task] = run
        task.add_done_callback(self._heard.put)

    def _attend(self) -> None:
        """Hear one thing, or nothing for a while."""
        try:
            said = self._heard.get(timeout=_LISTENING)
        except queue.Empty:
            self._count()
            return
        if not isinstance(said, tuple | list):
            self._take(said)
            return
        name, number, beat, frames = said
        if name == self._order.name and (number, beat) not in self._drawn:
            self._telling((number, beat), frames)

    def _take(self, task: Any) -> None:
        from distributed import CancelledError, KilledWorker

        try:
            number, sent = task.result()
        except CancelledError as error:
            raise WorkerLostError(_GONE) from error
        except KilledWorker as error:
            beats = ", ".join(beat for _, beat in self._running[task])
            raise WorkerLostError(
                f"every worker that drew {beats} ended, again and again: give them more memory, "
                "their own output tells more"
            ) from error
        job = self._films[number][1]
        container = codec_for(job.format, job.transparent).container
        for one in sent:
            path = self._folder / f"{number}-{one.beat}.{container}"
            path.write_bytes(one.film)
            self._drawn.add((number, one.beat))
            self._done((number, one.beat), Drawn(one.beat, path, one.frames))
        del self._running[task]
        task.release()
        self._count()

    def _count(self) -> None:
        try:
            self._workers = len(self._client.nthreads())
        except OSError as error:
            raise WorkerLostError(_GONE) from error
        if self._workers:
            self._seen = time.monotonic()
        elif time.monotonic() - self._seen > _ALONE:
            raise WorkerLostError(
                f"the cluster has had no worker for {_ALONE:.0f} s: what was drawn so far is kept"
            )


@contextlib.contextmanager
def _connected(scheduler: str) -> Iterator[Any]:
    """A client of a cluster, which lets go of it in the end.

    Raises:
        BadInputError: Dask is missing, or nobody answers at the address.
    """
    try:
        import distributed
    except ImportError as error:
        raise BadInputError(
            "--scheduler needs dask.distributed: install the extra, pip install '.[cluster]'"
        ) from error
    if not _ADDRESS.fullmatch(scheduler):
        raise BadInputError(
            f"--scheduler is an address such as tcp://host:8786, got {scheduler!r}: write the one "
            "that dask scheduler names when it starts"
        )
    connect: Any = distributed.Client
    silence = logging.root.manager.disable
    if silence:  # a lost connection is told in one line, and not by Dask
        logging.disable(logging.ERROR)
    try:
        try:
            client = connect(scheduler, timeout=_ANSWERING, set_as_default=False)
        except OSError as error:
            raise BadInputError(
                f"no scheduler answers at {scheduler}: start one with dask scheduler, and look "
                "whether host and port are right"
            ) from error
        with client:
            yield client
    finally:
        logging.disable(silence)


def _fit_workers(client: Any, scheduler: str, order: Any) -> int:
    """How many workers there are; all of them would draw the same frames as this process.

    Raises:
        BadInputError: there is none, or one that draws otherwise.
    """
    from scenes.studio.remote import differences, refusal, tools

    try:
        client.wait_for_workers(1, timeout=_ANSWERING)
    except TimeoutError as error:
        raise BadInputError(
            f"the cluster of {scheduler} has no worker: start one with dask worker {scheduler} "
            "--nthreads 1"
        ) from error
    theirs = {scheduler: _told(lambda: client.run_on_scheduler(tools, order.topics))}
    theirs |= client.run(tools, order.topics, on_error="return")
    for address, found in theirs.items():
        if not isinstance(found, dict):
            version = order.tools["zoomout"]
            raise BadInputError(
                f"{address} cannot draw ({type(found).__name__}: {found}): install zoomout "
                f"{version} with the extra cluster there, start it anew"
            )
        different = differences(found, order.tools)
        if different:
            raise BadInputError(refusal(address, different))
    for address, threads in client.nthreads().items():
        if threads > 1:
            raise BadInputError(
                f"the worker {address} has {threads} threads, and only one can draw: start it "
                "with --nthreads 1, and --nworkers for more of them"
            )
    return len(theirs) - 1


def _told(ask: Callable[[], Any]) -> Any:
    """An answer, or the error that came instead."""
    try:
        return ask()
    except Exception as error:
        return error

"""Beats are drawn by the workers of a Dask cluster, with which nothing but the network is shared.

A task is a run of whole beats; it comes back as the bytes of their segments, split and joined as
anywhere. A worker has one task at a time: whoever is through gets the next, and the scheduler never
holds more than is drawn. Dask gives the task of a worker that is lost to another one, and gives a
task up that has lost several.
"""

import contextlib
import queue
import secrets
import time
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import CancelledError
from pathlib import Path
from typing import Any

from scenes.studio.connection import connected, fit_workers
from scenes.studio.division import Piece, balanced
from scenes.studio.encode import codec_for
from scenes.studio.engine import SECONDS_TO_SKIP
from scenes.studio.jobs import Drawn
from scenes.studio.serving import Film
from scenes.studio.workers import WorkerLostError

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
    with connected(scheduler) as client:
        from scenes.studio.remote import Order, tools

        topics = tuple(dict.fromkeys(topic.name for topic, _ in films))
        order = Order(secrets.token_hex(8), topics, tools(topics))
        workers = fit_workers(client, scheduler, order)
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
        from distributed import KilledWorker

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

"""Beats are drawn by the workers of a Dask cluster, with which nothing but the network is shared.

A task is a run of beats; it comes back as the bytes of their segments. Dask gives the tasks of a
worker that is lost to another one, and gives a task up that has lost several.
"""

import contextlib
import logging
import queue
import re
import secrets
import time
from collections.abc import Callable, Collection, Iterator, Mapping
from pathlib import Path
from typing import Any

from scenes.studio.division import balanced
from scenes.studio.encode import codec_for
from scenes.studio.engine import SECONDS_TO_SKIP
from scenes.studio.failures import BadInputError
from scenes.studio.jobs import Drawn, VideoJob
from scenes.studio.workers import WorkerLostError

_ADDRESS = re.compile(r"(tcp|tls)://[^/\s]+:[0-9]+")
_ANSWERING = 5.0
"""Seconds in which a scheduler answers, and in which one of its workers must have come."""
_ALONE = 30.0
"""Seconds without any worker after which nobody is waited for any more."""
_LISTENING = 1.0
"""Seconds without a word after which the workers are counted."""
_TASKS_A_WORKER = 2
"""More even out what was guessed wrong, and lose less with a worker; each skips more beats."""


def draw_in_cluster(
    scheduler: str,
    topic: Any,
    job: VideoJob,
    costs: Mapping[str, float],
    folder: Path,
    telling: Callable[[str, int], None],
    done: Callable[[Drawn], None],
) -> None:
    """Draw the beats that have a cost on an existing cluster.

    Args:
        scheduler: its address, such as tcp://host:8786.
        costs: seconds that each takes, about; only their ratios matter.
        folder: takes the segments.
        telling, done: as of `BeatEncoder`; called in this thread.

    Raises:
        BadInputError: there is no such cluster, or it would draw other frames.
        WorkerLostError: the cluster was lost, or a task has lost several workers.
        Exception: whatever went wrong in a worker.
    """
    with _connected(scheduler) as client:
        workers = _fit_workers(client, scheduler, topic.name)
        runs = _runs(job.story.ids, costs, _TASKS_A_WORKER * workers)
        _Order(client, topic, job, folder, telling, done).fill(runs)


class _Order:
    """The tasks of one render, and what is heard of them."""

    def __init__(
        self,
        client: Any,
        topic: Any,
        job: VideoJob,
        folder: Path,
        telling: Callable[[str, int], None],
        done: Callable[[Drawn], None],
    ) -> None:
        self._client, self._topic, self._job, self._folder = client, topic, job, folder
        self._telling, self._done = telling, done
        self._heard: queue.SimpleQueue[Any] = queue.SimpleQueue()
        self._missing: set[str] = set()
        self._seen = time.monotonic()  # when there was a worker

    def fill(self, runs: Mapping[tuple[str, ...], float]) -> None:
        """Have runs of beats drawn, the longest first; no task is left when this returns."""
        from scenes.studio.remote import EVENTS, draw, hold, pack, tools

        render = secrets.token_hex(8)
        self._missing = {beat for run in runs for beat in run}
        self._client.subscribe_topic(EVENTS, lambda event: self._heard.put(event[1]))
        ours = tools(self._topic.name)
        packed = self._client.submit(
            hold, pack(self._topic, self._job), key=f"zoomout-job-{render}"
        )
        tasks = [
            self._client.submit(
                draw,
                packed,
                run,
                ours,
                render,
                key=f"zoomout-{render}-{run[0]}",
                priority=cost,
            )
            for run, cost in runs.items()
        ]
        try:
            for task in tasks:
                task.add_done_callback(self._heard.put)
            while self._missing:
                self._attend(render)
        finally:
            with contextlib.suppress(Exception):  # the scheduler may be gone
                self._client.cancel([packed, *tasks], force=True)

    def _attend(self, render: str) -> None:
        """Hear one thing, or nothing for a while."""
        try:
            said = self._heard.get(timeout=_LISTENING)
        except queue.Empty:
            self._count()
            return
        if not isinstance(said, tuple | list):
            self._take(said)
        elif said[0] == render and said[1] in self._missing:
            self._telling(said[1], said[2])

    def _take(self, task: Any) -> None:
        from distributed import KilledWorker

        if task.cancelled():
            raise WorkerLostError("the scheduler is gone: what was drawn so far is kept")
        try:
            sent = task.result()
        except KilledWorker as error:
            raise WorkerLostError(
                f"several workers ended while they drew {error.task}: give them more memory, "
                "their own output tells more"
            ) from error
        container = codec_for(self._job.format, self._job.transparent).container
        for one in sent:
            path = self._folder / f"{one.beat}.{container}"
            path.write_bytes(one.film)
            self._missing.remove(one.beat)
            self._done(Drawn(one.beat, path, one.frames))
        task.release()

    def _count(self) -> None:
        if self._client.nthreads():
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


def _fit_workers(client: Any, scheduler: str, topic: str) -> int:
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
    ours = tools(topic)
    theirs = {scheduler: _told(lambda: client.run_on_scheduler(tools, topic))}
    theirs |= client.run(tools, topic, on_error="return")
    for address, found in theirs.items():
        if not isinstance(found, dict):
            version = ours["zoomout"]
            raise BadInputError(
                f"{address} cannot draw ({type(found).__name__}: {found}): install zoomout "
                f"{version} with the extra cluster there, start it anew"
            )
        different = differences(found, ours)
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


def _runs(
    order: Collection[str], costs: Mapping[str, float], most: int
) -> dict[tuple[str, ...], float]:
    """Beats that follow each other, to be drawn by one worker each, with their costs.

    >>> _runs("abcd", {"a": 1.0, "c": 1.0, "d": 1.0}, 2)
    {('a', 'c'): 2.0, ('d',): 1.0}
    """
    order = list(order)
    starts = balanced(order, costs, SECONDS_TO_SKIP, min(most, len(costs)))
    found: dict[tuple[str, ...], float] = {}
    for start, end in zip(starts, [*starts[1:], len(order)], strict=True):
        run = tuple(beat for beat in order[start:end] if beat in costs)
        found[run] = sum(costs[beat] for beat in run)
    return found

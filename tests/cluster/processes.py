"""A Dask cluster of real processes on this machine, with folders of its own."""

import contextlib
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from tests.studio.processes import of_session

ROOT = Path(__file__).parents[2]
PATIENCE = 60.0
"""Seconds in which a process must have done what is expected of it."""


class Cluster:
    """A scheduler and its workers; each process leads a session of its own.

    Attributes:
        address: of the scheduler.
        scheduler: its process.
        workers: their processes, those that have ended included.
    """

    def __init__(self, folder: Path, **settings: str) -> None:
        self._folder = folder
        self.workers: list[subprocess.Popen[bytes]] = []
        self._environment = {
            **os.environ,
            "PYTHONPATH": str(ROOT),
            "DASK_CONFIG": str(folder / "config"),
            "DASK_TEMPORARY_DIRECTORY": str(folder / "scratch"),
            **settings,
        }
        file = folder / "scheduler.json"
        self.scheduler = self._start(
            "scheduler", "--host", "127.0.0.1", "--port", "0", "--scheduler-file", str(file)
        )
        wait_until(lambda: file.exists() and bool(file.read_text()))
        self.address: str = json.loads(file.read_text())["address"]

    def worker(self, *options: str, before: Path | None = None) -> "subprocess.Popen[bytes]":
        """Start a worker.

        Args:
            options: its own; one thread if there are none.
            before: a folder in which it looks for packages first.
        """
        path = f"{before}{os.pathsep}{ROOT}" if before else str(ROOT)
        options = options or ("--nthreads", "1")
        started = self._start("worker", self.address, "--no-nanny", *options, PYTHONPATH=path)
        self.workers.append(started)
        return started

    @property
    def scratch(self) -> list[Path]:
        """The folders that renders have made on the workers."""
        return list((self._folder / "scratch").glob("**/zoomout-*"))

    def end(self) -> None:
        """No process is left when this returns."""
        for process in (*self.workers, self.scheduler):
            end(process)

    def _start(self, *words: str, **changes: str) -> "subprocess.Popen[bytes]":
        with (self._folder / f"{words[0]}-{len(self.workers)}.log").open("wb") as log:
            return subprocess.Popen(
                [sys.executable, "-m", "dask", *words, "--no-dashboard"],
                cwd=self._folder,
                env={**self._environment, **changes},
                stdout=log,
                stderr=log,
                start_new_session=True,
            )


def end(process: "subprocess.Popen[bytes]") -> None:
    """Kill a process with all that it has started."""
    with contextlib.suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait(PATIENCE)
    wait_until(lambda: not of_session(process.pid))


@contextlib.contextmanager
def cluster(folder: Path, workers: int, **settings: str) -> Iterator[Cluster]:
    """A cluster whose workers have come; nothing of it is left afterwards."""
    started: Cluster | None = None
    try:
        started = Cluster(folder, **settings)
        for _ in range(workers):
            started.worker()
        wait_for_workers(started, workers)
        yield started
    finally:
        if started is not None:
            started.end()


def wait_for_workers(cluster: Cluster, count: int) -> None:
    """Wait until there are so many, no more and no less."""
    from distributed import Client

    connect: Any = Client
    with connect(cluster.address, timeout=PATIENCE, set_as_default=False) as client:
        wait_until(lambda: len(client.nthreads()) == count)


def wait_until(holds: Callable[[], bool]) -> None:
    """Wait until something holds."""
    deadline = time.monotonic() + PATIENCE
    while not holds():
        assert time.monotonic() < deadline, "it never came"
        time.sleep(0.02)

"""A render in a process of its own that is killed, and what has to hold afterwards."""

import json
import os
import resource
import signal
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

from tests.studio.processes import kill, of_session, workers_of

ROOT = Path(__file__).parents[2]
COMMAND = [sys.executable, str(Path(__file__).with_name("tiny_command.py")), "video", "tiny"]
PATIENCE = 60.0
"""Seconds in which everything that a killed render has started must have ended."""


@dataclass(frozen=True)
class Place:
    """A folder with a media folder and a cache of its own."""

    folder: Path

    def start(self, *options: str, largest: int | None = None) -> "subprocess.Popen[str]":
        """Begin to render with two workers; no file may be larger than so many bytes."""
        self.folder.mkdir(exist_ok=True)
        limits = (largest or resource.RLIM_INFINITY,) * 2
        return subprocess.Popen(
            [*COMMAND, "-ql", "--workers", "2", *options],
            cwd=self.folder,
            env={
                **os.environ,
                "ZOOMOUT_CACHE": str(self.folder / "cache"),
                "PYTHONPATH": str(ROOT),
            },
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            start_new_session=True,  # whatever it starts is known by its session
            preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, limits),
        )

    def render(self, *options: str) -> tuple[bytes, float]:
        """The finished file's bytes, and the seconds it took."""
        began = time.monotonic()
        with self.start(*options) as process:
            out, err = process.communicate(timeout=120)
        assert (process.returncode, err) == (0, ""), err
        return (self.folder / out.strip()).read_bytes(), time.monotonic() - began

    def check(self, whole: bytes) -> None:
        """What there is, is whole; hidden files of the killed render are gone after the next."""
        for path in (self.folder / "media").rglob("[!.]*.mp4"):
            assert path.read_bytes() == whole
        manifest = self.folder / "media" / "manifest.json"
        if manifest.exists():
            json.loads(manifest.read_text())

    def check_clean(self) -> None:
        """Nothing unfinished is there."""
        assert list((self.folder / "media").rglob(".*")) == []
        assert list((self.folder / "cache").glob("work-*")) == []


def wait_for_workers(process: "subprocess.Popen[str]") -> set[int]:
    """The workers, as soon as there are any; none where it ends before."""
    while process.poll() is None:
        found = workers_of(process.pid)
        if found:
            return found
        time.sleep(0.01)
    return set()


def nobody_is_left(leader: int) -> None:
    """Every process of a session ends, soon."""
    deadline = time.monotonic() + PATIENCE
    while of_session(leader) and time.monotonic() < deadline:
        time.sleep(0.02)
    assert of_session(leader) == set()


def kill_parent(place: Place, seconds: float, whole: bytes) -> None:
    """Kill a render after so many seconds, and check what is left; a rerun finishes it."""
    with place.start() as process:
        time.sleep(seconds)
        kill(process.pid)
        process.communicate(timeout=PATIENCE)  # the pipes end with the last process
    nobody_is_left(process.pid)
    place.check(whole)
    assert place.render()[0] == whole
    place.check(whole)
    place.check_clean()


def kill_worker(place: Place, seconds: float, whole: bytes) -> None:
    """Kill a worker so many seconds after the first began: the render finishes all the same."""
    with place.start() as process:
        wait_for_workers(process)
        time.sleep(seconds)
        for worker in sorted(workers_of(process.pid))[:1]:
            kill(worker)
        _, err = process.communicate(timeout=120)
    assert (process.returncode, err) == (0, ""), err
    nobody_is_left(process.pid)
    place.check(whole)
    place.check_clean()


def interrupt(place: Place, seconds: float, whole: bytes) -> None:
    """Press Ctrl-C so many seconds after the first worker began: all is cleared away."""
    with place.start() as process:
        wait_for_workers(process)
        time.sleep(seconds)
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=PATIENCE)
    assert process.returncode in (0, 130), (process.returncode, out, err)
    assert "Traceback" not in err
    nobody_is_left(process.pid)
    place.check(whole)
    place.check_clean()


def fill_disk(place: Place, largest: int, whole: bytes) -> None:
    """No file may grow beyond a size: the render fails in one line, and a rerun finishes."""
    with place.start(largest=largest) as process:
        _, err = process.communicate(timeout=PATIENCE)
    assert (process.returncode == 0) == (err == ""), err
    assert err.count("\n") <= 1
    assert "Traceback" not in err
    nobody_is_left(process.pid)
    place.check(whole)
    place.check_clean()
    assert place.render()[0] == whole


def kill_one_of_two(place: Place, seconds: float, whole: bytes) -> None:
    """Two render the same, and one is killed: the other finishes."""
    with place.start() as one, place.start() as two:
        wait_for_workers(one)
        time.sleep(seconds)
        kill(one.pid)
        one.communicate(timeout=PATIENCE)
        _, err = two.communicate(timeout=120)
    assert (two.returncode, err) == (0, ""), err
    nobody_is_left(one.pid)
    place.check(whole)
    assert place.render()[0] == whole
    place.check_clean()

"""A cluster draws the same frames; what is lost is drawn again; what would differ is refused."""

import os
import signal
import socket
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

import render
import scenes.topics
from scenes.beats import Beat
from scenes.studio import cluster as studio
from scenes.studio import connection, films, prepare
from scenes.studio.division import Piece
from scenes.studio.engine import Engine
from scenes.studio.failures import BadInputError
from scenes.studio.jobs import Drawn, Recorded, VideoJob
from scenes.studio.publish import Destination
from scenes.studio.segments import draw_segments
from scenes.studio.videos import render_video
from scenes.studio.workers import WorkerLostError
from scenes.theme import DARK
from tests.cluster.processes import Cluster, cluster, end, wait_for_workers, wait_until
from tests.studio import tiny
from tests.studio.processes import linux

pytestmark = linux

LONG = replace(DARK, pace=30.0)
"""Each beat takes a second or so to draw."""


class Deadly(tiny.Tiny):
    """The end of every process that draws it."""

    def still(self, beat: Beat) -> None:
        os.kill(os.getpid(), signal.SIGKILL)


@pytest.fixture(scope="module")
def two(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    """A cluster of two workers."""
    with cluster(tmp_path_factory.mktemp("two"), workers=2) as started:
        yield started


@pytest.fixture
def command(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    """The command line with the tiny topic alone; it answers with code and error."""
    texts = tmp_path / "topics" / "tiny" / "texts"
    texts.mkdir(parents=True)
    (texts / "en.toml").touch()
    monkeypatch.setattr(scenes.topics, "__path__", [str(tmp_path / "topics")])
    for module in (scenes.topics, prepare, films):
        monkeypatch.setattr(module, "discover", lambda: {"tiny": tiny.TOPIC})
    monkeypatch.chdir(tmp_path)
    return lambda *words: render.main(["video", "tiny", "-ql", "--no-cache", *words])


def draw(
    at: Cluster,
    folder: Path,
    job: VideoJob,
    telling: Any,
    topic: Any = tiny.TOPIC,
    beats: Iterable[str] = tiny.SECONDS,
) -> dict[Piece, Drawn]:
    """Beats of a job, drawn on a cluster."""
    found: dict[Piece, Drawn] = {}
    costs = {(0, beat): 1.0 for beat in beats}
    studio.draw_in_cluster(at.address, [(topic, job)], costs, folder, telling, found.__setitem__)
    return found


def nothing(piece: Piece, frames: int) -> None:
    """Nobody listens."""


def test_a_video_has_the_bytes_of_a_local_one(
    two: Cluster, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(films, "discover", lambda: {"tiny": tiny.TOPIC})
    told: list[tuple[int, int]] = []
    files = [
        render_video(
            tiny.job(), Destination(tmp_path / name), lambda *frames: told.append(frames), engine
        )
        for name, engine in (("here", Engine()), ("there", Engine(scheduler=two.address)))
    ]
    assert files[0].path.read_bytes() == files[1].path.read_bytes()
    assert files[0].timeline == files[1].timeline
    assert told[-1] == (78, 78)
    assert two.scratch == []


def test_a_beat_waits_for_its_recording_there_too(two: Cluster, tmp_path: Path) -> None:
    plain = tiny.job()
    still = replace(plain.story["still"], lasts=2.5)
    beats = tuple(still if beat.id == "still" else beat for beat in plain.story.beats)
    said = {"still": Recorded(tmp_path / "only-here.wav", 2.0)}
    job = replace(plain, story=replace(plain.story, beats=beats), narration=said)
    drawn = draw(two, tmp_path, job, nothing)
    frames = {beat: segment.frames for (_, beat), segment in drawn.items()}
    assert frames == {"move": 24, "still": 78, "fade": 36}


def test_the_beats_of_a_worker_that_is_killed_are_drawn_elsewhere(
    two: Cluster, tmp_path: Path
) -> None:
    job = tiny.job(theme=LONG)
    moving = ("move", "fade")
    killed = two.workers[0]
    frames: dict[Piece, int] = {}
    when_killed: dict[Piece, int] = {}

    def telling(piece: Piece, count: int) -> None:
        frames[piece] = count
        if len(frames) == 2 and not when_killed:  # both are at work
            end(killed)
            when_killed.update(frames)

    drawn = draw(two, tmp_path, job, telling, beats=moving)
    two.worker()
    wait_for_workers(two, 2)
    assert killed.returncode == -signal.SIGKILL
    here: list[Drawn] = []
    (tmp_path / "here").mkdir()
    draw_segments(tiny.TOPIC, job, moving, tmp_path / "here", lambda *_: None, here.append)
    for one in here:
        assert when_killed[0, one.beat] < one.frames  # neither worker was through
        assert drawn[0, one.beat].frames == one.frames
        assert drawn[0, one.beat].path.read_bytes() == one.path.read_bytes()


def test_an_interrupt_ends_the_tasks(two: Cluster, tmp_path: Path) -> None:
    def interrupt(piece: Piece, frames: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        draw(two, tmp_path, tiny.job(theme=replace(DARK, pace=300.0)), interrupt)
    wait_until(lambda: two.scratch == [])


def test_other_versions_are_refused_before_any_work(
    two: Cluster, tmp_path: Path, command: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    old = tmp_path / "old" / "pillow-0.1.dist-info"
    old.mkdir(parents=True)
    (old / "METADATA").write_text("Metadata-Version: 2.1\nName: pillow\nVersion: 0.1\n")
    worker = two.worker(before=old.parent)
    wait_for_workers(two, 3)
    assert command("--scheduler", two.address) == 2
    end(worker)
    wait_for_workers(two, 2)
    said = capsys.readouterr().err
    assert said.count("\n") == 1
    assert "would draw other frames (pillow 0.1 there and " in said
    assert not (tmp_path / "media").exists()


def test_a_worker_of_many_threads_is_refused(
    two: Cluster, command: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    worker = two.worker("--nthreads", "3")
    wait_for_workers(two, 3)
    assert command("--scheduler", two.address) == 2
    end(worker)
    wait_for_workers(two, 2)
    said = capsys.readouterr().err
    assert said.count("\n") == 1
    assert "has 3 threads, and only one can draw: start it with --nthreads 1" in said


def test_a_late_worker_of_other_versions_draws_nothing(
    two: Cluster, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(studio, "fit_workers", lambda *_: 2)
    ours = {"numpy": "0.1"}
    monkeypatch.setattr("scenes.studio.remote.tools", lambda topics: ours)
    with pytest.raises(BadInputError, match=r"numpy \S+ there and 0\.1 here"):
        draw(two, tmp_path, tiny.job(), nothing)


def test_losses_that_cannot_be_made_good(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    once = {"DASK_DISTRIBUTED__SCHEDULER__ALLOWED_FAILURES": "0"}
    with cluster(tmp_path, workers=0, **once) as one:
        monkeypatch.setattr(connection, "_ANSWERING", 0.5)
        with pytest.raises(BadInputError, match="has no worker: start one with dask worker tcp://"):
            draw(one, tmp_path, tiny.job(), nothing)
        monkeypatch.undo()
        one.worker()
        wait_for_workers(one, 1)
        deadly = SimpleNamespace(name="tiny", scene=Deadly)
        with pytest.raises(WorkerLostError, match=r"every worker that drew .*still.* ended"):
            draw(one, tmp_path, tiny.job(), nothing, deadly)
        one.worker()
        wait_for_workers(one, 1)
        with pytest.raises(WorkerLostError, match="the scheduler is gone"):
            draw(one, tmp_path, tiny.job(theme=LONG), lambda *_: end(one.scheduler))


def test_nobody_answers(
    command: Any, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(connection, "_ANSWERING", 0.5)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    assert command("--scheduler", f"tcp://127.0.0.1:{port}") == 2
    said = capsys.readouterr().err
    assert said.startswith(f"error: no scheduler answers at tcp://127.0.0.1:{port}: ")
    assert said.count("\n") == 1


@pytest.mark.parametrize("address", ["host", "host:8786", "http://host:8786", "tcp://host"])
def test_an_address_has_a_form(
    address: str, command: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    assert command("--scheduler", address) == 2
    assert "write the one that dask scheduler names" in capsys.readouterr().err


def test_workers_here_and_there_exclude_each_other(
    command: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    assert command("--scheduler", "tcp://host:8786", "--workers", "2") == 2
    assert "leave one of them out" in capsys.readouterr().err

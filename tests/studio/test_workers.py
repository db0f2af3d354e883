"""Workers: the same frames however many, a lost one replaced, and none left behind."""

import os
import signal
import time
from pathlib import Path
from typing import Any

import pytest

from scenes.studio import workers
from scenes.studio.division import Division, Piece
from scenes.studio.engine import Engine
from scenes.studio.forking import undisturbed
from scenes.studio.publish import Destination
from scenes.studio.videos import render_video, render_videos
from scenes.studio.workers import WorkerLostError
from tests.studio.processes import kill, linux, workers_of
from tests.studio.tiny import TOPIC, job


def test_any_number_of_workers_gives_the_same_bytes(tmp_path: Path) -> None:
    told: list[tuple[int, int]] = []
    files = [
        render_video(
            job(), Destination(tmp_path / str(count)), lambda *n: told.append(n), Engine(count)
        )
        for count in (1, 2, 3)
    ]
    assert len({made.path.read_bytes() for made in files}) == 1
    assert len({made.timeline for made in files}) == 1
    assert told[-1] == (78, 78)
    assert all(done <= expected for done, expected in told)


def test_several_videos_are_one_piece_of_work(tmp_path: Path) -> None:
    told: list[tuple[int, int]] = []
    orders = [(job(fps), Destination(tmp_path)) for fps in (15, 30)]
    alone = [render_video(one, Destination(tmp_path / "alone")) for one, _ in orders]
    for count in (1, 2, 3):
        made = render_videos(orders, lambda *numbers: told.append(numbers), Engine(count))
        assert [one.path.name for one in made] == ["tiny_72p15.mp4", "tiny_72p30.mp4"]
        assert [one.timeline for one in made] == [one.timeline for one in alone]
        assert [one.path.read_bytes() for one in made] == [one.path.read_bytes() for one in alone]
        assert told[-1] == (39 + 78, 39 + 78)


def test_a_video_is_published_as_soon_as_it_is_complete(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    orders = [(job(15), Destination(tmp_path)), (job(30), Destination(tmp_path))]

    def fail(done: int, expected: int) -> None:
        if done > 39 + 20:
            raise OSError(28, "No space left on device")

    with pytest.raises(OSError, match="No space left"):
        render_videos(orders, fail)
    assert [path.name for path in (tmp_path / "videos").iterdir()] == ["tiny_72p15.mp4"]


@linux
def test_where_no_server_can_be_started_this_process_draws(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse() -> None:
        raise OSError("AF_UNIX path too long")

    monkeypatch.setattr("multiprocessing.forkserver.ensure_running", refuse)
    made = render_video(job(), Destination(tmp_path / "two"), engine=Engine(2))
    alone = render_video(job(), Destination(tmp_path / "one"))
    assert made.path.read_bytes() == alone.path.read_bytes()


@pytest.mark.parametrize(("costs", "chosen"), [({"a": 0.1}, 1), ({"a": 1.0, "b": 1.0}, 1)])
def test_little_work_is_done_at_once(costs: dict[str, float], chosen: int) -> None:
    assert Engine(None).workers_for(costs) == chosen


def test_much_work_is_shared(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("scenes.studio.engine.cores", lambda: 4)
    assert Engine(None).workers_for(dict.fromkeys("abc", 10.0)) == 4
    assert Engine(None).workers_for({"long": 3.5}) == 2
    assert Engine(2).workers_for(dict.fromkeys("abc", 10.0)) == 2
    assert Engine(9).workers_for(dict.fromkeys("abc", 0.1)) == 3


class Killer:
    """Kills the first workers in the moment in which they begin a beat."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, times: int) -> None:
        self.killed = 0
        answer = Division.answer

        def answering(division: Any, worker: int, piece: Piece, part: int) -> str:
            given = answer(division, worker, piece, part)
            if piece[1] == "still" and given == "draw" and self.killed < times:
                self.killed += 1
                for process in workers_of(os.getpid()):
                    kill(process)
                time.sleep(0.2)
            return given

        monkeypatch.setattr(Division, "answer", answering)


@linux
def test_a_lost_worker_is_replaced(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = render_video(job(), Destination(tmp_path / "whole"))
    killer = Killer(monkeypatch, times=1)
    made = render_video(job(), Destination(tmp_path / "again"), engine=Engine(2))
    assert killer.killed == 1
    assert made.path.read_bytes() == whole.path.read_bytes()


@linux
def test_a_beat_that_is_lost_twice_is_an_error(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    Killer(monkeypatch, times=9)
    with pytest.raises(WorkerLostError, match=r"drew .*still.* ended twice \(SIGKILL\)"):
        render_video(job(), Destination(tmp_path), engine=Engine(2))
    assert workers_of(os.getpid()) == set()
    assert list(tmp_path.rglob("*.mp4")) == []


@linux
def test_what_goes_wrong_in_a_worker_is_told(tmp_path: Path) -> None:
    strange = job()
    object.__setattr__(strange, "quality", "none")
    with pytest.raises(AttributeError, match="has no attribute") as raised:
        workers.draw_in_workers(
            2,
            [(TOPIC, strange)],
            Division([strange.story.ids], {(0, "move"): 1.0, (0, "fade"): 1.0}, 0.1, 2),
            tmp_path,
            lambda *_: None,
            lambda *_: None,
        )
    assert "in a worker" in raised.value.__notes__[0]
    assert workers_of(os.getpid()) == set()


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_a_request_to_end_waits_until_a_worker_has_its_orders(number: signal.Signals) -> None:
    heard: list[str] = []
    before = signal.signal(number, lambda *_: heard.append("end"))
    try:
        with undisturbed():
            os.kill(os.getpid(), number)
            time.sleep(0.05)
            heard.append("started")
        assert heard == ["started", "end"]
    finally:
        signal.signal(number, before)

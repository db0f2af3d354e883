"""Workers: the same frames however many, a lost one replaced, and none left behind."""

import os
import time
from pathlib import Path
from typing import Any

import pytest

from scenes.studio import workers
from scenes.studio.division import Division
from scenes.studio.engine import Engine
from scenes.studio.publish import Destination
from scenes.studio.videos import render_video
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


@pytest.mark.parametrize(("costs", "chosen"), [({"a": 0.1}, 1), ({"a": 1.0, "b": 1.0}, 1)])
def test_little_work_is_done_at_once(costs: dict[str, float], chosen: int) -> None:
    assert Engine(None).workers_for(costs) == chosen


def test_much_work_is_shared(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("scenes.studio.engine.cores", lambda: 4)
    assert Engine(None).workers_for(dict.fromkeys("abc", 10.0)) == 3
    assert Engine(2).workers_for(dict.fromkeys("abc", 10.0)) == 2


class Killer:
    """Kills the first workers in the moment in which they begin a beat."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, times: int) -> None:
        self.killed = 0
        answer = Division.answer

        def answering(division: Any, worker: int, beat: str) -> str:
            given = answer(division, worker, beat)
            if beat == "still" and given == "draw" and self.killed < times:
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
            TOPIC,
            strange,
            Division(strange.story.ids, {"move": 1.0, "fade": 1.0}, 0.1, 2),
            tmp_path,
            lambda *_: None,
            lambda *_: None,
        )
    assert "in a worker" in raised.value.__notes__[0]
    assert workers_of(os.getpid()) == set()

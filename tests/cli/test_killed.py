"""Renders that are killed: files are whole or absent, no process is left, a rerun finishes.

The long form is in `tests/soak`.
"""

import signal
import time
from pathlib import Path

import pytest

from tests.cli.kills import (
    PATIENCE,
    Place,
    fill_disk,
    kill_one_of_two,
    kill_parent,
    kill_worker,
    nobody_is_left,
    wait_for_workers,
)
from tests.studio.processes import below, linux

pytestmark = linux


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> tuple[bytes, float]:
    """The file of an undisturbed render, and the seconds that it took."""
    return Place(tmp_path_factory.mktemp("whole")).render()


@pytest.mark.parametrize("moment", [0.5, 0.75, 0.95])
def test_the_parent_is_killed(tmp_path: Path, whole: tuple[bytes, float], moment: float) -> None:
    kill_parent(Place(tmp_path / "place"), moment * whole[1], whole[0])


def test_a_worker_is_killed(tmp_path: Path, whole: tuple[bytes, float]) -> None:
    kill_worker(Place(tmp_path / "place"), 0.05, whole[0])


@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_an_interrupt_ends_the_workers_too(tmp_path: Path, number: int, code: int) -> None:
    place = Place(tmp_path / "place")
    with place.start() as process:
        assert wait_for_workers(process)
        process.send_signal(number)
        out, err = process.communicate(timeout=30)
    assert process.returncode == code
    assert out == ""
    assert "Traceback" not in err
    nobody_is_left(process.pid)
    assert not (place.folder / "media").exists()
    place.check_clean()


def test_an_interrupt_while_manim_is_imported(tmp_path: Path) -> None:
    place = Place(tmp_path / "place")
    with place.start() as process:
        while not below(process.pid) and process.poll() is None:
            time.sleep(0.01)
        time.sleep(0.2)
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=PATIENCE)
    assert (process.returncode, out) == (130, "")
    assert err == "\nerror: interrupted: nothing unfinished was left behind\n"
    nobody_is_left(process.pid)
    place.check_clean()


def test_files_may_not_grow(tmp_path: Path, whole: tuple[bytes, float]) -> None:
    fill_disk(Place(tmp_path / "place"), 2000, whole[0])


def test_one_of_two_is_killed(tmp_path: Path, whole: tuple[bytes, float]) -> None:
    kill_one_of_two(Place(tmp_path / "place"), 0.05, whole[0])


def test_two_renders_of_the_same_at_once(tmp_path: Path, whole: tuple[bytes, float]) -> None:
    place = Place(tmp_path / "place")
    with place.start() as one, place.start() as two:
        for process in (one, two):
            _, err = process.communicate(timeout=120)
            assert (process.returncode, err) == (0, "")
    place.check(whole[0])
    place.check_clean()
    assert [path.name for path in (place.folder / "media/videos").iterdir()] == ["tiny_480p15.mp4"]
    assert len(list((place.folder / "cache").iterdir())) == 3

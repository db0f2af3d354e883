"""Renders that are killed: files are whole or absent, no process is left, a rerun finishes.

The long form is in `tests/soak`.
"""

import signal
from pathlib import Path

import pytest

from tests.cli.kills import Place, kill_parent, kill_worker, wait_for_workers
from tests.studio.processes import linux, of_session

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
    assert of_session(process.pid) == set()
    assert not (place.folder / "media").exists()
    place.check_clean()


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

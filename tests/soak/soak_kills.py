"""Renders killed at many moments; `make soak` runs it, for some minutes."""

from pathlib import Path

import numpy as np
import pytest

from tests.cli.kills import Place, kill_parent, kill_worker

MOMENTS = 50
RANDOM = np.random.default_rng(2024)


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> tuple[bytes, float]:
    """The file of an undisturbed render, and the seconds that it took."""
    return Place(tmp_path_factory.mktemp("whole")).render()


@pytest.mark.parametrize("share", RANDOM.uniform(0, 1.1, MOMENTS))
def test_the_parent_is_killed(tmp_path: Path, whole: tuple[bytes, float], share: float) -> None:
    kill_parent(Place(tmp_path / "place"), share * whole[1], whole[0])


@pytest.mark.parametrize("share", RANDOM.uniform(0, 0.6, MOMENTS))
def test_a_worker_is_killed(tmp_path: Path, whole: tuple[bytes, float], share: float) -> None:
    kill_worker(Place(tmp_path / "place"), share * whole[1], whole[0])


def test_one_place_is_killed_again_and_again(tmp_path: Path, whole: tuple[bytes, float]) -> None:
    place = Place(tmp_path / "place")
    for share in RANDOM.uniform(0.3, 1.0, 10):
        kill_parent(place, share * whole[1], whole[0])

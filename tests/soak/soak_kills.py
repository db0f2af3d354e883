"""Renders that are killed, interrupted and starved at many moments; `make soak` runs it.

It takes some minutes; `MOMENTS=10 make soak` takes fewer moments of each kind.
"""

import os
from pathlib import Path

import numpy as np
import pytest

from tests.cli.kills import (
    Place,
    fill_disk,
    interrupt,
    kill_one_of_two,
    kill_parent,
    kill_worker,
)

MOMENTS = int(os.environ.get("MOMENTS", "50"))
RANDOM = np.random.default_rng(2024)
PARENT, WORKER, INTERRUPT, TWO = (RANDOM.uniform(0, last, MOMENTS) for last in (1.1, 0.6, 0.6, 0.6))
LARGEST = RANDOM.integers(500, 20_000, MOMENTS // 2)
"""Bytes of a file; a beat of the tiny topic takes some thousands."""


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> tuple[bytes, float]:
    """The file of an undisturbed render, and the seconds that it took."""
    return Place(tmp_path_factory.mktemp("whole")).render()


@pytest.mark.parametrize("share", PARENT)
def test_the_parent_is_killed(tmp_path: Path, whole: tuple[bytes, float], share: float) -> None:
    kill_parent(Place(tmp_path / "place"), share * whole[1], whole[0])


@pytest.mark.parametrize("share", WORKER)
def test_a_worker_is_killed(tmp_path: Path, whole: tuple[bytes, float], share: float) -> None:
    kill_worker(Place(tmp_path / "place"), share * whole[1], whole[0])


@pytest.mark.parametrize("share", INTERRUPT)
def test_an_interrupt(tmp_path: Path, whole: tuple[bytes, float], share: float) -> None:
    interrupt(Place(tmp_path / "place"), share * whole[1], whole[0])


@pytest.mark.parametrize("share", TWO)
def test_one_of_two_is_killed(tmp_path: Path, whole: tuple[bytes, float], share: float) -> None:
    kill_one_of_two(Place(tmp_path / "place"), share * whole[1], whole[0])


@pytest.mark.parametrize("largest", LARGEST)
def test_files_may_not_grow(tmp_path: Path, whole: tuple[bytes, float], largest: int) -> None:
    fill_disk(Place(tmp_path / "place"), int(largest), whole[0])


def test_one_place_is_killed_again_and_again(tmp_path: Path, whole: tuple[bytes, float]) -> None:
    place = Place(tmp_path / "place")
    for share in RANDOM.uniform(0.3, 1.0, max(1, MOMENTS // 5)):
        kill_parent(place, share * whole[1], whole[0])

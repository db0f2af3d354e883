"""Beats divided among workers: each drawn once, whoever is slow, and whoever is lost."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scenes.studio.division import Division

ORDER = "abcdefghij"


def division(workers: int = 2, **costs: float) -> Division:
    """Of ten beats, of which the named ones are drawn."""
    return Division(ORDER, costs or dict.fromkeys(ORDER, 1.0), skipping=0.1, workers=workers)


def test_two_workers_begin_so_that_they_end_together() -> None:
    halves = division()
    assert halves.begin(0)
    assert halves.begin(1)
    assert [halves.answer(1, beat) for beat in "abcdef"] == ["skip"] * 5 + ["draw"]
    assert halves.answer(0, "a") == "draw"


def test_whoever_is_through_helps_the_other() -> None:
    halves = division()
    assert halves.begin(0)
    assert halves.begin(1)
    for beat in "abcdef":
        halves.answer(1, beat)
    assert [halves.answer(0, beat) for beat in "abcdefg"] == [*["draw"] * 5, "skip", "draw"]
    assert [halves.answer(1, beat) for beat in "gh"] == ["skip", "draw"]


def test_a_worker_ends_where_nothing_is_left_behind() -> None:
    two = division(workers=1, b=1.0, c=1.0)
    assert two.begin(0)
    assert [two.answer(0, beat) for beat in "abcd"] == ["skip", "draw", "draw", "end"]
    assert not two.finished
    two.drawn("b")
    two.drawn("c")
    assert two.finished
    assert not two.begin(0)


def test_a_lost_worker_leaves_its_beat_to_the_next() -> None:
    one = division(workers=1, b=1.0)
    assert one.begin(0)
    assert [one.answer(0, beat) for beat in "ab"] == ["skip", "draw"]
    assert one.lose(0) == ("b",)
    assert one.begin(1)
    assert [one.answer(1, beat) for beat in "abc"] == ["skip", "draw", "end"]


@settings(deadline=None)  # machines are busy
@given(
    workers=st.integers(1, 4),
    missing=st.sets(st.sampled_from(ORDER), min_size=1),
    seed=st.integers(0, 2**32 - 1),
    losses=st.integers(0, 5),
)
def test_every_beat_is_drawn_once_whatever_happens(
    workers: int, missing: set[str], seed: int, losses: int
) -> None:
    random = np.random.default_rng(seed)
    work = Division(ORDER, {b: float(random.random()) for b in missing}, 0.1, workers)
    places: dict[int, tuple[int, str]] = {w: (0, "") for w in range(workers) if work.begin(w)}
    done: list[str] = []
    engaged = workers
    for _ in range(10_000):
        if work.finished:
            break
        if not places:
            engaged += 1
            assert work.begin(engaged)
            places[engaged] = (0, "")
        worker = int(random.choice(list(places)))
        at, drawing = places[worker]
        if losses and random.random() < 0.1:
            losses -= 1
            work.lose(worker)
            del places[worker]
            continue
        if drawing:
            work.drawn(drawing)
            done.append(drawing)
        answer = work.answer(worker, ORDER[at]) if at < len(ORDER) else "end"
        places[worker] = (at + 1, ORDER[at] if answer == "draw" else "")
        if answer == "end":
            places[worker] = (0, "")
            if not work.begin(worker):
                del places[worker]
    assert sorted(done) == sorted(missing)


def test_a_beat_that_nobody_wants_has_no_worker() -> None:
    with pytest.raises(KeyError):
        division().answer(5, "a")

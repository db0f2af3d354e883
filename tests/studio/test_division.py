"""Beats divided among workers: each drawn once, whoever is slow, and whoever is lost."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scenes.studio.division import Answer, Division, Piece

ORDER = "abcdefghij"
STORIES = ("abcde", "abc", "abcdefgh")


def division(workers: int = 2, **costs: float) -> Division:
    """Of a story of ten beats, of which the named ones are drawn."""
    pieces = {(0, beat): cost for beat, cost in (costs or dict.fromkeys(ORDER, 1.0)).items()}
    return Division([ORDER], pieces, skipping=0.1, workers=workers)


def answers(work: Division, worker: int, beats: str, story: int = 0) -> list[Answer]:
    """What a worker is told, beat by beat."""
    return [work.answer(worker, (story, beat)) for beat in beats]


def test_two_workers_begin_so_that_they_end_together() -> None:
    halves = division()
    assert (halves.begin(0), halves.begin(1)) == (0, 0)
    assert answers(halves, 1, "abcdef") == ["skip"] * 5 + ["draw"]
    assert answers(halves, 0, "a") == ["draw"]


def test_whoever_is_through_helps_the_other() -> None:
    halves = division()
    halves.begin(0)
    halves.begin(1)
    answers(halves, 1, "abcdef")
    assert answers(halves, 0, "abcdefg") == [*["draw"] * 5, "skip", "draw"]
    assert answers(halves, 1, "gh") == ["skip", "draw"]


def test_two_workers_share_a_beat_part_by_part() -> None:
    long = division(a=8.0)
    assert (long.begin(0), long.begin(1)) == (0, 0)
    turns = [(0, 0), (1, 0), (1, 1), (0, 1), (0, 2), (1, 2), (1, 3), (0, 3)]
    told = [long.answer(worker, (0, "a"), part) for worker, part in turns]
    assert told == ["draw", "skip", "draw", "skip", "draw", "skip", "draw", "skip"]
    for part in range(3):
        long.drawn((0, "a"), part)
    assert long.complete() == []  # nobody knows yet that the fourth is the last
    assert long.answer(0, (0, "b")) == "end"
    assert not long.finished
    long.drawn((0, "a"), 3)
    assert (long.complete(), long.finished) == ([(0, "a")], True)


def test_nobody_skips_far_for_little() -> None:
    far = division(a=1.0, j=0.2)
    assert (far.begin(0), far.begin(1)) == (0, 0)
    answers(far, 1, ORDER)
    assert answers(far, 0, "ab") == ["draw", "end"]


def test_a_worker_ends_where_nothing_is_left_behind() -> None:
    two = division(workers=1, b=1.0, c=1.0)
    assert two.begin(0) == 0
    assert answers(two, 0, "abcd") == ["skip", "draw", "draw", "end"]
    assert not two.finished
    two.drawn((0, "b"))
    two.drawn((0, "c"))
    assert two.finished
    assert two.begin(0) is None


def test_a_lost_worker_leaves_its_parts_to_the_next() -> None:
    one = division(workers=1, b=1.0)
    one.begin(0)
    assert answers(one, 0, "ab") == ["skip", "draw"]
    one.drawn((0, "b"), 0)
    assert one.answer(0, (0, "b"), 1) == "draw"
    assert one.lose(0) == ((0, "b"),)
    assert one.begin(1) == 0
    assert answers(one, 1, "ab") == ["skip", "skip"]
    assert one.answer(1, (0, "b"), 1) == "draw"
    assert one.answer(1, (0, "c")) == "end"


def test_each_of_two_workers_takes_a_story_of_two() -> None:
    pieces = {(story, beat): 1.0 for story in (0, 1) for beat in "abc"}
    two = Division(["abc", "abc"], pieces, skipping=0.1, workers=2)
    assert (two.begin(0), two.begin(1)) == (0, 1)
    assert answers(two, 0, "abc") == ["draw"] * 3
    assert answers(two, 1, "a", story=1) == ["draw"]
    assert two.begin(0) == 1  # and helps with the other
    assert answers(two, 0, "ab", story=1) == ["skip", "draw"]


def test_a_worker_goes_on_with_the_next_story() -> None:
    pieces = {(story, beat): 1.0 for story in (0, 1, 2) for beat in "ab"}
    one = Division(["ab", "ab", "ab"], pieces, skipping=0.1, workers=1)
    played = []
    while (story := one.begin(0)) is not None:
        played.append(story)
        assert answers(one, 0, "ab", story) == ["draw", "draw"]
    assert played == [0, 1, 2]


@settings(deadline=None)  # machines are busy
@given(
    workers=st.integers(1, 4),
    missing=st.sets(
        st.sampled_from([(n, beat) for n, story in enumerate(STORIES) for beat in story]),
        min_size=1,
    ),
    seed=st.integers(0, 2**32 - 1),
    losses=st.integers(0, 5),
)
def test_every_part_is_drawn_once_whatever_happens(
    workers: int, missing: set[Piece], seed: int, losses: int
) -> None:
    random = np.random.default_rng(seed)
    costs = {piece: float(random.random()) for piece in sorted(missing)}
    # What a worker comes to in each story, one part of a beat after the other.
    ways = [
        [((number, beat), part) for beat in story for part in range(random.integers(1, 5))]
        for number, story in enumerate(STORIES)
    ]
    work = Division(STORIES, costs, 0.1, workers)
    # Of each worker: the story that it plays, how far it is, and what it draws.
    places: dict[int, tuple[int, int, tuple[Piece, int] | None]] = {}
    for worker in range(workers):
        story = work.begin(worker)
        if story is not None:
            places[worker] = story, 0, None
    done: list[tuple[Piece, int]] = []
    complete: list[Piece] = []
    engaged = workers
    for _ in range(10_000):
        if work.finished:
            break
        if not places:
            engaged += 1
            story = work.begin(engaged)
            assert story is not None
            places[engaged] = story, 0, None
        worker = int(random.choice(list(places)))
        number, at, drawing = places.pop(worker)
        if losses and random.random() < 0.1:
            losses -= 1
            work.lose(worker)
            continue
        if drawing:
            work.drawn(*drawing)
            done.append(drawing)
        way = ways[number]
        answer = work.answer(worker, *way[at]) if at < len(way) else "end"
        if answer == "end":
            story = work.begin(worker)
            if story is not None:
                places[worker] = story, 0, None
        else:
            places[worker] = number, at + 1, way[at] if answer == "draw" else None
        complete += work.complete()
    assert sorted(done) == [place for way in ways for place in way if place[0] in missing]
    assert sorted(complete) == sorted(missing)


def test_a_beat_that_nobody_wants_has_no_worker() -> None:
    with pytest.raises(KeyError):
        division().answer(5, (0, "a"))

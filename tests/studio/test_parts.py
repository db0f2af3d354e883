"""Long beats are split: at places that the film alone decides, and joined without a trace."""

import os
from collections.abc import Callable, Iterator
from collections.abc import Set as AbstractSet
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import manim as m
import numpy as np
import pytest

from scenes.beats import Beat
from scenes.studio import films
from scenes.studio.division import Division, Piece
from scenes.studio.engine import Engine
from scenes.studio.film import play
from scenes.studio.jobs import Quality, VideoJob
from scenes.studio.pixels import Frame, Pixels
from scenes.studio.publish import Destination
from scenes.studio.videos import render_video
from tests.studio.processes import kill, linux, workers_of
from tests.studio.tiny import SECONDS, Tiny, decoded, job, story

QUALITY = Quality(64, 36, 15)
PARTS = {("move", 0): 4.0, ("move", 1): 5.2, ("move", 2): 1.2, ("still", 0): 0.6, ("fade", 0): 1.2}
"""Seconds of each part of the slow scene."""


class Slow(Tiny):
    """Its first beat has animations that begin at 0, 2, 4, 6 and 9.2 seconds."""

    def move(self, beat: Beat) -> None:
        """Long enough for three parts; a wait begins none."""
        super().move(beat)
        self.wait(1.4)
        for seconds in (2.0, 2.0):
            self.play(self.square.animate.rotate(0.3), seconds=seconds)
        self.wait(1.2)
        self.wait(2.0)
        self.play(self.square.animate.shift(m.UP), seconds=1.0)


TOPIC = SimpleNamespace(name="tiny", story=story, scene=Slow)


class Chosen(AbstractSet[str]):
    """The beats whose first part is chosen; the scene is played to its end."""

    def __init__(self, choose: Callable[[str, int], bool]) -> None:
        self._choose = choose

    def __contains__(self, beat: object) -> bool:
        return self._choose(str(beat), 0)

    def __iter__(self) -> Iterator[str]:
        return iter(SECONDS)

    def __len__(self) -> int:
        return len(SECONDS)


class Pictures:
    """A sink that keeps the frames of each part that is chosen."""

    stills_only = False

    def __init__(self, choose: Callable[[str, int], bool]) -> None:
        self.frames: dict[tuple[str, int], list[Pixels]] = {}
        self._choose = choose
        self._picture: Pixels | None = None

    def begin(self, beat: str) -> None:
        """A beat begins."""
        self._running = self.frames[beat, 0] = []

    def next_part(self, beat: str, part: int) -> bool:
        """Another part of it begins."""
        if self._choose(beat, part):
            self._running = self.frames[beat, part] = []
        return self._choose(beat, part)

    def frame(self, frame: Frame, repeat: int) -> None:
        """Keep it, once for each time."""
        self._picture = frame.over(self._picture if self._running else None)
        self._running += [self._picture.copy()] * repeat

    def still(self, beat: str, frame: Frame) -> None:
        """Not asked for."""


def pictures(
    choose: Callable[[str, int], bool] = lambda beat, part: True, split: bool = True
) -> dict[tuple[str, int], list[Pixels]]:
    """The frames of some parts of the slow scene."""
    told, sink = job(quality=QUALITY), Pictures(choose)
    play(
        Slow, told.story, sink, theme=told.theme, quality=QUALITY, beats=Chosen(choose),
        next_part=sink.next_part if split else None,
    )  # fmt: skip
    return sink.frames


def test_a_part_begins_with_an_animation_after_four_seconds() -> None:
    seconds = {place: len(frames) / QUALITY.fps for place, frames in pictures().items()}
    assert seconds == PARTS


def test_parts_alone_have_the_frames_of_the_whole() -> None:
    whole = pictures(split=False)
    alone = pictures(lambda beat, part: part % 2 == 0) | pictures(lambda beat, part: part == 1)
    assert set(alone) == set(PARTS)
    for beat in SECONDS:
        parts = [alone[place] for place in sorted(alone) if place[0] == beat]
        np.testing.assert_array_equal(np.concatenate(parts), whole[beat, 0])


@pytest.fixture
def slow(monkeypatch: pytest.MonkeyPatch) -> VideoJob:
    """A video of the slow scene, which everybody finds."""
    monkeypatch.setattr(films, "discover", lambda: {"tiny": TOPIC})
    return job(quality=QUALITY)


def test_any_number_of_workers_gives_the_same_bytes(tmp_path: Path, slow: VideoJob) -> None:
    told: list[tuple[int, int]] = []
    made = [
        render_video(
            slow, Destination(tmp_path / str(count)), lambda *n: told.append(n), Engine(count)
        )
        for count in (1, 2, 3)
    ]
    assert len({one.path.read_bytes() for one in made}) == 1
    assert [beat.seconds for beat in made[0].timeline] == [10.4, 0.6, 1.2]
    assert len(decoded(made[0].path)) == 183
    assert told[-1] == (183, 183)
    assert all(done <= expected for done, expected in told)


@linux
def test_a_worker_that_is_lost_costs_its_part(
    tmp_path: Path, slow: VideoJob, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = render_video(slow, Destination(tmp_path / "whole"))
    answer = Division.answer
    given: list[tuple[Piece, int]] = []

    def answering(division: Any, worker: int, piece: Piece, part: int) -> str:
        told = answer(division, worker, piece, part)
        if told == "draw":
            given.append((piece, part))
            if given.count((piece, 1)) == 1 and part == 1:
                for process in workers_of(os.getpid()):
                    kill(process)
        return told

    monkeypatch.setattr(Division, "answer", answering)
    made = render_video(slow, Destination(tmp_path / "again"), engine=Engine(2))
    assert made.path.read_bytes() == whole.path.read_bytes()
    assert given.count(((0, "move"), 1)) == 2

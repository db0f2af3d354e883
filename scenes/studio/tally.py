"""How far a job is: frames that are drawn, of about so many."""

from collections.abc import Hashable, Mapping
from typing import Generic, TypeVar

from scenes.studio.jobs import Timing, VideoJob
from scenes.studio.progress import Report

READING_SPEED = 14.0
"""Characters a second that a beat's caption is read at: a scene's holds are made for it."""
_SEEN = 1.0
"""Seconds of a beat in which more is seen than is read."""


def expected_frames(job: VideoJob) -> dict[str, float]:
    """A guess at the frames of each beat that is wanted, from its words alone."""
    return {beat: job.quality.fps * _seconds(job, beat) for beat in job.wanted}


_Piece = TypeVar("_Piece", bound=Hashable)


class Tally(Generic[_Piece]):
    """Adds up what the workers tell; beats to come are taken to be as far off as those before.

    >>> told = []
    >>> tally = Tally({"a": 10, "b": 20}, lambda done, expected: told.append((done, expected)))
    >>> tally.drawing("a", 5), tally.drawn("a", 15), tally.drawing("b", 3)
    (None, None, None)
    >>> told
    [(5, 30), (15, 45), (18, 45)]
    """

    def __init__(self, expected: Mapping[_Piece, float], report: Report) -> None:
        self._expected, self._report = expected, report
        self._frames: dict[_Piece, int] = {}
        self._finished: set[_Piece] = set()

    def drawing(self, beat: _Piece, frames: int) -> None:
        """So many frames of a beat are drawn."""
        self._frames[beat] = frames
        done = sum(self._frames.values())
        self._report(done, max(done, round(self._total())))

    def drawn(self, beat: _Piece, frames: int) -> None:
        """A beat is finished."""
        self._finished.add(beat)
        self.drawing(beat, frames)

    def _total(self) -> float:
        guessed = sum(self._expected[beat] for beat in self._finished)
        known = sum(self._frames[beat] for beat in self._finished)
        usual = known / guessed if guessed else 1.0
        left = (
            max(self._frames.get(beat, 0), usual * guess)
            for beat, guess in self._expected.items()
            if beat not in self._finished
        )
        return known + sum(left)


def timeline(frames: Mapping[str, int], fps: int) -> tuple[Timing, ...]:
    """When each beat plays, from the frames of each in their order."""
    found: list[Timing] = []
    start = 0
    for beat, count in frames.items():
        found.append(Timing(beat, start, count, fps))
        start += count
    return tuple(found)


def _seconds(job: VideoJob, beat: str) -> float:
    read = len(job.story.caption(beat, job.language)) / READING_SPEED
    shown = max(job.story[beat].hold, read) + _SEEN
    return max(job.theme.pace * shown, job.story[beat].lasts)

"""Films in the making: the beats of several jobs, drawn as one piece of work by what helps."""

import contextlib
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from scenes.studio.division import Piece
from scenes.studio.engine import SECONDS_TO_SKIP, Engine, seconds_to_draw
from scenes.studio.fingerprint import fingerprints
from scenes.studio.jobs import Drawn, VideoJob
from scenes.studio.progress import Report
from scenes.studio.segments import draw_segments
from scenes.studio.tally import Tally, expected_frames
from scenes.studio.workshop import temporary_workshop
from scenes.topics import CARDS, discover


class Film:
    """The segments of a job, kept ones first; complete when its last one is there.

    Attributes:
        job: what is drawn.
        folder: where its segments lie, and what else is made of it.
        keys: the beats' fingerprints; none without a cache.
    """

    def __init__(self, job: VideoJob, folder: Path, engine: Engine) -> None:
        self._began = time.perf_counter()
        self.job, self.folder = job, folder
        self.keys = fingerprints(job) if engine.cache else {}
        self._cache = engine.cache
        kept = engine.cache.fetch(self.keys, folder) if engine.cache else {}
        self._segments: dict[str, Drawn] = kept

    @property
    def segments(self) -> list[Drawn]:
        """One a beat that is wanted, in the story's order; those that are there."""
        found = (self._segments.get(beat) for beat in self.job.wanted)
        return [segment for segment in found if segment is not None]

    @property
    def missing(self) -> Mapping[str, float]:
        """The beats that are not drawn, with a guess at their frames."""
        expected = expected_frames(self.job)
        return {beat: count for beat, count in expected.items() if beat not in self._segments}

    @property
    def took(self) -> float:
        """Seconds since it was begun."""
        return time.perf_counter() - self._began

    def take(self, segment: Drawn) -> None:
        """A beat is drawn: it is kept for other renders at once."""
        self._segments[segment.beat] = segment
        if self._cache:
            self._cache.keep(self.keys[segment.beat], segment)


Complete = Callable[[int, Film], None]
"""Told of a film as soon as it is complete, with its place among the jobs."""


@contextlib.contextmanager
def drawn_films(
    jobs: Sequence[VideoJob],
    report: Report = lambda done, expected: None,
    engine: Engine | None = None,
    complete: Complete = lambda number, film: None,
) -> Iterator[list[Film]]:
    """Draw every beat of every job; the segments are there until the block ends.

    The frames are the same whatever the engine.

    Args:
        jobs: what is drawn.
        report: told of the frames that are drawn, of all films together.
        engine: the means; None draws everything in this process.
        complete: told of each film when it is complete, the others may not be.

    Raises:
        OSError: a segment cannot be written; nothing of it is left.
    """
    engine = engine or Engine()
    with contextlib.ExitStack() as stack:
        folder = stack.enter_context(
            engine.cache.workshop() if engine.cache else temporary_workshop()
        )
        films: list[Film] = []
        for number, job in enumerate(jobs):
            place = folder / f"film-{number}"
            place.mkdir()
            films.append(Film(job, place, engine))
            if not films[-1].missing:
                complete(number, films[-1])
        _draw(films, folder, report, engine, complete)
        yield films


def _draw(
    all_films: Sequence[Film], folder: Path, report: Report, engine: Engine, complete: Complete
) -> None:
    """Draw the beats that are missing: here, in workers or on a cluster."""
    places = [place for place, film in enumerate(all_films) if film.missing]
    films = [all_films[place] for place in places]
    frames = {
        (number, beat): count
        for number, film in enumerate(films)
        for beat, count in film.missing.items()
    }
    if not frames:
        return
    tally = Tally(frames, report)

    def done(piece: Piece, segment: Drawn) -> None:
        film = films[piece[0]]
        film.take(segment)
        if not film.missing:
            complete(places[piece[0]], film)
        tally.drawn(piece, segment.frames)

    costs = {
        piece: seconds_to_draw(count, _pixels(films[piece[0]].job))
        for piece, count in frames.items()
    }
    works = [(_topic(film.job), film.job) for film in films]
    if engine.scheduler is not None:
        from scenes.studio.cluster import draw_in_cluster

        draw_in_cluster(engine.scheduler, works, costs, folder, tally.drawing, done)
        return
    workers = engine.workers_for(costs)
    if workers > 1:
        from scenes.studio.division import Division
        from scenes.studio.forking import NoServerError
        from scenes.studio.workers import draw_in_workers

        stories = [film.job.story.ids for film in films]
        division = Division(stories, costs, SECONDS_TO_SKIP, workers)
        with contextlib.suppress(NoServerError):
            draw_in_workers(workers, works, division, folder, tally.drawing, done)
            return
    for number, film in enumerate(films):
        _draw_one(number, film, costs, tally.drawing, done)


def _draw_one(
    number: int,
    film: Film,
    costs: Mapping[Piece, float],
    telling: Callable[[Piece, int], None],
    done: Callable[[Piece, Drawn], None],
) -> None:
    """Draw the beats that have a cost of one film, in this process."""
    topic, job = _topic(film.job), film.job

    def tell(beat: str, count: int) -> None:
        telling((number, beat), count)

    def take(segment: Drawn) -> None:
        done((number, segment.beat), segment)

    own = tuple(beat for beat in job.wanted if (number, beat) in costs)
    draw_segments(topic, job, own, film.folder, tell, take)


def _pixels(job: VideoJob) -> int:
    return job.quality.width * job.quality.height


def _topic(job: VideoJob) -> Any:
    return {**discover(), **CARDS}[job.story.topic]

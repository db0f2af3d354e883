"""From topics to video files: drawn beat by beat, by as many processes as help, joined, whole."""

import contextlib
import shutil
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

from scenes.studio.division import Piece
from scenes.studio.encode import codec_for, join
from scenes.studio.engine import SECONDS_TO_SKIP, Engine, seconds_to_draw
from scenes.studio.files import WholeFile
from scenes.studio.fingerprint import combined, fingerprints
from scenes.studio.jobs import Drawn, Rendered, VideoJob
from scenes.studio.progress import Report
from scenes.studio.publish import Destination, publish
from scenes.studio.segments import draw_segments
from scenes.studio.tally import Tally, expected_frames, timeline
from scenes.studio.workshop import temporary_workshop
from scenes.topics import discover


def render_video(
    job: VideoJob,
    place: Destination,
    report: Report = lambda done, expected: None,
    engine: Engine | None = None,
) -> Rendered:
    """Render one video; arguments, result and errors as of `render_videos`."""
    return render_videos([(job, place)], report, engine)[0]


def render_videos(
    orders: Sequence[tuple[VideoJob, Destination]],
    report: Report = lambda done, expected: None,
    engine: Engine | None = None,
) -> list[Rendered]:
    """Render videos or gifs as one piece of work, and publish each file as soon as it is complete.

    The frames are the same whatever the engine.

    Args:
        orders: what is rendered, and where each file goes.
        report: told of the frames that are drawn, of all videos together.
        engine: the means; None draws everything in this process.

    Returns:
        The files with the exact frames of every beat.

    Raises:
        OSError: a file cannot be written; nothing of it is left.
    """
    engine = engine or Engine()
    with contextlib.ExitStack() as stack:
        # Every folder is tried before the first frame is drawn.
        files = [
            stack.enter_context(WholeFile(place.folder_of(job), f".{job.format}"))
            for job, place in orders
        ]
        folder = stack.enter_context(_workshop(engine))
        films = [
            _Film(job, place, file, _made(folder / f"film-{number}"), engine)
            for number, ((job, place), file) in enumerate(zip(orders, files, strict=True))
        ]
        _draw(films, folder, report, engine)
        return [film.rendered for film in films if film.rendered is not None]


class _Film:
    """A video in the making: it is published when its last segment is there."""

    def __init__(
        self, job: VideoJob, place: Destination, file: WholeFile, folder: Path, engine: Engine
    ) -> None:
        self._began = time.perf_counter()
        self.job, self.folder = job, folder
        self.rendered: Rendered | None = None
        self._place, self._file, self._cache = place, file, engine.cache
        self._keys = fingerprints(job) if engine.cache else {}
        kept = engine.cache.fetch(self._keys, folder) if engine.cache else {}
        self._segments: dict[str, Drawn] = kept
        self._publish_if_complete()

    @property
    def missing(self) -> Mapping[str, float]:
        """The beats that are not drawn, with a guess at their frames."""
        expected = expected_frames(self.job)
        return {beat: count for beat, count in expected.items() if beat not in self._segments}

    def take(self, segment: Drawn) -> None:
        """A beat is drawn: it is kept for other renders at once."""
        self._segments[segment.beat] = segment
        if self._cache:
            self._cache.keep(self._keys[segment.beat], segment)
        self._publish_if_complete()

    def _publish_if_complete(self) -> None:
        job, fps = self.job, self.job.quality.fps
        if len(self._segments) < len(job.wanted):
            return
        paths = [self._segments[beat].path for beat in job.wanted]
        if job.format == "gif":
            self._write_gif(paths)
        else:
            join(paths, self._file.path, codec_for(job.format, job.transparent), fps)
        size = (job.quality.width, job.quality.height)
        times = timeline({beat: self._segments[beat].frames for beat in job.wanted}, fps)
        took = time.perf_counter() - self._began
        made = Rendered(self._file.path, "video", job, size, times, took)
        self.rendered = publish(self._file, made, self._place)

    def _write_gif(self, paths: Sequence[Path]) -> None:
        """A gif's palette depends on every frame: it is kept whole, beside its beats."""
        from scenes.studio.gif import write_gif

        key = combined(self._keys.values())
        kept = self._cache.fetch({"gif": key}, self.folder) if self._cache else {}
        if not kept:
            path = self.folder / "whole.gif"
            write_gif(paths, path, self.job.quality.fps)
            frames = sum(segment.frames for segment in self._segments.values())
            kept = {"gif": Drawn("gif", path, frames)}
            if self._cache:
                self._cache.keep(key, kept["gif"])
        shutil.copyfile(kept["gif"].path, self._file.path)


@contextlib.contextmanager
def _workshop(engine: Engine) -> Iterator[Path]:
    """A folder for the segments of one render, and for all that Manim writes."""
    with engine.cache.workshop() if engine.cache else temporary_workshop() as folder:
        yield folder


def _made(folder: Path) -> Path:
    folder.mkdir()
    return folder


def _draw(films: Sequence[_Film], folder: Path, report: Report, engine: Engine) -> None:
    """Draw the beats that are missing: here, in workers or on a cluster."""
    films = [film for film in films if film.rendered is None]
    frames = {
        (number, beat): count
        for number, film in enumerate(films)
        for beat, count in film.missing.items()
    }
    if not frames:
        return
    tally = Tally(frames, report)

    def done(piece: Piece, segment: Drawn) -> None:
        films[piece[0]].take(segment)
        tally.drawn(piece, segment.frames)

    costs = {
        piece: seconds_to_draw(count, _pixels(films[piece[0]].job))
        for piece, count in frames.items()
    }
    works = [(discover()[film.job.story.topic], film.job) for film in films]
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
    film: _Film,
    costs: Mapping[Piece, float],
    telling: Callable[[Piece, int], None],
    done: Callable[[Piece, Drawn], None],
) -> None:
    """Draw the beats that have a cost of one film, in this process."""
    topic, job = discover()[film.job.story.topic], film.job

    def tell(beat: str, count: int) -> None:
        telling((number, beat), count)

    def take(segment: Drawn) -> None:
        done((number, segment.beat), segment)

    own = tuple(beat for beat in job.wanted if (number, beat) in costs)
    draw_segments(topic, job, own, film.folder, tell, take)


def _pixels(job: VideoJob) -> int:
    return job.quality.width * job.quality.height

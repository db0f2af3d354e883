"""From topics to video files: drawn beat by beat, by as many processes as help, joined, whole."""

import contextlib
import shutil
from collections.abc import Sequence

from scenes.sound.beside import mux
from scenes.studio.cache import Cache
from scenes.studio.encode import codec_for, join
from scenes.studio.engine import Engine
from scenes.studio.files import WholeFile
from scenes.studio.films import Film, drawn_films
from scenes.studio.fingerprint import combined
from scenes.studio.jobs import Drawn, Rendered, Timing, VideoJob
from scenes.studio.narration import spoken_in
from scenes.studio.progress import Report
from scenes.studio.publish import Destination, publish
from scenes.studio.tally import timeline


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
        made: dict[int, Rendered] = {}

        def complete(number: int, film: Film) -> None:
            _write(film, files[number], engine.cache)
            rendered = _described(film, files[number])
            made[number] = publish(files[number], rendered, orders[number][1])

        stack.enter_context(drawn_films([job for job, _ in orders], report, engine, complete))
        return [made[number] for number in range(len(orders))]


def _write(film: Film, file: WholeFile, cache: Cache | None) -> None:
    """Put a film's segments together."""
    job = film.job
    if job.format == "gif":
        _write_gif(film, file, cache)
        return
    paths = [segment.path for segment in film.segments]
    whole = film.folder / f"whole.{job.format}" if job.narration else file.path
    join(paths, whole, codec_for(job.format, job.transparent), job.quality.fps)
    if job.narration:
        mux(whole, file.path, spoken_in(job, _times(film)))


def _write_gif(film: Film, file: WholeFile, cache: Cache | None) -> None:
    """A gif's palette depends on every frame: it is kept whole, beside its beats."""
    from scenes.studio.gif import write_gif

    key = combined(film.keys.values())
    kept = cache.fetch({"gif": key}, film.folder) if cache else {}
    if not kept:
        path = film.folder / "whole.gif"
        write_gif([segment.path for segment in film.segments], path, film.job.quality.fps)
        frames = sum(segment.frames for segment in film.segments)
        kept = {"gif": Drawn("gif", path, frames)}
        if cache:
            cache.keep(key, kept["gif"])
    shutil.copyfile(kept["gif"].path, file.path)


def _described(film: Film, file: WholeFile) -> Rendered:
    size = (film.job.quality.width, film.job.quality.height)
    return Rendered(file.path, "video", film.job, size, _times(film), film.took)


def _times(film: Film) -> tuple[Timing, ...]:
    frames = {segment.beat: segment.frames for segment in film.segments}
    return timeline(frames, film.job.quality.fps)

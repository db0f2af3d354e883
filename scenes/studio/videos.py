"""From a topic to a video file: drawn beat by beat, by as many processes as help, joined, whole."""

import contextlib
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from scenes.studio.encode import codec_for, join
from scenes.studio.engine import SECONDS_TO_SKIP, Engine, seconds_to_draw
from scenes.studio.files import WholeFile
from scenes.studio.fingerprint import fingerprints
from scenes.studio.jobs import Drawn, Rendered, VideoJob
from scenes.studio.progress import Report
from scenes.studio.publish import Destination, publish
from scenes.studio.segments import draw_segments
from scenes.studio.tally import Tally, expected_frames, timeline
from scenes.topics import discover


def render_video(
    job: VideoJob,
    place: Destination,
    report: Report = lambda done, expected: None,
    engine: Engine | None = None,
) -> Rendered:
    """Render a video or a gif, and publish the file.

    The frames are the same whatever the engine.

    Args:
        job: what is rendered.
        place: where the file goes.
        report: told of the frames that are drawn.
        engine: the means; None draws everything in this process.

    Returns:
        The file with the exact frames of every beat.

    Raises:
        OSError: the file cannot be written; nothing of it is left.
    """
    began = time.perf_counter()
    with (
        WholeFile(place.folder_of(job), f".{job.format}") as file,
        _workshop(engine) as folder,
    ):
        segments = _segments(job, folder, report, engine or Engine())
        paths = [segments[beat].path for beat in job.wanted]
        if job.format == "gif":
            from scenes.studio.gif import write_gif

            write_gif(paths, file.path, job.quality.fps)
        else:
            join(paths, file.path, codec_for(job.format, job.transparent), job.quality.fps)
        size = (job.quality.width, job.quality.height)
        times = timeline({beat: segments[beat].frames for beat in job.wanted}, job.quality.fps)
        took = time.perf_counter() - began
        return publish(file, Rendered(file.path, "video", job, size, times, took), place)


@contextlib.contextmanager
def _workshop(engine: Engine | None) -> Iterator[Path]:
    """A folder for the segments of one render, and for all that Manim writes."""
    if engine is not None and engine.cache is not None:
        with engine.cache.workshop() as folder:
            yield folder
    else:
        with tempfile.TemporaryDirectory(prefix="zoomout-") as name:
            yield Path(name)


def _segments(job: VideoJob, folder: Path, report: Report, engine: Engine) -> Mapping[str, Drawn]:
    """A segment of every beat that is wanted; each is kept as soon as it is complete."""
    cache = engine.cache
    keys = fingerprints(job) if cache else {}
    segments = cache.fetch(keys, folder) if cache else {}
    expected = expected_frames(job)
    frames = {beat: count for beat, count in expected.items() if beat not in segments}
    if not frames:
        return segments
    tally = Tally(frames, report)

    def done(segment: Drawn) -> None:
        segments[segment.beat] = segment
        if cache:
            cache.keep(keys[segment.beat], segment)
        tally.drawn(segment.beat, segment.frames)

    pixels = job.quality.width * job.quality.height
    costs = {beat: seconds_to_draw(count, pixels) for beat, count in frames.items()}
    _draw_missing(job, costs, folder, tally.drawing, done, engine)
    return segments


def _draw_missing(
    job: VideoJob,
    costs: dict[str, float],
    folder: Path,
    telling: Callable[[str, int], None],
    done: Callable[[Drawn], None],
    engine: Engine,
) -> None:
    """Draw the beats that have a cost, here, in workers or on a cluster."""
    topic = discover()[job.story.topic]
    if engine.scheduler is not None:
        from scenes.studio.cluster import draw_in_cluster

        draw_in_cluster(engine.scheduler, topic, job, costs, folder, telling, done)
        return
    workers = engine.workers_for(costs)
    if workers == 1:
        beats = tuple(beat for beat in job.wanted if beat in costs)
        draw_segments(topic, job, beats, folder, telling, done)
        return
    from scenes.studio.division import Division
    from scenes.studio.workers import draw_in_workers

    division = Division(job.story.ids, costs, SECONDS_TO_SKIP, workers)
    draw_in_workers(workers, topic, job, division, folder, telling, done)

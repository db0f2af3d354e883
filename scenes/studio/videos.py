"""From a topic to a video file: encoded beat by beat, joined, whole."""

import tempfile
import time
from collections import deque
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from types import TracebackType
from typing import Self

from scenes.studio.encode import Codec, Segment, codec_for, join
from scenes.studio.files import WholeFile
from scenes.studio.jobs import Quality, Rendered, Timing, VideoJob
from scenes.studio.pixels import Frame
from scenes.studio.progress import Report
from scenes.studio.publish import Destination, publish
from scenes.topics import discover

# Frames drawn ahead of the encoder: enough to keep both busy, 66 MB at 1080p.
_AHEAD = 8
# A guess at the length of a beat, in seconds, until one has been rendered.
_GUESSED_BEAT = 8.0


class BeatEncoder:
    """A sink that encodes each beat into a segment, in a thread beside the drawing."""

    stills_only = False

    def __init__(
        self, folder: Path, codec: Codec, quality: Quality, beats: int, report: Report
    ) -> None:
        self.segments: list[tuple[str, Segment]] = []
        self._folder, self._codec, self._quality = folder, codec, quality
        self._beats, self._report = beats, report
        self._drawn = self._before = 0  # frames, of all beats and of those before the running one
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="encoder")
        self._pending: deque[Future[None]] = deque()

    def begin(self, beat: str) -> None:
        """Finish the segment before, and open the beat's."""
        if self.segments:
            self._submit(self.segments[-1][1].close)
        self._before = self._drawn
        path = self._folder / f"{len(self.segments):03}.{self._codec.container}"
        self.segments.append((beat, Segment(path, self._codec, self._quality)))

    def frame(self, frame: Frame, repeat: int) -> None:
        """Hand a frame to the encoder's thread; waits while that is too far behind."""
        segment = self.segments[-1][1]
        self._submit(lambda: segment.write(frame, repeat))
        self._drawn += repeat
        self._report(self._drawn, self._expected())

    def still(self, beat: str, frame: Frame) -> None:
        """Not asked for."""

    def finish(self) -> tuple[Timing, ...]:
        """Wait for the last frame; the beats with the frames that were encoded of each."""
        if self.segments:
            self._submit(self.segments[-1][1].close)
        while self._pending:
            self._pending.popleft().result()
        timeline: tuple[Timing, ...] = ()
        for beat, segment in self.segments:
            start = timeline[-1].first_frame + timeline[-1].frames if timeline else 0
            timeline += (Timing(beat, start, segment.frames, self._quality.fps),)
        return timeline

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._thread.shutdown(cancel_futures=True)

    def _submit(self, work: Callable[[], None]) -> None:
        self._pending.append(self._thread.submit(work))
        while len(self._pending) > _AHEAD:
            self._pending.popleft().result()

    def _expected(self) -> int:
        """The frames of the whole video, the beats to come taken to be like those before."""
        begun = len(self.segments)
        usual = self._before / (begun - 1) if begun > 1 else _GUESSED_BEAT * self._quality.fps
        this = max(self._drawn - self._before, usual)
        return round(self._before + this + usual * (self._beats - begun))


def render_video(
    job: VideoJob, place: Destination, report: Report = lambda done, expected: None
) -> Rendered:
    """Render a video, a gif or a beat's last frame, and publish the file.

    Returns:
        The file with the exact frames of every beat.

    Raises:
        OSError: the file cannot be written; nothing of it is left.
    """
    from scenes.studio.film import play  # starts Manim: not before it is needed

    began = time.perf_counter()
    codec = codec_for(job.format, job.transparent)
    scene = discover()[job.story.topic].scene
    with (
        WholeFile(place.folder_of(job), f".{job.format}") as file,
        tempfile.TemporaryDirectory(prefix="zoomout-") as folder,
        BeatEncoder(Path(folder), codec, job.quality, len(job.wanted), report) as encoder,
    ):
        play(
            scene,
            job.story,
            encoder,
            theme=job.theme,
            quality=job.quality,
            beats=job.wanted,
            language=job.language,
            transparent=job.transparent,
        )
        timeline = encoder.finish()
        paths = [segment.path for _, segment in encoder.segments]
        if job.format == "gif":
            from scenes.studio.gif import write_gif

            write_gif(paths, file.path, job.quality.fps)
        else:
            join(paths, file.path, codec, job.quality.fps)
        size = (job.quality.width, job.quality.height)
        took = time.perf_counter() - began
        return publish(file, Rendered(file.path, "video", job, size, timeline, took), place)

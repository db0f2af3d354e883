"""Beats of a scene become segments, each encoded beside the drawing into a file of its own."""

import contextlib
from collections import deque
from collections.abc import Callable, Collection
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from scenes.studio.encode import Codec, Segment, codec_for
from scenes.studio.jobs import Drawn, Quality, VideoJob
from scenes.studio.pixels import Frame
from scenes.studio.workshop import temporary_files_in

# Frames drawn ahead of the encoder: enough to keep both busy, 66 MB at 1080p.
_AHEAD = 8


class NothingLeftError(Exception):
    """Raised by the beats that are asked for, where none is wanted from here on."""


class BeatEncoder:
    """A sink that encodes each beat into a segment, in a thread beside the drawing.

    Args:
        folder: takes the segments.
        telling: told of a beat and how many frames of it are drawn.
        done: handed each segment when its file is complete, from the encoder's thread.
    """

    stills_only = False

    def __init__(
        self,
        folder: Path,
        codec: Codec,
        quality: Quality,
        telling: Callable[[str, int], None],
        done: Callable[[Drawn], None],
    ) -> None:
        self._folder, self._codec, self._quality = folder, codec, quality
        self._telling, self._done = telling, done
        self._running: tuple[str, Segment] | None = None
        self._frames = 0  # drawn of the running beat
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="encoder")
        self._pending: deque[Future[None]] = deque()

    def begin(self, beat: str) -> None:
        """Finish the segment before, and open the beat's."""
        self._close()
        self._frames = 0
        path = self._folder / f"{beat}.{self._codec.container}"
        self._running = beat, Segment(path, self._codec, self._quality)

    def frame(self, frame: Frame, repeat: int) -> None:
        """Hand a frame to the encoder's thread; waits while that is too far behind."""
        assert self._running is not None
        beat, segment = self._running
        self._submit(lambda: segment.write(frame, repeat))
        self._frames += repeat
        self._telling(beat, self._frames)

    def still(self, beat: str, frame: Frame) -> None:
        """Not asked for."""

    def finish(self) -> None:
        """Wait until the last segment is complete."""
        self._close()
        while self._pending:
            self._pending.popleft().result()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._thread.shutdown(cancel_futures=True)

    def _close(self) -> None:
        if self._running is not None:
            beat, segment = self._running
            self._running = None
            self._submit(lambda: self._complete(beat, segment))

    def _complete(self, beat: str, segment: Segment) -> None:
        segment.close()
        self._done(Drawn(beat, segment.path, segment.frames))

    def _submit(self, work: Callable[[], None]) -> None:
        self._pending.append(self._thread.submit(work))
        while len(self._pending) > _AHEAD:
            self._pending.popleft().result()


def draw_segments(
    topic: Any,
    job: VideoJob,
    beats: Collection[str],
    folder: Path,
    telling: Callable[[str, int], None],
    done: Callable[[Drawn], None],
) -> None:
    """Play a topic's scene in this process, and encode the beats that are among `beats`.

    Args:
        topic: as `discover` finds it.
        beats: ids; may raise `NothingLeftError` when asked for one.
        folder: takes the segments, and whatever Manim needs for the time being.
        telling, done: as of `BeatEncoder`.
    """
    from scenes.studio.film import play  # starts Manim: not before it is needed

    codec = codec_for(job.format, job.transparent)
    with (
        temporary_files_in(folder),
        BeatEncoder(folder, codec, job.quality, telling, done) as encoder,
    ):
        with contextlib.suppress(NothingLeftError):
            play(
                topic.scene,
                job.story,
                encoder,
                theme=job.theme,
                quality=job.quality,
                beats=beats,
                language=job.language,
                transparent=job.transparent,
            )
        encoder.finish()

"""Parts of beats become segments, each encoded beside the drawing into a file of its own."""

import contextlib
from collections import deque
from collections.abc import Callable, Collection
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from scenes.studio.encode import Codec, Segment, codec_for
from scenes.studio.jobs import Drawn, Quality, VideoJob
from scenes.studio.parts import Frames, NextPart, whole
from scenes.studio.pixels import Frame
from scenes.studio.workshop import temporary_files_in

# Frames drawn ahead of the encoder: enough to keep both busy, 66 MB at 1080p.
_AHEAD = 8


class NothingLeftError(Exception):
    """Raised by the beats that are asked for, where none is wanted from here on."""


class PartEncoder:
    """A sink that encodes each part of a beat into a segment, in a thread beside the drawing.

    Args:
        folder: takes the segments.
        wanted: of a beat and the number of a part, but for the first: whether it is drawn.
        telling: told of a beat, a part and how many frames of it are drawn.
        done: handed each segment when its file is complete, from the encoder's thread.
    """

    stills_only = False

    def __init__(
        self,
        folder: Path,
        codec: Codec,
        quality: Quality,
        wanted: NextPart,
        telling: Callable[[str, int, int], None],
        done: Callable[[Drawn], None],
    ) -> None:
        self._folder, self._codec, self._quality = folder, codec, quality
        self._wanted, self._telling, self._done = wanted, telling, done
        self._running: tuple[str, int, Segment] | None = None
        self._frames = 0  # drawn of the running part
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="encoder")
        self._pending: deque[Future[None]] = deque()

    def begin(self, beat: str) -> None:
        """Finish the segment before, and open that of the beat's first part."""
        self._open(beat, 0)

    def next_part(self, beat: str, part: int) -> bool:
        """Finish the segment before, and open the part's, if it is wanted."""
        self._close()
        wanted = self._wanted(beat, part)
        if wanted:
            self._open(beat, part)
        return wanted

    def frame(self, frame: Frame, repeat: int) -> None:
        """Hand a frame to the encoder's thread; waits while that is too far behind."""
        assert self._running is not None
        beat, part, segment = self._running
        self._submit(lambda: segment.write(frame, repeat))
        self._frames += repeat
        self._telling(beat, part, self._frames)

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

    def _open(self, beat: str, part: int) -> None:
        self._close()
        self._frames = 0
        path = self._folder / f"{beat}-{part}.{self._codec.container}"
        self._running = beat, part, Segment(path, self._codec, self._quality)

    def _close(self) -> None:
        if self._running is not None:
            beat, part, segment = self._running
            self._running = None
            self._submit(lambda: self._complete(beat, part, segment))

    def _complete(self, beat: str, part: int, segment: Segment) -> None:
        segment.close()
        self._done(Drawn(beat, segment.path, segment.frames, part))

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

    They are split and joined as if many had drawn them, so that the bytes are the same.

    Args:
        topic: as `discover` finds it.
        beats: ids.
        folder: takes the segments, and whatever Manim needs for the time being.
        telling: told of a beat and how many frames of it are drawn.
        done: handed each beat when its file is complete, from a thread of its own.
    """
    codec = codec_for(job.format, job.transparent)
    frames: Frames[str] = Frames()
    parts: list[Drawn] = []  # of the running beat

    def tell(beat: str, part: int, count: int) -> None:
        telling(beat, frames.count(beat, part, count))

    def join() -> None:
        if parts:
            done(whole(parts, codec, job.quality.fps))
            parts.clear()

    def take(part: Drawn) -> None:
        if part.part == 0:
            join()  # of the beat before
        parts.append(part)

    draw_parts(topic, job, beats, lambda beat, part: beat in beats, folder, tell, take)
    join()


def draw_parts(
    topic: Any,
    job: VideoJob,
    beats: Collection[str],
    wanted: NextPart,
    folder: Path,
    telling: Callable[[str, int, int], None],
    done: Callable[[Drawn], None],
) -> None:
    """Play a topic's scene in this process, and encode parts of its beats.

    Args:
        topic: as `discover` finds it.
        beats: ids of those whose first part is wanted; may raise `NothingLeftError` when asked
            for one.
        wanted, telling, done: as of `PartEncoder`; the first may raise `NothingLeftError`, too.
        folder: takes the segments, and whatever Manim needs for the time being.
    """
    from scenes.studio.film import play  # starts Manim: not before it is needed

    codec = codec_for(job.format, job.transparent)
    with (
        temporary_files_in(folder),
        PartEncoder(folder, codec, job.quality, wanted, telling, done) as encoder,
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
                next_part=encoder.next_part,
            )
        encoder.finish()

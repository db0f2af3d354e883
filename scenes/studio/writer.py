"""What Manim's renderer hands its frames to, in place of Manim's own file writer.

Manim asks for the dozen names below and no more; the settings that it passes to a writer are
private to it and are not read.
"""

from collections.abc import Callable
from types import SimpleNamespace
from typing import Any, Protocol

from manim.utils.exceptions import EndSceneEarlyException

from scenes.studio.parts import NextPart
from scenes.studio.pixels import Frame

PART = 4.0
"""Seconds of film after which an animation begins another part of its beat."""
_TICK = 0.2
"""What durations are multiples of, but for a hair."""


class Sink(Protocol):
    """Takes a scene's pictures, beat by beat."""

    stills_only: bool
    """Whether it wants no motion, only the final pose of each beat."""

    def begin(self, beat: str) -> None:
        """A beat begins."""

    def frame(self, frame: Frame, repeat: int) -> None:
        """A frame of the running beat, shown `repeat` times; the first of a beat is whole."""

    def still(self, beat: str, frame: Frame) -> None:
        """The final pose of a beat, whole; for a sink that wants stills only."""


class SectionWriter:
    """Manim's file writer, as far as its renderer knows one: sections are beats."""

    def __init__(self, sink: Sink, beats: int, next_part: NextPart | None = None) -> None:
        self._sink, self._next_part = sink, next_part
        self._left = beats  # of those that the sink is to be given
        self._beat: str | None = None
        self._part = 0
        self._seconds = 0.0  # of the running part
        self.wants_whole = True  # a frame that does not build on the one before
        self.look: Callable[[], Frame]  # draws the scene as it stands; set by the renderer
        self.sections = [SimpleNamespace(name="", skip_animations=False)]
        self.subcaptions: list[Any] = []
        # Manim skips every animation of a still, and shows its last frame.
        self.output_spec = SimpleNamespace(
            enabled=True,
            is_video=not sink.stills_only,
            is_still=sink.stills_only,
            is_image_sequence=False,
            fallback_to_still=False,
        )

    def next_section(self, name: str, type_: str, skip_animations: bool) -> None:
        """A beat begins; the one before stands in its final pose.

        Raises:
            EndSceneEarlyException: Manim's way to end a scene in order, where no beat that is
                wanted comes any more.
        """
        if self._sink.stills_only:
            if self._beat is not None:
                self._sink.still(self._beat, self.look())
            self._beat = None if skip_animations else name
        elif not skip_animations:
            self._sink.begin(name)
            self.wants_whole = True
        if skip_animations and not self._left:
            raise EndSceneEarlyException
        self._left -= not skip_animations
        self._part, self._seconds = 0, 0.0
        self.sections.append(SimpleNamespace(name=name, skip_animations=skip_animations))

    def animation_comes(self) -> None:
        """Begin another part of the beat where the running one is long enough.

        The places depend on the film alone, never on who draws what.
        """
        if self._next_part is None or self._seconds < PART - _TICK / 2:
            return
        beat = self.sections[-1].name
        self._part, self._seconds = self._part + 1, 0.0
        wanted = self._next_part(beat, self._part)
        self.wants_whole = True
        self.sections.append(SimpleNamespace(name=beat, skip_animations=not wanted))

    def played(self, seconds: float) -> None:
        """So much of the film has gone by, drawn or skipped."""
        self._seconds += seconds

    def write_frame(self, frame: Frame, *, repeat: int = 1) -> None:
        """Pass a frame on."""
        if not self._sink.stills_only:
            self._sink.frame(frame, repeat)
            self.wants_whole = False

    def save_image(self, frame: Frame) -> None:
        """The scene is over: the last beat stands in its final pose."""
        if self._beat is not None:
            self._sink.still(self._beat, frame)

    def is_already_cached(self, hash_invocation: str) -> bool:
        """Manim's cache of animations is not used."""
        return False

    def add_partial_movie_file(self, hash_animation: str | None) -> None:
        """A file an animation is Manim's way; here a segment is a beat."""

    def begin_animation(self, allow_write: bool = False, **_: Any) -> None:
        """Animations need no files."""

    def end_animation(self, allow_write: bool = False) -> None:
        """Animations need no files."""

    def finish(self) -> None:
        """Whoever made the sink finishes it."""

    def abort_encode_jobs(self, reraise_encoder_failures: bool = False) -> None:
        """Whoever made the sink lets go of it."""

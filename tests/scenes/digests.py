"""Frames that were drawn, told apart by their digests."""

import hashlib
from typing import Any

from scenes.beats import Story
from scenes.studio.film import play
from scenes.studio.jobs import Quality
from scenes.studio.pixels import Frame, Pixels
from scenes.theme import DARK


class Digests:
    """A sink that keeps a digest of every frame, beat by beat."""

    stills_only = False

    def __init__(self) -> None:
        self.frames: dict[str, list[str]] = {}
        self.picture: Pixels | None = None

    def begin(self, beat: str) -> None:
        """Frames of this beat follow."""
        self.frames[beat] = []
        self.picture = None
        self.running = beat

    def frame(self, frame: Frame, repeat: int) -> None:
        """Keep what was shown, once for each time."""
        self.picture = frame.over(self.picture)
        digest = hashlib.sha256(self.picture.tobytes()).hexdigest()
        self.frames[self.running] += [digest] * repeat

    def still(self, beat: str, frame: Frame) -> None:
        """Not asked for."""


def drawn_frames(
    scene: type[Any], story: Story, beats: tuple[str, ...], size: tuple[int, int]
) -> dict[str, list[str]]:
    """The frames of some beats of a scene, by beat."""
    sink = Digests()
    play(scene, story, sink, theme=DARK, quality=Quality(*size, 15), beats=beats)
    return sink.frames

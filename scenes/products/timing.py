"""How long beats last, found by playing their scene without drawing it."""

import json
from typing import Any

from scenes.studio.cache import Cache
from scenes.studio.fingerprint import combined, fingerprints
from scenes.studio.jobs import VideoJob
from scenes.topics import discover


def beat_seconds(job: VideoJob, kept: Cache | None = None) -> dict[str, float]:
    """The seconds of each beat of a video, by id: those that it has at 15, 30 and 60 frames.

    Args:
        job: all of its beats are played.
        kept: where they are looked for, and remembered until anything changes.
    """
    key = combined(["seconds", *fingerprints(job).values()])
    text = kept.read(key) if kept else None
    if text is not None:
        return {str(beat): float(seconds) for beat, seconds in json.loads(text).items()}
    found = _played(job)
    if kept:
        kept.write(key, json.dumps(found))
    return found


def _played(job: VideoJob) -> dict[str, float]:
    from scenes.studio.film import play  # starts Manim: not before it is needed

    found: dict[str, float] = {}
    scene = discover()[job.story.topic].scene

    class Skipped(scene):  # type: ignore[misc, valid-type]
        """Every beat is wanted, and none is drawn."""

        def next_section(self, name: str, *args: Any, **kwargs: Any) -> None:
            super().next_section(name, skip_animations=True)

        def construct(self) -> None:
            super().construct()
            found.update({beat: round(seconds, 1) for beat, _, seconds in self.timeline})

    play(
        Skipped,
        job.story,
        _Nobody(),
        theme=job.theme,
        quality=job.quality,
        beats=job.story.ids,
        language=job.language,
    )
    return found


class _Nobody:
    """A sink that is given nothing."""

    stills_only = False

    def begin(self, beat: str) -> None:
        """Not told."""

    def frame(self, frame: Any, repeat: int) -> None:
        """Not told."""

    def still(self, beat: str, frame: Any) -> None:
        """Not asked for."""

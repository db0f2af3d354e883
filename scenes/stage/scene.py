"""A story as an ordinary Manim scene: one method a beat, durations exact to the frame."""

import math
from collections.abc import Callable, Mapping
from typing import Any, ClassVar

import manim as m

from scenes.beats import Beat, Story
from scenes.stage.camera import StageCamera
from scenes.stage.steady import steadied
from scenes.theme import DARK, Theme

TICK = 0.2
"""Durations are multiples of this: whole frames at 15, 30 and 60 frames a second."""
READING_SPEED = 14.0
"""Characters a second that a caption is held for; 17 is the most that may be asked."""

LEFT, RIGHT, TOP, BOTTOM = -6.75, 6.75, 3.72, -2.92
"""The free part of the frame, in Manim's units: the bottom eighth is left for captions."""
MIDDLE = (TOP + BOTTOM) / 2

# Manim takes one frame too many from a duration that floats put just above a whole number of
# frames, and cuts one off a wait just below it.
_NUDGE = 1e-4


class StoryScene(m.Scene):
    """Base of the topics' scenes; a subclass changes the class attributes.

    Attributes:
        story_function: the topic's `story`.
        parameters: what it is called with, e.g. `{"kernel_size": 3}`.
        theme: roles, sizes and pace.
        beats: ids of the beats to render; None for all. The others are skipped, not left out,
            so that a beat alone has the frames it has in the whole.
        language: of the words in the picture and of the captions whose length sets the holds.
        running_beat: the id of the beat that is played.
        timeline: after rendering, (id, start, seconds) of each rendered beat.
    """

    story_function: ClassVar[Callable[..., Story]]
    parameters: Mapping[str, Any] = {}
    theme: Theme = DARK
    beats: tuple[str, ...] | None = None
    language: str = "en"

    def __init__(self, *args: Any, story: Story | None = None, **kwargs: Any) -> None:
        kwargs.setdefault("camera_class", StageCamera)
        self.story = story or type(self).story_function(**self.parameters)
        self.timeline: tuple[tuple[str, float, float], ...] = ()
        self.running_beat = ""
        self._ticks = 0
        super().__init__(*args, **kwargs)

    def setup(self) -> None:
        """Set the theme's background."""
        self.camera.background_color = m.ManimColor(self.theme.background)
        self.camera.init_background()
        self.renderer.static_image = None

    def construct(self) -> None:
        """Play the beats, each in its own section, each ending in a hold of its final pose."""
        for beat in self.story.beats:
            wanted = self.beats is None or beat.id in self.beats
            self.next_section(beat.id, skip_animations=not wanted)
            self._ticks, self.running_beat = 0, beat.id
            getattr(self, beat.id)(beat)
            self.wait(self._closing_ticks(beat) * TICK / self.theme.pace)
            if wanted:
                start = sum(seconds for _, _, seconds in self.timeline)
                self.timeline += ((beat.id, start, self.beat_seconds),)

    @property
    def beat_seconds(self) -> float:
        """Seconds since the running beat began."""
        return self._ticks * TICK

    def play(self, *animations: Any, seconds: float = 1.0, **kwargs: Any) -> None:
        """Play animations for `seconds` times the theme's pace, snapped to whole frames.

        Where nothing moves the picture is held as long.
        """
        if not animations:
            self.wait(seconds)
            return
        ticks = self._count(seconds)
        super().play(*animations, run_time=ticks * TICK - _NUDGE, **kwargs)

    def compile_animations(self, *args: Any, **kwargs: Any) -> list[m.Animation]:
        """Manim's list of what is played, in which points that do not move are left alone."""
        animations = super().compile_animations(*args, **kwargs)
        steadied(animations)
        return animations

    def wait(self, duration: float = 1.0, **kwargs: Any) -> None:
        """Hold the picture for `duration` seconds times the theme's pace, in whole frames."""
        ticks = self._count(duration)
        super().play(m.Wait(run_time=ticks * TICK + _NUDGE, frozen_frame=True, **kwargs))

    def label(self, key: str, **values: Any) -> str:
        """A word or line of the topic's texts that is set inside the picture."""
        return self.story.label(key, self.language, **values)

    def said(self, value: Any) -> str:
        """A number or an English phrase as the language has it."""
        return self.story.said(value, self.language)

    def _count(self, seconds: float) -> int:
        ticks = max(1, round(seconds * self.theme.pace / TICK))
        self._ticks += ticks
        return ticks

    def _closing_ticks(self, beat: Beat) -> int:
        """Ticks that a beat still takes when all has been shown.

        Its own hold follows the pace; what is read or said during it takes the time it takes.
        """
        letters = len(self.story.caption(beat.id, self.language))
        read = round(letters / READING_SPEED / TICK + 1)
        said = math.ceil(beat.lasts / TICK - _NUDGE)
        return max(1, round(beat.hold * self.theme.pace / TICK), max(read, said) - self._ticks)

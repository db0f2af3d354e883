"""A tiny topic of three beats, quick to render, and helpers that read videos back."""

from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import av
import manim as m
import numpy as np
from matplotlib.figure import Figure
from numpy.typing import NDArray

from scenes.beats import Beat, Story
from scenes.stage.scene import StoryScene
from scenes.studio.jobs import Quality, VideoJob
from scenes.theme import DARK, Theme

SECONDS = {"move": 0.8, "still": 0.6, "fade": 1.2}
"""Of each beat, its holds included; multiples of 0.2."""


class TinyStory(Story):
    """A story without texts of its own."""

    def title(self, language: str | None = None) -> str:
        """A title."""
        return "Tiny"

    def tagline(self, language: str | None = None) -> str:
        """An idea."""
        return "Little moves"

    def caption(self, beat_id: str, language: str | None = None) -> str:
        """Short enough to be read in no time."""
        return "·"

    def alt(self, beat_id: str, language: str | None = None) -> str:
        """What is seen."""
        return f"A tiny {beat_id}."

    def figure_alt(self, name: str, language: str | None = None) -> str:
        """What a figure shows."""
        return f"A tiny {name}."

    def said(self, value: Any, language: str | None = None) -> str:
        """As it is."""
        return str(value)

    def shared_texts(self, language: str | None = None) -> dict[str, str]:
        """The title alone."""
        return {"title": self.title(language)}


def story(*, input: str | None = None, kernel_size: int | tuple[int, int] = 2) -> TinyStory:
    """Three beats of one square.

    Args:
        input: not looked at.
        kernel_size: not looked at either,
            on two lines.
    """
    beats = tuple(Beat(name, hold=0.2) for name in SECONDS)
    return TinyStory("tiny", {"kernel_size": kernel_size}, "sample", "Made up", beats)


class Tiny(StoryScene):
    """A square that moves, stands and fades."""

    story_function = staticmethod(story)

    def move(self, beat: Beat) -> None:
        """0.6 s of motion."""
        self.square = m.Square(3.0, fill_opacity=0.5, fill_color=m.RED, stroke_width=8)
        self.add(self.square)
        self.play(self.square.animate.shift(2 * m.RIGHT), seconds=0.6)

    def still(self, beat: Beat) -> None:
        """0.4 s in which nothing moves."""
        self.wait(0.4)

    def fade(self, beat: Beat) -> None:
        """1.0 s of motion."""
        self.play(self.square.animate.set_fill(m.BLUE).rotate(0.7), seconds=1.0)


def page(story: Story, theme: Theme) -> Figure:
    """A figure with a line of text."""
    figure = Figure(figsize=(4.0, 2.0), facecolor=theme.background)
    figure.text(0.5, 0.5, story.title(), color=theme.text)
    return figure


TOPIC = SimpleNamespace(
    name="tiny", story=story, scene=Tiny, figures={"page": page, "worksheet": page}
)


def job(fps: int = 30, **changes: Any) -> VideoJob:
    """A video of the tiny topic, 128×72 pixels."""
    return replace(VideoJob(story(), DARK, quality=Quality(128, 72, fps)), **changes)


def decoded(path: Path) -> NDArray[np.uint8]:
    """All planes of all frames, as they are decoded; a row a frame."""
    with av.open(str(path)) as container:
        return np.stack([frame.to_ndarray().ravel() for frame in container.decode(video=0)])

"""What is asked of the studio and what it hands back, as frozen data of different types."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import Any, Literal

from scenes.beats import Story
from scenes.theme import Theme

VideoFormat = Literal["mp4", "webm", "mov", "gif", "png"]
VIDEO_FORMATS: tuple[VideoFormat, ...] = ("mp4", "webm", "mov", "gif", "png")
ALPHA_FORMATS: tuple[VideoFormat, ...] = ("webm", "mov", "png")
SOUND_FORMATS: tuple[VideoFormat, ...] = ("mp4", "webm", "mov")
FigureFormat = Literal["svg", "pdf", "png"]
FIGURE_FORMATS: tuple[FigureFormat, ...] = ("svg", "pdf", "png")


@dataclass(frozen=True)
class Quality:
    """The size of a frame in pixels, both even, and the frames a second."""

    width: int
    height: int
    fps: int

    def __post_init__(self) -> None:
        if not 1 <= self.fps <= 240:
            raise ValueError(f"a video has 1 to 240 frames a second, got {self.fps}: try --fps 30")

    @property
    def label(self) -> str:
        """As people write it: `720p30`."""
        return f"{self.height}p{self.fps}"


# Manim's own five.
QUALITIES = {
    "l": Quality(854, 480, 15),
    "m": Quality(1280, 720, 30),
    "h": Quality(1920, 1080, 60),
    "p": Quality(2560, 1440, 60),
    "k": Quality(3840, 2160, 60),
}
DEFAULT_QUALITY = QUALITIES["m"]
GIF_QUALITY = Quality(576, 324, 15)
"""A video of a minute and a half stays under 5 MB."""
LARGEST_GIF_FPS = 50
"""A gif counts in hundredths of a second, and viewers slow down what is shorter than two."""


@dataclass(frozen=True)
class Job:
    """What every job has.

    Attributes:
        story: what is told, already computed.
        theme: its look.
        changed: the options of the topic that differ from its defaults, input left out.
        input: the input as the user named it; None for the story's own.
        theme_file: the file of a theme of the user's own.
    """

    story: Story
    theme: Theme
    changed: Mapping[str, Any] = field(default_factory=dict)
    input: str | None = None
    theme_file: str | None = None

    def __post_init__(self) -> None:
        self.__setstate__(self.__dict__)

    def __getstate__(self) -> dict[str, Any]:
        """Fit to be pickled for a worker, which read-only mappings are not."""
        return {
            name: dict(value) if isinstance(value, Mapping) else value
            for name, value in self.__dict__.items()
        }

    def __setstate__(self, state: Mapping[str, Any]) -> None:
        for name, value in state.items():
            own = MappingProxyType(dict(value)) if isinstance(value, Mapping) else value
            object.__setattr__(self, name, own)


@dataclass(frozen=True)
class BeatsJob(Job):
    """What the jobs have that play a scene.

    Attributes:
        beats: ids of the beats that are wanted, in the story's order; None for all.
        language: of the words.
    """

    beats: tuple[str, ...] | None = None
    language: str = "en"

    @property
    def wanted(self) -> tuple[str, ...]:
        """The ids of the beats that are wanted."""
        return self.story.ids if self.beats is None else self.beats


@dataclass(frozen=True)
class SheetJob(BeatsJob):
    """One picture of a video: the last frame of each beat."""


@dataclass(frozen=True)
class Recorded:
    """Somebody speaking during a beat.

    Attributes:
        path: the recording's file.
        seconds: how long it is.
    """

    path: Path
    seconds: float


@dataclass(frozen=True)
class VideoJob(BeatsJob):
    """A video, or in the format png its last frame.

    Attributes:
        quality: pixels and frames a second.
        format: of the file.
        transparent: no background, in a format with alpha.
        narration: what is said during beats, by id; such a beat lasts as long.
    """

    quality: Quality = DEFAULT_QUALITY
    format: VideoFormat = "mp4"
    transparent: bool = False
    narration: Mapping[str, Recorded] = field(default_factory=dict)

    def __post_init__(self) -> None:
        super().__post_init__()
        if self.transparent and self.format not in ALPHA_FORMATS:
            raise ValueError(
                f"{self.format} has no transparency: choose --format {' or '.join(ALPHA_FORMATS)}"
            )
        if self.narration and self.format not in SOUND_FORMATS:
            raise ValueError(
                f"{self.format} has no sound: choose --format {' or '.join(SOUND_FORMATS)}, or "
                "leave --narration out"
            )


@dataclass(frozen=True)
class FigureJob(Job):
    """A figure in one format.

    Attributes:
        figure: its name among the topic's figures.
        is_default: whether that is the first of them, the page, which needs no name.
        format: of the file.
        width: inches; None for the figure's own.
        dpi: pixels an inch of a png.
        svg_text: whether text stays text in an svg, or becomes outlines.
    """

    figure: str = "page"
    is_default: bool = True
    format: FigureFormat = "png"
    width: float | None = None
    dpi: int = 300
    svg_text: bool = False


@dataclass(frozen=True)
class Drawn:
    """A beat that is encoded, or a part of one: its file is complete.

    Attributes:
        part: its number, from 0, where it is a part.
    """

    beat: str
    path: Path
    frames: int
    part: int = 0


@dataclass(frozen=True)
class Timing:
    """When a rendered beat plays: exact multiples of a frame."""

    beat: str
    first_frame: int
    frames: int
    fps: int

    @property
    def start(self) -> float:
        """Seconds from the video's start."""
        return self.first_frame / self.fps

    @property
    def seconds(self) -> float:
        """How long the beat plays."""
        return self.frames / self.fps


@dataclass(frozen=True)
class Rendered:
    """A file that was made.

    Attributes:
        what: "video", "sheet" or "figure".
        size: width and height in pixels; None for a vector figure.
        timeline: when each beat plays; empty for a still.
        took: seconds of work.
        note: something that the user should know, in one line; mostly nothing.
    """

    path: Path
    what: str
    job: Job
    size: tuple[int, int] | None = None
    timeline: tuple[Timing, ...] = ()
    took: float = 0.0
    note: str = ""

    @property
    def frames(self) -> int:
        """Frames of the video; 0 for a still."""
        return sum(beat.frames for beat in self.timeline)

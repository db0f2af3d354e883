"""The script: what to read aloud, topic by topic and beat by beat, with the seconds for it."""

import re
from dataclasses import dataclass
from typing import Any

from scenes.products.description import Chapter, Lecture
from scenes.products.timing import beat_seconds
from scenes.studio.cache import Cache
from scenes.studio.jobs import VideoJob
from scenes.studio.progress import Report

CALM = 14.0
"""Letters a second of a voice that explains."""
_TIGHT = 1.1
"""Of a beat's seconds, what a voice can make up for by itself."""
_DIGIT, _SIGN = 5, 7
"""Letters that a digit and a sign stand for when they are said, about."""


@dataclass(frozen=True)
class Line:
    """What is read aloud during a beat.

    Attributes:
        topic, beat: their names, which are those of the recording.
        text: the words.
        start: seconds from the topic's start.
        seconds: how long the beat lasts.
    """

    topic: str
    beat: str
    text: str
    start: float
    seconds: float

    @property
    def recording(self) -> str:
        """The recording's name in the folder of recordings, without its ending.

        >>> Line("max_pooling", "hook", "Look.", 0, 4).recording
        'max_pooling/hook'
        """
        return f"{self.topic}/{self.beat}"

    @property
    def words(self) -> int:
        """How many there are; a sign by itself is none."""
        return sum(any(letter.isalnum() for letter in word) for word in self.text.split())

    @property
    def pace(self) -> tuple[int, int]:
        """Words and characters a minute, if they fill the beat."""
        return tuple(round(60 * n / self.seconds) for n in (self.words, len(self.text)))  # type: ignore[return-value]

    @property
    def to_say(self) -> float:
        """Seconds that a calm voice takes, about; digits and signs are longer than they look.

        >>> Line("max_pooling", "real", "60,000 numbers", 0, 4).to_say
        2.4
        """
        digits = len(re.findall(r"\d", self.text))
        signs = len(re.findall(r"[^\w\s.,:;?!'’“”„()\-–—]", self.text))
        letters = len(self.text) - digits - signs + _DIGIT * digits + _SIGN * signs
        return round(letters / CALM, 1)

    @property
    def hint(self) -> str:
        """What a reader should know of a text that is too long for its seconds; else ""."""
        if self.to_say <= _TIGHT * self.seconds:
            return ""
        return f"about {self.to_say:.0f} s to say: the beat waits for a recording"

    def plain(self) -> dict[str, Any]:
        """Everything as plain values."""
        words, characters = self.pace
        return {
            "beat": self.beat,
            "recording": self.recording,
            "start": round(self.start, 1),
            "seconds": self.seconds,
            "text": self.text,
            "words": self.words,
            "characters": len(self.text),
            "words_a_minute": words,
            "characters_a_minute": characters,
            "seconds_to_say": self.to_say,
            "hint": self.hint,
        }


@dataclass(frozen=True)
class Part:
    """The lines of a topic."""

    topic: str
    title: str
    lines: tuple[Line, ...]

    @property
    def seconds(self) -> float:
        """How long the topic's video lasts."""
        return sum(line.seconds for line in self.lines)


@dataclass(frozen=True)
class Script:
    """The lines of a lecture."""

    title: str
    language: str
    parts: tuple[Part, ...]

    @property
    def seconds(self) -> float:
        """How long the topics last together, without the cards between them."""
        return sum(part.seconds for part in self.parts)

    @property
    def lines(self) -> list[Line]:
        """Those of all topics."""
        return [line for part in self.parts for line in part.lines]

    def plain(self) -> dict[str, Any]:
        """Everything as plain values."""
        return {
            "title": self.title,
            "language": self.language,
            "seconds": round(self.seconds, 1),
            "topics": [
                {
                    "topic": part.topic,
                    "title": part.title,
                    "seconds": round(part.seconds, 1),
                    "beats": [line.plain() for line in part.lines],
                }
                for part in self.parts
            ],
        }


def script_of(
    lecture: Lecture, kept: Cache | None = None, report: Report = lambda done, expected: None
) -> Script:
    """The script of a lecture, with the seconds that beats really last.

    Args:
        kept: remembers how long beats last.
        report: told of the beats that are timed.
    """
    count = sum(len(chapter.story.beats) for chapter in lecture.chapters)
    parts: list[Part] = []
    for chapter in lecture.chapters:
        parts.append(_part(chapter, lecture.film(chapter), kept))
        report(sum(len(part.lines) for part in parts), count)
    return Script(lecture.title, lecture.language, tuple(parts))


def _part(chapter: Chapter, film: VideoJob, kept: Cache | None) -> Part:
    story = chapter.story
    lines: list[Line] = []
    start = 0.0
    for beat, seconds in beat_seconds(film, kept).items():
        lines.append(Line(chapter.topic, beat, story.caption(beat), start, seconds))
        start += seconds
    return Part(chapter.topic, story.title(), tuple(lines))

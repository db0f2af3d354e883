"""A deck as data: parts with a title slide each, and slides that are a beat's film and words."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from PIL import Image

from scenes.products.captions import cut, vtt
from scenes.products.description import Lecture
from scenes.products.logo import read_logo
from scenes.studio.encode import MP4, join
from scenes.studio.films import Film
from scenes.studio.jobs import Drawn, Quality
from scenes.theme import Theme


@dataclass(frozen=True)
class Piece:
    """A beat as a slide.

    Attributes:
        heading: says which slide it is, and is that of no other.
        alt: what a reader who cannot see it is told.
        notes: what is spoken.
        captions: the same as WebVTT, in time with the film.
        film: an mp4 that can be played while it is read.
        seconds: how long it plays.
    """

    heading: str
    alt: str
    notes: str
    captions: str
    film: Path
    seconds: float


@dataclass(frozen=True)
class Words:
    """What a title slide says; `over` and `under` are small lines, either may be ""."""

    title: str
    tagline: str
    over: str = ""
    under: str = ""


@dataclass(frozen=True)
class Part:
    """A topic: its title slide and its beats."""

    words: Words
    pieces: tuple[Piece, ...]


@dataclass(frozen=True)
class Deck:
    """All slides in order.

    Attributes:
        opening: of the whole deck; None where it has one part alone.
        parts: the topics.
        author: whose deck it is, or "".
        logo: a png, on the first slide.
        language: of the words, as it is called.
        size: of the films, in pixels: width, height.
    """

    title: str
    opening: Words | None
    parts: tuple[Part, ...]
    author: str
    logo: Path | None
    language: str
    theme: Theme
    size: tuple[int, int]


def opening_words(lecture: Lecture) -> Words | None:
    """The words of the first slide of a lecture of several topics."""
    if len(lecture.chapters) == 1:
        return None
    return Words(lecture.title, lecture.cards.tagline(), under=lecture.author)


def part_words(lecture: Lecture, number: int) -> Words:
    """The words of a topic's title slide; `number` counts from 0."""
    story = lecture.chapters[number].story
    if len(lecture.chapters) == 1:
        return Words(story.title(), story.tagline(), under=lecture.author)
    over = lecture.cards.label("part", number=number + 1)
    return Words(story.title(), story.tagline(), over)


def deck_of(lecture: Lecture, films: Sequence[Film], quality: Quality, folder: Path) -> Deck:
    """The deck of a lecture whose films are drawn.

    Args:
        lecture: what is told.
        films: one a chapter.
        quality: that they were drawn in.
        folder: takes the pieces and the logo.
    """
    parts = tuple(
        Part(part_words(lecture, number), _pieces(lecture, number, film.segments, quality, folder))
        for number, film in enumerate(films)
    )
    return Deck(
        title=lecture.title if len(parts) > 1 else parts[0].words.title,
        opening=opening_words(lecture),
        parts=parts,
        author=lecture.author,
        logo=None if lecture.logo is None else _logo(lecture.logo, folder),
        language=lecture.language,
        theme=lecture.theme,
        size=(quality.width, quality.height),
    )


def _pieces(
    lecture: Lecture, number: int, segments: Sequence[Drawn], quality: Quality, folder: Path
) -> tuple[Piece, ...]:
    story = lecture.chapters[number].story
    found = []
    for place, segment in enumerate(segments, 1):
        film = folder / f"{number + 1:02d}-{place:02d}-{story.topic}-{segment.beat}.mp4"
        join([segment.path], film, MP4, quality.fps)
        seconds = segment.frames / quality.fps
        found.append(
            Piece(
                heading=f"{story.title()} ({place}/{len(segments)})",
                alt=story.alt(segment.beat),
                notes=story.caption(segment.beat),
                captions=vtt(cut(story.caption(segment.beat), 0.0, seconds)),
                film=film,
                seconds=seconds,
            )
        )
    return tuple(found)


def _logo(path: Path, folder: Path) -> Path:
    """A logo of any format as one that every program shows."""
    found = folder / "logo.png"
    Image.fromarray(read_logo(path)).save(found)
    return found

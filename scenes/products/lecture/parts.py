"""A lecture as films in a row: what is drawn, and when each plays in the whole."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from scenes.beats import Story
from scenes.products.captions import Cue, film_cues
from scenes.products.description import Lecture
from scenes.products.lecture import story
from scenes.studio.films import Film
from scenes.studio.jobs import Quality, Timing, VideoJob
from scenes.studio.tally import timeline


@dataclass(frozen=True)
class Mark:
    """A chapter of the film, as players show it.

    Attributes:
        start, seconds: exact multiples of a frame.
    """

    title: str
    start: float
    seconds: float


@dataclass(frozen=True)
class Part:
    """A film in its place.

    Attributes:
        film: of a card or of a topic.
        chapter: the number of the lecture's chapter, from 0, where it is a topic's film.
        start: seconds from the lecture's start.
        times: of its beats, from its own start.
    """

    film: Film
    chapter: int | None
    start: float
    times: tuple[Timing, ...]

    @property
    def end(self) -> float:
        """Seconds from the lecture's start to the part's end."""
        return self.start + sum(beat.seconds for beat in self.times)

    @property
    def cues(self) -> list[Cue]:
        """What is said during it."""
        return film_cues(self.film.job, self.times, self.start)


def film_jobs(lecture: Lecture, quality: Quality) -> list[VideoJob]:
    """The films of a lecture: the opening, then for each chapter its card and its topic."""
    like = lecture.film(lecture.chapters[0], quality)

    def card(told: Story) -> VideoJob:
        return replace(like, story=told, changed={}, input=None)

    jobs = [card(story.opening(lecture))]
    for number, chapter in enumerate(lecture.chapters, 1):
        jobs.append(card(story.chapter(lecture, number, chapter)))
        jobs.append(lecture.film(chapter, quality))
    return jobs


def in_place(films: Sequence[Film]) -> list[Part]:
    """The films of `film_jobs`, drawn, one after the other."""
    parts: list[Part] = []
    for number, film in enumerate(films):
        frames = {segment.beat: segment.frames for segment in film.segments}
        times = timeline(frames, film.job.quality.fps)
        chapter = number // 2 - 1 if number and number % 2 == 0 else None
        parts.append(Part(film, chapter, parts[-1].end if parts else 0.0, times))
    return parts


def topics_of(parts: Sequence[Part]) -> Iterator[tuple[int, Part]]:
    """The films of topics, each with the number of its chapter."""
    for part in parts:
        if part.chapter is not None:
            yield part.chapter, part


def marks_of(lecture: Lecture, parts: Sequence[Part]) -> list[Mark]:
    """A mark at each chapter's card; the first takes in the opening."""
    ends = [part.end for _, part in topics_of(parts)]
    starts = [0.0, *ends[:-1]]
    return [
        Mark(chapter.story.title(), start, end - start)
        for chapter, start, end in zip(lecture.chapters, starts, ends, strict=True)
    ]

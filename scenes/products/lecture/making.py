"""From a lecture to its files: one film of all topics, and what belongs beside it."""

import contextlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from scenes.products.captions import Cue, srt, vtt
from scenes.products.description import Lecture
from scenes.products.lecture.contents import contents
from scenes.products.lecture.parts import Mark, Part, film_jobs, in_place, marks_of, topics_of
from scenes.products.lecture.times import platform_text
from scenes.products.lecture.tracks import captions_off, with_tracks
from scenes.products.lecture.transcript import transcript
from scenes.products.shelf import Shelf
from scenes.studio.encode import MP4, join
from scenes.studio.engine import Engine
from scenes.studio.films import drawn_films
from scenes.studio.jobs import Quality, VideoJob
from scenes.studio.progress import Report
from scenes.topics import discover

DPI = 150
"""Pixels an inch of the transcript's figures."""
ENDINGS = (".mp4", ".png", ".srt", ".vtt", ".chapters.txt", ".md", ".html")
"""Of the files that are made."""

Line = Callable[[str, str], contextlib.AbstractContextManager[Report]]
"""Begins a line of progress: what is made, and what is counted."""


@dataclass(frozen=True)
class Wish:
    """How a lecture is rendered.

    Attributes:
        quality: pixels and frames a second.
        burnt: whether captions are in the picture as well.
        voiced: gives jobs the recordings that are heard in them; None where nothing is heard.
    """

    quality: Quality
    burnt: bool = False
    voiced: Callable[[Sequence[VideoJob]], Sequence[VideoJob]] | None = None


def render_lecture(
    lecture: Lecture, wish: Wish, film: Path, media: Path, engine: Engine, line: Line
) -> list[Path]:
    """Render a lecture; every file appears whole, and none before all are.

    Args:
        film: the mp4; the others lie beside it and are named after it.
        media: the folder whose manifest tells of the film, if it is in it.
        engine: the means.

    Returns:
        The files, the film first; its figures are in a folder of theirs.

    Raises:
        OSError: a file cannot be written; nothing is left of any.
    """
    with contextlib.ExitStack() as stack:
        shelf = stack.enter_context(Shelf(film, media))
        jobs = film_jobs(lecture, wish.quality)
        if wish.voiced is not None:
            jobs[2::2] = wish.voiced(jobs[2::2])  # the topics'
        with line(lecture.title, "frames") as report:
            films = stack.enter_context(drawn_films(jobs, report, engine))
        parts = in_place(films)
        marks, cues = marks_of(lecture, parts), [cue for part in parts for cue in part.cues]
        _write_film(lecture, wish, parts, marks, cues, shelf.new(".mp4"), engine, line)
        _write_poster(parts[0], shelf.new(".png"))
        figures = _draw_figures(lecture, shelf, line)
        for ending, text in {
            ".srt": srt(cues),
            ".vtt": vtt(cues),
            ".chapters.txt": platform_text(marks),
            ".md": transcript(lecture, parts, marks, film, figures),
            ".html": contents(
                lecture,
                marks,
                cues,
                film=film,
                poster=film.with_suffix(".png"),
                beside=[film.with_suffix(ending) for ending in (".srt", ".vtt", ".md")],
            ),
        }.items():
            shelf.new(ending).write_text(text, encoding="utf-8")
        return shelf.keep(_told(lecture, wish, parts, marks))


def _write_film(
    lecture: Lecture,
    wish: Wish,
    parts: Sequence[Part],
    marks: Sequence[Mark],
    cues: Sequence[Cue],
    path: Path,
    engine: Engine,
    line: Line,
) -> None:
    """Join the segments, and give the whole its tracks."""
    from scenes.sound.beside import mux
    from scenes.studio.narration import spoken_in

    segments = [[segment.path for segment in part.film.segments] for part in parts]
    if wish.burnt:
        from scenes.products.lecture.burning import burnt

        with line("captions", "frames") as report:
            segments = burnt(parts, parts[0].film.job, engine.cache, report)
    folder = parts[0].film.folder
    joined, tracked = folder / "joined.mp4", folder / "tracked.mp4"
    join([one for some in segments for one in some], joined, MP4, wish.quality.fps)
    spoken = [one for part in parts for one in spoken_in(part.film.job, part.times, part.start)]
    with_tracks(
        joined,
        tracked if spoken else path,
        cues,
        marks,
        title=lecture.title,
        author=lecture.author,
        language=lecture.language,
    )
    joined.unlink()
    if spoken:
        mux(tracked, path, spoken)
        tracked.unlink()
    captions_off(path)


def _write_poster(opening: Part, path: Path) -> None:
    """The opening as it stands at its end."""
    import av
    from PIL import Image

    with av.open(str(opening.film.segments[-1].path)) as container:
        for frame in container.decode(video=0):
            last = frame
    Image.fromarray(last.to_ndarray(format="rgb24")).save(path, format="PNG", optimize=True)


def _draw_figures(lecture: Lecture, shelf: Shelf, line: Line) -> dict[tuple[str, str], str]:
    """Draw every figure of the lecture's topics; where each lies, by topic and name."""
    from scenes.studio.figures import drawn_figure

    names = [
        (chapter, name)
        for chapter in lecture.chapters
        for name in discover()[chapter.topic].figures
    ]
    found: dict[tuple[str, str], str] = {}
    with line("figures", "figures") as report:
        for number, (chapter, name) in enumerate(names):
            job = lecture.figure(chapter, name, dpi=DPI)
            shelf.figure(f"{chapter.topic}_{name}.png").write_bytes(drawn_figure(job))
            found[chapter.topic, name] = f"{shelf.figures.name}/{chapter.topic}_{name}.png"
            report(number + 1, len(names))
    return found


def _told(
    lecture: Lecture, wish: Wish, parts: Sequence[Part], marks: Sequence[Mark]
) -> Mapping[str, Any]:
    """The film's entry in the manifest."""
    frames = sum(beat.frames for part in parts for beat in part.times)
    return {
        "what": "lecture",
        "title": lecture.title,
        "author": lecture.author,
        "language": lecture.language,
        "theme": lecture.theme.name,
        "width": wish.quality.width,
        "height": wish.quality.height,
        "fps": wish.quality.fps,
        "frames": frames,
        "seconds": frames / wish.quality.fps,
        "topics": [
            {
                "topic": chapter.topic,
                "parameters": dict(chapter.story.parameters),
                "input": chapter.input or chapter.story.input_name,
                "start": mark.start,
                "seconds": mark.seconds,
                "timeline": [
                    {"beat": beat.beat, "start": part.start + beat.start, "seconds": beat.seconds}
                    for beat in part.times
                ],
            }
            for chapter, mark, (_, part) in zip(
                lecture.chapters, marks, topics_of(parts), strict=True
            )
        ],
    }

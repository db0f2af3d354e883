"""The lecture to be read: what is said, beat by beat, with the figures beside it."""

import re
from collections.abc import Mapping, Sequence
from pathlib import Path

from scenes.products.description import Chapter, Lecture
from scenes.products.lecture.parts import Mark, Part, topics_of
from scenes.products.lecture.times import shown

_SPECIAL = re.compile(r"([\\`*_\[\]<>#|])")

Figures = Mapping[tuple[str, str], str]
"""Where each figure lies, relative to the transcript, by topic and name."""


def transcript(
    lecture: Lecture, parts: Sequence[Part], marks: Sequence[Mark], film: Path, figures: Figures
) -> str:
    """The lecture as Markdown.

    Args:
        parts, marks: when everything plays.
        film: the file, beside the transcript; its times are links.
        figures: drawn; each has its alt text.
    """
    lines = [f"# {escaped(lecture.title)}", ""]
    lines += [escaped(lecture.author), ""] if lecture.author else []
    for number, part in topics_of(parts):
        chapter = lecture.chapters[number]
        lines += [f"## {number + 1}. {escaped(marks[number].title)}", ""]
        lines += [f"*{escaped(chapter.story.tagline())}*", ""]
        own = [name for topic, name in figures if topic == chapter.topic]
        for beat in part.times:
            at = part.start + beat.start
            said = escaped(chapter.story.caption(beat.beat))
            lines += [f"[{shown(at)}]({film.name}#t={at:g}) {said}", ""]
            if beat.beat in own:
                lines += [_figure(chapter, beat.beat, figures), ""]
        for name in own:
            if name not in chapter.story:
                lines += [_figure(chapter, name, figures), ""]
        lines += [escaped(chapter.story.said(chapter.story.source)), ""]
    return "\n".join(lines).rstrip() + "\n"


def escaped(text: str) -> str:
    r"""A text in which Markdown finds no marks.

    >>> print(escaped("a*b [1]"))
    a\*b \[1\]
    """
    return _SPECIAL.sub(r"\\\1", " ".join(text.split()))


def _figure(chapter: Chapter, name: str, figures: Figures) -> str:
    return f"![{escaped(chapter.story.figure_alt(name))}]({figures[chapter.topic, name]})"

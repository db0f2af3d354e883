"""The lecture's page: the film with its captions, and the chapters with their times."""

import base64
from collections.abc import Sequence
from html import escape
from pathlib import Path

from scenes.products.captions import Cue, vtt
from scenes.products.description import Lecture
from scenes.products.lecture.languages import tag_of
from scenes.products.lecture.parts import Mark
from scenes.products.lecture.times import shown

_PAGE = Path(__file__).with_name("contents.html")


def contents(
    lecture: Lecture,
    marks: Sequence[Mark],
    cues: Sequence[Cue],
    *,
    film: Path,
    poster: Path,
    beside: Sequence[Path],
) -> str:
    """A page that needs nothing but the files beside it; times are links into the film.

    Args:
        cues: of the film; they are in the page itself, since a browser reads no captions from a
            file beside a page that is a file.
        film, poster: beside the page.
        beside: other files there, to be downloaded.
    """
    label = lecture.cards.label
    rows = [
        f'<tr><td><a href="{_link(film)}#t={mark.start:g}" data-start="{mark.start:g}">'
        f"{escape(mark.title)}</a></td><td>{escape(chapter.story.tagline())}</td>"
        f'<td class="time">{shown(mark.start)}</td><td class="time">{shown(mark.seconds)}</td></tr>'
        for mark, chapter in zip(marks, lecture.chapters, strict=True)
    ]
    track = base64.b64encode(vtt(cues).encode()).decode("ascii")
    filled = {
        "language": tag_of(lecture.language),
        "title": escape(lecture.title),
        "author": escape(lecture.author),
        "film": _link(film),
        "poster": _link(poster),
        "track": f"data:text/vtt;base64,{track}",
        "track_label": escape(lecture.language),
        "contents": escape(label("contents")),
        "chapter": escape(label("chapter")),
        "idea": escape(label("idea")),
        "begins": escape(label("begins")),
        "lasts": escape(label("lasts")),
        "rows": "\n".join(rows),
        "files": escape(label("files")),
        "links": "\n".join(
            f'<li><a href="{_link(path)}">{escape(path.name)}</a></li>' for path in (film, *beside)
        ),
    }
    page = _PAGE.read_text(encoding="utf-8")
    for name, value in filled.items():
        page = page.replace(f"$({name})", value)
    return page


def _link(path: Path) -> str:
    from urllib.parse import quote

    return quote(path.name)

"""What was made of whole topics: the lecture's film, and documents to be opened or downloaded."""

from pathlib import Path

from scenes.products.gallery.exhibits import PLAYED, Exhibit, Moment
from scenes.products.gallery.sections import title_of
from scenes.products.gallery.told import Entry, understood
from scenes.studio.manifest import Entries

_KINDS = {
    ".html": "Web page",
    ".pptx": "PowerPoint",
    ".pdf": "PDF",
    ".ipynb": "Notebook",
    ".md": "Transcript",
    ".srt": "Captions, SubRip",
    ".vtt": "Captions, WebVTT",
    ".txt": "Chapter marks",
}
"""What a document is called, by its ending; in this order."""


def lectures(media: Path, entries: Entries) -> list[Exhibit]:
    """The films of all topics."""
    return [
        Exhibit(
            topic="",
            kind="lecture",
            name=path.stem,
            title=told.get("title") or path.stem,
            files=(Path(name),),
            moments=_chapters(told),
            told=told,
        )
        for path in sorted((media / "lecture").glob("[!.]*"))
        if path.suffix.lower() in PLAYED and path.is_file()
        for name in [path.relative_to(media).as_posix()]
        for told in [understood(entries.get(name, {}))]
    ]


def documents(media: Path) -> list[tuple[str, Path]]:
    """What else lies there: what it is, and the file, relative to the media folder."""
    found = []
    for folder in ("lecture", "slides"):
        for path in sorted((media / folder).glob("[!.]*")):
            index = path / "index.html"
            file = index if index.is_file() else path
            if file.is_file() and file.suffix.lower() in _KINDS:
                kind = _KINDS[file.suffix.lower()]
                kind = f"Slides, {kind}" if folder == "slides" else kind
                found.append((kind, file.relative_to(media)))
    order = list(_KINDS)
    return sorted(found, key=lambda one: order.index(one[1].suffix.lower()))


def _chapters(told: Entry) -> tuple[Moment, ...]:
    return tuple(
        Moment(topic["start"], topic["seconds"], title_of(topic["topic"])[0])
        for topic in told.get("topics", ())
    )

"""The gallery's page: made of what lies in the media folder, in one file."""

import os
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from urllib.parse import quote

from scenes.products.gallery.cards import Cards, Link, text
from scenes.products.gallery.exhibits import Exhibit, exhibits
from scenes.products.gallery.products import documents, lectures
from scenes.products.gallery.sections import Section, sections
from scenes.products.webfont import font_faces
from scenes.studio.failures import BadInputError
from scenes.studio.files import WholeFile
from scenes.studio.manifest import read_manifest
from scenes.theme import DARK, LIGHT, Theme

NAME = "gallery.html"
ROLES = ("background", "surface", "line", "text", "muted", "output", "window")
"""Of a theme, that the page is coloured with."""
_HERE = Path(__file__).parent
_LETTERS = "".join(map(chr, range(0x20, 0x7F))) + "äöüÄÖÜßéèà×–—−·→…“”„‘’%°"
"""Letters of the page's own type; others, in names and foreign words, are the system's."""


@dataclass(frozen=True)
class Gallery:
    """A page that was written.

    Attributes:
        path: the file.
        note: something that the user should know; mostly nothing.
    """

    path: Path
    note: str


def write_gallery(media: Path, path: Path | None = None) -> Gallery:
    """Write the page of all that is rendered in a media folder.

    Args:
        media: the folder.
        path: the file to write; `gallery.html` in the folder if None.

    Raises:
        BadInputError: nothing is rendered there.
        OSError: the file cannot be written; nothing of it is left.
    """
    path = path or media / NAME
    entries, note = read_manifest(media)
    shown, films, papers = exhibits(media, entries), lectures(media, entries), documents(media)
    if not (shown or films or papers):
        raise BadInputError(
            f"nothing is rendered in {media}: run render.py video max_pooling first, "
            "or name another folder with --media_dir"
        )
    with WholeFile(path.parent, ".html") as file:
        page = page_of(media, path.parent, sections(shown), films, papers)
        file.path.write_text(page, encoding="utf-8")
        return Gallery(file.keep(path), note)


def page_of(
    media: Path,
    folder: Path,
    rooms: list[Section],
    films: list[Exhibit],
    papers: list[tuple[str, Path]],
) -> str:
    """The page's text.

    Args:
        media: where everything lies.
        folder: where the page will lie.
        rooms: what there is of each topic.
        films, papers: the lecture, and documents of it.
    """

    def link(file: Path) -> str:
        return text(quote(os.fsencode(os.path.relpath(media / file, folder).replace(os.sep, "/"))))

    cards = Cards(media, link)
    filled = {
        "colours": f":root {{ --paper-light: {LIGHT.background}; "
        f"--paper-dark: {DARK.background}; }}\n"
        + _colours(LIGHT, ":root")
        + "@media (prefers-color-scheme: dark) {"
        + _colours(DARK, ":root:not([data-theme])")
        + "}"
        + _colours(DARK, ':root[data-theme="dark"]'),
        "fonts": _fonts(),
        "style": (_HERE / "page.css").read_text(encoding="utf-8"),
        "script": (_HERE / "page.js").read_text(encoding="utf-8"),
        "summary": text(_summary(rooms)),
        "index": _index(rooms, len(films) + len(papers)),
        "lecture": _lecture(films, papers, cards, link),
        "rooms": "".join(_room(room, cards) for room in rooms),
    }
    page = (_HERE / "page.html").read_text(encoding="utf-8")
    for name, value in filled.items():
        page = page.replace(f"$({name})", value)
    return page


def _summary(rooms: list[Section]) -> str:
    films = sum(len(room.films) for room in rooms)
    pictures = sum(len(room.pictures) for room in rooms)
    return f"{_counted(films, 'video')} and {_counted(pictures, 'picture')}, every number computed"


def _index(rooms: list[Section], products: int) -> str:
    """Links to the rooms; they filter where scripts run."""
    found = [("lecture", "The lecture", products)] if products else []
    found += [(room.id, room.title, len(room.exhibits)) for room in rooms]
    return "".join(
        f'<li><a href="#{text(name)}" data-topic="{text(name)}">{text(title)} '
        f'<span class="count">{count}</span></a></li>'
        for name, title, count in found
    )


def _counted(count: int, word: str) -> str:
    return f"{count} {word}" if count == 1 else f"{count} {word}s"


def _lecture(films: list[Exhibit], papers: list[tuple[str, Path]], cards: Cards, link: Link) -> str:
    if not films and not papers:
        return ""
    rows = "".join(
        f'<li><a href="{link(path)}">{text(kind)}</a> '
        f'<span class="size">{text(path.name)}</span></li>'
        for kind, path in papers
    )
    documents = f'<ul class="papers">{rows}</ul>' if rows else ""
    shown = "".join(cards.card(film) for film in films)
    return (
        '<section class="room" id="lecture" data-room="lecture" aria-labelledby="lecture-title">'
        '<header><h2 id="lecture-title">The lecture</h2>'
        "<p>All topics, one after the other</p></header>"
        f'<div class="films">{shown}</div>{documents}</section>'
    )


def _room(room: Section, cards: Cards) -> str:
    films = "".join(cards.card(one) for one in room.films)
    pictures = "".join(cards.card(one) for one in room.pictures)
    name = text(room.id)
    return (
        f'<section class="room" id="{name}" data-room="{name}" aria-labelledby="{name}-title">'
        f'<header><h2 id="{name}-title">{text(room.title)}</h2><p>{text(room.tagline)}</p></header>'
        + (f'<div class="films">{films}</div>' if films else "")
        + (f'<div class="pictures">{pictures}</div>' if pictures else "")
        + "</section>"
    )


@cache
def _fonts() -> str:
    return font_faces(LIGHT, _LETTERS)


def _colours(theme: Theme, selector: str) -> str:
    found = " ".join(f"--{role}: {getattr(theme, role)};" for role in ROLES)
    return f"{selector} {{ color-scheme: {theme.name}; {found} }}\n"

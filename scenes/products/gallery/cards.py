"""An exhibit as HTML: what it shows, how it was made, and its files."""

import base64
from collections.abc import Callable, Iterator
from html import escape
from itertools import count
from pathlib import Path
from typing import Any

from scenes.products.captions import Cue, clock, cut, vtt
from scenes.products.gallery.exhibits import MOVING, PLAYED, Exhibit
from scenes.products.gallery.pictures import poster_of, size_of
from scenes.products.lecture.languages import tag_of
from scenes.theme import THEMES

Link = Callable[[Path], str]
"""The address of a file of the media folder, as seen from the page."""


class Cards:
    """Makes cards; each has ids of its own on the page.

    Args:
        media: the folder that exhibits lie in.
        link: addresses of its files.
    """

    def __init__(self, media: Path, link: Link) -> None:
        self._media, self._link = media, link
        self._numbers = count(1)

    def card(self, exhibit: Exhibit) -> str:
        """One exhibit."""
        number = f"card-{next(self._numbers)}"
        first = exhibit.files[0].suffix.lower()
        wide = first in (*PLAYED, MOVING)
        picture = (
            self._film(exhibit, number)
            if first in PLAYED
            else self._moving(exhibit)
            if first == MOVING
            else self._still(exhibit)
        )
        title = exhibit.title if exhibit.kind == "lecture" else _spaced(exhibit.name)
        return (
            f'<article class="card {"film" if wide else "picture"}" aria-labelledby="{number}">'
            f'<div class="stage{_paper(exhibit)}">{picture}</div><div class="words">'
            f'<h3 id="{number}">{text(title)}{self._badges(exhibit)}</h3>'
            f"{self._downloads(exhibit)}{_chapters(exhibit)}{_transcript(exhibit)}"
            f"{_making(exhibit)}</div></article>"
        )

    def _film(self, exhibit: Exhibit, heading: str) -> str:
        path, told = exhibit.files[0], exhibit.told
        tag = tag_of(exhibit.language) if exhibit.language else "und"
        captions = self._captions(exhibit)
        address = base64.b64encode(captions.encode()).decode("ascii")
        track = (
            f'<track kind="captions" default srclang="{text(tag)}" label="{text(tag)}" '
            f'src="data:text/vtt;base64,{address}">'
            if captions
            else ""
        )
        return (
            f'<video controls preload="none" playsinline aria-labelledby="{heading}" '
            f'width="{told.get("width", 1280)}" height="{told.get("height", 720)}"'
            f'{self._poster(path)} src="{self._link(path)}">{track}</video>'
        )

    def _poster(self, path: Path) -> str:
        beside = path.with_suffix(".png")
        if path.parts[0] == "lecture" and (self._media / beside).is_file():
            return f' poster="{self._link(beside)}"'
        poster = poster_of(self._media / path)
        return f' poster="{poster}"' if poster else ""

    def _captions(self, exhibit: Exhibit) -> str:
        """What is said, as WebVTT; it stands in the page, since browsers read none from beside."""
        beside = self._media / exhibit.files[0].with_suffix(".vtt")
        if exhibit.kind == "lecture" and beside.is_file():
            return beside.read_text(encoding="utf-8", errors="replace")
        cues: list[Cue] = []
        for moment in exhibit.moments:
            cues += cut(moment.caption, moment.start, moment.seconds) if moment.caption else []
        return vtt(cues) if cues else ""

    def _moving(self, exhibit: Exhibit) -> str:
        """A gif, which does not move before it is asked to."""
        path, size = exhibit.files[0], size_of(self._media / exhibit.files[0])
        poster = poster_of(self._media / path)
        alt = " ".join(moment.alt for moment in exhibit.moments) or exhibit.alt
        picture = (
            f'<img src="{poster or self._link(path)}" alt="{text(alt or exhibit.name)}"'
            f"{_language(exhibit)}{_sized(size)}>"
        )
        return (
            f'{picture}<button type="button" class="play" data-gif="{self._link(path)}" '
            'aria-pressed="false" hidden>Play</button>'
            if poster
            else picture
        )

    def _still(self, exhibit: Exhibit) -> str:
        path = exhibit.files[0]
        if path.suffix.lower() == ".pdf":
            return f'<p class="page">{text(exhibit.alt or "A PDF; open it to see it.")}</p>'
        size = size_of(self._media / path)
        return (
            f'<a href="{self._link(path)}"><img src="{self._link(path)}" loading="lazy" '
            f'decoding="async" alt="{text(exhibit.alt or exhibit.name)}"{_language(exhibit)}'
            f"{_sized(size)}></a>"
        )

    def _badges(self, exhibit: Exhibit) -> str:
        told = exhibit.told
        found = [exhibit.kind] if exhibit.kind in ("sheet", "frame") else []
        if told.get("seconds"):
            found.append(_time(told["seconds"]))
        if told.get("theme") and exhibit.kind != "lecture":
            found.append(told["theme"])
        if exhibit.language not in ("", "en"):
            found.append(exhibit.language)
        return "".join(f' <span class="badge">{text(word)}</span>' for word in found)

    def _downloads(self, exhibit: Exhibit) -> str:
        links = []
        for path in exhibit.files:
            ending = path.suffix[1:].lower()
            size = _bytes((self._media / path).stat().st_size)
            links.append(
                f'<li><a href="{self._link(path)}" download title="{text(path.name)}">{ending}'
                f'<span class="unseen">, {text(path.name)}</span></a> '
                f'<span class="size">{size}</span></li>'
            )
        return f'<ul class="files">{"".join(links)}</ul>'


def text(value: object) -> str:
    """A value as the text of a page; what is no letter of any script is a question mark."""
    return escape(str(value).encode("utf-8", "replace").decode("utf-8"))


def _paper(exhibit: Exhibit) -> str:
    """The background that a figure is drawn on, so that its mat is the same."""
    theme = exhibit.told.get("theme")
    return f" on-{theme}" if theme in THEMES else ""


def _chapters(exhibit: Exhibit) -> str:
    rows = "".join(
        f'<li><button type="button" data-at="{moment.start:g}" data-for="{moment.seconds:g}">'
        f'<span class="time">{_time(moment.start)}</span>{text(_spaced(moment.name))}</button></li>'
        for moment in exhibit.moments
    )
    return f'<ol class="chapters">{rows}</ol>' if rows else ""


def _transcript(exhibit: Exhibit) -> str:
    """What is said and seen, to be read."""
    rows = "".join(
        f'<p{_language(exhibit)}><span class="time">{_time(moment.start)}</span>'
        f"{text(moment.caption)}</p>"
        f'<p class="alt"{_language(exhibit)}>{text(moment.alt)}</p>'
        for moment in exhibit.moments
        if moment.caption
    )
    return f"<details><summary>What is said and seen</summary>{rows}</details>" if rows else ""


def _language(exhibit: Exhibit) -> str:
    """Names the language of words that are not in the page's own."""
    return f' lang="{tag_of(exhibit.language)}"' if exhibit.language not in ("", "en") else ""


def _spaced(name: str) -> str:
    """A name as a heading."""
    return (name[:1].upper() + name[1:]).replace("_", " ")


def _making(exhibit: Exhibit) -> str:
    rows = "".join(f"<dt>{text(key)}</dt><dd>{text(value)}</dd>" for key, value in _facts(exhibit))
    shows = f'<p class="alt">{text(exhibit.alt)}</p>' if exhibit.alt else ""
    commands = "".join(
        f'<div class="command"><code>{text(command)}</code>'
        f'<button type="button" data-copy="{text(command)}" hidden>Copy</button></div>'
        for command in exhibit.commands
    )
    if not rows and not shows and not commands:
        return '<p class="alt">The manifest does not tell how this was made.</p>'
    facts = f"<dl>{rows}</dl>" if rows else ""
    return (
        f'<details class="making"><summary>How it was made</summary>{shows}{facts}{commands}'
        "</details>"
    )


def _facts(exhibit: Exhibit) -> Iterator[tuple[str, Any]]:
    told = exhibit.told
    for key in ("input", "source"):
        if told.get(key):
            yield key, told[key]
    if told.get("width"):
        rate = f", {told['fps']} frames a second" if told.get("fps") else ""
        yield "size", f"{told['width']} × {told['height']}{rate}"
    for key, value in told.get("parameters", {}).items():
        if value is not None:
            yield key.replace("_", " "), _value(value)


def _value(value: object) -> str:
    if isinstance(value, list):
        return " × ".join(map(str, value)) if len(value) == 2 else ", ".join(map(str, value))
    return ("yes" if value else "no") if isinstance(value, bool) else str(value)


def _time(seconds: float) -> str:
    """Minutes and seconds, hours where there are any."""
    shown = clock(round(1000 * seconds)).partition(".")[0]
    return shown[4:] if shown.startswith("00:0") else shown.removeprefix("00:")


def _bytes(size: int) -> str:
    return f"{size / 1e6:.1f} MB" if size >= 1e6 else f"{max(size / 1e3, 1):.0f} kB"


def _sized(size: tuple[int, int] | None) -> str:
    return f' width="{size[0]}" height="{size[1]}"' if size else ""

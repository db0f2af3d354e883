"""What to paste to show a topic elsewhere, made from what lies in the media folder.

Paths lead from the document that it is pasted into; words come from the manifest, which tells what
is said and seen in each file.
"""

import base64
import html
import os
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote

from scenes.products.captions import cut, vtt
from scenes.studio.failures import BadInputError
from scenes.studio.manifest import read_manifest

Entry = Mapping[str, Any]
_LATEX = {
    "\\": r"\textbackslash{}", "{": r"\{", "}": r"\}", "$": r"\$", "&": r"\&", "#": r"\#",
    "%": r"\%", "_": r"\_", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}",
}  # fmt: skip


class NotRenderedError(BadInputError):
    """Something that a snippet shows is not in the media folder; the message says what makes it."""


@dataclass(frozen=True)
class Rendered:
    """The files of a topic in a media folder, and the document that will show them."""

    topic: str
    media: Path
    document: Path
    entries: Mapping[str, Entry]

    def film(self, ending: str = ".mp4") -> tuple[str, Entry]:
        """The path of the topic's whole video, and what is told of it.

        Raises:
            NotRenderedError: there is none.
        """
        wish = "" if ending == ".mp4" else f" --format {ending[1:]}"
        return self._first("video", ending, f"render.py video {self.topic}{wish}")

    def figure(self, ending: str) -> tuple[str, Entry]:
        """The path of the topic's page in a format, and what is told of it.

        Raises:
            NotRenderedError: there is none.
        """
        return self._first("figure", ending, f"render.py figure {self.topic} --format {ending[1:]}")

    def _first(self, what: str, ending: str, command: str) -> tuple[str, Entry]:
        found = {
            name: entry
            for name, entry in self.entries.items()
            if entry.get("topic") == self.topic
            and entry.get("what") == what
            and name.endswith(ending)
            and entry.get("figure", "page") == "page"
        }
        if not found:
            raise NotRenderedError(
                f"no {what} of {self.topic} as {ending[1:]} is in {self.media}: {command}"
            )
        # The whole before a part, and the usual before what has its options in its name.
        name = min(found, key=lambda name: (-len(found[name].get("beats", ())), len(name), name))
        path = os.path.relpath(self.media / name, self.document.parent)
        return Path(path).as_posix(), found[name]


def film_alt(entry: Entry) -> str:
    """A film in words: its title and what it ends on."""
    said = [words["alt"] for words in entry.get("words", {}).values()]
    return " ".join([f"{title_of(entry)}.", *said[-1:]])


def figure_alt(entry: Entry) -> str:
    """A figure in words; of one that an earlier version drew, its topic alone."""
    return str(entry.get("alt") or entry["topic"])


def title_of(entry: Entry) -> str:
    """The topic's title."""
    return str(entry.get("title") or entry["topic"])


def captions(entry: Entry) -> str:
    """The captions of a film as WebVTT."""
    words = entry.get("words", {})
    cues = [
        cue
        for beat in entry.get("timeline", ())
        if beat["beat"] in words
        for cue in cut(words[beat["beat"]]["caption"], beat["start"], beat["seconds"])
    ]
    return vtt(cues)


def _video_tag(files: Rendered, attributes: str) -> str:
    path, entry = files.film()
    packed = base64.b64encode(captions(entry).encode()).decode()
    language = html.escape(str(entry.get("language", "en")))
    return (
        f'<video {attributes} width="{entry["width"]}" height="{entry["height"]}"\n'
        f'  aria-label="{html.escape(film_alt(entry))}" src="{quote(path)}">\n'
        f'  <track kind="captions" srclang="{language}" label="{language}"\n'
        f'    src="data:text/vtt;base64,{packed}">\n'
        "</video>"
    )


def _reveal(files: Rendered) -> str:
    _, entry = files.film()
    said = " ".join(words["caption"] for words in entry.get("words", {}).values())
    video = _video_tag(files, "data-autoplay muted playsinline").replace("\n", "\n  ")
    notes = f'<aside class="notes">{html.escape(said)}</aside>'
    return f"<section>\n  {video}\n  {notes}\n</section>"


def _office(program: str, menu: str, alt: str) -> Callable[[Rendered], str]:
    def tell(files: Rendered) -> str:
        path, entry = files.film()
        return (
            f"{menu}: {path}\n"
            f"{alt}: {film_alt(entry)}\n"
            f"Or all its beats as slides with notes: "
            f"render.py slides --to pptx --topics {files.topic}{program}"
        )

    return tell


def _beamer(files: Rendered) -> str:
    path, entry = files.figure(".pdf")
    return (
        r"\includegraphics[width=\textwidth,height=0.8\textheight,keepaspectratio,"
        f"\n  alt={{{_latex(figure_alt(entry))}}}]{{{path}}}"
    )


def _quarto(files: Rendered) -> str:
    path, entry = files.figure(".svg")
    alt = figure_alt(entry).replace("\\", "\\\\").replace('"', '\\"')
    return (
        f'![{_markdown(title_of(entry))}]({quote(path)}){{fig-alt="{alt}"}}\n\n'
        f"```{{=html}}\n{_video_tag(files, 'controls')}\n```"
    )


def _jupyter(files: Rendered) -> str:
    path, entry = files.film()
    attributes = f'controls aria-label="{html.escape(film_alt(entry))}"'
    return (
        "from IPython.display import Video\n\n"
        f"Video({path!r}, embed=True, width={entry['width'] // 2},\n"
        f"      html_attributes={attributes!r})"
    )


def _plain(files: Rendered) -> str:
    path, entry = files.figure(".png")
    picture = f"![{_markdown(figure_alt(entry))}]({quote(path)})"
    film, told = files.film()
    return f"{picture}\n\n[{_markdown(title_of(told))}: the video]({quote(film)})"


FORMS: Mapping[str, Callable[[Rendered], str]] = {
    "revealjs": _reveal,
    "powerpoint": _office("", "Insert > Video > This Device", "Alt text"),
    "keynote": _office(
        ", which Keynote opens", "Insert > Choose", "Format > Movie > Accessibility description"
    ),
    "beamer": _beamer,
    "quarto": _quarto,
    "jupyter": _jupyter,
    "markdown": _plain,
}
"""What a topic can be embedded in."""


def snippet(topic: str, form: str, media: Path, document: Path) -> str:
    """What to paste.

    Args:
        topic: its name.
        form: one of `FORMS`.
        media: the folder with what was rendered.
        document: what it is pasted into; paths lead from its folder.

    Raises:
        NotRenderedError: something that it shows is not there; the message says what makes it.
    """
    entries, _ = read_manifest(media)
    return FORMS[form](Rendered(topic, media.resolve(), document.resolve(), entries))


def _latex(text: str) -> str:
    return "".join(_LATEX.get(letter, letter) for letter in text)


def _markdown(text: str) -> str:
    """A text in which nothing is taken for a mark."""
    return re.sub(r"([\\`*_\[\]<>#|!])", r"\\\1", text)

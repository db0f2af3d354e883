"""The HTML deck: reveal.js, through manim-slides with a template of our own, without a network.

Films stand in the slides themselves, not in their backgrounds as manim-slides has them: there they
have alt text and captions, a poster that is their first frame, and are seen by the speaker view.
"""

import base64
import mimetypes
import shutil
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import Any

import av
import pyreveal
from manim_slides.convert import RevealJS
from PIL import Image

from scenes.products.slides.conversion import presentations, quietly
from scenes.products.slides.deck import Deck, Piece
from scenes.products.webfont import font_faces

_ASSETS = ("dist/reveal.css", "dist/reveal.js", "dist/plugin/notes.js")
INDEX = "index.html"


class _Template(RevealJS):
    """reveal.js with our template, and what it is filled with besides manim-slides' own."""

    parts: list[dict[str, Any]]
    opening: dict[str, Any] | None
    author: str
    language: str
    lang: str
    logo: str
    fonts: str
    theme: dict[str, Any]

    def load_template(self) -> str:
        """Our template."""
        return Path(__file__).with_name("deck.html").read_text(encoding="utf-8")


def write_web(deck: Deck, folder: Path, assets: str, one_file: bool, work: Path) -> None:
    """Write a deck as a page that works from the file system and asks for nothing elsewhere.

    Args:
        deck: what is shown.
        folder: takes `index.html` and, unless all is in one file, the assets.
        assets: the name of their folder.
        one_file: whether the films and everything else are in the page itself.
        work: for what is needed on the way.
    """
    place = _data_address if one_file else _kept_in(folder / assets)
    converter = _Template.model_validate(
        {
            "presentation_configs": presentations(deck),
            "offline": True,
            "one_file": one_file,
            "assets_dir": assets,
            "title": deck.title,
            "parts": [
                {
                    "words": asdict(part.words),
                    "pieces": [_told(piece, place, deck) for piece in part.pieces],
                }
                for part in deck.parts
            ],
            "opening": None if deck.opening is None else asdict(deck.opening),
            "author": deck.author,
            "language": deck.language,
            "lang": deck.language
            if deck.language.isalpha() and len(deck.language) in (2, 3)
            else "en",
            "logo": "" if deck.logo is None else place(deck.logo),
            "fonts": font_faces(deck.theme, _letters(deck)),
            "theme": asdict(deck.theme),
        }
    )
    _seed(work / f"revealjs{converter.reveal_version}")
    with quietly(work):
        converter.convert_to(folder / INDEX)


def _told(piece: Piece, place: Callable[[Path], str], deck: Deck) -> dict[str, Any]:
    return {
        "heading": piece.heading,
        "alt": piece.alt,
        "poster": place(_poster(piece.film)),
        "captions": f"data:text/vtt;base64,{base64.b64encode(piece.captions.encode()).decode()}",
    }


def _poster(film: Path) -> Path:
    """The first frame of a film, too much like it for the eye to see one follow the other."""
    path = film.with_suffix(".jpg")
    with av.open(str(film)) as container:
        frame = next(container.decode(video=0)).to_ndarray(format="rgb24")
    Image.fromarray(frame).save(path, quality=95, subsampling=0)
    return path


def _data_address(path: Path) -> str:
    kind = mimetypes.guess_type(path.name)[0] or "image/png"
    return f"data:{kind};base64,{base64.b64encode(path.read_bytes()).decode()}"


def _kept_in(folder: Path) -> Callable[[Path], str]:
    def keep(path: Path) -> str:
        folder.mkdir(exist_ok=True)
        shutil.copyfile(path, folder / path.name)
        return f"{folder.name}/{path.name}"

    return keep


def _seed(folder: Path) -> None:
    """Put reveal.js where manim-slides keeps what it has fetched once."""
    folder.mkdir()
    shipped = Path(pyreveal.__file__).parent / "revealjs"
    for asset in _ASSETS:
        shutil.copyfile(shipped / asset, folder / Path(asset).name)


def _letters(deck: Deck) -> str:
    """Every letter of the title slides and the captions."""
    words = [part.words for part in deck.parts] + ([deck.opening] if deck.opening else [])
    titles = [text for word in words for text in asdict(word).values()]
    notes = [piece.notes for part in deck.parts for piece in part.pieces]
    return "".join(sorted(set("".join([*titles, *notes]))))

"""The PowerPoint deck: manim-slides puts the films in, python-pptx does what it leaves undone.

Users of manim-slides report of large decks that after some thirty films PowerPoint "cannot play
media", at 1080p and not at 720p, nor when the show begins later (its issue 392). That fits decoders
that are kept until the show ends, though nobody has seen into it. So films are 720p unless asked
otherwise, and their streams ask for one reference frame and no reordering: a fifth of the memory
of x264's defaults at 1080p. Each is a part of its own, stored as it is, with a poster.
"""

from pathlib import Path
from typing import Any

import pptx
from manim_slides.convert import PowerPoint
from pptx.dml import color
from pptx.enum.text import MSO_ANCHOR, MSO_AUTO_SIZE
from pptx.oxml import parse_xml
from pptx.util import Inches, Length, Pt

from scenes.products.slides.conversion import presentations, quietly
from scenes.products.slides.deck import Deck, Piece, Words
from scenes.products.slides.package import settle
from scenes.products.slides.timing import play_at_once

WIDTH, HEIGHT = 1280, 720
"""Of a slide, in pixels of 1/96 inch; a film of any size fills it."""
_MARGIN = Inches(1.0)
_COLUMN = Inches(11.333)
_COLOUR: Any = color.RGBColor  # it has no types
_TITLE_ONLY = 5
"""Among the layouts of python-pptx's own template."""


def write_powerpoint(deck: Deck, path: Path, folder: Path) -> None:
    """Write a deck as a pptx file; the same deck gives the same bytes.

    Args:
        deck: what is shown.
        path: the file.
        folder: for what is needed on the way.
    """
    raw = folder / "raw.pptx"
    converter = PowerPoint.model_validate(
        {"presentation_configs": presentations(deck), "width": WIDTH, "height": HEIGHT}
    )
    with quietly(folder):
        converter.convert_to(raw)
    show = pptx.Presentation(str(raw))
    pieces = [piece for part in deck.parts for piece in part.pieces]
    for slide, piece in zip(show.slides, pieces, strict=True):
        _finish_film(slide, piece)
    _add_titles(show, deck)
    _describe(show, deck)
    show.save(str(raw))
    settle(raw, path, deck.theme)


def _finish_film(slide: Any, piece: Piece) -> None:
    """Alt text, a title for those who navigate by it, and the timing."""
    (movie,) = slide.shapes
    movie.name = piece.heading
    _tell(movie, piece.alt)
    play_at_once(slide.element, movie.shape_id, piece.seconds)
    # Above the slide, where PowerPoint puts the titles that it hides.
    title = slide.shapes.add_textbox(_MARGIN, Inches(-0.7), _COLUMN, Inches(0.5))
    title.text_frame.text = piece.heading
    _make_title(title)
    _tell(title, piece.heading)


def _add_titles(show: Any, deck: Deck) -> None:
    """The opening slide, and a title slide before the first beat of each part."""
    order = show.element.sldIdLst
    place = 0
    for words, beats in _titles(deck):
        _add_title(show, words, deck, with_logo=place == 0)
        order.insert(place, order[-1])
        place += 1 + beats


def _titles(deck: Deck) -> list[tuple[Words, int]]:
    """The title slides, each with the number of beats that follow it."""
    opening = [] if deck.opening is None else [(deck.opening, 0)]
    return opening + [(part.words, len(part.pieces)) for part in deck.parts]


def _add_title(show: Any, words: Words, deck: Deck, with_logo: bool) -> None:
    slide = show.slides.add_slide(show.slide_layouts[_TITLE_ONLY])
    title = slide.shapes.title
    theme = deck.theme
    _place(title, Inches(2.0), Inches(2.2))
    _set(title, words.title, 60 if len(words.title) <= 28 else 48, theme.text, bold=True)
    title.text_frame.vertical_anchor = MSO_ANCHOR.BOTTOM
    _tell(title, words.title)
    lines = ((words.over, 0.9, 24, theme.muted), (words.tagline, 4.25, 30, theme.muted))
    for text, top, size, colour in (*lines, (words.under, 5.75, 24, theme.text)):
        if text:
            box = slide.shapes.add_textbox(_MARGIN, 0, _COLUMN, 0)
            _place(box, Inches(top), Inches(0.7))
            _set(box, text, size, colour)
            _tell(box, text)
    if with_logo and deck.logo is not None:
        logo = slide.shapes.add_picture(str(deck.logo), 0, Inches(0.6), height=Inches(0.9))
        logo.left = Length(show.slide_width - _MARGIN - logo.width)
        _tell(logo, deck.author or deck.title)


def _place(shape: Any, top: Length, height: Length) -> None:
    shape.left, shape.top, shape.width, shape.height = _MARGIN, top, _COLUMN, height


def _set(shape: Any, text: str, size: int, colour: str, bold: bool = False) -> None:
    frame = shape.text_frame
    frame.text = text
    frame.word_wrap, frame.auto_size = True, MSO_AUTO_SIZE.NONE
    frame.margin_left = frame.margin_right = 0
    paragraph = frame.paragraphs[0]
    paragraph.alignment = 1  # left
    font = paragraph.runs[0].font
    font.size, font.bold = Pt(size), bold  # its typeface is the theme's
    font.color.rgb = _COLOUR(*bytes.fromhex(colour.removeprefix("#")))


def _make_title(box: Any) -> None:
    """A text box that counts as its slide's title."""
    properties = box._element.nvSpPr.nvPr
    namespace = "http://schemas.openxmlformats.org/presentationml/2006/main"
    properties.insert(0, parse_xml(f'<p:ph xmlns:p="{namespace}" type="title"/>'))
    box._element.nvSpPr.cNvSpPr.attrib.pop("txBox", None)


def _tell(shape: Any, alt: str) -> None:
    """The alt text, which python-pptx has no word for."""
    shape._element._nvXxPr.cNvPr.set("descr", alt)


def _describe(show: Any, deck: Deck) -> None:
    """What the file says of itself, the same every time."""
    core = show.core_properties
    core.title, core.author, core.language = deck.title, deck.author, deck.language
    core.subject = core.keywords = core.comments = core.last_modified_by = ""
    core.revision = 1

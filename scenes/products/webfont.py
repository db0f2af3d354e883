"""The letters of a page's titles as a font in the page: it looks the same where Lato is missing."""

import base64
import io
import logging

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont

from scenes.theme import Theme
from scenes.typefaces import Typeface, Weight

_WEIGHTS: dict[int, Weight] = {400: "regular", 900: "black"}


def font_faces(theme: Theme, letters: str) -> str:
    """CSS that brings the theme's font along, as far as some letters need it.

    >>> from scenes.theme import DARK
    >>> font_faces(DARK, "Pooling").count("@font-face")
    2
    """
    faces = (
        f'@font-face {{ font-family: "{theme.font}"; font-weight: {number}; '
        f'src: url("data:font/woff;base64,{_subset(theme.typeface, weight, letters)}") '
        'format("woff"); }'
        for number, weight in _WEIGHTS.items()
    )
    return "\n".join(faces)


def _subset(typeface: Typeface, weight: Weight, letters: str) -> str:
    # It tells of every table, which Manim's handler would put among the answers.
    logging.getLogger("fontTools").setLevel(logging.WARNING)
    # Every feature, since many scripts are not written without.
    options = Options(layout_features=["*"], notdef_outline=True)
    memory = io.BytesIO()
    with TTFont(typeface.file(weight), recalcTimestamp=False) as font:
        subsetter = Subsetter(options)
        subsetter.populate(text=letters)
        subsetter.subset(font)
        font.flavor = "woff"
        font.save(memory)
    return base64.b64encode(memory.getvalue()).decode()

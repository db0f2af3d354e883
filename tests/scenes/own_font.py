"""A font that no machine has: its one letter is a triangle, which no other font draws so."""

from pathlib import Path

from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen

FAMILY = "Zoomout Test Triangles"
LETTER = "\N{GEORGIAN LETTER AN}"
CORNERS = ((100, 0), (900, 0), (500, 700))
"""Of the letter, in thousandths of the em."""
UNITS = 1000


def write_font(path: Path, *, weight: int = 400, letters: str = LETTER + " :,.") -> Path:
    """Write it as a TrueType font.

    Args:
        weight: 400 or 700.
        letters: what it has; each is a triangle.
    """
    names = {ord(letter): f"uni{ord(letter):04X}" for letter in letters}
    pen = TTGlyphPen(None)
    pen.moveTo(CORNERS[0])
    for corner in CORNERS[1:]:
        pen.lineTo(corner)
    pen.closePath()
    triangle = pen.glyph()
    builder = FontBuilder(UNITS, isTTF=True)
    builder.setupGlyphOrder([".notdef", *names.values()])
    builder.setupCharacterMap(names)
    builder.setupGlyf({".notdef": triangle, **dict.fromkeys(names.values(), triangle)})
    metrics = dict.fromkeys((".notdef", *names.values()), (1000, 100))
    builder.setupHorizontalMetrics(metrics)
    builder.setupHorizontalHeader(ascent=800, descent=-200)
    style = "Bold" if weight >= 700 else "Regular"
    builder.setupNameTable({"familyName": FAMILY, "styleName": style})
    builder.setupOS2(usWeightClass=weight, sCapHeight=700, version=4)
    builder.setupPost()
    builder.save(path)
    return path

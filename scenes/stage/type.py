"""Words and numbers for the stage, set in the theme's typeface.

Words are shaped by Pango (`Lettering`), once for each string. Numbers are built from the
typeface's own outlines: a grid of hundreds of different numbers would take Pango seconds, and
tabular digits need no shaping.
"""

from concurrent.futures import ThreadPoolExecutor
from functools import cache
from pathlib import Path
from typing import Any

import manim as m
import manimpango
import numpy as np
from fontTools.pens.basePen import BasePen
from fontTools.ttLib import TTFont

from scenes.stage.lettering import Lettering
from scenes.theme import Theme, ThemeError
from scenes.typefaces import Typeface, Weight, letters

_LATO = Typeface()
_TRIAL_SIZE = 100.0


@cache
def _shaper(typeface: Typeface) -> ThreadPoolExecutor:
    """Where Pango sets a typeface: a thread of its own.

    When Pango first writes in a thread, it notes which fonts there are, and takes others for those
    that come later.
    """
    _register(_LATO)  # the em is measured with it, and it lends what the other lacks
    _register(typeface)
    return ThreadPoolExecutor(1, f"pango-{typeface.family}")


def _register(typeface: Typeface) -> None:
    """Let Pango know a typeface's files."""
    for weight in ("regular", "bold"):
        if not typeface.file(weight).is_file():
            raise ThemeError(
                f"there is no font {typeface.file(weight)} on this machine: every machine that "
                "draws needs it in that place"
            )
        manimpango.register_font(str(typeface.file(weight)))
    if typeface.family not in manimpango.list_fonts():  # Pango would take another one
        raise ThemeError(
            f"Pango does not know the typeface {typeface.family}, though matplotlib does: name "
            "its font_files in the theme"
        )


def pixels(size: float) -> float:
    """A length in pixels of a 1080-line frame, in Manim's units."""
    return size * m.config.frame_height / 1080


def width_of(text: str, theme: Theme, size: float, *, bold: bool = False) -> float:
    """About how wide a line will be, in Manim's units, told from the typeface without shaping it.

    Args:
        size: the em in pixels of a 1080-line frame.
    """
    return _advance(text, theme.typeface, "bold" if bold else "regular") * pixels(size)


def words(
    text: str,
    theme: Theme,
    *,
    size: float | None = None,
    colour: str | None = None,
    bold: bool = False,
) -> m.VMobject:
    """A line of text whose em is `size` pixels of a 1080-line frame (the theme's label size).

    The colour is the theme's text colour if None. The line knows its `em_pixels` and its
    `natural_height`, so that its size can still be told after it was scaled.
    """
    line = _shaped(text, theme.typeface, bold).copy()
    line.scale(pixels(size or theme.label_size) * theme.typeface.scale / _em())
    line.set_color(colour or theme.text)
    line.em_pixels, line.natural_height = size or theme.label_size, line.height
    line.above_baseline *= line.height
    return line


@cache
def _shaped(text: str, typeface: Typeface, bold: bool) -> Lettering:
    shaper = _shaper(typeface)
    # Manim draws text into an SVG as large as the video, and what falls outside is silently
    # lost, as is all text where the folder is missing: both are made sure of.
    m.config.get_dir("text_dir").mkdir(parents=True, exist_ok=True)
    # `tempconfig` would set every option anew, the renderer too, which takes as long as a text.
    size = m.config.pixel_width, m.config.pixel_height
    m.config.pixel_width, m.config.pixel_height = 3840, 2160
    try:
        return shaper.submit(
            Lettering,
            text,
            font=typeface.family,
            font_size=_TRIAL_SIZE,
            weight="BOLD" if bold else "NORMAL",
        ).result()
    finally:
        m.config.pixel_width, m.config.pixel_height = size


def on_baseline(line: m.VMobject, y: float) -> m.VMobject:
    """Move a line of words up or down until it stands on a height, whatever its letters."""
    return line.shift(m.UP * (y + line.above_baseline - line.get_top()[1]))


@cache
def _em() -> float:
    """The em of trial text in Manim's units, the same in any typeface: found from an H of Lato."""
    height = _shaped("H", _LATO, False).height
    font = _font(_LATO.file("regular"))
    return float(height * font["head"].unitsPerEm / font["OS/2"].sCapHeight)


class Number(m.VMobject):
    """A number written with the typeface's tabular digits, as one shape.

    Attributes:
        value: the number that is written.
        text: how it is written.
        half_digit: from the middle of a digit to its foot, in Manim's units.
    """

    def __init__(
        self,
        value: float,
        text: str,
        theme: Theme,
        *,
        size: float | None = None,
        colour: str | None = None,
        bold: bool = False,
    ) -> None:
        super().__init__(stroke_width=0, fill_opacity=1, fill_color=colour or theme.text)
        self.value = float(value)
        self.em_pixels = size or theme.label_size
        self._face = theme.typeface, "bold" if bold else "regular"
        self.write(text)

    def write(self, text: str) -> "Number":
        """Write another text, centred on the origin.

        The centre is the middle of a digit, so that a minus sign or a comma moves nothing up.
        """
        self.text = text
        em = pixels(self.em_pixels)
        self.half_digit = em * _digit_height(*self._face) / 2
        middle = np.array([_advance(text, *self._face), _digit_height(*self._face), 0]) / 2
        self.set_points((_outline(text, *self._face) - middle) * em)
        self.natural_height = self.height
        return self


class _Outline(BasePen):
    """Collects a glyph as Manim's cubic curves, in units of the em."""

    def __init__(self, glyphs: Any, units: int) -> None:
        super().__init__(glyphs)
        self.units = units
        self.curves: list[list[tuple[float, float]]] = []
        self._start: tuple[float, float] = (0, 0)

    def _moveTo(self, point: tuple[float, float]) -> None:  # noqa: N802
        self._start = point

    def _lineTo(self, point: tuple[float, float]) -> None:  # noqa: N802
        a, b = np.array(self._getCurrentPoint()), np.array(point)
        self.curves.append([tuple(a), tuple(a + (b - a) / 3), tuple(b - (b - a) / 3), tuple(b)])

    def _curveToOne(self, *points: tuple[float, float]) -> None:  # noqa: N802
        self.curves.append([self._getCurrentPoint(), *points])

    def _closePath(self) -> None:  # noqa: N802
        if self._getCurrentPoint() != self._start:
            self._lineTo(self._start)


@cache
def _font(file: Path) -> TTFont:
    return TTFont(file, fontNumber=0)


@cache
def _glyph(character: str, typeface: Typeface, weight: Weight) -> tuple[np.ndarray, float]:
    """A character's curves and advance; of Lato where the typeface does not have it."""
    if ord(character) not in letters(typeface.file(weight)):
        typeface = _LATO
    font = _font(typeface.file(weight))
    name = font.getBestCmap().get(ord(character), ".notdef")  # a sign that is measured alone
    glyphs = font.getGlyphSet()
    units = font["head"].unitsPerEm / typeface.scale
    pen = _Outline(glyphs, units)
    glyphs[name].draw(pen)
    flat = np.array(pen.curves, dtype=float).reshape(-1, 2) / units
    return np.column_stack([flat, np.zeros(len(flat))]), glyphs[name].width / units


@cache
def _outline(text: str, typeface: Typeface, weight: Weight) -> np.ndarray:
    parts, x = [np.empty((0, 3))], 0.0
    for character in text:
        points, advance = _glyph(character, typeface, weight)
        parts.append(points + np.array([x, 0.0, 0.0]))
        x += advance
    return np.concatenate(parts)


@cache
def _advance(text: str, typeface: Typeface, weight: Weight) -> float:
    return sum(_glyph(character, typeface, weight)[1] for character in text)


@cache
def _digit_height(typeface: Typeface, weight: Weight) -> float:
    return float(_glyph("0", typeface, weight)[0][:, 1].max())

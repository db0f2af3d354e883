"""Type on a page: the theme's face at sizes in points, measured before it is set.

A typeface is named file by file, so nothing depends on what matplotlib finds on the machine, and
its global settings stay as they are.
"""

from functools import cache
from typing import Literal

from matplotlib.axes import Axes
from matplotlib.font_manager import FontProperties
from matplotlib.text import Text
from matplotlib.textpath import text_to_path

from scenes.theme import Theme
from scenes.typefaces import NUMBERS, Typeface
from scenes.typefaces import Weight as Weight

Align = Literal["left", "center", "right"]

SMALLEST = 6.0
"""Points; nothing is set smaller on a page of the default width."""
PIXELS_PER_POINT = 3.6
"""A theme's sizes are pixels of a 1080-line frame; a page is read from nearer."""
LEADING = 1.36
"""Line height in units of the type size."""
DIGIT_HEIGHT = 0.72
"""Height of Lato's digits and capitals in units of the type size."""

_SUBSCRIPTS = str.maketrans("₀₁₂₃₄₅₆₇₈₉ₙ", "0123456789n")


def title_size(theme: Theme) -> float:
    """Points of a page's title."""
    return max(theme.title_size / PIXELS_PER_POINT, SMALLEST)


def heading_size(theme: Theme) -> float:
    """Points of a panel's heading."""
    return max(theme.text_size / PIXELS_PER_POINT, SMALLEST)


def body_size(theme: Theme) -> float:
    """Points of sentences and labels."""
    return max(theme.label_size / PIXELS_PER_POINT, SMALLEST)


def small_size(theme: Theme) -> float:
    """Points of notes: credits, sizes, side remarks."""
    return max(0.86 * body_size(theme), SMALLEST)


@cache
def face(typeface: Typeface, weight: Weight) -> FontProperties:
    """A weight of a typeface, by its file."""
    file = typeface.file(weight)
    return FontProperties(family=[typeface.family], weight=NUMBERS[weight], fname=file)


def width_of(text: str, theme: Theme, size: float, weight: Weight = "regular") -> float:
    """The width in points that `put` will give a text.

    >>> from scenes.theme import LIGHT
    >>> 20 < width_of("10", LIGHT, size=20) < 25
    True
    """
    return sum(_width(part, theme.typeface, weight) * scale for part, scale in _parts(text)) * size


@cache
def _width(text: str, typeface: Typeface, weight: Weight) -> float:
    # an outer space has no ink and would not be measured
    stop = _ink(".", typeface, weight)
    return (
        _ink(f".{text}.", typeface, weight) - 2 * stop
        if text != text.strip()
        else _ink(text, typeface, weight)
    )


@cache
def _ink(text: str, typeface: Typeface, weight: Weight) -> float:
    prop = face(typeface, weight).copy()
    prop.set_size(100)
    width, _, _ = text_to_path.get_text_width_height_descent(text, prop, False)
    return float(width) / 100 * typeface.scale


def capital(label: str) -> str:
    """A label as a heading: its first letter large."""
    return label[:1].upper() + label[1:]


def shortened(
    text: str, theme: Theme, size: float, width: float, weight: Weight = "regular"
) -> str:
    """A text that fits a width in points, its middle left out where it is too long.

    >>> from scenes.theme import LIGHT
    >>> shortened("Mixed_7c/Branch_2/Conv2d_0d_3x1", LIGHT, 8, 80)
    'Mixed_7c/…d_0d_3x1'
    """
    kept = len(text)
    short = text
    while kept > 2 and width_of(short, theme, size, weight) > width:
        kept -= 1
        short = f"{text[: (kept + 1) // 2]}…{text[len(text) - kept // 2 :]}"
    return short


def wrapped(
    text: str, theme: Theme, size: float, width: float, weight: Weight = "regular"
) -> list[str]:
    """The lines of a text that is broken at spaces to fit a width in points."""
    lines: list[str] = []
    for word in text.split(" "):
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and width_of(longer, theme, size, weight) <= width:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines


def put(
    ax: Axes,
    x: float,
    y: float,
    text: str,
    theme: Theme,
    *,
    size: float,
    colour: str | None = None,
    weight: Weight = "regular",
    align: Align = "left",
    middle: bool = False,
) -> list[Text]:
    """Set one line of text; subscripts such as x₁ and xₙ are set as small lowered letters.

    Args:
        x, y: points from the left and the top; y is the baseline, or with `middle` half the
            height of the digits.
        size: points.
        colour: the theme's text colour if None.

    Returns:
        The artists, one for each part of the line.
    """
    y += 0.5 * DIGIT_HEIGHT * size if middle else 0.0
    parts = _parts(text)
    if len(parts) > 1:
        x -= {"left": 0.0, "center": 0.5, "right": 1.0}[align] * width_of(text, theme, size, weight)
        align = "left"
    artists = []
    for part, scale in parts:
        artist = ax.text(
            x,
            y + (0.0 if scale == 1 else 0.16 * size),
            part,
            fontproperties=face(theme.typeface, weight),
            fontsize=size * scale * theme.typeface.scale,
            color=colour or theme.text,
            ha=align,
            va="baseline",
            parse_math=False,
        )
        artists.append(artist)
        x += _width(part, theme.typeface, weight) * scale * size
    return artists


def put_within(
    ax: Axes,
    x: float,
    y: float,
    text: str,
    theme: Theme,
    *,
    left: float,
    right: float,
    size: float,
    colour: str | None = None,
    weight: Weight = "regular",
) -> None:
    """Set a line centred on x, or as near to that as the room from left to right allows."""
    half = width_of(text, theme, size, weight) / 2
    x = max(min(x, right - half), left + half)
    put(ax, x, y, text, theme, size=size, colour=colour, weight=weight, align="center")


def paragraph(
    ax: Axes,
    x: float,
    y: float,
    text: str,
    theme: Theme,
    *,
    width: float,
    size: float,
    colour: str | None = None,
    weight: Weight = "regular",
) -> float:
    """Set lines that fit a width, the first baseline at y; return the baseline after the last."""
    for line in wrapped(text, theme, size, width, weight):
        put(ax, x, y, line, theme, size=size, colour=colour, weight=weight)
        y += LEADING * size
    return y


def _parts(text: str) -> list[tuple[str, float]]:
    """The text cut into (part, scale): subscripts are smaller; Lato has no subscript n."""
    parts: list[tuple[str, float]] = []
    for letter in text:
        lowered = letter.translate(_SUBSCRIPTS)
        scale = 1.0 if lowered == letter else 0.72
        if parts and parts[-1][1] == scale:
            parts[-1] = (parts[-1][0] + lowered, scale)
        else:
            parts.append((lowered, scale))
    return parts or [("", 1.0)]

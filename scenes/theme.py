"""The look of everything that is drawn: roles, type sizes and pace; no topic names a colour.

A `Theme` is plain frozen data and is passed to whatever draws. Two are built in, `DARK` and
`LIGHT`; a user's own is a toml file that names a base and the roles it changes::

    base = "dark"
    window = "#ffd24d"
    pace = 1.2

Sizes and pace have limits. The typeface is the one that comes along, or one of the user's, by the
name of its family, its files, or both::

    font = "Noto Sans Devanagari"
    font_files = ["NotoSansDevanagari-Regular.ttf", "NotoSansDevanagari-Bold.ttf"]
"""

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from scenes.inputs.model import shown
from scenes.typefaces import Typeface, TypefaceError, chosen, digest

FloatArray = NDArray[np.float64]

_TYPEFACE = {"font", "font_files"}

PACE = (0.25, 4.0)
"""Least and most of a theme's pace: beyond these nobody can follow, or wants to wait."""
SIZES = (24.0, 120.0)
"""Least and most of a theme's type sizes, in pixels of a 1080-line frame: what is smaller cannot
be read from the last row, and what is larger does not fit."""


class ThemeError(ValueError):
    """A theme that cannot be used; the message is one line with the way out."""


@dataclass(frozen=True)
class Theme:
    """Roles, each a colour with one meaning everywhere; sizes in pixels of a 1080-line frame.

    Attributes:
        background: behind everything.
        surface: a quiet panel, an empty cell.
        line: rules and cell borders (decoration, never the only carrier of meaning).
        text, muted: words; both reach 4.5:1 on background and surface.
        ink_dark, ink_light: the two inks for digits on coloured cells, see `ink_on`.
        ramp: colours of values from lowest to highest.
        ramp_negative: colours of values from just below zero to the lowest.
        window: the sliding window. winner: the cell that won. output: where results land.
        padding: cells that are not data. gradient: what flows back.
        font: the family of the typeface. font_files: of its regular and its bold weight; none for
            the one that comes along. font_digest: of their content.
        title_size, text_size, label_size: type, in pixels of a 1080-line frame.
        pace: seconds are multiplied by it; above 1 is slower.
    """

    name: str
    background: str
    surface: str
    line: str
    text: str
    muted: str
    ramp: tuple[str, ...]
    ramp_negative: tuple[str, ...]
    window: str
    winner: str
    output: str
    padding: str
    gradient: str
    ink_dark: str = "#020304"
    ink_light: str = "#ffffff"
    font: str = "Lato"
    font_files: tuple[str, ...] = ()
    font_digest: str = ""
    title_size: float = 52
    text_size: float = 36
    label_size: float = 30
    pace: float = 1.0

    @property
    def typeface(self) -> Typeface:
        """The typeface as files."""
        return Typeface(self.font, self.font_files)

    def value_colours(
        self, values: object, lowest: float | None = None, highest: float | None = None
    ) -> FloatArray:
        """The ramp's colour of each value, as sRGB in 0..1.

        Args:
            values: numbers of any shape; NaN is given the colour of padding.
            lowest, highest: the range of the ramp; that of the finite values if None. Zero is
                always the foot of the ramp, so a sign can be read off the hue.

        Returns:
            An array of the shape of `values` with a last axis of 3 added.

        >>> LIGHT.value_colours([[0.0, 1.0]]).shape
        (1, 2, 3)
        """
        array = np.asarray(values, dtype=float)
        finite = array[np.isfinite(array)]
        low = float(finite.min(initial=0.0)) if lowest is None else min(lowest, 0.0)
        high = float(finite.max(initial=0.0)) if highest is None else max(highest, 0.0)
        up = np.clip(np.nan_to_num(array, nan=0.0) / (high or 1.0), 0.0, 1.0)
        colours = _along(self.ramp, up)
        if low < 0:
            down = np.clip(np.nan_to_num(array, nan=0.0) / low, 0.0, 1.0)
            colours = np.where((array < 0)[..., None], _along(self.ramp_negative, down), colours)
        return np.where(np.isnan(array)[..., None], rgb(self.padding), colours)

    def gradient_colours(self, values: object) -> FloatArray:
        """The colour of each magnitude, from the surface for none; a last axis of 3 is added."""
        sizes = np.abs(np.asarray(values, dtype=float))
        share = (sizes / (sizes.max(initial=0.0) or 1.0))[..., None]
        mixed: FloatArray = rgb(self.surface) * (1 - share) + rgb(self.gradient) * share
        return mixed

    def ink_on(self, colour: str | Sequence[float] | FloatArray) -> str:
        """The ink that reads better on a colour; at least 4.5:1 on any."""
        dark, light = (contrast(ink, colour) for ink in (self.ink_dark, self.ink_light))
        return self.ink_dark if dark >= light else self.ink_light


def rgb(colour: str | Sequence[float] | FloatArray) -> FloatArray:
    """A colour such as `#1f4e79`, or three numbers in 0..1, as an sRGB array in 0..1."""
    if not isinstance(colour, str):
        return np.asarray(colour, dtype=float)
    digits = colour.removeprefix("#")
    if len(digits) != 6 or any(c not in "0123456789abcdefABCDEF" for c in digits):
        raise ThemeError(f"a colour is written #rrggbb, got {shown(colour)}")
    return np.array([int(digits[i : i + 2], 16) for i in (0, 2, 4)]) / 255


def contrast(one: str | Sequence[float] | FloatArray, other: object) -> float:
    """The contrast ratio of two colours, 1 to 21 (WCAG 2.2)."""
    first, second = sorted((_luminance(rgb(one)), _luminance(rgb(other))))  # type: ignore[arg-type]
    return (second + 0.05) / (first + 0.05)


def _luminance(colour: FloatArray) -> float:
    linear = np.where(colour <= 0.04045, colour / 12.92, ((colour + 0.055) / 1.055) ** 2.4)
    return float(linear @ [0.2126, 0.7152, 0.0722])


def _along(stops: Sequence[str], position: FloatArray) -> FloatArray:
    knots = np.linspace(0.0, 1.0, len(stops))
    channels = np.stack([rgb(stop) for stop in stops], axis=1)
    return np.stack([np.interp(position, knots, channel) for channel in channels], axis=-1)


DARK = Theme(
    name="dark",
    background="#0d1117",
    surface="#161d27",
    line="#3a4858",
    text="#eef2f6",
    muted="#9aa7b6",
    ramp=("#17222f", "#1d4468", "#2f7db5", "#7cc0ea", "#eaf7ff"),
    ramp_negative=("#241d1b", "#5b3324", "#a8603c", "#efb48c"),
    window="#ffb02e",
    winner="#ff4778",
    output="#7af0d0",
    padding="#8b7f76",
    gradient="#c792ff",
)

LIGHT = Theme(
    name="light",
    background="#ffffff",
    surface="#f3f5f8",
    line="#c9d1da",
    text="#141a22",
    muted="#566273",
    ramp=("#f1f5f9", "#c4dcee", "#7ab2dc", "#2f77b4", "#0d345c"),
    ramp_negative=("#f9f4f0", "#ecccb8", "#cd8458", "#73331a"),
    window="#c27c0e",
    winner="#b3003c",
    output="#008573",
    padding="#8f857c",
    gradient="#7a3fd0",
)

THEMES = {theme.name: theme for theme in (DARK, LIGHT)}


def load_theme(name: str | Path) -> Theme:
    """A built-in theme by name, or a user's own from a toml file.

    Raises:
        ThemeError: the file is missing or malformed, names a role that does not exist, or gives
            one what it cannot be.
    """
    if str(name) in THEMES:
        return THEMES[str(name)]
    path = Path(name)
    if path.suffix != ".toml":
        raise ThemeError(f"a theme is {', '.join(THEMES)} or a .toml file, got {str(name)!r}")
    if not path.is_file():  # a pipe would be waited for
        raise ThemeError(
            f"there is no file {shown(name)}: name a .toml file, or {' or '.join(THEMES)}"
        )
    try:
        given = tomllib.loads(path.read_text(encoding="utf-8"))
    except RecursionError:
        raise ThemeError(f"{shown(name)} nests without end: write roles, one a line") from None
    except (OSError, ValueError) as error:  # no UTF-8, no toml, a number of thousands of digits
        raise ThemeError(f"the theme {shown(name)} cannot be read: {error}") from error
    base = given.pop("base", "dark")
    if not isinstance(base, str) or base not in THEMES:
        raise ThemeError(f"base is one of {', '.join(THEMES)}, got {shown(base)} in {path}")
    return _changed(THEMES[base], {"name": path.stem, **given}, path)


def _changed(base: Theme, given: dict[str, object], path: Path) -> Theme:
    known = {field.name: getattr(base, field.name) for field in fields(Theme)}
    del known["font_digest"]
    changes: dict[str, Any] = {}
    if given.keys() & _TYPEFACE:
        try:
            typeface = chosen(given.get("font"), given.get("font_files"), path.parent)
        except TypefaceError as error:
            raise ThemeError(f"{path}: {error}") from None
        changes |= {"font": typeface.family, "font_files": typeface.files}
        changes["font_digest"] = digest(typeface)
        given = {role: value for role, value in given.items() if role not in _TYPEFACE}
    for role, value in given.items():
        if role not in known:
            raise ThemeError(f"{path} names {shown(role)}; a theme has {', '.join(known)}")
        if role == "name":
            if not isinstance(value, str) or not value.strip():
                raise ThemeError(f"a theme's name is a text, got {shown(value)}")
            changes[role] = value
        elif isinstance(known[role], tuple):
            if not isinstance(value, list) or len(value) < 2:
                raise ThemeError(f"{role} is a list of at least two colours, got {shown(value)}")
            changes[role] = tuple(_colour(one) for one in value)
        elif isinstance(known[role], float | int):
            changes[role] = _number(role, value)
        else:
            changes[role] = _colour(value)
    return replace(base, **changes)


def _number(role: str, value: object) -> float:
    lowest, highest = PACE if role == "pace" else SIZES
    # NaN is between no two numbers.
    if (
        isinstance(value, bool)
        or not isinstance(value, float | int)
        or not lowest <= value <= highest
    ):
        raise ThemeError(f"{role} is a number from {lowest:g} to {highest:g}, got {shown(value)}")
    return float(value)


def _colour(value: object) -> str:
    if not isinstance(value, str):
        raise ThemeError(f"a colour is written #rrggbb, got {shown(value)}")
    rgb(value)
    return value

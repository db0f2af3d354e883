"""Typefaces: the one that comes along, or one of the user's, found as files.

Pango, matplotlib and Pillow each look for a family in their own way, and each takes another one
without a word where there is none: so a typeface is its files, and all of them are given those.
"""

import contextlib
import difflib
import hashlib
import string
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Literal

import fontpkg_lato

from scenes.inputs.model import shown

Weight = Literal["regular", "medium", "bold", "black"]
NUMBERS: dict[Weight, int] = {"regular": 400, "medium": 500, "bold": 700, "black": 900}
"""What fonts call their weights."""
_COMES_ALONG = Path(fontpkg_lato.ROOT, "files")
_ENDINGS = (".ttf", ".otf")
_FAMILY, _WHOLE_FAMILY = 1, 16
"""Entries of a font's table of names; the second where the first is of one weight alone."""
_WRITTEN = {"Lu", "Ll", "Lo", "Mn", "Mc", "Nd"}
"""What is a letter, a mark on one or a digit; for other signs there is a fallback."""
_USUAL = string.ascii_lowercase + string.digits
_SMALLEST = 0.8
"""Of a scale: labels of 30 pixels stay at the 24 that can be read from the last row."""


class TypefaceError(ValueError):
    """A typeface that cannot be used; the message is one line with the way out."""


@dataclass(frozen=True)
class Typeface:
    """A family, and its files.

    Attributes:
        family: its name.
        files: of the regular and the bold weight; none for Lato, which comes along.
    """

    family: str = "Lato"
    files: tuple[str, ...] = ()

    def file(self, weight: Weight) -> Path:
        """The file of a weight, or of the nearest there is.

        >>> Typeface().file("bold").name
        'Lato-Bold.ttf'
        """
        if not self.files:
            return _COMES_ALONG / f"Lato-{weight.capitalize()}.ttf"
        return Path(self.files[NUMBERS[weight] >= NUMBERS["bold"]])

    @property
    def scale(self) -> float:
        """What its sizes are multiplied by, so that a wide typeface needs the room of Lato.

        >>> Typeface().scale
        1.0
        """
        if not self.files:
            return 1.0
        weights: tuple[Weight, ...] = ("regular", "bold")
        least = min(_room(Typeface().file(one), self.file(one)) for one in weights)
        return min(max(least, _SMALLEST), 1.0)


def chosen(family: object, files: object, folder: Path) -> Typeface:
    """The typeface that a theme names: a family that is installed, or files.

    Args:
        family: its name; None for that of the files.
        files: one or two, the regular and the bold; None where the family is installed.
        folder: where they are looked for.

    Raises:
        TypefaceError: there is no such family or file, or they do not belong together.
    """
    if family is not None and (not isinstance(family, str) or not family.strip()):
        raise TypefaceError(f"font is the name of a typeface, got {shown(family)}")
    if files is None:
        return Typeface() if family == Typeface().family else _installed(str(family))
    if not (
        isinstance(files, list)
        and 1 <= len(files) <= 2
        and all(isinstance(name, str) for name in files)
    ):
        raise TypefaceError(
            f"font_files is a list of one or two files, got {shown(files)}: name the regular and "
            "the bold one"
        )
    paths = sorted((folder / name for name in files), key=lambda path: _read(path)[1])
    for path in paths:
        names = _read(path)[0]
        family = family or names[0]
        if family not in names:
            raise TypefaceError(
                f"{path.name} is of the typeface {shown(names[0])}, not {shown(family)}: "
                f'write font = "{names[0]}", or leave font out'
            )
    return Typeface(str(family), (str(paths[0].resolve()), str(paths[-1].resolve())))


def digest(typeface: Typeface) -> str:
    """Digits of the files' content; "" for the typeface that comes along."""
    if not typeface.files:
        return ""
    content = b"".join(Path(file).read_bytes() for file in typeface.files)
    return hashlib.sha256(content).hexdigest()


def check_letters(typeface: Typeface, texts: Iterable[str]) -> None:
    """Every letter of some texts is in a typeface.

    Raises:
        TypefaceError: some are not; they would be drawn as boxes, or in another typeface.
    """
    has = letters(typeface.file("regular"))
    lacks = {
        letter
        for letter in set().union(*texts)
        if unicodedata.category(letter) in _WRITTEN and ord(letter) not in has
    }
    if lacks:
        raise TypefaceError(
            f"the typeface {typeface.family} has no {' '.join(sorted(lacks)[:5])}, which the words "
            'ask for: name one that has, with font = "..." or font_files = [...] in a theme of '
            "your own"
        )


@cache
def letters(file: Path) -> frozenset[int]:
    """The characters that a font has."""
    with _opened(file) as font:
        return frozenset(font.getBestCmap() or ())


@cache
def _room(usual: Path, own: Path) -> float:
    """How wide a font's letters are in units of another's; 1 where none is in both."""
    theirs, ours = _advances(usual), _advances(own)
    both = theirs.keys() & ours.keys()
    return sum(theirs[one] for one in both) / sum(ours[one] for one in both) if both else 1.0


def _advances(file: Path) -> dict[str, float]:
    """The widths of usual letters and digits, in units of the em."""
    with _opened(file) as font:
        names = font.getBestCmap() or {}
        units = font["head"].unitsPerEm
        return {
            letter: font["hmtx"][names[ord(letter)]][0] / units
            for letter in _USUAL
            if ord(letter) in names
        }


def _installed(family: str) -> Typeface:
    """A family of this machine, as matplotlib finds it."""
    from matplotlib import font_manager as fonts

    known = sorted({entry.name for entry in fonts.fontManager.ttflist})
    if family not in known:
        close = difflib.get_close_matches(family, known, n=1)
        way_out = f"did you mean {close[0]!r}?" if close else "install it, or name its font_files"
        raise TypefaceError(f"there is no typeface {shown(family)} on this machine: {way_out}")
    files = [
        fonts.findfont(
            fonts.FontProperties(family=[family], weight=NUMBERS[weight]), fallback_to_default=False
        )
        for weight in ("regular", "bold")
    ]
    return Typeface(family, (str(files[0]), str(files[1])))


def _read(path: Path) -> tuple[Sequence[str], int]:
    """The names of a font's family, and its weight as a number."""
    if path.suffix.lower() not in _ENDINGS:
        raise TypefaceError(f"a font is a .ttf or .otf file, got {shown(path.name)}: name one")
    if not path.is_file():  # a pipe would be waited for
        raise TypefaceError(f"there is no font {shown(str(path))}: check the path")
    try:
        with _opened(path) as font:
            named = [font["name"].getDebugName(number) for number in (_WHOLE_FAMILY, _FAMILY)]
            names = [name for name in named if name]
            weight = int(font["OS/2"].usWeightClass)
            font.getBestCmap()
    except Exception as error:  # whatever broken bytes lead to
        raise TypefaceError(
            f"the font {shown(path.name)} cannot be read ({type(error).__name__}): copy it again"
        ) from None
    if not names:
        raise TypefaceError(f"the font {shown(path.name)} does not say its name: take another")
    return names, weight


@contextlib.contextmanager
def _opened(path: Path) -> Iterator[Any]:
    from fontTools.ttLib import TTFont

    with path.open("rb") as file, TTFont(file, fontNumber=0, lazy=True) as font:
        yield font

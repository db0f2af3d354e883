"""What every reader returns, and the one error that every reader raises."""

import hashlib
import re
import unicodedata
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np

MAX_NAME_LENGTH = 60
MAX_SHOWN_LENGTH = 40


class InputError(ValueError):
    """An input that cannot be used: the rule, the given value and the way out, in one line."""


@dataclass(frozen=True, eq=False)
class Input:
    """A photo or a table, ready to be pooled, and where it comes from.

    ``array`` is a read-only copy. A photo has shape (height, width, 3), float32, sRGB in 0..1; a
    table has shape (height, width) or (channels, height, width), float64 or whole numbers.
    ``name`` is safe in a file name; ``source`` is a sentence for people, fit to be written in
    UTF-8, which not every file's name is.

    >>> Input("table", "grid", "A grid.", np.zeros((4, 5, 6))).channels
    4
    """

    kind: Literal["photo", "table"]
    name: str
    source: str
    array: np.ndarray[Any, np.dtype[Any]]

    def __post_init__(self) -> None:
        """Keep a copy of the array that nobody can change, and a source that can be written."""
        object.__setattr__(self, "source", self.source.encode(errors="replace").decode())
        own = np.array(self.array, order="C", copy=True)
        own.setflags(write=False)
        object.__setattr__(self, "array", own)

    @property
    def channels(self) -> int:
        """How many feature maps: 3 for a photo, 1 for a table of (height, width)."""
        if self.kind == "photo":
            return 3
        return 1 if self.array.ndim == 2 else int(self.array.shape[0])

    def digest(self) -> str:
        """Sixty-four hexadecimal digits that change whenever kind, dtype, shape or a value does."""
        header = f"{self.kind} {self.array.dtype.str} {self.array.shape} "
        return hashlib.sha256(header.encode() + self.array.tobytes()).hexdigest()


def safe_name(stem: str) -> str:
    """Turn a file's stem into a name that is safe inside another file's name.

    >>> safe_name("my photo (2)")
    'my-photo-2'
    """
    kept = re.sub(r"[^\w-]+", "-", unicodedata.normalize("NFC", stem))
    return kept.strip("-")[:MAX_NAME_LENGTH].rstrip("-") or "input"


def shown(value: object) -> str:
    """Quote a value for a one-line message; a long one is cut.

    >>> shown("9" * 100)
    "'99999999999999999999999999999999999999…"
    """
    try:
        text = repr(value)
    except ValueError:  # Python writes no whole number of more than 4300 digits
        return f"{type(value).__name__} of thousands of digits"
    if len(text) <= MAX_SHOWN_LENGTH:
        return text
    return text[: MAX_SHOWN_LENGTH - 1] + "…"

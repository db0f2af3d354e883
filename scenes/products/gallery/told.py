"""What an entry of the manifest tells, as far as it is what it should be.

The manifest is a file that anybody may edit: what is wrong in an entry is left out, as if nobody
had told it.
"""

from collections.abc import Callable, Mapping
from typing import Any

_TEXTS = (
    *("what", "topic", "title", "figure", "theme", "language"),
    *("alt", "command", "input", "source", "author"),
)
_NUMBERS = ("seconds", "fps")
_WHOLE = ("width", "height")

Entry = Mapping[str, Any]


def understood(entry: Entry) -> dict[str, Any]:
    """An entry without what cannot be used.

    >>> understood({"topic": 5, "alt": "A cup", "beats": ["hook", 3], "unknown": 1})
    {'alt': 'A cup'}
    """
    return {key: value for key, value in entry.items() if key in _CHECKS and _CHECKS[key](value)}


def _is_text(value: object) -> bool:
    return isinstance(value, str)


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and 0 <= value < 1e6


def _is_whole(value: object) -> bool:
    return isinstance(value, int) and _is_number(value)


def _are_texts(value: object) -> bool:
    return isinstance(value, list) and bool(value) and all(map(_is_text, value))


def _are_moments(key: str) -> Callable[[object], bool]:
    def checked(value: object) -> bool:
        return isinstance(value, list) and all(
            isinstance(one, dict)
            and _is_text(one.get(key))
            and _is_number(one.get("start"))
            and _is_number(one.get("seconds"))
            for one in value
        )

    return checked


def _are_words(value: object) -> bool:
    return isinstance(value, dict) and all(
        isinstance(said, dict) and all(map(_is_text, said.values())) for said in value.values()
    )


_CHECKS: dict[str, Callable[[object], bool]] = {
    **dict.fromkeys(_TEXTS, _is_text),
    **dict.fromkeys(_NUMBERS, _is_number),
    **dict.fromkeys(_WHOLE, _is_whole),
    "parameters": lambda value: isinstance(value, dict),
    "beats": _are_texts,
    "words": _are_words,
    "timeline": _are_moments("beat"),
    "topics": _are_moments("topic"),
}

"""Story and Beat: what a topic tells, as plain frozen data that goes through JSON and back.

A beat is data and words, never stage directions. Its words are a template looked up by the
beat's id in the topic's `texts/<language>.toml` and filled from the beat's values, so that a
translation is one more file::

    [window]
    caption = "The window holds {values}: {winner} wins."
    alt = "A {kernel} window on a grid; {winner} glows."

    [window.tie]                      # said instead when the beat asks for the variant "tie"
    caption = "{winner} appears {times} times: the first in scan order wins."

What a language has in common in all topics stands in `scenes/texts/<language>.toml`, under every
topic's own: the mark between thousands, and phrases that values bring along in English ("sample
photo of", "4.2 million") as they are said in it.
"""

import json
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from fractions import Fraction
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any, Self

from scenes.plain import decoded, encoded

_PLACEHOLDER = re.compile(r"\{(\w+)\}")
_THOUSANDS = re.compile(r"(?<=\d),(?=\d{3}(?!\d))")
_SHARED = Path(__file__).parent / "texts"
LECTURE = "lecture"
"""The topic that all topics together are told as, in the cards between them."""


class _Frozen:
    """Makes mappings read-only, and lets the whole be pickled for a worker all the same."""

    def plain(self) -> dict[str, Any]:
        """The fields by name."""
        return {each.name: getattr(self, each.name) for each in fields(self)}  # type: ignore[arg-type]

    def __post_init__(self) -> None:
        for each in fields(self):  # type: ignore[arg-type]
            value = getattr(self, each.name)
            if isinstance(value, Mapping):
                object.__setattr__(self, each.name, MappingProxyType(dict(value)))

    def __reduce__(self) -> tuple[Any, ...]:
        values = (getattr(self, each.name) for each in fields(self))  # type: ignore[arg-type]
        return type(self), tuple(dict(v) if isinstance(v, Mapping) else v for v in values)


@dataclass(frozen=True)
class Beat(_Frozen):
    """One idea: the data that shows it and the values that its words need.

    Attributes:
        id: the name of the scene's method, the section, the caption's key, the slide.
        data: what is drawn: arrays, traces, numbers; all of it computed by `pooling`.
        values: what the words are filled with: strings, numbers, fractions.
        variant: which form of the text is said; "" for the plain one.
        hold: seconds the final pose stands still at least.
        lasts: seconds the whole beat lasts at least, such as what is said during it takes.
    """

    id: str
    data: Mapping[str, Any] = field(default_factory=dict)
    values: Mapping[str, Any] = field(default_factory=dict)
    variant: str = ""
    hold: float = 1.0
    lasts: float = 0.0


@dataclass(frozen=True)
class Story(_Frozen):
    """A topic told in beats.

    Attributes:
        topic: the folder of the topic.
        parameters: what was asked, options left at their defaults included.
        input_name: the input's name, fit for a file name.
        source: one sentence on where the input comes from.
        beats: in the order they are told.
        language: of its words, where no other is asked for.
        texts: words of the user's own, in tables as a language's file has them; they come before
            that file's, a beat's plain text before the file's variants.
    """

    topic: str
    parameters: Mapping[str, Any]
    input_name: str
    source: str
    beats: tuple[Beat, ...]
    language: str = "en"
    texts: Mapping[str, Any] = field(default_factory=dict)

    def __getitem__(self, beat_id: str) -> Beat:
        for beat in self.beats:
            if beat.id == beat_id:
                return beat
        raise KeyError(f"{self.topic} has the beats {', '.join(self.ids)}, got {beat_id!r}")

    def __contains__(self, beat_id: object) -> bool:
        return beat_id in self.ids

    @property
    def ids(self) -> tuple[str, ...]:
        """The beats' ids, in order."""
        return tuple(beat.id for beat in self.beats)

    def title(self, language: str | None = None) -> str:
        """The topic's title."""
        return str(self._texts(language)["title"])

    def tagline(self, language: str | None = None) -> str:
        """The topic's idea in a few words."""
        return str(self._texts(language)["tagline"])

    def caption(self, beat_id: str, language: str | None = None) -> str:
        """What is spoken during a beat: at most two short sentences."""
        return self._words(beat_id, "caption", language)

    def alt(self, beat_id: str, language: str | None = None) -> str:
        """What a reader who cannot see the picture is told."""
        return self._words(beat_id, "alt", language)

    def figure_alt(self, name: str, language: str | None = None) -> str:
        """What a reader who cannot see a figure is told, from the numbers of all beats.

        A figure that shows one beat, as the page does, is told by that beat's own text.
        """
        if name in self:
            return self.alt(name, language)
        texts = self._texts(language)
        values = {key: value for beat in self.beats for key, value in beat.values.items()}
        return _filled(texts["figures"][name], values, texts)

    def label(self, key: str, language: str | None = None, **values: Any) -> str:
        """A short word or line set inside the picture, from the texts' `labels` table."""
        texts = self._texts(language)
        return _filled(texts["labels"][key], values, texts)

    def said(self, value: Any, language: str | None = None) -> str:
        """A number or an English phrase as the language has it, where no template is about it."""
        return _filled("{value}", {"value": value}, self._texts(language))

    def shared_texts(self, language: str | None = None) -> Mapping[str, Any]:
        """The texts that the picture of any beat may show: all but the beats' own."""
        return {key: value for key, value in self._texts(language).items() if key not in self.ids}

    def _texts(self, language: str | None) -> Mapping[str, Any]:
        """The words of one's own over those of the language's file."""
        texts = load_texts(self.topic, language or self.language)
        return laid_over(texts, self.texts) if self.texts else texts

    def _words(self, beat_id: str, kind: str, language: str | None) -> str:
        beat = self[beat_id]
        own = self.texts.get(beat.id, {})
        file = load_texts(self.topic, language or self.language)[beat.id]
        tables = (own.get(beat.variant, {}), own, file.get(beat.variant, {}), file)
        template = next(table[kind] for table in tables if kind in table)
        return _filled(template, beat.values, self._texts(language))

    def to_json(self) -> str:
        """The whole story as JSON; arrays keep their dtype, shape and every bit."""
        beats = [beat.plain() for beat in self.beats]
        return json.dumps(encoded({**self.plain(), "beats": beats}), ensure_ascii=False)

    @classmethod
    def from_json(cls, text: str) -> Self:
        """The story that `to_json` wrote."""
        plain = decoded(json.loads(text))
        beats = tuple(Beat(**beat) for beat in plain.pop("beats"))
        return cls(**plain, beats=beats)


def load_texts(topic: str, language: str = "en") -> Mapping[str, Any]:
    """The texts of a topic in one language, as its toml file has them, over those of all topics."""
    own, shared = _read(texts_folder(topic) / f"{language}.toml"), _SHARED / f"{language}.toml"
    return laid_over(_read(shared), own) if shared.exists() else own


def text_files(topic: str) -> list[Path]:
    """All files that the words of a topic come from, in every language."""
    return sorted((*texts_folder(topic).glob("*.toml"), *_SHARED.glob("*.toml")))


def _read(path: Path) -> Mapping[str, Any]:
    stamp = path.stat().st_mtime_ns
    cached = _texts.get(path)
    if cached is None or cached[0] != stamp:
        cached = _texts[path] = (stamp, tomllib.loads(path.read_text(encoding="utf-8")))
    return cached[1]


def home_of(topic: str) -> str:
    """The folder of `scenes` that a topic's folder is in.

    >>> home_of("max_pooling"), home_of(LECTURE)
    ('topics', 'products')
    """
    return "products" if topic == LECTURE else "topics"


def texts_folder(topic: str) -> Path:
    """Where the texts of a topic lie, one file a language."""
    return Path(__file__).parent / home_of(topic) / topic / "texts"


_texts: dict[Path, tuple[int, Mapping[str, Any]]] = {}


def placeholders(template: str) -> set[str]:
    """The names that a template asks for.

    >>> sorted(placeholders("{n} cells, {part} of them"))
    ['n', 'part']
    """
    return set(_PLACEHOLDER.findall(template))


def fill(
    template: str,
    values: Mapping[str, Any],
    fractions: Mapping[str, str],
    thousands: str = ",",
    phrases: Mapping[str, str] = MappingProxyType({}),
) -> str:
    """A template with its `{names}` replaced; nothing in a template is ever evaluated.

    A `Fraction` is said in words where `fractions` has them ("3/4" is "three quarters"), else
    as a percentage, rounded down: 99.9 % is not all. Whole numbers are written with `thousands`
    between their groups of three digits, those within a text, too. Whole words of a text that are
    in `phrases` are said as these have them, but for those in the name of a file.

    Raises:
        KeyError: the template asks for a name that has no value.

    >>> fill("{n} cells, {part} of them", {"n": 4, "part": Fraction(1, 4)}, {"1/4": "a quarter"})
    '4 cells, a quarter of them'
    >>> fill("{n}", {"n": "1,024 by 1,024 of 4.png"}, {}, ".", {"by": "mal", "4": "vier"})
    '1.024 mal 1.024 of 4.png'
    """

    def said(match: re.Match[str]) -> str:
        name = match.group(1)
        if name not in values:
            raise KeyError(f"the text asks for {{{name}}}, the beat has {', '.join(values)}")
        value = values[name]
        if isinstance(value, Fraction):
            return fractions.get(str(value)) or f"{int(100 * value)} %"
        text = f"{value:,}" if isinstance(value, int) else str(value)
        if phrases:
            text = _any_of(tuple(phrases)).sub(lambda found: phrases[found[0]], text)
        return _THOUSANDS.sub(thousands, text)

    return _PLACEHOLDER.sub(said, template)


def _filled(template: str, values: Mapping[str, Any], texts: Mapping[str, Any]) -> str:
    """A template filled as its language has it: `fractions`, `thousands` and `phrases`."""
    return fill(
        template,
        values,
        texts.get("fractions", {}),
        texts.get("thousands", ","),
        texts.get("phrases", {}),
    )


@cache
def _any_of(phrases: tuple[str, ...]) -> re.Pattern[str]:
    """Finds whole phrases, the longest first; none that is part of a file's name."""
    longest = sorted(phrases, key=len, reverse=True)
    return re.compile(rf"(?<![\w./-])(?:{'|'.join(map(re.escape, longest))})(?![\w-]|\.\w)")


def laid_over(below: Mapping[str, Any], above: Mapping[str, Any]) -> dict[str, Any]:
    """Tables with others laid over them, at any depth.

    >>> laid_over({"a": {"b": 1, "c": 2}}, {"a": {"c": 3}})
    {'a': {'b': 1, 'c': 3}}
    """
    merged = dict(below)
    for key, value in above.items():
        under = merged.get(key)
        nested = isinstance(under, Mapping) and isinstance(value, Mapping)
        merged[key] = laid_over(under, value) if nested else value  # type: ignore[arg-type]
    return merged

"""Story and Beat: what a topic tells, as plain frozen data that goes through JSON and back.

A beat is data and words, never stage directions. Its words are a template looked up by the
beat's id in the topic's `texts/<language>.toml` and filled from the beat's values, so that a
translation is one more file::

    [window]
    caption = "The window holds {values}: {winner} wins."
    alt = "A {kernel} window on a grid; {winner} glows."

    [window.tie]                      # said instead when the beat asks for the variant "tie"
    caption = "{winner} appears {times} times: the first in scan order wins."
"""

import base64
import io
import json
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from fractions import Fraction
from pathlib import Path
from types import MappingProxyType
from typing import Any, Self

import numpy as np

from pooling import ConvolutionTrace, PoolTrace, trace_conv2d, trace_pool2d

_PLACEHOLDER = re.compile(r"\{(\w+)\}")
_TOPICS = Path(__file__).parent / "topics"


class _Frozen:
    """Makes mappings read-only, and lets the whole be pickled for a worker all the same."""

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
    """

    topic: str
    parameters: Mapping[str, Any]
    input_name: str
    source: str
    beats: tuple[Beat, ...]

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

    def title(self, language: str = "en") -> str:
        """The topic's title."""
        return str(load_texts(self.topic, language)["title"])

    def tagline(self, language: str = "en") -> str:
        """The topic's idea in a few words."""
        return str(load_texts(self.topic, language)["tagline"])

    def caption(self, beat_id: str, language: str = "en") -> str:
        """What is spoken during a beat: at most two short sentences."""
        return self._words(beat_id, "caption", language)

    def alt(self, beat_id: str, language: str = "en") -> str:
        """What a reader who cannot see the picture is told."""
        return self._words(beat_id, "alt", language)

    def figure_alt(self, name: str, language: str = "en") -> str:
        """What a reader who cannot see a figure is told, from the numbers of all beats.

        A figure that shows one beat, as the page does, is told by that beat's own text.
        """
        if name in self:
            return self.alt(name, language)
        texts = load_texts(self.topic, language)
        values = {key: value for beat in self.beats for key, value in beat.values.items()}
        return fill(texts["figures"][name], values, texts.get("fractions", {}))

    def label(self, key: str, language: str = "en", **values: Any) -> str:
        """A short word or line set inside the picture, from the texts' `labels` table."""
        texts = load_texts(self.topic, language)
        return fill(texts["labels"][key], values, texts.get("fractions", {}))

    def shared_texts(self, language: str = "en") -> Mapping[str, Any]:
        """The texts that the picture of any beat may show: all but the beats' own."""
        texts = load_texts(self.topic, language)
        return {key: value for key, value in texts.items() if key not in self.ids}

    def _words(self, beat_id: str, kind: str, language: str) -> str:
        beat = self[beat_id]
        texts = load_texts(self.topic, language)
        table = texts[beat.id]
        template = table.get(beat.variant, {}).get(kind) or table[kind]
        return fill(template, beat.values, texts.get("fractions", {}))

    def to_json(self) -> str:
        """The whole story as JSON; arrays keep their dtype, shape and every bit."""
        return json.dumps(_encode(self), ensure_ascii=False)

    @classmethod
    def from_json(cls, text: str) -> Self:
        """The story that `to_json` wrote."""
        plain = _decode(json.loads(text))
        beats = tuple(Beat(**beat) for beat in plain.pop("beats"))
        return cls(**plain, beats=beats)


def load_texts(topic: str, language: str = "en") -> Mapping[str, Any]:
    """The texts of a topic in one language, as its toml file has them."""
    path = _TOPICS / topic / "texts" / f"{language}.toml"
    stamp = path.stat().st_mtime_ns
    cached = _texts.get(path)
    if cached is None or cached[0] != stamp:
        cached = _texts[path] = (stamp, tomllib.loads(path.read_text(encoding="utf-8")))
    return cached[1]


_texts: dict[Path, tuple[int, Mapping[str, Any]]] = {}


def fill(template: str, values: Mapping[str, Any], fractions: Mapping[str, str]) -> str:
    """A template with its `{names}` replaced; nothing in a template is ever evaluated.

    A `Fraction` is said in words where `fractions` has them ("3/4" is "three quarters"), else
    as a percentage, rounded down: 99.9 % is not all.

    Raises:
        KeyError: the template asks for a name that has no value.

    >>> fill("{n} cells, {part} of them", {"n": 4, "part": Fraction(1, 4)}, {"1/4": "a quarter"})
    '4 cells, a quarter of them'
    """

    def said(match: re.Match[str]) -> str:
        name = match.group(1)
        if name not in values:
            raise KeyError(f"the text asks for {{{name}}}, the beat has {', '.join(values)}")
        value = values[name]
        if isinstance(value, Fraction):
            return fractions.get(str(value)) or f"{int(100 * value)} %"
        return f"{value:,}" if isinstance(value, int) else str(value)

    return _PLACEHOLDER.sub(said, template)


def _encode(value: Any) -> Any:
    if isinstance(value, Story | Beat):
        return {name: _encode(getattr(value, name)) for name in value.__dataclass_fields__}
    if isinstance(value, np.ndarray):
        file = io.BytesIO()
        np.save(file, value, allow_pickle=False)
        return {"$array": base64.b64encode(file.getvalue()).decode("ascii")}
    if isinstance(value, PoolTrace):
        return {"$trace": {key: _encode(given) for key, given in value.arguments.items()}}
    if isinstance(value, ConvolutionTrace):
        return {"$convolution": {key: _encode(given) for key, given in value.arguments.items()}}
    if isinstance(value, Fraction):
        return {"$fraction": str(value)}
    if isinstance(value, Mapping):
        return {str(key): _encode(item) for key, item in value.items()}
    if isinstance(value, tuple):
        return {"$tuple": [_encode(item) for item in value]}
    if isinstance(value, list):
        return [_encode(item) for item in value]
    if isinstance(value, np.generic):
        return value.item()
    if value is None or isinstance(value, str | int | float | bool):
        return value
    raise TypeError(f"a story holds plain values, arrays and traces, got {type(value).__name__}")


def _decode(value: Any) -> Any:
    if isinstance(value, list):
        return [_decode(item) for item in value]
    if not isinstance(value, dict):
        return value
    if value.keys() == {"$array"}:
        array = np.load(io.BytesIO(base64.b64decode(value["$array"])), allow_pickle=False)
        array.setflags(write=False)
        return array
    if value.keys() == {"$trace"}:
        return trace_pool2d(**_decode(value["$trace"]))
    if value.keys() == {"$convolution"}:
        return trace_conv2d(**_decode(value["$convolution"]))
    if value.keys() == {"$fraction"}:
        return Fraction(value["$fraction"])
    if value.keys() == {"$tuple"}:
        return tuple(_decode(item) for item in value["$tuple"])
    return {key: _decode(item) for key, item in value.items()}

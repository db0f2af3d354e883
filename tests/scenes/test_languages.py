"""Every language says what English says: the same keys and values, short enough, and in the frame.

Whatever file is found in the topics' `texts` is tested; German is the example.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from pooling.trained import load_trained
from scenes.beats import LECTURE, fill, load_texts, placeholders, texts_folder
from scenes.inputs.atlas import read_atlas
from scenes.products.captions import FASTEST, cut
from scenes.stage.scene import READING_SPEED
from scenes.studio.failures import BadInputError
from scenes.studio.shortcuts import write_figure
from scenes.theme import LIGHT
from scenes.topics import discover
from tests.figures.layout import A4, outside, overlapping, written
from tests.scenes.legible import faults
from tests.scenes.staging import rehearsed, told

ENGLISH = "en"
TOPICS = (LECTURE, *discover())
OTHERS = sorted({path.stem for name in TOPICS for path in texts_folder(name).glob("*.toml")})
OTHERS.remove(ENGLISH)
LONGER, MORE = 1.15, 12
"""Of the English caption, and characters beyond that for a short one."""
_SENTENCE_ENDS = re.compile(r"[.?!](?= |$)")
_ENGLISH = re.compile(r"\b(the|of|and|with|each|sees|numbers|pixels|under)\b|\d,\d{3}\b")
"""Words that values bring along, and their mark between thousands."""

each_language = pytest.mark.parametrize("language", OTHERS)
each_topic = pytest.mark.parametrize("topic", TOPICS)
each_told = pytest.mark.parametrize("topic", discover())


def english_in(texts: Iterable[str]) -> list[str]:
    """What is said as in English all the same."""
    return sorted({text for text in texts if _ENGLISH.search(text)})


def leaves(texts: Mapping[str, Any], *path: str) -> Iterator[tuple[str, str]]:
    """All texts with their places, but what only another language needs."""
    for key, value in texts.items():
        if isinstance(value, Mapping) and key != "phrases":
            yield from leaves(value, *path, key)
        elif key not in ("phrases", "thousands"):
            yield ".".join((*path, key)), value


def differences(english: Mapping[str, Any], other: Mapping[str, Any]) -> list[str]:
    """Places where another language has more or fewer texts, or asks for other values."""
    asked, given = dict(leaves(english)), dict(leaves(other))
    found = [f"missing: {place}" for place in asked.keys() - given.keys()]
    found += [f"unknown: {place}" for place in given.keys() - asked.keys()]
    for place in asked.keys() & given.keys():
        if placeholders(asked[place]) != placeholders(given[place]):
            found.append(f"values: {place}")
    return sorted(found)


@each_topic
@each_language
def test_texts_have_the_keys_and_values_of_the_english_ones(language: str, topic: str) -> None:
    assert differences(load_texts(topic), load_texts(topic, language)) == []
    assert all(text == text.strip() for _, text in leaves(load_texts(topic, language)))


def test_what_differs_is_seen() -> None:
    english = {"title": "A", "window": {"caption": "{n}", "tie": {"caption": "{n} of {m}"}}}
    other = {"titel": "A", "window": {"caption": "{m}", "tie": {"caption": "{m}: {n}"}}}
    assert differences(english, other) == [
        "missing: title",
        "unknown: titel",
        "values: window.caption",
    ]


@each_told
@each_language
def test_all_that_is_said_can_be_filled(language: str, topic: str) -> None:
    story = told(topic)
    said = [say(beat, language) for beat in story.ids for say in (story.caption, story.alt)]
    said += [story.figure_alt(figure, language) for figure in discover()[topic].figures]
    labels = load_texts(topic, language)["labels"]
    said += [fill(text, dict.fromkeys(placeholders(text), 1), {}) for text in labels.values()]
    for text in said:
        assert text
        assert not re.search(r"[{}]|  ", text), text
    assert english_in(said) == []


def test_numbers_and_phrases_are_said_in_the_language() -> None:
    story = told("hierarchy")
    assert story.said(12_345) == "12,345"
    assert story.said(12_345, "de") == "12\u202f345"
    assert story.said("espresso 98 %, lemon under 1 %", "de") == "Espresso 98 %, Zitrone unter 1 %"
    assert story.said("lion.jpg, sea-lion (1,024 pixels)", "de") == (
        "lion.jpg, sea-lion (1\u202f024 Pixel)"
    )


def test_a_figure_is_written_in_the_language(tmp_path: Path) -> None:
    asked = {"format": ("svg",), "svg_text": True, "media_dir": tmp_path, "language": "de"}
    path = write_figure("strided_convolution", {}, **asked)
    assert path.name == "strided_convolution_de_text.svg"
    written = path.read_text(encoding="utf-8")
    assert "Die Eingabe aus 4×4 Zellen, der Kern auf seinem ersten Fenster" in written
    assert "Was wegfällt" in written
    with pytest.raises(BadInputError, match="no texts in 'xx' of strided_convolution: choose"):
        write_figure("strided_convolution", {}, **{**asked, "language": "xx"})


@each_language
def test_all_that_the_network_says_is_known(language: str) -> None:
    names = {name.replace("_", " ") for name in load_trained().classes}
    names |= {word for words in read_atlas().words.values() for word in words.values() if word}
    assert sorted(names - load_texts(LECTURE, language)["phrases"].keys()) == []


@each_told
@each_language
def test_captions_can_be_read_in_time(language: str, topic: str) -> None:
    story = told(topic)
    for beat in story.ids:
        english, other = story.caption(beat), story.caption(beat, language)
        assert len(other) <= LONGER * len(english) + MORE, other
        assert len(_SENTENCE_ENDS.findall(other)) <= len(_SENTENCE_ENDS.findall(english)) + 1, other
        cues = cut(other, 0, len(other) / READING_SPEED)
        assert len(cues) <= 3
        assert all(1000 * len(cue.text) <= FASTEST * (cue.end - cue.start) for cue in cues), other


@each_told
@each_language
def test_no_template_needs_more_than_three_cues(language: str, topic: str) -> None:
    for place, text in leaves(load_texts(topic, language)):
        if place.endswith("caption"):
            assert len(cut(text, 0, 10)) <= 3, place


@pytest.mark.slow
@each_told
@each_language
def test_the_stage_holds_the_words(language: str, topic: str) -> None:
    played = rehearsed(topic, spoken=language)
    assert {pose.beat: faults(pose) for pose in played.poses if faults(pose)} == {}
    assert english_in(word.text for pose in played.poses for word in pose.words) == []
    for beat, seconds in played.seconds.items():
        assert len(played.scene.story.caption(beat, language)) <= FASTEST * seconds


@each_told
@each_language
def test_the_figures_hold_the_words(language: str, topic: str) -> None:
    story = replace(told(topic), language=language)
    for name, draw in discover()[topic].figures.items():
        figure = draw(story, LIGHT)
        texts = written(figure)
        assert overlapping(texts) == []
        assert outside(figure, texts) == []
        assert {Path(text.file).parent.parent.name for text in texts} == {"fontpkg_lato"}
        assert english_in(text.text for text in texts) == []
        assert figure.get_figheight() <= A4 or name.startswith("worksheet"), name

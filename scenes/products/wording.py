"""Words of the user's own for a story: looked at whole before anything is drawn.

They are tables as in a topic's `texts/<language>.toml`, in a lecture's file under `texts.TOPIC`, in
a language's file under `TOPIC`::

    [max_pooling.window]
    caption = "Das Fenster sieht {cells} Zellen."
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from scenes.beats import LECTURE, Story, laid_over, load_texts, placeholders, texts_folder
from scenes.inputs.model import shown
from scenes.products.settings import known, read_settings, table
from scenes.studio.failures import BadInputError

BASE = "en"
"""The language that a file of the user's is laid over: what it does not say is said in this one."""
Texts = Mapping[str, Any]
_ANYWHERE: Texts = {"fractions": {}, "thousands": "", "phrases": {}}
_BEAT = {"caption", "alt"}


def languages(topic: str) -> tuple[str, ...]:
    """The languages that a topic's texts are there in.

    >>> "en" in languages("max_pooling")
    True
    """
    return tuple(sorted(path.stem for path in texts_folder(topic).glob("*.toml")))


def check_language(language: str, topics: tuple[str, ...]) -> None:
    """Every one of the topics, and the cards between them, are there in a language.

    Raises:
        BadInputError: some are not; they are named.
    """
    missing = [topic for topic in (LECTURE, *topics) if language not in languages(topic)]
    if missing:
        there = sorted({found for topic in topics for found in languages(topic)})
        raise BadInputError(
            f"there are no texts in {language!r} of {', '.join(missing)}: choose --language "
            f"{' or '.join(there)}, leave them out with --topics, or name a .toml file of your own"
        )


def read_words(path: Path, topics: tuple[str, ...]) -> dict[str, Texts]:
    """The words of a language's file, by topic.

    Raises:
        BadInputError: it cannot be read, or has words for a topic that there is not.
    """
    words = read_settings(path, "language")
    known("topic", words, (LECTURE, *topics))
    return {topic: table(tables, topic) for topic, tables in words.items()}


def worded(story: Story, *layers: Texts) -> Story:
    """A story with words of one's own, the last layer above the others.

    Raises:
        BadInputError: they have a key that the topic's texts have not, are no text, or ask for a
            value that the beat does not have.
    """
    for words in filter(None, layers):
        file = load_texts(story.topic, story.language)
        known(f"text of {story.topic}", words, [*file, *_ANYWHERE])
        for key, value in words.items():
            values = set(story[key].values) if key in story else set()
            _check(value, file.get(key, _ANYWHERE.get(key, "")), f"{story.topic}.{key}", values)
        story = replace(story, texts=laid_over(story.texts, words))
    _check_said(story)
    return story


def _check(value: Any, file: Any, place: str, values: set[str]) -> None:
    """A text or table is what the file has in its place, and asks for nothing unheard of."""
    if not isinstance(file, Mapping):
        if not isinstance(value, str):
            raise BadInputError(f"{place} is a text, got {shown(value)}: put it in quotes")
        _check_asked(value, place, values | placeholders(file))
        return
    words = table(value, place)
    if place.endswith((".fractions", ".phrases")):  # any may be said in other words
        file = dict.fromkeys(words, "")
    elif _BEAT & file.keys():  # another form may say more than the plain one, of the same values
        file = {**dict.fromkeys(_BEAT, ""), **file}
        values = values.union(*(placeholders(text) for text in _texts(file)))
    known(f"text of {place}", words, file)
    for key, text in words.items():
        _check(text, file[key], f"{place}.{key}", values)


def _texts(tables: Texts) -> Iterator[str]:
    for value in tables.values():
        if isinstance(value, Mapping):
            yield from _texts(value)
        else:
            yield value


def _check_asked(text: str, place: str, has: set[str]) -> None:
    unheard = placeholders(text) - has
    if unheard:
        names = ", ".join(f"{{{name}}}" for name in sorted(has)) or "none"
        raise BadInputError(
            f"{place} asks for {{{min(unheard)}}}, which nobody tells: it may use {names}"
        )


def _check_said(story: Story) -> None:
    """What is really said has all its values."""
    for beat in story.beats:
        for kind, said in (("caption", story.caption), ("alt", story.alt)):
            try:
                said(beat.id)
            except KeyError as error:
                variant = f".{beat.variant}" if beat.variant else ""
                raise BadInputError(
                    f"{story.topic}.{beat.id}.{kind} cannot be said with these parameters, "
                    f"{error.args[0]}: write {story.topic}.{beat.id}{variant}.{kind}, too"
                ) from None

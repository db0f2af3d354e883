"""What holds for the story of every topic and every variant of it."""

import pickle
import re

import pytest

from pooling.zoo import NAMES
from scenes.beats import Story, load_texts
from scenes.topics import discover
from tests.scenes.staging import told, variants

each_topic = pytest.mark.parametrize("topic", discover())
each_variant = pytest.mark.parametrize(
    ("topic", "variant"),
    [(topic, variant) for topic in discover() for variant in variants(topic).VARIANTS],
)
IN_THREE = {"max_pooling", "strided_convolution", "zoom_out", "receptive_field"}
"""Topics with a caption of three short sentences; the others have two at most."""


@each_topic
def test_every_topic_has_variants(topic: str) -> None:
    assert next(iter(variants(topic).VARIANTS)) == "default"
    assert set(variants(topic).PLAYED) <= variants(topic).VARIANTS.keys()


@each_topic
def test_every_beat_has_its_method_and_every_topic_its_parts(topic: str) -> None:
    texts = load_texts(topic)
    assert {"title", "tagline"} <= texts.keys()
    assert next(iter(discover()[topic].figures)) == "page"
    for beat in told(topic).ids:
        assert callable(getattr(discover()[topic].scene, beat))
        assert "caption" in texts[beat]
        assert "alt" in texts[beat]


@each_topic
def test_every_text_is_used(topic: str) -> None:
    said = {beat for variant in variants(topic).VARIANTS for beat in told(topic, variant).ids}
    tables = {key for key, value in load_texts(topic).items() if isinstance(value, dict)}
    assert tables - {"labels", "fractions", "figures"} == said


def wrong(text: str) -> bool:
    """Whether a text has a gap that was not filled, or a number that is none."""
    return not text or bool(re.search(r"[{}]|  |\bnan\b|\binf\b", text))


@each_variant
def test_every_beat_and_figure_can_be_told(topic: str, variant: str) -> None:
    found = told(topic, variant)
    for beat in found.ids:
        caption, alt = found.caption(beat), found.alt(beat)
        for text in (caption, alt):
            assert not wrong(text), text
            assert not text[0].islower() or text.split("’")[0].split("'")[0] in NAMES, text
        assert 1 <= len(re.findall(r"[.?!](?= |$)", caption)) <= (3 if topic in IN_THREE else 2)
    for figure in discover()[topic].figures:
        assert not wrong(found.figure_alt(figure))


@each_variant
def test_a_story_goes_through_json_and_pickle(topic: str, variant: str) -> None:
    found = told(topic, variant)
    for back in (Story.from_json(found.to_json()), pickle.loads(pickle.dumps(found))):
        assert back.to_json() == found.to_json()
        assert back.ids == found.ids
        assert [back.caption(beat) for beat in back.ids] == [
            found.caption(beat) for beat in found.ids
        ]


def test_what_is_wrong_in_a_text_is_seen() -> None:
    for text in ("", "{part}", "two  blanks", "nan of 3", "−inf is least"):
        assert wrong(text)
    assert not wrong("An infinite banana, 3 of 4.")

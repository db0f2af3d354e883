"""The cards of a lecture: everything on them can be read, whatever is on them."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image

from scenes.beats import LECTURE, Story, load_texts
from scenes.products.description import Chapter, Lecture
from scenes.products.lecture import story as cards
from scenes.products.lecture.video import Lecture as Cards
from scenes.theme import DARK, LIGHT
from tests.scenes.legible import faults
from tests.scenes.rehearsal import Rehearsal, rehearse
from tests.studio import tiny

LONG = (
    "On the many ways in which a network may forget nearly everything, and see all the more of it"
)
WORD = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft"


def lecture_of(count: int = 3, **changes: Any) -> Lecture:
    """A lecture of tiny topics."""
    chapter = Chapter(tiny.story())
    made = Lecture(
        "Small things",
        "Ada",
        None,
        "en",
        DARK,
        None,
        (chapter,) * count,
        Story(LECTURE, {}, "", "", ()),
    )
    return replace(made, **changes)


def rehearsed(told: Story, lecture: Lecture) -> Rehearsal:
    """A card played without being drawn."""

    class Card(Cards):
        story_function = staticmethod(lambda: told)

    return rehearse(Card, {}, lecture.theme)


def logo(folder: Path) -> Path:
    """A wide logo."""
    path = folder / "logo.png"
    Image.new("RGBA", (600, 60), "orange").save(path)
    return path


@pytest.mark.parametrize("title", ["A", "Small things", LONG, WORD])
@pytest.mark.parametrize("author", ["", LONG])
def test_an_opening_can_be_read(title: str, author: str, tmp_path: Path) -> None:
    lecture = lecture_of(title=title, author=author, logo=logo(tmp_path), theme=LIGHT)
    told = rehearsed(cards.opening(lecture), lecture)
    found = [fault for pose in told.poses for fault in faults(pose)]
    assert [fault for fault in found if title != WORD or not fault.startswith("small")] == []
    assert told.seconds["opening"] >= len(title + author) / cards.READING_SPEED


@pytest.mark.parametrize(("number", "count"), [(1, 1), (1, 10), (10, 10), (25, 30)])
def test_a_chapters_card_can_be_read(number: int, count: int) -> None:
    lecture = lecture_of(count)
    told = rehearsed(cards.chapter(lecture, number, lecture.chapters[0]), lecture)
    assert [fault for pose in told.poses for fault in faults(pose)] == []
    assert 3 <= told.seconds["chapter"] <= 8


def test_the_window_ends_on_the_topics_cell() -> None:
    lecture = lecture_of(5)
    scene = rehearsed(cards.chapter(lecture, 4, lecture.chapters[0]), lecture).scene
    squares = [
        part for part in scene.get_mobject_family_members() if type(part).__name__ == "Square"
    ]
    window = squares[-1]
    centres = [square.get_x() for square in squares[:-1]]
    assert len(centres) == 5
    assert window.get_x() == pytest.approx(sorted(centres)[3])
    filled = [
        square.get_fill_color().to_hex().lower()
        for square in sorted(squares[:-1], key=lambda s: s.get_x())
    ]
    assert filled == [*[DARK.ramp[2]] * 3, DARK.output, DARK.surface]


def test_the_openings_picture_is_pooled_from_the_users_photo(tmp_path: Path) -> None:
    rng = np.random.default_rng(0)
    Image.fromarray(rng.integers(0, 256, (300, 600, 3), dtype=np.uint8)).save(tmp_path / "mine.png")
    lecture = lecture_of(chapters=(Chapter(tiny.story(), input=str(tmp_path / "mine.png")),))
    maps = cards.opening(lecture).beats[0].data["maps"]
    assert [level.shape for level in maps] == [(256, 256, 3), (64, 64, 3), (16, 16, 3)]
    blocks = maps[0].reshape(64, 4, 64, 4, 3).mean(axis=(1, 3))
    assert np.allclose(maps[1], blocks, atol=1e-5)
    small = lecture_of(chapters=(Chapter(tiny.story(), input="coffee"),))
    assert not np.allclose(cards.opening(small).beats[0].data["maps"][0], maps[0])


def test_each_language_has_the_same_words_and_says_them_with_the_same_values() -> None:
    english, german = (load_texts(LECTURE, language) for language in ("en", "de"))
    assert english["labels"].keys() == german["labels"].keys()
    lecture = lecture_of()
    for told in (cards.opening(lecture), cards.chapter(lecture, 2, lecture.chapters[0])):
        (beat,) = told.ids
        assert told.caption(beat, "de") == told.caption(beat) == ""
        assert told.alt(beat, "de") != told.alt(beat)

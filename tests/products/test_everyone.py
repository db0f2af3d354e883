"""Everyone in the room: alt text everywhere, captions in time, nothing that flashes, clear colours.

Whatever topics and languages are found are tested; nothing here names one.
"""

from functools import cache
from itertools import product
from pathlib import Path

import numpy as np
import pytest

from scenes.beats import LECTURE, load_texts, placeholders, texts_folder
from scenes.products.captions import FASTEST, LINE, cut
from scenes.products.gallery.page import ROLES
from scenes.studio.jobs import Quality, Rendered, VideoJob
from scenes.studio.make import make
from scenes.studio.prepare import Order
from scenes.studio.publish import Destination
from scenes.theme import DARK, LIGHT, Theme, contrast
from scenes.topics import discover
from tests.products.flashes import AREA, MOST, flashing, luminances
from tests.scenes.test_theme import MARKS, SIMULATED, TEXT, seen

SMALL = Quality(192, 108, 10)
"""Enough to see what flashes."""

each_topic = pytest.mark.parametrize("topic", discover())
both_themes = pytest.mark.parametrize("theme", [DARK, LIGHT], ids=lambda theme: theme.name)


@cache
def told(topic: str):  # type: ignore[no-untyped-def]
    return discover()[topic].story()


def languages(topic: str) -> list[str]:
    return sorted(path.stem for path in texts_folder(topic).glob("*.toml"))


@each_topic
def test_alt_texts_are_there_and_say_what_the_story_knows(topic: str) -> None:
    story = told(topic)
    for language, beat in product(languages(topic), story.beats):
        alt = story.alt(beat.id, language)
        assert len(alt) > 30, (language, beat.id)
        assert alt != story.caption(beat.id, language)
        assert alt[-1] in ".!?…”“)"
        assert not placeholders(alt)
        texts = load_texts(topic, language)[beat.id]
        template = texts.get(beat.variant, {}).get("alt") or texts["alt"]
        if beat.values:
            assert placeholders(template), f"{beat.id} has numbers, its alt text tells none"
    for language, name in product(languages(topic), discover()[topic].figures):
        alt = story.figure_alt(name, language)
        assert len(alt) > 30, (language, name)
        assert not placeholders(alt)


def test_cards_of_the_lecture_have_alt_texts() -> None:
    for language in languages(LECTURE):
        for words in load_texts(LECTURE, language).values():
            if isinstance(words, dict) and "caption" in words:
                assert placeholders(words["alt"])


@pytest.fixture(scope="module")
def films(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Rendered]:
    """Films that were rendered, each when it is asked for first."""
    place = Destination(tmp_path_factory.mktemp("films"))

    class Films(dict[str, Rendered]):
        def __missing__(self, topic: str) -> Rendered:
            job = VideoJob(told(topic), DARK, quality=SMALL)
            (self[topic],) = make([Order(job, place)])
            return self[topic]

    return Films()


@pytest.mark.slow
@each_topic
def test_nothing_flashes(films: dict[str, Rendered], topic: str) -> None:
    assert flashing(luminances(films[topic].path), SMALL.fps) < AREA


@pytest.mark.slow
@each_topic
def test_captions_can_be_read_while_their_beat_plays(
    films: dict[str, Rendered], topic: str
) -> None:
    story = told(topic)
    for timing in films[topic].timeline:
        for cue in cut(story.caption(timing.beat), timing.start, timing.seconds):
            assert len(cue.lines) <= 2
            assert max(map(len, cue.lines)) <= LINE
            assert len(cue.text) <= FASTEST * (cue.end - cue.start) / 1000, cue.text


@both_themes
@pytest.mark.parametrize("vision", SIMULATED)
def test_the_gallerys_colours_can_be_told_apart(theme: Theme, vision: str) -> None:
    colour = {role: seen(getattr(theme, role), vision) for role in ROLES}
    for words, back in product(("text", "muted"), ("background", "surface")):
        assert contrast(colour[words], colour[back]) >= TEXT, (words, back)
    assert contrast(colour["output"], colour["background"]) >= MARKS
    assert contrast(colour["window"], colour["background"]) >= MARKS


def flicker(times: int, share: float, fps: int = 15, low: float = 0.1) -> list[np.ndarray]:
    """Two seconds in which a share of the frame flashes so many times each second."""
    frames = []
    for number in range(2 * fps):
        frame = np.full((10, 100), low)
        if int(2 * times * number / fps) % 2:
            frame[:, : round(100 * share)] = 0.5
        frames.append(frame)
    return frames


@pytest.mark.parametrize(
    ("times", "share", "low", "found"),
    [(3, 0.5, 0.1, 0), (5, 0.5, 0.1, 0.5), (5, 0.02, 0.1, 0.02), (5, 0.5, 0.45, 0), (1, 1, 0.1, 0)],
)
def test_the_checker_sees_flashes(times: int, share: float, low: float, found: float) -> None:
    assert MOST == 3
    assert flashing(flicker(times, share, low=low), 15) == pytest.approx(found)


def test_the_checker_reads_films(tmp_path: Path) -> None:
    from tests.products.gallery.media import write_film

    write_film(tmp_path / "film.mp4")
    frames = list(luminances(tmp_path / "film.mp4"))
    assert (len(frames), frames[0].shape) == (30, (22, 40))
    assert frames[0].max() == pytest.approx(0.578, abs=0.02)  # grey 200 of 255
    assert flashing(frames, 10) == 0

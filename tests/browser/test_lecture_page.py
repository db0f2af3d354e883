"""The lecture's page in Chromium, as a file: its film plays, times lead into it, all can use it."""

from pathlib import Path

import pytest
from selenium.webdriver import Chrome
from selenium.webdriver.common.by import By

from scenes.beats import LECTURE, Story
from scenes.products.captions import Cue
from scenes.products.description import Chapter, Lecture
from scenes.products.lecture.contents import contents
from scenes.products.lecture.parts import Mark
from scenes.studio.encode import MP4, Segment
from scenes.studio.jobs import Quality
from scenes.studio.pixels import Frame
from scenes.theme import DARK
from tests.browser.pages import look, look_as_usual, said, until, violations, wide
from tests.studio import tiny

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A page of two chapters of two seconds."""
    import numpy as np

    folder = tmp_path_factory.mktemp("lecture")
    film = Segment(folder / "lecture.mp4", MP4, Quality(160, 90, 10))
    for level in range(40):
        film.write(Frame.whole(np.full((90, 160, 4), 5 * level, np.uint8)))
    film.close()
    (folder / "lecture.png").write_bytes(b"")
    chapters = (Chapter(tiny.story()), Chapter(tiny.story()))
    lecture = Lecture(
        "Q & A", "Ada", None, "en", DARK, None, chapters, Story(LECTURE, {}, "", "", ())
    )
    marks = [Mark("One", 0.0, 2.0), Mark("Two", 2.0, 2.0)]
    cues = [Cue(0, 2000, ("a < b",)), Cue(2000, 4000, ("Größer", "jetzt"))]
    text = contents(lecture, marks, cues, film=film.path, poster=folder / "lecture.png", beside=[])
    path = folder / "lecture.html"
    path.write_text(text, encoding="utf-8")
    return path


@pytest.fixture
def opened(page: Path, browser: Chrome) -> Chrome:
    """The browser with the page; what it said before is forgotten."""
    browser.get("about:blank")
    said(browser)
    browser.get(page.as_uri())
    until(browser, "return document.readyState === 'complete' && film.readyState > 0")
    return browser


def test_a_time_leads_into_the_film_which_plays_to_its_end(opened: Chrome) -> None:
    opened.find_element(By.LINK_TEXT, "Two").click()
    assert until(opened, "return film.currentTime") >= 2
    until(opened, "return film.ended")
    assert opened.execute_script("return film.currentTime") == pytest.approx(4, abs=0.05)
    assert said(opened) == []


def test_captions_are_off_and_can_be_switched_on(opened: Chrome) -> None:
    track = "film.textTracks[0]"
    assert opened.execute_script(f"return {track}.mode") == "disabled"
    opened.execute_script(f"{track}.mode = 'showing'")
    words = until(opened, f"return {track}.cues?.length && [...{track}.cues].map(cue => cue.text)")
    assert words == ["a &lt; b", "Größer\njetzt"]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 390])
def test_all_can_use_it(opened: Chrome, scheme: str, width: int) -> None:
    look(opened, width, scheme)
    assert violations(opened) == []
    assert wide(opened) <= width
    look_as_usual(opened)

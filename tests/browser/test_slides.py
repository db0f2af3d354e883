"""The HTML deck in Chromium: every film plays, nothing is asked of the network, all can use it."""

import base64
import io
from collections.abc import Callable
from pathlib import Path

import pytest
from pypdf import PdfReader
from selenium.webdriver import Chrome
from selenium.webdriver.common.by import By

from scenes.products.slides.web import INDEX, write_web
from tests.browser.pages import asked_for, said, until, violations
from tests.products.slides.decks import FRAMES, NOTES, deck

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

FILM = "const film = Reveal.getCurrentSlide().querySelector('video');"


@pytest.fixture(scope="module", params=[False, True], ids=["folder", "one file"])
def page(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A deck of two topics, two beats each, alone in its folder."""
    work, folder = tmp_path_factory.mktemp("work"), tmp_path_factory.mktemp("deck")
    write_web(deck(work, parts=2), folder, "assets", request.param, work)
    assert len(list(folder.iterdir())) == (1 if request.param else 2)
    return folder / INDEX


@pytest.fixture
def opened(page: Path, browser: Chrome) -> Chrome:
    """The browser with the deck's first slide; what it said and asked before is forgotten."""
    browser.get("about:blank")
    asked_for(browser), said(browser)
    browser.get(page.as_uri())
    until(browser, "return window.Reveal?.isReady()")
    return browser


def each_slide(browser: Chrome, look: Callable[[bool], None]) -> int:
    """Look at every slide, told whether it has a film; how many there are."""
    count = browser.execute_script("return Reveal.getTotalSlides()")
    for number in range(count):
        if number:
            browser.execute_script("Reveal.next()")
        look(bool(browser.execute_script(f"{FILM} return film !== null")))
    assert browser.execute_script("return Reveal.isLastSlide()")
    return int(count)


def test_every_film_plays_to_its_end_and_stands_there(opened: Chrome) -> None:
    played: list[float] = []

    def look(has_film: bool) -> None:
        if has_film:
            until(opened, f"{FILM} return film.ended")
            played.append(opened.execute_script(f"{FILM} return film.currentTime"))
            assert opened.execute_script(f"{FILM} return film.error") is None

    assert each_slide(opened, look) == 1 + 2 * (1 + 2)
    assert played == pytest.approx([FRAMES / 15] * 4, abs=0.01)


def test_the_notes_are_as_they_are_said(opened: Chrome) -> None:
    notes = opened.execute_script(
        "return [...document.querySelectorAll('aside.notes')].map((note) => note.textContent)"
    )
    assert notes == [NOTES] * 4
    assert not opened.find_elements(By.CSS_SELECTOR, "aside.notes *")


def test_every_film_says_what_is_seen(opened: Chrome) -> None:
    told = opened.execute_script(
        "return [...document.querySelectorAll('video')].map((film) => film.ariaLabel)"
    )
    assert told == [
        f'Film {beat} of topic {part}: "a < b" & more.' for part in range(2) for beat in range(2)
    ]


def test_who_wants_no_motion_starts_films_by_hand(opened: Chrome, page: Path) -> None:
    less = {"features": [{"name": "prefers-reduced-motion", "value": "reduce"}]}
    opened.execute_cdp_cmd("Emulation.setEmulatedMedia", less)
    try:
        opened.get("about:blank")
        opened.get(f"{page.as_uri()}#/2")
        until(opened, f"return window.Reveal?.isReady() && (() => {{ {FILM} return film }})()")
        until(opened, f"{FILM} return film.readyState > 1")
        assert opened.execute_script(f"{FILM} return film.paused && film.currentTime === 0")
        opened.find_element(By.TAG_NAME, "body").send_keys("m")
        until(opened, f"{FILM} return film.ended")
    finally:
        opened.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": []})


def test_nothing_is_asked_of_the_network_and_nothing_goes_wrong(opened: Chrome) -> None:
    each_slide(opened, lambda has_film: None)
    until(opened, f"{FILM} return film.ended")

    assert {address.partition(":")[0] for address in asked_for(opened)} <= {"file", "data", "blob"}
    assert said(opened) == []


def test_the_first_frame_is_there_before_the_film_is(opened: Chrome) -> None:
    shown = opened.execute_script(
        "return Promise.all([...document.querySelectorAll('video')].map(async (film) => {"
        " const picture = new Image(); picture.src = film.poster; await picture.decode();"
        " return [picture.naturalWidth, picture.naturalHeight]; }))"
    )
    assert shown == [[128, 72]] * 4


def test_keys_turn_pages_and_play_again(opened: Chrome) -> None:
    body = opened.find_element(By.TAG_NAME, "body")
    body.send_keys(" ")
    body.send_keys(" ")
    until(opened, f"{FILM} return film?.ended")

    body.send_keys("r")
    until(opened, f"{FILM} return !film.ended")
    until(opened, f"{FILM} return film.ended")
    body.send_keys("c")
    until(opened, f"{FILM} return film.textTracks[0].mode === 'showing'")
    cue = until(opened, f"{FILM} return film.textTracks[0].cues?.[0]?.text")
    assert cue == "Said."


def test_the_speaker_sees_the_notes(opened: Chrome) -> None:
    opened.execute_script("Reveal.slide(2)")
    deck_window = opened.current_window_handle
    opened.find_element(By.TAG_NAME, "body").send_keys("s")
    until(opened, "return true")
    (speaker,) = set(opened.window_handles) - {deck_window}
    opened.switch_to.window(speaker)
    try:
        notes = "return document.querySelector('.speaker-controls-notes .value')?.textContent"
        assert until(opened, notes) == NOTES
    finally:
        opened.close()
        opened.switch_to.window(deck_window)


def test_on_paper_every_slide_is_a_page(opened: Chrome, page: Path) -> None:
    opened.get(f"{page.as_uri()}?view=print")
    until(opened, "return document.querySelectorAll('.pdf-page').length === 7")
    ended = "return [...document.querySelectorAll('video')].every((film) => film.ended)"
    until(opened, ended)
    printed = opened.execute_cdp_cmd(
        "Page.printToPDF", {"preferCSSPageSize": True, "printBackground": True}
    )
    assert len(PdfReader(io.BytesIO(base64.b64decode(printed["data"]))).pages) == 7


def test_axe_finds_nothing(opened: Chrome) -> None:
    found: list[tuple[str, list[str]]] = []
    each_slide(opened, lambda has_film: found.extend(violations(opened)))
    assert found == []

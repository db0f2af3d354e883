"""The gallery in Chromium, as a file: films play with captions, all can use it, on a phone too."""

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote

import pytest
from selenium.webdriver import Chrome
from selenium.webdriver.common.by import By

from scenes.products.gallery.page import write_gallery
from tests.browser.pages import asked_for, look, look_as_usual, said, until, violations, wide
from tests.products.gallery.media import ENTRIES, FILM, GIF, write_film, write_media

pytestmark = pytest.mark.browser

PHONE, WIDE = 360, 1400


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Path:
    media = write_media(tmp_path_factory.mktemp("größer & weiter") / "media")
    write_film(media / "lecture" / "lecture.mp4")
    (media / "lecture" / "lecture.ipynb").write_text("{}")
    return write_gallery(media).path


@pytest.fixture
def opened(page: Path, browser: Chrome) -> Iterator[Chrome]:
    """The browser with the page as it is opened first; what was logged before is forgotten."""
    browser.get("about:blank")
    said(browser), asked_for(browser)
    browser.get(page.as_uri())
    until(browser, "return document.readyState === 'complete' && location.protocol === 'file:'")
    browser.execute_script("try { localStorage.clear() } catch {}")
    yield browser
    look_as_usual(browser)


def test_a_film_plays_from_a_chapter_with_its_captions(opened: Chrome, page: Path) -> None:
    film = f"document.querySelector('video[src=\"{FILM}\"]')"
    opened.execute_script(f"{film}.closest('.card').querySelector('[data-at=\"2\"]').click()")
    assert until(opened, f"return {film}.currentTime") >= 2
    shown = f"[...({film}.textTracks[0].activeCues ?? [])].map((cue) => cue.text)"
    until(opened, f"return {shown}.join() === 'It steps on &amp; on.'")
    assert opened.execute_script(f"return {film}.textTracks[0].mode") == "showing"
    until(opened, f"return {film}.ended")
    assert opened.execute_script(f"return {film}.currentTime") == pytest.approx(3, abs=0.1)
    assert said(opened) == []
    home = page.parent.as_uri()
    for address in asked_for(opened):
        assert address.startswith(("data:", f"{home}/")), unquote(address)


def test_pictures_are_there(opened: Chrome) -> None:
    opened.execute_script(
        "document.querySelectorAll('img').forEach((one) => one.loading = 'eager')"
    )
    until(opened, "return [...document.querySelectorAll('img')].every((one) => one.complete)")
    sizes = "return [...document.querySelectorAll('img')].map((one) => one.naturalWidth > 0)"
    assert opened.execute_script(sizes) == [True] * 4
    assert said(opened) == []


def test_one_topic_alone(opened: Chrome) -> None:
    rooms = "return [...document.querySelectorAll('.room')].filter((one) => !one.hidden)\
        .map((one) => one.id)"
    assert opened.execute_script(rooms) == ["lecture", "zoom_out", "max_pooling", "hierarchy"]
    opened.find_element(By.PARTIAL_LINK_TEXT, "Max pooling").click()
    until(opened, "return document.getElementById('zoom_out').hidden")
    assert opened.execute_script(rooms) == ["max_pooling"]
    current = opened.find_element(By.CSS_SELECTOR, "nav [aria-current]")
    assert current.text.startswith("Max pooling")
    assert until(opened, "return document.getElementById('status').textContent") == "Max pooling"
    opened.find_element(By.LINK_TEXT, "Everything").click()
    until(opened, "return !document.getElementById('zoom_out').hidden")
    assert len(opened.execute_script(rooms)) == 4


def test_light_and_dark_by_the_system_and_by_the_switch(opened: Chrome) -> None:
    back = "return getComputedStyle(document.body).backgroundColor"
    dark, light = "rgb(13, 17, 23)", "rgb(255, 255, 255)"
    look(opened, WIDE, "dark")
    assert opened.execute_script(back) == dark
    opened.execute_script("document.querySelector('.themes [value=light]').click()")
    assert opened.execute_script(back) == light
    opened.refresh()
    until(opened, "return document.readyState === 'complete'")
    assert opened.execute_script(back) == light, "the choice is kept"
    opened.execute_script("document.querySelector('.themes [value=\"\"]').click()")
    assert opened.execute_script(back) == dark


def test_a_command_is_copied_without_the_clipboards_permission(opened: Chrome) -> None:
    opened.execute_script(
        "window.copied = null; document.addEventListener('copy', () => "
        "{ window.copied = document.activeElement.value; })"
    )
    opened.execute_script("document.querySelector('#zoom_out details').open = true")
    button = opened.find_element(By.CSS_SELECTOR, "#zoom_out [data-copy]")
    opened.execute_script(
        "arguments[0].scrollIntoView({block: 'center', behavior: 'instant'})", button
    )
    button.click()
    odd = next(entry for entry in ENTRIES.values() if entry.get("topic") == "zoom_out")
    assert opened.execute_script("return window.copied") == odd["command"]
    assert button.text == "Copied"


def test_a_gif_moves_when_asked_to(opened: Chrome) -> None:
    picture = "document.querySelector('[data-gif]').parentElement.querySelector('img')"
    assert opened.execute_script(f"return {picture}.src").startswith("data:image/webp")
    opened.execute_script("document.querySelector('[data-gif]').click()")
    assert opened.execute_script(f"return {picture}.src").endswith(GIF)
    opened.execute_script("document.querySelector('[data-gif]').click()")
    assert opened.execute_script(f"return {picture}.src").startswith("data:image/webp")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [WIDE, PHONE])
def test_all_can_use_it(opened: Chrome, width: int, scheme: str) -> None:
    look(opened, width, scheme)
    opened.execute_script("document.querySelectorAll('details').forEach((one) => one.open = true)")
    assert violations(opened) == []
    assert wide(opened) <= width


def test_the_checkers_see_a_bad_page(opened: Chrome) -> None:
    look(opened, PHONE, "light")
    opened.execute_script(
        "document.querySelector('h2').style.color = '#eee';"
        "document.querySelector('main').insertAdjacentHTML('beforeend', "
        '\'<img src="data:,"><div style="width: 900px; height: 1px"></div>\')'
    )
    assert {"color-contrast", "image-alt"} <= {rule for rule, _ in violations(opened)}
    assert wide(opened) > PHONE

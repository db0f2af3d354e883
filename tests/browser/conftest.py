"""A headless Chromium for whatever is looked at in a browser."""

import os
import shutil
from collections.abc import Iterator

import pytest
from selenium.webdriver import Chrome, ChromeOptions
from selenium.webdriver.chrome.service import Service

_BROWSERS = ("chromium", "chromium-browser", "google-chrome")


@pytest.fixture(scope="module")
def browser() -> Iterator[Chrome]:
    """One browser for a module; what it logs and asks the network for can be read off it."""
    program = next(filter(None, map(shutil.which, _BROWSERS)), None)
    driver = shutil.which("chromedriver")
    if program is None or driver is None:
        pytest.skip("no Chromium with its driver: apt install chromium chromium-driver")
    options = ChromeOptions()
    options.binary_location = program
    options.page_load_strategy = "none"  # a speaker view never ends loading
    for argument in (
        "--headless=new",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-dev-shm-usage",  # a small one ends it
        "--hide-scrollbars",
        "--force-device-scale-factor=1",
        "--autoplay-policy=no-user-gesture-required",
        "--window-size=1280,720",
    ):
        options.add_argument(argument)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    # The driver's path is named, so that Selenium looks for none, least of all on the network.
    chrome = Chrome(options, Service(driver, env={**os.environ, "SE_OFFLINE": "true"}))
    try:
        yield chrome
    finally:
        chrome.quit()

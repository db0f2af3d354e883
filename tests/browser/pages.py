"""What is asked of any page in the browser: answers, what it says and fetches, axe, its width."""

import json
import time
from pathlib import Path
from typing import Any

import axe_core_python
from selenium.webdriver import Chrome

_AXE = Path(axe_core_python.__file__).with_name("axe.min.js").read_text(encoding="utf-8")


def until(browser: Chrome, script: str, seconds: float = 15.0) -> Any:
    """The first answer of a script that is true."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        answer = browser.execute_script(script)
        if answer:
            return answer
        time.sleep(0.03)
    raise AssertionError(f"not within {seconds} s: {script}")


def said(browser: Chrome) -> list[str]:
    """What was logged since it was asked last: errors, mostly."""
    return [str(entry["message"]) for entry in browser.get_log("browser")]  # type: ignore[no-untyped-call]


def asked_for(browser: Chrome) -> set[str]:
    """Addresses that were requested since it was asked last."""
    entries = browser.get_log("performance")  # type: ignore[no-untyped-call]
    messages = [json.loads(entry["message"])["message"] for entry in entries]
    return {
        str(message["params"]["request"]["url"])
        for message in messages
        if message["method"] == "Network.requestWillBeSent"
    }


def violations(browser: Chrome) -> list[tuple[str, list[str]]]:
    """The rules of axe-core that the page breaks as it is now, each with the elements."""
    browser.execute_script(_AXE)
    found = browser.execute_async_script("axe.run().then(arguments[0])")["violations"]
    return [(rule["id"], [node["html"] for node in rule["nodes"]]) for rule in found]


def look(browser: Chrome, width: int, scheme: str) -> None:
    """Show the page at a width, to somebody who prefers light or dark."""
    metrics = {"width": width, "height": 800, "deviceScaleFactor": 1, "mobile": False}
    browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", metrics)
    feature = {"name": "prefers-color-scheme", "value": scheme}
    browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": [feature]})


def look_as_usual(browser: Chrome) -> None:
    """Undo `look`."""
    browser.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})
    browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": []})


def wide(browser: Chrome) -> int:
    """How many pixels wide the page's contents are."""
    return int(browser.execute_script("return document.documentElement.scrollWidth"))

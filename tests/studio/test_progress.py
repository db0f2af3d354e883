"""The progress bar: there for a person, silent in a pipe."""

import sys

import pytest

from scenes.studio.progress import progress


@pytest.mark.parametrize(("terminal", "shown"), [(True, True), (False, False)])
def test_a_bar_is_for_terminals(
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    terminal: bool,
    shown: bool,
) -> None:
    monkeypatch.setenv("TTY_COMPATIBLE", "1")
    monkeypatch.setattr(sys.stderr, "isatty", lambda: terminal)
    with progress("max_pooling", "frames") as report:
        report(30, 120)
        report(120, 120)
    said = capsys.readouterr()
    assert said.out == ""
    assert ("120 of about 120 frames" in said.err) == shown

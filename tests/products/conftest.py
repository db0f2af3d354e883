"""The tiny topic as a lecture, in a folder of its own."""

from pathlib import Path

import pytest

import scenes.topics
from scenes.products import description, parameters, wording
from scenes.products.lecture import making
from scenes.products.slides import paper
from scenes.studio import figures, films, prepare, stills
from tests.studio import tiny


@pytest.fixture
def own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder that a test runs in; kept beats are in `cache` beside it."""
    folder = tmp_path / "here"
    folder.mkdir()
    monkeypatch.chdir(folder)
    monkeypatch.setenv("ZOOMOUT_CACHE", str(tmp_path / "cache"))
    return folder


@pytest.fixture
def tiny_topic(monkeypatch: pytest.MonkeyPatch) -> None:
    """`discover` finds the tiny topic alone."""
    for module in (
        *(scenes.topics, description, parameters, making, paper),
        *(films, figures, prepare, stills),
    ):
        monkeypatch.setattr(module, "discover", lambda: {"tiny": tiny.TOPIC})
    monkeypatch.setattr(wording, "languages", lambda topic: ("en",))

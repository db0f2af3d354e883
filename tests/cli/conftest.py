"""The tiny topic through the whole command line, in a folder of its own."""

from pathlib import Path

import pytest

import scenes.topics
from scenes.studio import catalogue, figures, films, prepare, stills
from tests.studio import tiny


@pytest.fixture(autouse=True)
def own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder that a test runs in; kept beats are in `cache` beside it."""
    folder = tmp_path / "here"
    folder.mkdir()
    monkeypatch.chdir(folder)
    monkeypatch.setenv("ZOOMOUT_CACHE", str(tmp_path / "cache"))
    return folder


@pytest.fixture
def tiny_topic(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """`discover` finds the tiny topic alone, with one language."""
    texts = tmp_path / "topics" / "tiny" / "texts"
    texts.mkdir(parents=True)
    (texts / "en.toml").touch()
    monkeypatch.setattr(scenes.topics, "__path__", [str(tmp_path / "topics")])
    for module in (scenes.topics, catalogue, prepare, figures, stills, films):
        monkeypatch.setattr(module, "discover", lambda: {"tiny": tiny.TOPIC})

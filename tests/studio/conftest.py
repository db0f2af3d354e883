"""The tiny topic stands where the studio looks for topics."""

import pytest

from scenes.studio import figures, films, stills
from tests.studio import tiny


@pytest.fixture(autouse=True)
def tiny_topic(monkeypatch: pytest.MonkeyPatch) -> None:
    """`discover` finds the tiny topic alone."""
    for module in (figures, stills, films):
        monkeypatch.setattr(module, "discover", lambda: {"tiny": tiny.TOPIC})

"""Folders of running renders: the next removes what a killed one left, and nothing else."""

import tempfile
from pathlib import Path

import pytest

from scenes.studio.jobs import BeatsJob
from scenes.studio.stills import final_poses
from scenes.studio.workshop import temporary_workshop
from tests.studio.tiny import job


@pytest.fixture(autouse=True)
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where temporary files go."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    return tmp_path


def test_what_a_killed_render_left_is_removed(temporary: Path) -> None:
    left = temporary / "zoomout-work-0123456789ab"
    left.mkdir()
    (left / "hook.mp4").write_bytes(b"half")
    strange = [temporary / "zoomout-notes", temporary / "zoomout-work-mine"]
    for folder in strange:
        folder.mkdir()
    with temporary_workshop() as one, temporary_workshop() as two:
        assert sorted(temporary.iterdir()) == sorted([*strange, one, two])
    assert sorted(temporary.iterdir()) == strange


def test_stills_work_in_one(temporary: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[str] = []
    one = job()
    final_poses(
        BeatsJob(one.story, one.theme),
        one.quality,
        lambda _: seen.extend(path.name for path in temporary.iterdir()),
    )
    assert len(set(seen)) == 1
    assert seen[0].startswith("zoomout-work-")
    assert list(temporary.iterdir()) == []

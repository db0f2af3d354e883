"""A golden frame of topics whose own tests have none; only the beats up to it are played."""

from dataclasses import replace
from pathlib import Path

import pytest

from scenes.studio.jobs import Quality, SheetJob
from scenes.studio.stills import final_poses
from scenes.theme import THEMES
from scenes.topics import discover
from tests.golden.compare import FAILURES, check_golden

SMALL = Quality(640, 360, 15)
TOLERANCE = 0.004
"""The share of a golden frame's pixels that may differ visibly."""
FRAMES = {"why_pooling": ("forgives", "light"), "average_pooling": ("window", "dark")}


def drawn(topic: str, folder: Path) -> Path:
    """The last frame of a topic's beat, as a file."""
    beat, theme = FRAMES[topic]
    told = discover()[topic].story()
    until = replace(told, beats=told.beats[: told.ids.index(beat) + 1])
    picture = folder / "frame.png"
    poses = final_poses(SheetJob(until, THEMES[theme]), SMALL)
    poses[beat].convert("RGB").save(picture)
    return picture


@pytest.mark.parametrize("topic", FRAMES)
def test_frame_is_the_golden_one(topic: str, tmp_path: Path, regenerate_golden: bool) -> None:
    name = f"frames/{topic}-{'-'.join(FRAMES[topic])}"
    check_golden(drawn(topic, tmp_path), name, tolerance=TOLERANCE, regenerate=regenerate_golden)


def test_another_frame_is_noticed(tmp_path: Path) -> None:
    with pytest.raises(AssertionError, match="of the pixels differ"):
        check_golden(drawn("average_pooling", tmp_path), "frames/window-dark", tolerance=TOLERANCE)
    (FAILURES / "frames-window-dark.png").unlink()

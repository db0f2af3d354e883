"""A few golden frames, and the scene through plain Manim."""

import subprocess
import sys
import textwrap
from functools import cache
from pathlib import Path

import av
import pytest
from PIL import Image

from scenes.studio.jobs import Quality, SheetJob
from scenes.studio.stills import final_poses
from scenes.theme import THEMES
from scenes.topics.max_pooling.story import story
from tests.golden.compare import FAILURES, check_golden

SMALL = Quality(640, 360, 15)
TOLERANCE = 0.004
"""The share of a golden frame's pixels that may differ visibly."""


@cache
def frames(theme: str) -> dict[str, Image.Image]:
    """The last frame of each beat of the default video."""
    return final_poses(SheetJob(story(), THEMES[theme]), SMALL)


@pytest.mark.parametrize("theme", ["dark", "light"])
@pytest.mark.parametrize("beat", ["hook", "window", "border", "gradient", "page"])
def test_golden_frames(beat: str, theme: str, tmp_path: Path, regenerate_golden: bool) -> None:
    picture = tmp_path / "frame.png"
    frames(theme)[beat].convert("RGB").save(picture)
    name = f"frames/{beat}-{theme}"
    check_golden(picture, name, tolerance=TOLERANCE, regenerate=regenerate_golden)


def test_a_wrong_frame_is_noticed(tmp_path: Path) -> None:
    picture = tmp_path / "frame.png"
    frames("light")["window"].convert("RGB").save(picture)
    with pytest.raises(AssertionError, match="of the pixels differ"):
        check_golden(picture, "frames/page-light", tolerance=TOLERANCE)
    (FAILURES / "frames-page-light.png").unlink()


def test_plain_manim_renders_the_scene(tmp_path: Path) -> None:
    small = tmp_path / "small.py"
    small.write_text(
        textwrap.dedent(
            """
            from scenes.topics.max_pooling.video import MaxPooling

            class Small(MaxPooling):
                parameters = {"input": [[1, 3], [4, 6]]}
                beats = ("grid", "window")
            """
        )
    )
    subprocess.run(
        [sys.executable, "-m", "manim", "render", "-ql", "--media_dir", tmp_path, small, "Small"],
        cwd=tmp_path, check=True, capture_output=True, timeout=120,
    )  # fmt: skip
    (video,) = (path for path in tmp_path.rglob("Small.mp4"))
    with av.open(str(video)) as container:
        stream = container.streams.video[0]
        assert (stream.width, stream.height, float(stream.average_rate or 0)) == (854, 480, 15)
        assert sum(1 for _ in container.decode(video=0)) > 15 * 10

"""A few golden frames, and the scene through plain Manim."""

import hashlib
import subprocess
import sys
import textwrap
from functools import cache
from pathlib import Path

import av
import pytest
from PIL import Image

from scenes.studio.film import play
from scenes.studio.jobs import Quality, SheetJob
from scenes.studio.pixels import Frame, Pixels
from scenes.studio.stills import final_poses
from scenes.theme import THEMES
from scenes.topics.max_pooling.story import story
from scenes.topics.max_pooling.video import MaxPooling
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


class Digests:
    """A sink that keeps a digest of every frame, beat by beat."""

    stills_only = False

    def __init__(self) -> None:
        self.frames: dict[str, list[str]] = {}
        self.picture: Pixels | None = None

    def begin(self, beat: str) -> None:
        """Frames of this beat follow."""
        self.frames[beat] = []
        self.picture = None
        self.running = beat

    def frame(self, frame: Frame, repeat: int) -> None:
        """Keep what was shown, once for each time."""
        self.picture = frame.over(self.picture)
        digest = hashlib.sha256(self.picture.tobytes()).hexdigest()
        self.frames[self.running] += [digest] * repeat

    def still(self, beat: str, frame: Frame) -> None:
        """Not asked for."""


def played(beats: tuple[str, ...]) -> dict[str, list[str]]:
    """The frames of some beats of a small map's video."""
    told, sink = story(input=[[1, 3, 2, 8], [4, 6, 5, 2], [7, 1, 0, 3]]), Digests()
    play(MaxPooling, told, sink, theme=THEMES["dark"], quality=Quality(160, 90, 15), beats=beats)
    return sink.frames


def test_beats_alone_have_the_frames_they_have_in_the_whole() -> None:
    whole = played(story(input=[[1, 3, 2, 8], [4, 6, 5, 2], [7, 1, 0, 3]]).ids)
    alone: dict[str, list[str]] = {}
    for beats in (("window",), ("step", "forgiving"), ("gradient",)):
        alone |= played(beats)
    assert set(alone) == {"window", "step", "forgiving", "gradient"}
    for beat, frames in alone.items():
        assert frames == whole[beat], beat
    assert all(len(frames) % 3 == 0 for frames in whole.values()), "multiples of 0.2 s"


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

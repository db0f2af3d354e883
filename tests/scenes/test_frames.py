"""A few golden frames, and the scene through plain Manim."""

import subprocess
import sys
import textwrap
from pathlib import Path

import av

from scenes.topics.max_pooling.story import story
from scenes.topics.max_pooling.video import MaxPooling
from tests.scenes.digests import drawn_frames


def test_beats_alone_have_the_frames_they_have_in_the_whole() -> None:
    small = story(input=[[1, 3, 2, 8], [4, 6, 5, 2], [7, 1, 0, 3]])

    def played(beats: tuple[str, ...]) -> dict[str, list[str]]:
        return drawn_frames(MaxPooling, small, beats, (160, 90))

    whole = played(small.ids)
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

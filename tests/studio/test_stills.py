"""Last frames and sheets: the final poses, without the motion."""

from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from scenes.studio.jobs import Quality, SheetJob
from scenes.studio.pixels import Frame, Pixels
from scenes.studio.publish import Destination
from scenes.studio.segments import PartEncoder
from scenes.studio.sheet import COLUMNS, FRAME, render_sheet
from scenes.studio.stills import final_poses, render_last_frame
from scenes.studio.writer import SectionWriter
from scenes.theme import DARK, LIGHT, Theme, rgb
from tests.studio import tiny
from tests.studio.tiny import job, story


class Recorder:
    """A sink that keeps the last frame of each beat as it is drawn in the motion."""

    stills_only = False

    def __init__(self) -> None:
        self.last: dict[str, Pixels] = {}
        self._beat = ""

    def begin(self, beat: str) -> None:
        """Note the beat."""
        self._beat = beat

    def frame(self, frame: Frame, repeat: int) -> None:
        """Keep the frame."""
        self.last[self._beat] = frame.over(self.last.get(self._beat))

    def still(self, beat: str, frame: Frame) -> None:
        """Not asked for."""


def test_final_poses_are_the_last_frames_of_the_motion() -> None:
    from scenes.studio.film import play

    drawn = Recorder()
    quality = Quality(128, 72, 15)
    play(tiny.Tiny, story(), drawn, theme=DARK, quality=quality, beats=story().ids)
    poses = final_poses(job(15), quality)
    assert list(poses) == ["move", "still", "fade"]
    for beat, pose in poses.items():
        np.testing.assert_array_equal(np.asarray(pose), drawn.last[beat])


def test_the_last_frame_is_that_of_the_last_beat_asked_for(tmp_path: Path) -> None:
    whole = render_last_frame(job(format="png"), Destination(tmp_path))
    first = render_last_frame(job(format="png", beats=("move",)), Destination(tmp_path))
    assert whole.path == tmp_path / "videos" / "tiny_72p30.png"
    with Image.open(whole.path) as one, Image.open(first.path) as two:
        assert one.mode == "RGB"
        assert one.size == two.size == (128, 72)
        assert one.tobytes() != two.tobytes()


def test_a_last_frame_without_background(tmp_path: Path) -> None:
    made = render_last_frame(job(format="png", transparent=True), Destination(tmp_path))
    with Image.open(made.path) as picture:
        assert picture.mode == "RGBA"
        alpha = np.asarray(picture)[..., 3]
    assert alpha[1, 1] == 0
    assert alpha[36, 64 + 18] == pytest.approx(128, abs=2)


@pytest.mark.parametrize("theme", [DARK, LIGHT])
def test_a_sheet_shows_every_beat(tmp_path: Path, theme: Theme) -> None:
    made = render_sheet(SheetJob(story(), theme), Destination(tmp_path))
    with Image.open(made.path) as sheet:
        pixels = np.asarray(sheet.convert("RGB"))
    assert pixels.shape[1] > COLUMNS * FRAME.width
    np.testing.assert_allclose(pixels[0, 0], 255 * rgb(theme.background), atol=1)
    # The square of every pose, and words under each, stand out from the background.
    different = np.abs(pixels.astype(int) - pixels[0, 0]).max(axis=-1) > 40
    assert [
        different[:, start : start + FRAME.width].sum() > 3000 for start in (32, 704, 1376)
    ] == [True] * 3


def test_a_sheet_of_one_beat_is_one_frame_wide(tmp_path: Path) -> None:
    made = render_sheet(SheetJob(story(), DARK, beats=("still",)), Destination(tmp_path))
    assert made.path.name == "tiny_sheet_still.png"
    assert made.size is not None
    assert made.size[0] < 2 * FRAME.width


def test_progress_is_told_and_never_past_the_end(tmp_path: Path) -> None:
    from scenes.studio.videos import render_video

    told: list[tuple[int, int]] = []
    made = render_video(job(15), Destination(tmp_path), lambda *numbers: told.append(numbers))
    assert told[-1][0] == made.frames
    assert all(done <= expected for done, expected in told)


def test_the_sinks_are_complete() -> None:
    assert {"begin", "frame", "still", "stills_only"} <= set(dir(PartEncoder))
    assert SectionWriter(Recorder(), 3).output_spec.is_video

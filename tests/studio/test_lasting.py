"""A beat lasts at least as long as what is said during it; only its hold is longer."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from scenes.studio.engine import Engine
from scenes.studio.jobs import VideoJob
from scenes.studio.publish import Destination
from scenes.studio.videos import render_video
from tests.studio import tiny
from tests.studio.tiny import SECONDS, decoded, job


def lasting(fps: int = 30, **seconds: float) -> VideoJob:
    """The tiny job, with beats that last so long at least."""
    plain = job(fps)
    beats = (replace(beat, lasts=seconds.get(beat.id, 0.0)) for beat in plain.story.beats)
    return replace(plain, story=replace(plain.story, beats=tuple(beats)))


@pytest.mark.parametrize(
    ("fps", "asked", "seconds"),
    [(15, 3.0, 3.0), (30, 0.0, 0.6), (30, 0.6, 0.6), (30, 0.61, 0.8), (60, 3.0, 3.0)],
)
def test_a_beat_lasts_whole_ticks(tmp_path: Path, fps: int, asked: float, seconds: float) -> None:
    made = render_video(lasting(fps, still=asked), Destination(tmp_path))
    assert {beat.beat: beat.seconds for beat in made.timeline} == SECONDS | {"still": seconds}
    assert len(decoded(made.path)) == made.frames == round((2.0 + seconds) * fps)


def test_the_frames_before_the_hold_are_the_same(tmp_path: Path) -> None:
    plain = decoded(render_video(job(), Destination(tmp_path / "plain")).path)
    longer = decoded(render_video(lasting(move=2.0), Destination(tmp_path / "longer")).path)
    np.testing.assert_array_equal(longer[:24], plain[:24])
    assert len(np.unique(longer[23:60], axis=0)) == 1
    np.testing.assert_array_equal(longer[60:], plain[24:])


def test_any_number_of_workers_gives_the_same_bytes(tmp_path: Path) -> None:
    made = [
        render_video(
            lasting(move=2.0, fade=9.0), Destination(tmp_path / str(count)), engine=Engine(count)
        )
        for count in (1, 2)
    ]
    assert len({one.path.read_bytes() for one in made}) == 1


@pytest.mark.parametrize("pace", [0.5, 1.0, 2.0])
def test_a_caption_can_be_read_at_any_pace(
    tmp_path: Path, pace: float, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tiny.TinyStory, "caption", lambda *_: "x" * 60)
    made = render_video(job(theme=replace(job().theme, pace=pace)), Destination(tmp_path))
    assert all(60 / 14 <= beat.seconds <= 60 / 14 + 0.5 for beat in made.timeline)


@pytest.mark.parametrize("pace", [0.5, 2.0])
def test_what_is_said_takes_its_time_at_any_pace(tmp_path: Path, pace: float) -> None:
    told = lasting(still=5.0)
    slow = replace(told, theme=replace(told.theme, pace=pace))
    made = render_video(slow, Destination(tmp_path))
    assert made.timeline[1].seconds == 5.0

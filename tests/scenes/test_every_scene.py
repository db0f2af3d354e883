"""What holds for the scene of every topic: each variant that is played can be read."""

import numpy as np
import pytest

from scenes.stage.scene import READING_SPEED, TICK
from scenes.topics import discover
from tests.scenes.legible import FASTEST_CAPTION, faults
from tests.scenes.rehearsal import Pose, Word
from tests.scenes.staging import rehearsed, variants

each_played = pytest.mark.parametrize(
    ("topic", "variant"),
    [(topic, variant) for topic in discover() for variant in variants(topic).PLAYED],
)


@each_played
def test_everything_can_be_read(topic: str, variant: str) -> None:
    played = rehearsed(topic, variant)
    assert {pose.beat: faults(pose) for pose in played.poses if faults(pose)} == {}
    for beat, seconds in played.seconds.items():
        caption = played.scene.story.caption(beat)
        assert len(caption) / seconds <= FASTEST_CAPTION, caption
        assert seconds >= len(caption) / READING_SPEED


@each_played
def test_beats_last_whole_frames(topic: str, variant: str) -> None:
    for seconds in rehearsed(topic, variant).seconds.values():
        assert abs(seconds / TICK - round(seconds / TICK)) < 1e-6
        assert all(abs(seconds * fps - round(seconds * fps)) < 1e-6 for fps in (15, 30, 60))


@pytest.mark.parametrize("topic", discover())
def test_the_default_lasts_between_sixty_and_a_hundred_seconds(topic: str) -> None:
    assert 60 <= sum(rehearsed(topic).seconds.values()) <= 100


def test_the_checker_sees_what_is_wrong() -> None:
    fine = Word("6", 30, 0, 0, 1, 1)
    over, small = Word("7", 30, 0.5, 0.5, 2, 2), Word("8", 20, 3, 0, 4, 1)
    line = np.array([[-1, 0.2, 0], [0.5, 0.2, 0]])
    bad = Pose("beat", (fine, over, small), ((-8.0, 0.0, 0.0, 1.0), (0, -3.5, 1, 0)), (line,))
    assert [fault.split(":")[0] for fault in faults(bad)] == [
        "small", "overlap", "crossed", "outside", "outside",
    ]  # fmt: skip
    assert faults(Pose("beat", (fine,), ((0, 0, 1, 1),), ())) == []

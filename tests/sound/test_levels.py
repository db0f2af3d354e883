"""Every voice is as loud as the others, and none is clipped."""

import numpy as np
import pytest

from scenes.sound.levels import LOUDNESS, is_silent, levelled, loudness
from scenes.sound.recordings import RATE
from tests.sound.voices import clicks, onsets, talk


def test_loudness_is_that_of_the_standard() -> None:
    # EBU Tech 3341, case 1: a stereo tone of 1000 Hz at -23 dBFS reads -23 LUFS.
    t = np.arange(20 * RATE) / RATE
    tone = (10 ** (-23 / 20) * np.sin(2 * np.pi * 1000 * t)).astype(np.float32)
    assert loudness(tone) == pytest.approx(-23, abs=0.1)


@pytest.mark.parametrize("level", [0.003, 0.05, 0.9])
def test_quiet_and_loud_voices_are_equally_loud(level: float) -> None:
    voice = talk(5.0, level)
    made = levelled(voice)
    assert len(made) == len(voice)
    assert loudness(made) == pytest.approx(LOUDNESS, abs=0.5)
    assert np.abs(made).max() <= 10 ** (-1.4 / 20)


def test_high_peaks_are_held_and_the_voice_is_loud_all_the_same() -> None:
    voice = talk(6.0, 0.05)
    voice[::RATE] = 0.9
    made = levelled(voice)
    assert np.abs(made).max() <= 10 ** (-1.4 / 20)
    assert loudness(made) == pytest.approx(LOUDNESS, abs=0.5)


def test_nothing_moves_in_time() -> None:
    assert onsets(levelled(clicks(3.0, 0.4, 1.1, 2.5))) == pytest.approx([0.4, 1.1, 2.5], abs=1e-3)


def test_ends_are_faded() -> None:
    voice = np.full(2 * RATE, 0.1, np.float32) * np.sign(np.sin(np.arange(2 * RATE) * 0.05))
    made = levelled(voice.astype(np.float32))
    assert np.abs(made[:2]).max() < 0.01
    assert np.abs(made[-2:]).max() < 0.01
    assert np.abs(made[480:-480]).min() > 0.02


def test_a_room_without_a_voice_is_silent() -> None:
    noise = np.random.default_rng(0).normal(0, 3e-4, 3 * RATE).astype(np.float32)
    assert is_silent(noise)
    assert is_silent(np.zeros(RATE, np.float32))
    assert not is_silent(talk(3.0, 0.02))

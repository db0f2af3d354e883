"""Recordings are read as samples, or refused in one line."""

import contextlib
import re
from pathlib import Path

import numpy as np
import pytest

from scenes.sound import recordings
from scenes.sound.recordings import RATE, RecordingError, read_recording
from tests.sound.voices import ENCODERS, clicks, onsets, talk, write


@pytest.mark.parametrize(("rate", "channels"), [(48_000, 1), (44_100, 2), (22_050, 1)])
@pytest.mark.parametrize("ending", [*ENCODERS, ".WAV"])
def test_any_kind_at_any_rate_is_one_voice(
    tmp_path: Path, ending: str, rate: int, channels: int
) -> None:
    path = write(tmp_path / f"voice{ending}", clicks(3.0, 0.5, 1.0, 2.0), rate, channels)
    voice = read_recording(path)
    assert voice.dtype == np.float32
    assert len(voice) / RATE == pytest.approx(3.0, abs=0.06)  # m4a ends with a whole block
    assert onsets(voice) == pytest.approx([0.5, 1.0, 2.0], abs=0.002)


BROKEN = {
    "empty.wav": b"",
    "header.wav": b"RIFF" + bytes(100),
    "text.mp3": b"not a recording" * 100,
    "text.m4a": b"not a recording" * 100,
    "list.wav": b"#EXTM3U\n#EXTINF:3,\n/etc/passwd\n",
}


@pytest.mark.parametrize("name", BROKEN)
def test_what_is_broken_is_refused(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_bytes(BROKEN[name])
    with pytest.raises(RecordingError, match=f"^{re.escape(str(path))} cannot be read as "):
        read_recording(path)


@pytest.mark.parametrize("ending", ENCODERS)
def test_damage_anywhere_is_refused_or_heard(tmp_path: Path, ending: str) -> None:
    path = write(tmp_path / f"voice{ending}", talk(1.0))
    whole = path.read_bytes()
    chance = np.random.default_rng(0)
    read = 0
    for _ in range(40):
        data = bytearray(whole)
        reach = len(data) if chance.random() < 0.5 else 200  # headers decide most
        for at in chance.integers(0, reach, 4):
            data[at] = chance.integers(256)
        kept = chance.integers(100, len(data)) if chance.random() < 0.3 else len(data)
        path.write_bytes(data[:kept])
        with contextlib.suppress(RecordingError):
            assert np.isfinite(read_recording(path)).all()
            read += 1
    assert 0 < read < 40


def test_another_kind_under_a_wrong_name_is_refused(tmp_path: Path) -> None:
    path = write(tmp_path / "voice.wav", talk(1.0)).rename(tmp_path / "voice.mp3")
    with pytest.raises(RecordingError, match="cannot be read as mp3"):
        read_recording(path)


def test_half_an_m4a_is_refused(tmp_path: Path) -> None:
    path = write(tmp_path / "voice.m4a", talk(2.0))
    path.write_bytes(path.read_bytes()[:-2000])
    with pytest.raises(RecordingError, match="cannot be read as m4a"):
        read_recording(path)


def test_what_is_too_short_or_too_long_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(RecordingError, match=r"at least 0.5 s, .* has 0.30 s: record it again"):
        read_recording(write(tmp_path / "short.wav", talk(0.3)))
    monkeypatch.setattr(recordings, "LONGEST", 2.0)
    assert len(read_recording(write(tmp_path / "right.wav", talk(2.0)))) == 2 * RATE
    with pytest.raises(RecordingError, match=r"is longer: split the beat's words"):
        read_recording(write(tmp_path / "long.wav", talk(2.1)))


def test_a_file_that_is_gone_is_an_error_of_one_line(tmp_path: Path) -> None:
    with pytest.raises(RecordingError, match=r"cannot be read \(no such file or directory\)"):
        read_recording(tmp_path / "gone.wav")

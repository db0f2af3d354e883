"""A lecture with a voice: heard while its beats are seen, captioned as long as it is heard."""

from pathlib import Path

import av
import pytest
import srt as reader  # type: ignore[import-untyped]

from render import main
from scenes.sound.levels import LOUDNESS, loudness
from scenes.sound.recordings import RATE
from tests.sound.voices import clicks, heard, onsets, talk, write

pytestmark = pytest.mark.usefixtures("own_folder", "tiny_topic")

LINE = ["lecture", "--topics", "tiny", "-ql", "--fps", "15", "--narration", "voice"]


def test_each_beat_is_heard_while_it_is_seen() -> None:
    write(Path("voice/tiny/move.wav"), clicks(2.0, 0.1, 1.6), 44_100, 2)
    write(Path("voice/tiny/fade.mp3"), clicks(1.5, 0.3))
    assert main([*LINE, "--title", "Heard"]) == 0
    film = Path("media/lecture/lecture.mp4")
    said = list(reader.parse(film.with_suffix(".srt").read_text()))
    move, still, fade = (cue.start.total_seconds() for cue in said)
    assert onsets(heard(film)) == pytest.approx([move + 0.1, move + 1.6, fade + 0.3], abs=0.005)
    assert (still - move, fade - still) == pytest.approx((2.6, 0.6))
    ends = [cue.end.total_seconds() for cue in said]
    assert ends == pytest.approx([move + 2.0, fade, fade + 1.5], abs=0.03)
    with av.open(str(film)) as container:
        pictures, words = container.streams.video[0], container.streams.subtitles[0]
        (sound,) = container.streams.audio
        assert not words.disposition  # off until it is asked for
        assert container.metadata["title"] == "Heard"
        assert [mark["metadata"]["title"] for mark in container.chapters()] == ["Tiny"]
        assert pictures.duration is not None
        assert pictures.time_base is not None
        seconds = float(pictures.duration * pictures.time_base)
        assert seconds == pytest.approx(fade + 2.0)
        assert container.duration == pytest.approx(1e6 * seconds, abs=3e4)
        assert sound.codec_context.name == "aac"


def test_all_voices_are_equally_loud_and_the_cards_are_silent() -> None:
    write(Path("voice/tiny/move.wav"), talk(4.0, 0.7, seed=1))
    write(Path("voice/tiny/still.m4a"), talk(4.0, 0.01, seed=2))
    assert main(LINE) == 0
    film = Path("media/lecture/lecture.mp4")
    voice = heard(film)
    first, second, _ = (
        round(cue.start.total_seconds() * RATE)
        for cue in reader.parse(film.with_suffix(".srt").read_text())
    )
    for start in (first, second):
        assert loudness(voice[start : start + 4 * RATE]) == pytest.approx(LOUDNESS, abs=1)
    assert abs(voice[: first - 1000]).max() < 1e-3


def test_what_cannot_be_heard_is_told_before_anything_is_drawn(
    capsys: pytest.CaptureFixture[str],
) -> None:
    write(Path("voice/tiny/mooove.wav"), talk(1.0))
    assert main(LINE) == 2
    assert capsys.readouterr().err.startswith("error: voice has no recording of tiny")
    write(Path("voice/tiny/still.wav"), talk(1.0))
    Path("voice/tiny/move.wav").write_bytes(b"RIFF")
    assert main(LINE) == 2
    assert "voice/tiny/move.wav cannot be read as wav" in capsys.readouterr().err
    assert not Path("media").exists()

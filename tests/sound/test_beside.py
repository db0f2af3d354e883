"""Sound beside a picture: in step, as long as the picture, which stays as it was."""

import hashlib
from fractions import Fraction
from pathlib import Path
from typing import Any

import av
import numpy as np
import pytest

from scenes.sound.beside import Spoken, mux
from scenes.sound.levels import LOUDNESS, loudness
from scenes.sound.recordings import RATE
from scenes.studio.encode import MP4, WEBM, WEBM_ALPHA, Codec, Segment, join
from scenes.studio.jobs import Quality
from scenes.studio.pixels import Frame
from tests.sound.voices import clicks, heard, onsets, talk, write

FPS = 30
SECONDS = 6


def film(path: Path, codec: Codec = MP4, seconds: int = SECONDS) -> Path:
    """A video whose frames grow lighter."""
    segment = Segment(path.with_stem("segment"), codec, Quality(64, 36, FPS))
    for number in range(FPS * seconds):
        segment.write(Frame.whole(np.full((36, 64, 4), number % 256, np.uint8)))
    segment.close()
    join([segment.path], path, codec, FPS)
    return path


def packets(path: Path) -> list[tuple[float, str]]:
    """When each frame of a video is shown, and digits of its bytes."""
    with av.open(str(path)) as container:
        return [
            (float(packet.pts * packet.time_base), hashlib.sha256(bytes(packet)).hexdigest())
            for packet in container.demux(video=0)
            if packet.size and packet.pts is not None
        ]


@pytest.mark.parametrize("ending", [".mp4", ".mov", ".webm"])
def test_clicks_are_heard_when_they_should_be(tmp_path: Path, ending: str) -> None:
    codec = WEBM if ending == ".webm" else MP4
    silent = film(tmp_path / f"silent{ending}", codec)
    one = write(tmp_path / "one.wav", clicks(1.5, 0.1, 1.0), 44_100, 2)
    two = write(tmp_path / "two.m4a", clicks(1.5, 0.5))
    made = tmp_path / f"made{ending}"
    mux(silent, made, [Spoken(3.2, two), Spoken(0.4, one)])
    voice = heard(made)
    assert onsets(voice) == pytest.approx([0.5, 1.4, 3.7], abs=0.005)
    assert len(voice) / RATE == pytest.approx(SECONDS, abs=0.03)
    assert packets(made) == packets(silent)


def test_an_mp4_is_what_players_expect(tmp_path: Path) -> None:
    voice = write(tmp_path / "voice.mp3", talk(4.0, 0.02))
    made = tmp_path / "made.mp4"
    mux(film(tmp_path / "silent.mp4"), made, [Spoken(1.0, voice)])
    with av.open(str(made)) as container:
        sound, picture = container.streams.audio[0], container.streams.video[0]
        assert (sound.codec_context.name, sound.rate, sound.layout.name) == ("aac", RATE, "stereo")
        assert picture.average_rate == picture.base_rate == FPS
        assert container.duration == pytest.approx(6e6, abs=3e4)
    data = made.read_bytes()
    assert data.index(b"moov") < data.index(b"mdat")


@pytest.mark.parametrize("ending", [".mp4", ".webm"])
def test_a_voice_is_as_loud_as_it_should_be_in_the_end(tmp_path: Path, ending: str) -> None:
    silent = film(tmp_path / f"silent{ending}", WEBM if ending == ".webm" else MP4, 12)
    loud = write(tmp_path / "loud.wav", talk(5.0, 0.7, seed=1))
    quiet = write(tmp_path / "quiet.mp3", talk(5.0, 0.01, seed=2))
    made = tmp_path / f"made{ending}"
    mux(silent, made, [Spoken(0.0, loud), Spoken(6.0, quiet)])
    voice = heard(made)
    for start in (0, 6):
        assert loudness(voice[start * RATE : (start + 5) * RATE]) == pytest.approx(LOUDNESS, abs=1)
    assert np.abs(voice).max() < 1
    assert np.abs(voice[round(5.1 * RATE) : round(5.9 * RATE)]).max() < 1e-3


def test_voices_that_meet_are_both_heard(tmp_path: Path) -> None:
    one = write(tmp_path / "one.wav", clicks(3.0, 0.5, 2.5))
    two = write(tmp_path / "two.wav", clicks(0.6, 0.3))
    made = tmp_path / "made.mp4"
    mux(film(tmp_path / "silent.mp4"), made, [Spoken(0.0, one), Spoken(1.0, two)])
    assert onsets(heard(made)) == pytest.approx([0.5, 1.3, 2.5], abs=0.005)


def test_the_same_voices_give_the_same_bytes(tmp_path: Path) -> None:
    silent = film(tmp_path / "silent.mp4")
    voice = write(tmp_path / "voice.wav", talk(2.0))
    for name in ("one.mp4", "two.mp4"):
        mux(silent, tmp_path / name, [Spoken(1.0, voice)])
    assert (tmp_path / "one.mp4").read_bytes() == (tmp_path / "two.mp4").read_bytes()


def test_alpha_stays(tmp_path: Path) -> None:
    voice = write(tmp_path / "voice.wav", talk(1.0))
    mux(film(tmp_path / "silent.webm", WEBM_ALPHA), tmp_path / "made.webm", [Spoken(0.0, voice)])
    with av.open(str(tmp_path / "made.webm")) as container:
        assert container.streams.video[0].metadata["ALPHA_MODE"] == "1"


def with_subtitles(silent: Path, told: Path) -> Path:
    """A video with a title, two chapters and a subtitle."""
    with av.open(str(silent)) as source, av.open(str(told), "w") as made:
        picture = made.add_stream_from_template(source.streams.video[0])
        words = made.add_mux_stream("mov_text")
        words.metadata["language"] = "deu"
        made.metadata["title"] = "Zoom out"
        second = Fraction(1, 1000)
        chapters = [("One", 0, 2000), ("Two", 2000, 6000)]
        made.set_chapters(
            [
                {"id": at, "start": start, "end": end, "time_base": second,
                 "metadata": {"title": name}}
                for at, (name, start, end) in enumerate(chapters)
            ]
        )  # fmt: skip
        for packet in source.demux(video=0):
            if packet.size:
                packet.stream = picture
                made.mux(packet)
        said = "Größer".encode()
        line = av.Packet(len(said).to_bytes(2, "big") + said)
        line.stream, line.time_base = words, second
        line.pts = line.dts = 1000
        line.duration = 2500
        made.mux(line)
    return told


def test_title_chapters_and_subtitles_stay(tmp_path: Path) -> None:
    told = with_subtitles(film(tmp_path / "silent.mp4"), tmp_path / "told.mp4")
    made = tmp_path / "made.mp4"
    mux(told, made, [Spoken(0.0, write(tmp_path / "voice.wav", talk(1.0)))])
    with av.open(str(made)) as container:
        assert container.metadata["title"] == "Zoom out"
        marks: list[Any] = container.chapters()
        assert [
            (each["metadata"]["title"], each["start"] * each["time_base"]) for each in marks
        ] == [("One", 0), ("Two", 2)]
        kinds = [stream.type for stream in container.streams]
        assert kinds.count("video") == kinds.count("audio") == kinds.count("subtitle") == 1
        words = container.streams.subtitles[0]
        assert words.metadata["language"] == "deu"
        samples: list[Any] = list(container.demux(words))
        lines = [packet for packet in samples if packet.size > 2]
        assert len([packet for packet in samples if packet.size == 2]) == 1  # the pause before
        assert [(line.pts * line.time_base, line.duration * line.time_base) for line in lines] == [
            (1, Fraction(5, 2))
        ]
        assert bytes(lines[0])[2:].decode().startswith("Größer")

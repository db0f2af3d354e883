"""Narrated videos: recordings found by name, beats that wait for them, sound in step."""

import os
import pickle
from dataclasses import replace
from pathlib import Path
from typing import Any

import av
import numpy as np
import pytest

import scenes.topics
from scenes.studio.cache import Cache
from scenes.studio.engine import Engine
from scenes.studio.failures import BadInputError
from scenes.studio.jobs import VideoJob
from scenes.studio.manifest import read_manifest
from scenes.studio.narration import narrated
from scenes.studio.publish import Destination
from scenes.studio.videos import render_video
from tests.sound.voices import clicks, heard, onsets, talk, write
from tests.studio import tiny
from tests.studio.processes import linux
from tests.studio.test_cache import drawn  # noqa: F401
from tests.studio.tiny import decoded, job


@pytest.fixture(autouse=True)
def tiny_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """There is no other topic."""
    monkeypatch.setattr(scenes.topics, "discover", lambda: {"tiny": tiny.TOPIC})


@pytest.fixture
def voice(tmp_path: Path) -> Path:
    """A folder with a recording for two of the three beats, both longer than the beat."""
    folder = tmp_path / "voice"
    write(folder / "tiny" / "move.wav", clicks(2.0, 0.1, 1.6), 44_100, 2)
    write(folder / "tiny" / "fade.m4a", clicks(1.5, 0.3, 1.0))
    return folder


def told(folder: Path, **changes: Any) -> VideoJob:
    """The tiny job with the recordings of a folder, nothing in which is useless."""
    (made,), notes = narrated([job(**changes)], folder)
    assert notes == []
    return made


@pytest.mark.parametrize(
    ("form", "fps"),
    [("mp4", 15), ("mp4", 24), ("mp4", 30), ("mp4", 60), ("webm", 30), ("mov", 30)],
)
def test_each_beat_is_heard_while_it_is_seen(
    tmp_path: Path, voice: Path, form: str, fps: int
) -> None:
    made = render_video(told(voice, fps=fps, format=form), Destination(tmp_path))
    assert made.path.name == f"tiny_72p{fps}_narrated.{form}"
    fade = made.timeline[2]
    # 2.0 s and a breath of 0.5 s, 1.5 s (an m4a ends with a whole block) and 0.5 s, in ticks
    asked = (2.6, 0.6, 2.2)
    assert [beat.seconds for beat in made.timeline] == pytest.approx(asked, abs=2.5 / fps)
    if fps != 24:
        assert tuple(beat.seconds for beat in made.timeline) == asked
    times = [0.1, 1.6, fade.start + 0.3, fade.start + 1.0]
    assert onsets(heard(made.path)) == pytest.approx(times, abs=0.005)
    assert len(decoded(made.path)) == made.frames


def test_the_pictures_are_those_of_a_silent_video_that_waits(tmp_path: Path, voice: Path) -> None:
    spoken = told(voice)
    loud = render_video(spoken, Destination(tmp_path / "loud"))
    silent = render_video(replace(spoken, narration={}), Destination(tmp_path / "silent"))
    with av.open(str(loud.path)) as one, av.open(str(silent.path)) as other:
        pictures = [
            [(packet.pts, bytes(packet)) for packet in container.demux(video=0) if packet.size]
            for container in (one, other)
        ]
        assert not other.streams.audio
        assert one.streams.video[0].average_rate == one.streams.video[0].base_rate == 30
    assert pictures[0] == pictures[1]


def test_only_beats_with_another_recording_are_drawn_again(
    tmp_path: Path,
    voice: Path,
    drawn: list[str],  # noqa: F811
) -> None:
    engine = Engine(1, Cache(tmp_path / "cache", 10**9))
    render_video(job(), Destination(tmp_path), engine=engine)
    drawn.clear()
    render_video(told(voice), Destination(tmp_path), engine=engine)
    assert drawn == ["move", "fade"]
    drawn.clear()
    write(voice / "tiny" / "move.wav", clicks(2.0, 0.7))  # as long as the one before
    again = render_video(told(voice), Destination(tmp_path), engine=engine)
    assert drawn == []
    assert onsets(heard(again.path))[0] == pytest.approx(0.7, abs=0.005)


def test_any_number_of_workers_gives_the_same_bytes(tmp_path: Path, voice: Path) -> None:
    files = [
        render_video(told(voice), Destination(tmp_path / str(count)), engine=Engine(count)).path
        for count in (1, 2)
    ]
    assert files[0].read_bytes() == files[1].read_bytes()


def test_some_beats_alone(tmp_path: Path, voice: Path) -> None:
    made = render_video(told(voice, beats=("still", "fade")), Destination(tmp_path))
    assert onsets(heard(made.path)) == pytest.approx([0.9, 1.6], abs=0.005)


def test_the_manifest_tells_what_is_said(tmp_path: Path, voice: Path) -> None:
    render_video(told(voice), Destination(tmp_path / "media"))
    entry = read_manifest(tmp_path / "media")[0]["videos/tiny_72p30_narrated.mp4"]
    assert [beat.get("said") for beat in entry["timeline"]] == [
        str(voice / "tiny" / "move.wav"), None, str(voice / "tiny" / "fade.m4a"),
    ]  # fmt: skip
    assert entry["timeline"][0]["said_for"] == pytest.approx(2.0, abs=0.001)


def test_two_folders_of_recordings_are_two_videos(tmp_path: Path, voice: Path) -> None:
    write(tmp_path / "other" / "tiny" / "still.wav", talk(1.0))
    place = Destination(tmp_path)
    one, two = (render_video(told(folder), place) for folder in (voice, tmp_path / "other"))
    assert one.path != two.path
    assert render_video(told(voice), place).path == one.path


def test_a_narrated_job_travels(voice: Path) -> None:
    spoken = told(voice)
    again = pickle.loads(pickle.dumps(spoken))
    assert again == spoken
    with pytest.raises(TypeError):
        again.narration["move"] = None


class TestRefusals:
    """Whatever cannot be used is an error of one line."""

    def refused(self, folder: Path, match: str, **changes: Any) -> None:
        with pytest.raises(BadInputError, match=match) as caught:
            narrated([job(**changes)], folder)
        assert "\n" not in str(caught.value)

    @pytest.mark.parametrize("form", ["gif", "png"])
    def test_a_picture_has_no_sound(self, voice: Path, form: str) -> None:
        self.refused(voice, f"{form} has no sound: choose --format mp4 or webm or mov", format=form)

    def test_no_folder(self, tmp_path: Path) -> None:
        self.refused(tmp_path / "gone", "there is no folder .*gone")

    def test_nothing_in_it(self, voice: Path) -> None:
        self.refused(voice, r"no recording of tiny: .* such as .*tiny/move\.wav", beats=("still",))

    def test_two_for_one_beat(self, voice: Path) -> None:
        write(voice / "tiny" / "move.mp3", talk(1.0))
        self.refused(voice, "move of tiny has two recordings, move.mp3 and move.wav")

    def test_silence(self, voice: Path) -> None:
        write(voice / "tiny" / "still.mp3", np.zeros(48_000, np.float32))
        self.refused(voice, r"nobody is heard in .*still\.mp3")

    def test_broken(self, voice: Path) -> None:
        (voice / "tiny" / "still.wav").write_bytes(b"RIFF")
        self.refused(voice, r"still\.wav cannot be read as wav")

    def test_a_link_out(self, tmp_path: Path, voice: Path) -> None:
        write(tmp_path / "secret.wav", talk(1.0))
        (voice / "tiny" / "still.wav").symlink_to(tmp_path / "secret.wav")
        self.refused(voice, r"still\.wav is a link out of .*voice")

    def test_a_folder_that_is_a_link_out(self, tmp_path: Path, voice: Path) -> None:
        (tmp_path / "empty").mkdir()
        (tmp_path / "empty" / "tiny").symlink_to(voice / "tiny")
        self.refused(tmp_path / "empty", r"fade\.m4a is a link out of .*empty")

    def test_a_folder_that_is_closed(self, voice: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        def closed(path: Path) -> None:
            raise PermissionError(13, "Permission denied", str(path))

        monkeypatch.setattr(Path, "iterdir", closed)
        self.refused(voice, r"tiny cannot be read \(permission denied\)")

    @linux
    def test_a_pipe(self, voice: Path) -> None:
        os.mkfifo(voice / "tiny" / "still.wav")
        self.refused(voice, r"still\.wav is no ordinary file")


def test_what_is_probably_meant_is_noted(voice: Path) -> None:
    write(voice / "tiny" / "sill.wav", talk(1.0))
    write(voice / "tiny" / "Still.wav", talk(1.0))
    write(voice / "tinny" / "move.wav", talk(1.0))
    write(voice / "move.wav", talk(1.0))
    for name in (".DS_Store", "script.md", "tiny/notes.txt", "tiny/.hidden.wav", "tiny/still.ogg"):
        (voice / name).write_bytes(b"")
    (made,), notes = narrated([job()], voice)
    assert list(made.narration) == ["move", "fade"]
    assert [note.replace(str(voice), "voice") for note in notes] == [
        "voice/move.wav is not heard: put it into the folder of its topic, voice/TOPIC/",
        "voice/tinny is not looked at: there is no topic 'tinny': did you mean 'tiny'?",
        "voice/tiny/Still.wav is not heard: there is no beat 'Still': did you mean 'still'?",
        "voice/tiny/sill.wav is not heard: there is no beat 'sill': did you mean 'still'?",
        "voice/tiny/still.ogg is not heard: save it as wav, mp3 or m4a",
    ]

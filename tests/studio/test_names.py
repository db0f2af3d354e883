"""What files are called, and that two different jobs never share one."""

import json
import os
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

import scenes.studio.publish
from scenes.studio.failures import BadInputError
from scenes.studio.files import WholeFile
from scenes.studio.jobs import QUALITIES, FigureJob, Quality, Rendered, SheetJob, VideoJob
from scenes.studio.manifest import Entries, read_manifest
from scenes.studio.names import file_stem, job_key
from scenes.studio.publish import Destination, destination, publish
from scenes.theme import DARK, LIGHT
from tests.studio.tiny import story


def video(**changes: Any) -> VideoJob:
    """A video job that is never rendered."""
    return VideoJob(story(), DARK, **changes)


PHOTO = replace(story(), input_name="photo")


@pytest.mark.parametrize(
    ("job", "stem"),
    [
        (video(), "tiny"),
        (video(quality=QUALITIES["h"]), "tiny_1080p60"),
        (
            VideoJob(PHOTO, DARK, changed={"kernel_size": 3, "stride": 2}, input="photo.jpg"),
            "tiny_photo_kernel_size-3_stride-2",
        ),
        (video(changed={"kernel_size": (2, 3)}), "tiny_kernel_size-2x3"),
        (video(changed={"ceil_mode": True}), "tiny_ceil_mode-true"),
        (video(beats=("move", "fade")), "tiny_move_fade"),
        (VideoJob(story(), LIGHT), "tiny_light"),
        (video(language="de"), "tiny_de"),
        (SheetJob(story(), DARK), "tiny_sheet"),
        (FigureJob(story(), LIGHT), "tiny"),
        (FigureJob(replace(story(), language="de"), LIGHT), "tiny_de"),
        (FigureJob(story(), LIGHT, figure="walk", is_default=False), "tiny_walk"),
        (FigureJob(PHOTO, LIGHT, format="pdf", input="photo.csv"), "tiny_photo"),
        (FigureJob(story(), DARK, width=6.5, svg_text=True, format="svg"), "tiny_dark_6-5in_text"),
        (video(changed={"channel": "../../etc"}), "tiny_channel-etc"),
    ],
)  # fmt: skip
def test_names(job: VideoJob | SheetJob | FigureJob, stem: str) -> None:
    assert file_stem(job) == stem


def test_a_long_name_is_cut_and_stays_unlike_its_neighbour() -> None:
    one, two = (
        file_stem(video(changed={"channel": "ü" * 59, "b": "x" * 60, "c": end * 60}))
        for end in "yz"
    )
    assert len(one.encode()) <= 180
    assert one != two


def published(job: VideoJob, place: Destination, letter: str = "x") -> Path:
    """The path of a job whose file holds one letter."""
    with WholeFile(place.folder_of(job), ".mp4") as file:
        file.path.write_text(letter)
        return publish(file, Rendered(file.path, "video", job), place).path


def test_two_inputs_of_one_name_do_not_overwrite_each_other(tmp_path: Path) -> None:
    place = Destination(tmp_path / "media")
    jobs = [VideoJob(PHOTO, DARK, input=f"{folder}/photo.jpg") for folder in "ab"]
    first, second = (published(job, place) for job in jobs)
    assert first.name == "tiny_photo.mp4"
    assert second.name == f"tiny_photo-{job_key(jobs[1])[:6]}.mp4"
    assert [published(job, place) for job in jobs] == [first, second]  # each finds its own again
    assert published(jobs[1], place) == second


def test_an_output_folder_keeps_two_inputs_of_one_name(tmp_path: Path) -> None:
    place = Destination(tmp_path / "media", folder=tmp_path / "out")
    jobs = [VideoJob(PHOTO, DARK, input=f"{folder}/photo.jpg") for folder in "ab"]
    paths = [published(job, place, letter) for job, letter in zip(jobs, "ab", strict=True)]
    assert [path.read_text() for path in paths] == ["a", "b"]
    again = [published(job, place, letter) for job, letter in zip(jobs, "ab", strict=True)]
    assert again == paths


def test_a_file_that_the_manifest_does_not_know_is_left_alone(tmp_path: Path) -> None:
    place = Destination(tmp_path)
    (tmp_path / "videos").mkdir()
    own = tmp_path / "videos" / "tiny.mp4"
    own.write_text("my own")
    made = published(video(), place)
    assert (own.read_text(), made.read_text()) == ("my own", "x")
    assert published(video(), place) == made


def test_a_manifest_made_anew_knows_the_same_file_again(tmp_path: Path) -> None:
    place = Destination(tmp_path)
    made = published(video(), place)
    (tmp_path / "manifest.json").write_text("{")
    assert published(video(), place) == made
    (tmp_path / "manifest.json").write_text("{")
    assert published(video(), place, "y") != made


def test_widths_that_look_alike_in_a_name_are_two_jobs() -> None:
    one, two = (FigureJob(story(), LIGHT, width=width) for width in (100 / 25.4, 3.937))
    assert file_stem(one) == file_stem(two)
    assert job_key(one) != job_key(two)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes on this system")
def test_a_manifest_that_is_a_pipe_is_refused(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "manifest.json")
    with pytest.raises(BadInputError, match=r"manifest\.json is no ordinary file: move it away"):
        read_manifest(tmp_path)


@pytest.mark.parametrize(
    "changes",
    [
        {"changed": {"channel": "red"}},
        {"theme": LIGHT},
        {"beats": ("move",)},
        {"language": "de"},
        {"quality": QUALITIES["l"]},
        {"transparent": True, "format": "mov"},
        {"input": "a.csv"},
    ],
)
def test_whatever_is_asked_for_shows_in_the_name(changes: dict[str, Any]) -> None:
    assert file_stem(replace(video(), **changes)) != file_stem(video())


def test_a_job_is_known_by_the_files_it_was_given(monkeypatch: pytest.MonkeyPatch) -> None:
    keys = {
        job_key(video(**given))
        for given in (
            {},
            {"input": "a.csv"},
            {"input": "b.csv"},
            {"theme_file": "course.toml"},
            {"changed": {"channel": 1}},
            {"changed": {"channel": "1"}},
        )
    }
    assert len(keys) == 6
    sample = job_key(video(input="coffee"))
    monkeypatch.chdir("/")
    assert job_key(video(input="coffee")) == sample


def test_the_manifest_tells_how_each_file_was_made(tmp_path: Path) -> None:
    place = Destination(tmp_path)
    published(video(changed={"kernel_size": 3}), place)
    entry = json.loads((tmp_path / "manifest.json").read_text())["files"][
        "videos/tiny_kernel_size-3.mp4"
    ]
    assert entry["what"] == "video"
    assert entry["parameters"] == {"kernel_size": 2}  # the story's own, as it told them
    # SHA-256 of the letter x
    assert entry["sha256"] == "2d711642b726b04401627ca9fbac32f5c8530fb1903cc4db02258717921a4881"
    assert {"python", "manim", "numpy", "av"} <= set(entry["versions"])


def test_a_file_that_was_deleted_leaves_the_manifest(tmp_path: Path) -> None:
    place = Destination(tmp_path)
    published(video(), place).unlink()
    published(video(quality=QUALITIES["l"]), place)
    assert list(json.loads((tmp_path / "manifest.json").read_text())["files"]) == [
        "videos/tiny_480p15.mp4"
    ]


def test_simultaneous_renders_all_enter_the_manifest(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def slow(media: Path) -> tuple[Entries, str]:
        entries = read_manifest(media)
        time.sleep(0.02)  # long enough for the others to read as well
        return entries

    monkeypatch.setattr(scenes.studio.publish, "read_manifest", slow)
    jobs = [video(quality=Quality(128, 72, fps)) for fps in range(1, 9)]
    with ThreadPoolExecutor(len(jobs)) as pool:
        paths = list(pool.map(lambda job: published(job, Destination(tmp_path)), jobs))
    assert len(set(paths)) == len(read_manifest(tmp_path)[0]) == len(jobs)


@pytest.mark.parametrize(
    "text", ["", "{", "[]", '{"files": [1]}', '{"files": {"a": 1}}', "\0", "[" * 200_000]
)
def test_a_corrupt_manifest_is_made_anew_with_a_note(tmp_path: Path, text: str) -> None:
    place = Destination(tmp_path)
    published(video(), place)
    (tmp_path / "manifest.json").write_text(text)
    job = video(quality=QUALITIES["l"])
    with WholeFile(place.folder_of(job), ".mp4") as file:
        file.path.write_bytes(b"x")
        made = publish(file, Rendered(file.path, "video", job), place)
    assert "made anew" in made.note
    assert list(json.loads((tmp_path / "manifest.json").read_text())["files"]) == [
        "videos/tiny.mp4",
        "videos/tiny_480p15.mp4",
    ]


def test_an_output_of_ones_own_is_taken_as_given(tmp_path: Path) -> None:
    media = tmp_path / "media"
    assert destination(media, "x/../clip.mp4", (".mp4",)).file == Path("x/../clip.mp4")
    assert destination(media, "clip", (".mp4",)).file == Path("clip.mp4")
    assert destination(media, "v1.2", (".mp4",)).file == Path("v1.2.mp4")
    assert destination(media, "new/", (".mp4",)).folder == Path("new")
    assert destination(media, str(tmp_path), (".mp4",)).folder == tmp_path
    assert published(video(), destination(media, f"{tmp_path}/a/b.mp4", (".mp4",))).exists()
    assert not media.exists()  # what lies elsewhere is not in the manifest


def fail_half_way(folder: Path) -> None:
    """Fail while a file is being written."""
    with WholeFile(folder, ".mp4") as file:
        file.path.write_bytes(b"half")
        raise RuntimeError("half way")


def test_nothing_stays_of_what_fails(tmp_path: Path) -> None:
    with pytest.raises(RuntimeError, match="half"):
        fail_half_way(tmp_path / "a" / "b")
    assert list(tmp_path.iterdir()) == []


def test_an_old_file_survives_a_failure(tmp_path: Path) -> None:
    (tmp_path / "tiny.mp4").write_bytes(b"old")
    with pytest.raises(RuntimeError, match="half"):
        fail_half_way(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["tiny.mp4"]

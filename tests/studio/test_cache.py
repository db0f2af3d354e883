"""Kept beats: found again when nothing changed, drawn again when anything did, never damaged."""

import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from scenes.beats import Beat
from scenes.studio import fingerprint
from scenes.studio.cache import Cache, read_size
from scenes.studio.engine import Engine
from scenes.studio.failures import BadInputError
from scenes.studio.fingerprint import fingerprints
from scenes.studio.jobs import Drawn, Quality, VideoJob
from scenes.studio.publish import Destination
from scenes.studio.segments import draw_segments
from scenes.studio.videos import render_video
from scenes.theme import LIGHT
from scenes.topics.max_pooling.story import story as max_pooling
from tests.studio import tiny
from tests.studio.tiny import SECONDS, job

ROOT = Path(__file__).parents[2]


@pytest.fixture
def cache(tmp_path: Path) -> Cache:
    """An empty one."""
    return Cache(tmp_path / "cache", 10**9)


@pytest.fixture
def drawn(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The beats that are drawn while a test runs."""
    beats: list[str] = []

    def drawing(topic: Any, job: VideoJob, wanted: Any, *others: Any) -> None:
        beats.extend(wanted)
        draw_segments(topic, job, wanted, *others)

    monkeypatch.setattr("scenes.studio.films.draw_segments", drawing)
    return beats


def rendered(job: VideoJob, folder: Path, cache: Cache) -> bytes:
    """The bytes of a video."""
    return render_video(job, Destination(folder), engine=Engine(1, cache)).path.read_bytes()


def test_an_unchanged_beat_is_not_drawn_again(
    tmp_path: Path, cache: Cache, drawn: list[str]
) -> None:
    cold = rendered(job(), tmp_path / "one", cache)
    assert drawn == list(SECONDS)
    assert rendered(job(), tmp_path / "two", cache) == cold
    assert drawn == list(SECONDS)
    assert not list(cache.folder.glob("work-*"))


def test_a_changed_sentence_is_the_change_of_one_beat(
    tmp_path: Path, cache: Cache, drawn: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    rendered(job(), tmp_path, cache)
    drawn.clear()

    def caption(story: tiny.TinyStory, beat_id: str, language: str = "en") -> str:
        return "Twice as long as before." if beat_id == "still" else "·"

    monkeypatch.setattr(tiny.TinyStory, "caption", caption)
    warm = rendered(job(), tmp_path / "warm", cache)
    assert drawn == ["still"]
    plain = render_video(job(), Destination(tmp_path / "plain"))
    assert plain.path.read_bytes() == warm


def test_a_part_of_what_is_kept_is_enough_for_a_part(
    tmp_path: Path, cache: Cache, drawn: list[str]
) -> None:
    rendered(job(), tmp_path, cache)
    drawn.clear()
    rendered(job(beats=("fade",)), tmp_path, cache)
    assert drawn == []


def changed_story(**changes: Any) -> VideoJob:
    """The tiny job with one beat changed."""
    beats = tuple(
        replace(beat, **changes) if beat.id == "still" else beat for beat in job().story.beats
    )
    return job(story=replace(job().story, beats=beats))


def test_what_changes_the_frames_changes_the_fingerprint(monkeypatch: pytest.MonkeyPatch) -> None:
    plain = fingerprints(job())
    others = [
        job(theme=LIGHT),
        job(theme=replace(job().theme, pace=1.5)),
        job(language="de"),
        job(quality=Quality(128, 72, 60)),
        job(quality=Quality(130, 72, 30)),
        job(format="mov"),
        job(format="mov", transparent=True),
        job(story=replace(job().story, parameters={"kernel_size": 3})),
        job(story=replace(job().story, source="Another")),
        job(story=replace(job().story, beats=(Beat("new"), *job().story.beats))),
        changed_story(data={"value": 1}),  # which every other beat may look at
        changed_story(values={"value": 1}),
        changed_story(variant="tie"),
    ]
    keys = [fingerprints(other) for other in others]
    monkeypatch.setattr(fingerprint, "source", lambda topic: "changed")
    keys.append(fingerprints(job()))
    monkeypatch.undo()
    monkeypatch.setattr(fingerprint, "versions", lambda: {"numpy": "changed"})
    keys.append(fingerprints(job()))
    monkeypatch.undo()
    monkeypatch.setattr(tiny.TinyStory, "title", lambda story, language="en": "Changed")
    keys.append(fingerprints(job()))
    for beat in SECONDS:
        digits = [plain[beat], *(key[beat] for key in keys)]
        assert len(set(digits)) == len(digits)


@pytest.mark.parametrize("changes", [{"hold": 9.0}, {"lasts": 9.0}])
def test_a_beat_that_lasts_longer_is_the_change_of_one_beat(changes: dict[str, float]) -> None:
    plain, longer = fingerprints(job()), fingerprints(changed_story(**changes))
    assert [beat for beat in SECONDS if plain[beat] != longer[beat]] == ["still"]


def test_what_does_not_change_the_frames_keeps_the_fingerprint() -> None:
    one = fingerprints(job(input="a.csv", changed={"kernel_size": 2}, theme_file="x.toml"))
    assert one == fingerprints(job())


def test_the_fingerprint_is_the_same_in_another_process() -> None:
    code = (
        "from scenes.studio.fingerprint import fingerprints\n"
        "from scenes.studio.jobs import VideoJob\n"
        "from scenes.theme import DARK\n"
        "from scenes.topics.max_pooling.story import story\n"
        "print(*fingerprints(VideoJob(story(), DARK)).values())\n"
        "import sys; assert not {'manim', 'av', 'matplotlib'} & set(sys.modules)"
    )
    line = [sys.executable, "-c", code]
    ran = subprocess.run(line, capture_output=True, text=True, check=True, cwd=ROOT)
    assert ran.stdout.split() == list(fingerprints(VideoJob(max_pooling(), job().theme)).values())


def test_captions_are_not_read_by_pictures() -> None:
    """A beat's own texts count for that beat alone: its picture must not show another's."""
    topics = (ROOT / "scenes" / "topics").rglob("*.py")
    sources = [path for path in topics if "figure" not in path.as_posix().partition("topics/")[2]]
    assert sources
    for path in sources:
        text = path.read_text(encoding="utf-8")
        assert ".caption(" not in text, path
        assert ".alt(" not in text, path


@pytest.mark.parametrize("damage", [b"", b"x", None])
def test_a_damaged_entry_is_drawn_again(
    tmp_path: Path, cache: Cache, drawn: list[str], damage: bytes | None
) -> None:
    cold = rendered(job(), tmp_path / "one", cache)
    drawn.clear()
    entry = sorted(cache.folder.iterdir())[0]
    data = entry.read_bytes()
    entry.write_bytes(data[:-1] + bytes([data[-1] ^ 1]) if damage is None else damage)
    assert rendered(job(), tmp_path / "two", cache) == cold
    assert len(drawn) == 1
    drawn.clear()
    assert rendered(job(), tmp_path / "three", cache) == cold
    assert drawn == []


def test_what_was_not_used_for_the_longest_time_goes_first(tmp_path: Path) -> None:
    cache = Cache(tmp_path / "cache", 250)
    cache.folder.mkdir()
    for number in range(4):
        path = tmp_path / f"{number}.mp4"
        path.write_bytes(bytes([number]) * 100)
        cache.keep(f"{number:032}", Drawn("a", path, 1))
        (entry,) = cache.folder.glob(f"{number:032}-*")
        os.utime(entry, (number, number))
    assert cache.fetch({"a": f"{0:032}"}, tmp_path)["a"].path.read_bytes() == bytes(100)
    cache.trim()
    assert sorted(int(path.name[:32]) for path in cache.folder.iterdir()) == [0, 3]


def test_without_second_names_files_are_copied(
    tmp_path: Path, cache: Cache, drawn: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr("os.link", refuse)
    cold = rendered(job(), tmp_path, cache)
    assert rendered(job(), tmp_path, cache) == cold
    assert len(drawn) == len(list(cache.folder.iterdir())) == 3


def test_a_cache_that_cannot_be_written_does_not_hinder(tmp_path: Path, drawn: list[str]) -> None:
    (tmp_path / "file").touch()
    rendered(job(), tmp_path, Cache(tmp_path / "file" / "cache", 10**9))
    assert drawn == list(SECONDS)


def test_clearing_spares_running_renders_and_strangers(tmp_path: Path, cache: Cache) -> None:
    rendered(job(), tmp_path, cache)
    (cache.folder / "notes.txt").touch()
    left = cache.folder / "work-0123456789ab"
    left.mkdir()
    (left / "part.mp4").write_bytes(bytes(10))
    with cache.workshop() as running:
        kept = sum(path.stat().st_size for path in cache.folder.glob("*.mp4"))
        assert not left.exists()  # removed by the next render
        assert cache.clear() == kept
        assert sorted(cache.folder.iterdir()) == sorted([running, cache.folder / "notes.txt"])
    assert [path.name for path in cache.folder.iterdir()] == ["notes.txt"]


@pytest.mark.parametrize("text", ["", "much", "-1", "2X", "1GG"])
def test_a_size_that_is_none(text: str) -> None:
    with pytest.raises(BadInputError, match="write 500M or 2G"):
        read_size(text)

"""The script: every beat once, with the seconds it really lasts, in every form."""

import json
import re
from pathlib import Path

import pytest

from render import main
from scenes.products import timing
from scenes.products.description import Lecture, read_lecture
from scenes.products.prompter import as_markdown, as_text
from scenes.products.script import Line, Part, Script, script_of
from scenes.products.timing import beat_seconds
from scenes.studio.cache import Cache
from scenes.studio.jobs import Quality, VideoJob
from scenes.studio.publish import Destination
from scenes.studio.videos import render_video

QUICK = 'topics = ["max_pooling"]\ninput = "table.csv"\ntitle = "Pooling *by hand*"\n'
"""A lecture that is told in no time: nothing but a table is pooled."""


@pytest.fixture(autouse=True)
def own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder that a test runs in, with a lecture in it."""
    folder = tmp_path / "here"
    folder.mkdir()
    monkeypatch.setenv("ZOOMOUT_CACHE", str(tmp_path / "cache"))
    monkeypatch.chdir(folder)
    (folder / "table.csv").write_text("1,3\n4,6\n")
    (folder / "lecture.toml").write_text(QUICK)
    return folder


@pytest.fixture
def lecture() -> Lecture:
    return read_lecture(Path("lecture.toml"))


def test_the_seconds_are_those_of_the_video(lecture: Lecture, tmp_path: Path) -> None:
    film = lecture.film(lecture.chapters[0], Quality(64, 36, 15))
    made = render_video(film, Destination(tmp_path))
    expected = {beat.beat: beat.seconds for beat in made.timeline}
    assert beat_seconds(film) == pytest.approx(expected)
    assert list(expected) == list(film.story.ids)


def test_what_is_timed_is_remembered_until_it_changes(
    lecture: Lecture, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = Cache(tmp_path / "kept", 10**9)
    film = lecture.film(lecture.chapters[0])
    first = beat_seconds(film, kept)
    played: list[VideoJob] = []

    def playing(job: VideoJob) -> dict[str, float]:
        played.append(job)
        return first

    monkeypatch.setattr(timing, "_played", playing)
    assert beat_seconds(film, kept) == first
    assert not played
    other = read_lecture(Path("lecture.toml"), {"language": "en", "theme": "light"})
    beat_seconds(other.film(other.chapters[0]), kept)
    assert len(played) == 1


def test_every_beat_is_read_once_in_its_order(lecture: Lecture) -> None:
    told: list[tuple[int, int]] = []
    script = script_of(lecture, None, lambda done, count: told.append((done, count)))
    story = lecture.chapters[0].story
    assert [line.beat for line in script.lines] == list(story.ids)
    assert [line.text for line in script.lines] == [story.caption(beat) for beat in story.ids]
    starts = [line.start for line in script.lines]
    ends = [line.start + line.seconds for line in script.lines]
    assert starts == pytest.approx([0, *ends[:-1]])
    assert script.seconds == pytest.approx(ends[-1])
    assert told == [(len(story.ids), len(story.ids))]


SCRIPT = Script(
    "Pooling *by hand*",
    "en",
    (
        Part(
            "max_pooling",
            "Max pooling",
            (
                Line("max_pooling", "hook", "Three quarters thrown away. What survived?", 0, 6.0),
                Line("max_pooling", "real", "60,000 numbers × 4, then 15,000 of them.", 6.0, 4.0),
            ),
        ),
    ),
)


def test_pace_and_hint() -> None:
    calm, tight = SCRIPT.lines
    assert (calm.words, calm.pace, calm.to_say, calm.hint) == (6, (60, 420), 3.0, "")
    assert (tight.words, tight.pace) == (7, (105, 600))
    assert tight.hint == "about 6 s to say: the beat waits for a recording"


def test_as_text() -> None:
    assert as_text(SCRIPT).splitlines() == [
        "Pooling *by hand*: 2 beats, 10 s",
        "",
        "1. Max pooling: 10 s",
        "",
        "max_pooling/hook: 6.0 s, 6 words, 60 a minute",
        "    Three quarters thrown away. What survived?",
        "",
        "max_pooling/real: 4.0 s, 7 words, 105 a minute; about 6 s to say: the beat waits for a "
        "recording",
        "    60,000 numbers × 4, then 15,000 of them.",
    ]


def test_as_markdown() -> None:
    text = as_markdown(SCRIPT)
    assert text.startswith("# Pooling \\*by hand\\*\n\n2 beats, 10 s. Record each by itself")
    assert "`FOLDER/max_pooling/hook.wav`" in text
    assert "\n## 1. Max pooling (10 s)\n\n### `max_pooling/hook`\n\n6.0 s, 6 words" in text
    assert text.endswith("\n\n60,000 numbers × 4, then 15,000 of them.\n")


class TestCommand:
    """`render.py script`."""

    def said(self, line: str, capsys: pytest.CaptureFixture[str]) -> str:
        assert main(line.split()) == 0
        output = capsys.readouterr()
        assert output.err == ""
        return output.out

    def test_text_json_and_markdown(self, capsys: pytest.CaptureFixture[str]) -> None:
        text = self.said("script lecture.toml", capsys)
        names = re.findall(r"^(max_pooling/\w+): \d", text, re.MULTILINE)
        plain = json.loads(self.said("script lecture.toml --json", capsys))
        (topic,) = plain["topics"]
        assert [beat["recording"] for beat in topic["beats"]] == names
        assert plain["seconds"] == pytest.approx(sum(beat["seconds"] for beat in topic["beats"]))
        assert self.said("script lecture.toml -o aloud.md", capsys) == "aloud.md\n"
        assert re.findall(r"^### `(.*)`$", Path("aloud.md").read_text(), re.MULTILINE) == names
        assert self.said("script lecture.toml -o new/", capsys) == "new/script.md\n"

    def test_a_terminal_has_tables(
        self, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr("sys.stdout.isatty", lambda: True)
        monkeypatch.setenv("COLUMNS", "100")
        text = re.sub(r"\x1b\[[\d;]*m", "", self.said("script lecture.toml", capsys))
        assert re.search(r"record as +seconds +words a minute +read aloud", text)
        assert re.search(r"max_pooling/grid +\d+\.\d +\d+ ", text)

    def test_what_cannot_be_used(self, capsys: pytest.CaptureFixture[str]) -> None:
        assert main(["script", "lecture.toml", "--topics", "max_poling"]) == 2
        assert "did you mean 'max_pooling'?" in capsys.readouterr().err
        assert main(["script", "lecture.toml", "-o", "aloud.png"]) == 2
        assert "what is made ends in .md" in capsys.readouterr().err

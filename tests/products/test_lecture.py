"""The lecture's files: pictures, chapters and captions read back; whole or absent."""

import json
import re
from html.parser import HTMLParser
from pathlib import Path

import av
import numpy as np
import pytest
import srt as reader  # type: ignore[import-untyped]
from PIL import Image

from render import main
from scenes.products.lecture import burning, making
from scenes.products.lecture.parts import Mark
from scenes.products.lecture.times import platform_text
from scenes.products.shelf import Shelf
from tests.sound import voices
from tests.studio import tiny

pytestmark = pytest.mark.usefixtures("own_folder", "tiny_topic")

FILES = ["chapters.txt", "html", "md", "mp4", "png", "srt", "vtt"]
PLAIN = ["lecture", "--topics", "tiny", "-ql", "--fps", "5", "--author", "Ada & Bob"]
FPS = 5


def made(*options: str, folder: str = "media") -> Path:
    """Render the tiny lecture; where its files are."""
    assert main([*PLAIN, "--media_dir", folder, *options]) == 0
    return Path(folder) / "lecture"


def luminance(path: Path) -> np.ndarray:
    """The brightness of all frames."""
    with av.open(str(path)) as container:
        frames = container.decode(video=0)
        return np.stack([frame.to_ndarray(format="gray") for frame in frames]).astype(int)


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Drawn beats that the tests of this module share."""
    return tmp_path_factory.mktemp("kept") / "cache"


@pytest.fixture(autouse=True)
def shared_cache(own_folder: Path, kept: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ZOOMOUT_CACHE", str(kept))


def test_all_files_are_there_and_the_film_is_told_last(capsys: pytest.CaptureFixture[str]) -> None:
    folder = made()
    assert sorted(path.name for path in folder.glob("lecture.*")) == [
        f"lecture.{ending}" for ending in FILES
    ]
    told = capsys.readouterr().out.split()
    assert told[-1] == "media/lecture/lecture.mp4"
    assert len(told) == len(FILES)
    assert not list(folder.rglob(".part-*"))


def test_the_film_has_chapters_captions_and_exact_frames() -> None:
    film = made("--title", "Small & whole") / "lecture.mp4"
    with av.open(str(film)) as container:
        pictures, captions = container.streams.video[0], container.streams.subtitles[0]
        assert (pictures.codec_context.name, pictures.codec_context.pix_fmt) == ("h264", "yuv420p")
        assert container.metadata["title"] == "Small & whole"
        assert container.metadata["artist"] == "Ada & Bob"
        assert pictures.average_rate == FPS
        assert pictures.time_base is not None
        stamps = [packet.pts for packet in container.demux(pictures) if packet.pts is not None]
        assert set(np.diff(stamps)) == {1 / FPS / pictures.time_base}
        seconds = len(stamps) / FPS
        assert container.duration == seconds * av.time_base
        marks = container.chapters()
        assert [(mark["metadata"]["title"], mark["start"]) for mark in marks] == [("Tiny", 0)]
        assert marks[0]["end"] == 1000 * seconds
        assert captions.metadata["language"] == "eng"
        assert not captions.disposition  # off until it is asked for
        container.seek(0)
        said = [
            (packet.pts, bytes(packet)[2:].decode(), packet.duration)
            for packet in container.demux(captions)
            if packet.size > 2
        ]
    spoken = list(reader.parse(film.with_suffix(".srt").read_text()))
    assert [text for _, text, _ in said] == ["·"] * 3 == [cue.content for cue in spoken]
    assert [pts for pts, _, _ in said] == [cue.start.total_seconds() * 1000 for cue in spoken]
    lasts = sum(tiny.SECONDS.values())
    assert [duration for *_, duration in said] == [1000 * s for s in tiny.SECONDS.values()]
    assert spoken[0].start.total_seconds() == pytest.approx(seconds - lasts)


def test_the_film_begins_with_its_index() -> None:
    content = (made() / "lecture.mp4").read_bytes()
    assert content.index(b"moov") < content.index(b"mdat")


def test_the_same_bytes_whoever_draws(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    alone = made("--no-cache", "--workers", "1", folder="alone")
    together = made("--no-cache", "--workers", "2", folder="together")
    again = made(folder="again")
    for one in sorted(alone.rglob("*.*")):
        for other in (together, again):
            assert one.read_bytes() == (other / one.relative_to(alone)).read_bytes(), one


def test_the_manifest_tells_where_each_beat_plays() -> None:
    made()
    entry = json.loads(Path("media/manifest.json").read_text())["files"]["lecture/lecture.mp4"]
    (topic,) = entry["topics"]
    assert (entry["what"], topic["topic"], topic["start"]) == ("lecture", "tiny", 0)
    assert [beat["beat"] for beat in topic["timeline"]] == list(tiny.SECONDS)
    last = topic["timeline"][-1]
    assert last["start"] + last["seconds"] == pytest.approx(entry["seconds"])


def test_the_transcript_has_words_times_and_figures_that_are_there() -> None:
    folder = made()
    text = (folder / "lecture.md").read_text()
    assert text.startswith("# How pooling lets a network zoom out\n\nAda & Bob\n\n## 1. Tiny\n")
    pictures = re.findall(r"!\[(.+)\]\((.+)\)", text)
    assert pictures == [
        ("A tiny page.", "lecture_figures/tiny_page.png"),
        ("A tiny worksheet.", "lecture_figures/tiny_worksheet.png"),
    ]
    for _, place in pictures:
        Image.open(folder / place).verify()
    assert len(re.findall(r"^\[\d:\d\d\]\(lecture\.mp4#t=[\d.]+\) ·$", text, re.MULTILINE)) == 3


class Page(HTMLParser):
    """The links and marks of a page."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.places: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        self.tags.append((tag, found))
        self.places += [value for name in ("href", "src", "poster") if (value := found.get(name))]


def test_the_contents_page_names_files_that_are_there() -> None:
    folder = made("--title", "<b>&")
    text = (folder / "lecture.html").read_text()
    page = Page(text)
    places = {place.partition("#")[0] for place in page.places if not place.startswith("data:")}
    assert {"lecture.mp4", "lecture.png", "lecture.srt", "lecture.vtt", "lecture.md"} <= places
    assert all((folder / place).is_file() for place in places)
    assert ("html", {"lang": "en"}) in page.tags
    assert "<h1>&lt;b&gt;&amp;</h1>" in text
    assert "$(" not in text


def test_the_poster_is_the_opening_as_it_ends() -> None:
    folder = made()
    poster = np.asarray(Image.open(folder / "lecture.png"))
    assert poster.shape == (480, 854, 3)
    assert poster.std() > 20


def test_captions_in_the_picture_are_in_its_free_eighth_alone(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    plain, burnt = (
        luminance(made() / "lecture.mp4"),
        luminance(made("--burn-captions", folder="b") / "lecture.mp4"),
    )
    topic = round(sum(tiny.SECONDS.values()) * FPS)
    assert np.array_equal(plain[:-topic], burnt[:-topic])
    free = 480 * 7 // 8
    assert np.abs(plain - burnt)[-topic:, : free - 16].mean() < 1
    strip = burnt[-topic:, free + 8 :]
    assert all(frame.max() - frame.min() > 100 for frame in strip)
    monkeypatch.setattr(burning, "_burn", None)  # what is kept is not made again
    assert np.array_equal(burnt, luminance(made("--burn-captions", folder="c") / "lecture.mp4"))


def test_an_interrupted_lecture_leaves_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    for step in ("drawn_films", "_write_film", "_draw_figures", "contents"):
        with monkeypatch.context() as patch:

            def interrupted(*given: object, **named: object) -> None:
                raise KeyboardInterrupt

            patch.setattr(making, step, interrupted)
            assert main([*PLAIN]) == 130
        assert not Path("media").exists(), step


def test_a_lecture_that_is_there_stays_until_the_next_is_whole(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    folder = made()
    before = {path: path.read_bytes() for path in folder.rglob("*.*")}

    def interrupted(self: Shelf, told: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(Shelf, "keep", interrupted)
    assert main([*PLAIN, "--title", "Another"]) == 130
    assert {path: path.read_bytes() for path in folder.rglob("*.*")} == before


def test_a_file_of_ones_own_describes_it() -> None:
    Path("mine").mkdir()
    Image.new("RGB", (40, 20), "red").save("mine/logo.png")
    Path("mine/look.toml").write_text('base = "light"\nfont = "DejaVu Sans"\n')
    Path("mine/lecture.toml").write_text(
        'topics = ["tiny"]\ntitle = "Ours"\nlogo = "logo.png"\ntheme = "look.toml"\n'
        "[parameters.tiny]\nkernel_size = [3, 3]\n"
    )
    assert main(["lecture", "mine/lecture.toml", "-ql", "--fps", "5", "-o", "week.mp4"]) == 0
    assert Path("week.md").read_text().startswith("# Ours\n")
    poster = np.asarray(Image.open("week.png")).astype(int)
    assert poster[0, 0].min() > 250  # light
    assert (abs(poster - [254, 0, 0]).max(axis=2) < 12).any()  # the logo


def test_another_place(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([*PLAIN, "-o", "week7/pooling.mp4", "--json"]) == 0
    paths = json.loads(capsys.readouterr().out)["paths"]
    assert paths[0] == "week7/pooling.mp4"
    assert all(Path(path).is_file() for path in paths)
    assert Path("week7/pooling_figures/tiny_page.png").is_file()
    assert not Path("media").exists()


def test_what_is_read_is_not_overwritten(capsys: pytest.CaptureFixture[str]) -> None:
    Path("media/lecture").mkdir(parents=True)
    Image.new("RGB", (20, 20)).save("media/lecture/lecture.png")
    before = Path("media/lecture/lecture.png").read_bytes()
    assert main([*PLAIN, "--logo", "media/lecture/lecture.png"]) == 2
    assert "would be overwritten" in capsys.readouterr().err
    assert Path("media/lecture/lecture.png").read_bytes() == before


def test_platforms_are_given_chapters_of_ten_seconds_or_more() -> None:
    starts = {"a": 0, "b": 9.4, "c": 10, "d": 3700.2, "e": 3705}
    marks = [Mark(name, start, 1) for name, start in starts.items()]
    assert platform_text([*marks, Mark("f", 3720, 10)]) == (
        "0:00 a\n0:10 c\n1:01:41 d\n1:02:00 f\n"
    )
    assert platform_text([*marks, Mark("f", 3720, 9)]) == "0:00 a\n0:10 c\n1:01:41 d\n"


def test_a_voice_is_heard_where_its_beat_plays_and_its_captions_with_it() -> None:
    voices.write(Path("voice/tiny/still.wav"), voices.clicks(6.0, 1.0, 4.0))
    film = made("--narration", "voice", "--burn-captions") / "lecture.mp4"
    entry = json.loads(Path("media/manifest.json").read_text())["files"]["lecture/lecture.mp4"]
    start = {beat["beat"]: beat["start"] for beat in entry["topics"][0]["timeline"]}
    heard = voices.onsets(voices.heard(film))
    assert heard == pytest.approx([start["still"] + 1.0, start["still"] + 4.0], abs=0.05)
    said = {
        cue.start.total_seconds(): cue for cue in reader.parse(film.with_suffix(".srt").read_text())
    }
    assert said[start["still"]].end.total_seconds() == pytest.approx(start["still"] + 6.0)
    assert start["fade"] > start["still"] + 6.0
    with av.open(str(film)) as container:
        assert [stream.type for stream in container.streams][:3] == ["video", "subtitle", "audio"]
        assert not container.streams.subtitles[0].disposition
        assert len(container.chapters()) == 1


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (["mine.toml"], "there is no lecture 'mine.toml': check the path"),
        (["--topics", "tyni"], "there is no topic 'tyni': did you mean 'tiny'?"),
        (["--topics", ","], "topics is a list of at least one topic, got []"),
        (["--logo", "none.png"], "there is no logo 'none.png': check the path"),
        (["--language", "xx"], "there are no texts in 'xx' of lecture, tiny: choose --language en"),
        (["--narration", "none"], "there is no folder none of recordings"),
        (["-o", "lecture.avi"], "what is made ends in .mp4, got 'lecture.avi'"),
        (["--workers", "2", "--scheduler", "tcp://x:1"], "leave one of them out"),
    ],
)
def test_what_cannot_be_used_is_told_in_one_line(
    options: list[str], message: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([*PLAIN, *options]) == 2
    told = capsys.readouterr()
    assert message in told.err
    assert told.err.count("\n") == 1
    assert told.out == ""
    assert not list(Path().iterdir())

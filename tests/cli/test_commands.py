"""The commands: what they say, make and name."""

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest
from PIL import Image

from render import main
from scenes.topics import discover
from tests.sound.voices import talk, write

ROOT = Path(__file__).parents[2]


def said(line: str, capsys: pytest.CaptureFixture[str]) -> str:
    """What a command that succeeds puts out; it is silent on the error channel."""
    assert main(line.split()) == 0
    output = capsys.readouterr()
    assert output.err == ""
    return output.out


def imports_of(code: str) -> set[str]:
    """The top-level modules that are loaded after some code ran in a new process."""
    ran = subprocess.run(
        [sys.executable, "-c", f"{code}\nimport sys; print(*sys.modules, file=sys.stderr)"],
        capture_output=True,
        text=True,
        check=True,
        cwd=ROOT,
    )
    return {name.partition(".")[0] for name in ran.stderr.split()}


def test_help_and_list_load_nothing_heavy() -> None:
    help_only = imports_of("import render; render.main(['--help'])")
    assert not help_only & {"manim", "matplotlib", "numpy", "PIL", "av", "rich"}
    listed = imports_of("import render; assert render.main(['list']) == 0")
    assert not listed & {"manim", "matplotlib", "av", "rich"}


def test_a_figure_never_starts_manim(tmp_path: Path) -> None:
    line = ["figure", "max_pooling", "-o", f"{tmp_path}/page.pdf"]
    loaded = imports_of(f"import render; assert render.main({line!r}) == 0")
    assert "matplotlib" in loaded
    assert "manim" not in loaded


def test_doctor_needs_nothing_but_click_and_rich() -> None:
    lacking = ("numpy", "manim", "matplotlib", "av", "PIL", "typst", "fontpkg", "skimage")
    code = (
        f"import sys\nfor name in {lacking}: sys.modules[name] = None\n"
        "import render\nsys.exit(render.main(['doctor']))"
    )
    ran = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=False, cwd=ROOT
    )
    assert ran.returncode == 1
    assert ran.stderr == ""
    assert re.search(r"^ok +Python ", ran.stdout, re.MULTILINE)
    assert re.search(r"^MISSING +numpy ", ran.stdout, re.MULTILINE)
    assert "\nnumpy: pip install 'numpy>=2.2'\n" in ran.stdout


def test_doctor_is_content_here(capsys: pytest.CaptureFixture[str]) -> None:
    assert "MISSING" not in said("doctor", capsys)


def test_list(capsys: pytest.CaptureFixture[str]) -> None:
    told = said("list", capsys)
    assert re.findall(r"^(\w+): ", told, re.MULTILINE) == sorted(discover())
    assert "\nmax_pooling: " in told
    assert "hook, grid, window" in told
    assert "page, example, walk, worksheet" in told
    assert "--kernel-size 2" in told
    assert json.loads(said("list --json", capsys))["max_pooling"]["figures"][0] == "page"


def test_the_help_of_a_topic_shows_its_options(capsys: pytest.CaptureFixture[str]) -> None:
    told = " ".join(said("video max_pooling --help", capsys).split())
    assert "--kernel-size N or H,W height and width of the window, in cells. [default: 2]" in told
    assert "--ceil-mode let the last window hang over" in told
    assert "-q, --quality [l|m|h|p|k]" in told
    assert "--save_last_frame" in told


@pytest.mark.usefixtures("tiny_topic")
class TestTiny:
    """The commands on a topic that is quick to render."""

    def test_a_video(self, capsys: pytest.CaptureFixture[str]) -> None:
        assert said("video tiny -ql", capsys) == "media/videos/tiny_480p15.mp4\n"
        assert sorted(path.name for path in Path().rglob("*")) == [
            "manifest.json",
            "media",
            "tiny_480p15.mp4",
            "videos",
        ]

    def test_manims_own_options(self, capsys: pytest.CaptureFixture[str]) -> None:
        line = "video tiny -ql --fps 5 --media_dir here -o clip.mov --beats fade"
        assert said(line, capsys) == "clip.mov\n"
        assert said("video tiny -qm -s", capsys) == "media/videos/tiny.png\n"
        with Image.open("media/videos/tiny.png") as picture:
            assert picture.size == (1280, 720)

    def test_json(self, capsys: pytest.CaptureFixture[str]) -> None:
        told = json.loads(said("video tiny --format gif --kernel-size 2,3 --json", capsys))
        assert told["paths"] == ["media/videos/tiny_kernel_size-2x3.gif"]
        (file,) = told["files"]
        assert (file["width"], file["height"], file["fps"]) == (576, 324, 15)
        assert file["frames"] == 39
        assert file["seconds"] == 2.6
        assert file["parameters"] == {"kernel_size": [2, 3]}
        assert [beat["beat"] for beat in file["timeline"]] == ["move", "still", "fade"]

    def test_the_ending_of_the_output_is_the_format(
        self, capsys: pytest.CaptureFixture[str]
    ) -> None:
        said("video tiny --beats still -o new/folder/still.gif", capsys)
        with Image.open("new/folder/still.gif") as picture:
            assert picture.format == "GIF"

    def test_a_sheet(self, capsys: pytest.CaptureFixture[str]) -> None:
        told = said("sheet tiny --theme light", capsys)
        assert told == "media/videos/tiny_sheet_light.png\n"

    def test_figures(self, capsys: pytest.CaptureFixture[str]) -> None:
        assert said("figure tiny", capsys) == "media/figures/tiny.png\n"
        line = "figure tiny worksheet --format svg --format pdf --width 16.5cm --svg-text"
        assert said(line, capsys).split() == [
            "media/figures/tiny_worksheet_6-496in_text.svg",
            "media/figures/tiny_worksheet_6-496in.pdf",
        ]
        assert len(said("figure tiny all -o out/", capsys).split()) == 2
        svg = Path("media/figures/tiny_worksheet_6-496in_text.svg").read_text()
        assert "<text" in svg

    def test_a_page_has_the_asked_size(self, capsys: pytest.CaptureFixture[str]) -> None:
        said("figure tiny --width 2in --dpi 100", capsys)
        with Image.open("media/figures/tiny_2in_100dpi.png") as picture:
            assert picture.size == (200, 100)

    def test_the_same_figure_has_the_same_bytes(self, capsys: pytest.CaptureFixture[str]) -> None:
        for form in ("svg", "pdf", "png"):
            said(f"figure tiny -o one.{form}", capsys)
            said(f"figure tiny -o two.{form}", capsys)
            assert Path(f"one.{form}").read_bytes() == Path(f"two.{form}").read_bytes()

    def test_all_topics(self, capsys: pytest.CaptureFixture[str]) -> None:
        assert said("figure all", capsys) == "media/figures/tiny.png\n"
        assert said("video all -ql --fps 5", capsys) == "media/videos/tiny_480p5.mp4\n"

    def test_a_narrated_video(self, capsys: pytest.CaptureFixture[str]) -> None:
        for name in ("move", "moove"):
            write(Path("voice", "tiny", f"{name}.wav"), talk(1.0))
        assert main(["video", "tiny", "-ql", "--fps", "5", "--narration", "voice"]) == 0
        output = capsys.readouterr()
        assert output.out == "media/videos/tiny_480p5_narrated.mp4\n"
        assert output.err == (
            "note: voice/tiny/moove.wav is not heard: there is no beat 'moove': "
            "did you mean 'move'?\n"
        )
        assert main(["video", "tiny", "-ql", "--narration", "voice", "--format", "gif"]) == 2
        assert capsys.readouterr().err == (
            "error: gif has no sound: choose --format mp4 or webm or mov, "
            "or leave --narration out\n"
        )
        assert main(["video", "tiny", "-ql", "--narration", "media"]) == 2
        assert capsys.readouterr().err == (
            "error: media has no recording of tiny: put wav, mp3 or m4a files there, such as "
            "media/tiny/move.wav\n"
        )

    def test_a_broken_scene_is_a_failure_told_in_one_line(
        self, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
    ) -> None:
        from tests.studio.tiny import Tiny

        def broken(self: Tiny, beat: object) -> None:
            raise ValueError("the square\nwas round")

        monkeypatch.setattr(Tiny, "still", broken)
        assert main(["video", "tiny", "-ql"]) == 1
        output = capsys.readouterr()
        assert output.out == ""
        assert output.err == (
            "error: rendering failed (ValueError): the square was round; -v tells more\n"
        )
        assert list(Path().iterdir()) == []
        assert main(["video", "tiny", "-ql", "-v"]) == 1
        assert "Traceback" in capsys.readouterr().err


@pytest.mark.slow
def test_the_default_gif_can_be_sent_by_mail(capsys: pytest.CaptureFixture[str]) -> None:
    path = Path(said("video max_pooling --format gif", capsys).strip())
    assert path.stat().st_size < 5_000_000

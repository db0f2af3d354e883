"""README's commands and snippets do what it says."""

import doctest
import re
import shlex
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

import render
from scenes.inputs import sample_photo
from scenes.topics import discover
from tests.scenes.onnx_files import squeezenet

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"```(\w+)\n(.*?)```", README, flags=re.DOTALL)
COMMANDS = [
    line.split("#")[0].strip()
    for language, block in BLOCKS
    if language == "sh"
    for line in block.splitlines()
    if line.startswith("render.py") and "--scheduler" not in line  # tests/cluster starts one
]
WHOLE = {"lecture", "slides", "notebook", "script"}
"""Commands that take minutes: their options are read here, and tests/products runs them."""
SHORTER = {"max_pooling": "grid", "hierarchy": "pool"}
"""The beat of a video whose command does not choose its own, so that it takes seconds."""


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with the files that README names."""
    photo = np.rint(sample_photo("chelsea").array * 255).astype(np.uint8)
    Image.fromarray(photo).save(tmp_path / "photo.jpg")
    Image.fromarray(photo).save(tmp_path / "cat.jpg")
    (tmp_path / "holiday_photos").mkdir()
    Image.fromarray(photo).save(tmp_path / "holiday_photos" / "cat.jpg")
    (tmp_path / "table.csv").write_text("1,3,2,8\n4,6,5,2\n7,1,0,3\n2,9,4,1\n")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def shortened(words: list[str]) -> list[str]:
    """A command with its render cut to one beat at the lowest quality."""
    if words[0] != "video" or "--help" in words:
        return words
    words = [word for word in words if not re.fullmatch(r"-q\w", word)]
    return [*words, "-ql", *([] if "--beats" in words else ["--beats", SHORTER[words[1]]])]


@pytest.mark.parametrize("command", COMMANDS)
def test_commands(command: str, desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    if "squeezenet.onnx" in command:
        squeezenet(desk / "squeezenet.onnx")
    words = shlex.split(command.removeprefix("render.py"))
    if words[0] in WHOLE:
        with render.cli.make_context("render.py", words) as context:
            found = render.cli.get_command(context, words[0])
            found.make_context(words[0], words[1:])
        return
    if words[0] in ("gallery", "embed"):  # they show what was rendered
        assert render.main(shortened(["video", "max_pooling"])) == 0
        assert render.main(["figure", "max_pooling", "--format", "svg"]) == 0
        capsys.readouterr()
    assert render.main(shortened(words)) == 0, capsys.readouterr().err
    printed = capsys.readouterr().out.split("\n")
    if words[0] in ("video", "figure", "sheet") and "--help" not in words:
        made = [Path(line) for line in printed if line]
        assert made
        assert all(path.is_file() for path in made)


def test_there_are_commands_to_test() -> None:
    assert len(COMMANDS) >= 10
    assert {command.split()[1] for command in COMMANDS} == {
        "list", "video", "figure", "sheet", "doctor", "receptive-field", "invariance",
        "lecture", "script", "slides", "notebook", "gallery", "embed",
    }  # fmt: skip


def test_answers() -> None:
    runner = doctest.DocTestRunner()
    for block in (b for language, b in BLOCKS if language == "python" and ">>>" in b):
        runner.run(doctest.DocTestParser().get_doctest(block, {}, "README", "README.md", 0))
    assert runner.summarize(verbose=False) == (0, 12)


def test_the_lectures_functions(desk: Path) -> None:
    (block,) = (b for language, b in BLOCKS if language == "python" and ">>>" not in b)
    names: dict[str, Path] = {}
    exec(block, names)
    assert names["plot_path"] == Path("media/figures/max_pooling_example.png")
    assert names["gif_path"] == Path("media/videos/max_pooling_window_step.gif")
    with Image.open(names["gif_path"]) as gif:
        assert getattr(gif, "n_frames", 1) > 100
    with Image.open(names["plot_path"]) as figure:
        assert figure.width == 6.5 * 300


def test_every_topic_is_named_with_its_beats_and_figures() -> None:
    for name, topic in discover().items():
        row = next(line for line in README.splitlines() if line.startswith(f"| `{name}`"))
        assert ", ".join(topic.story().ids) in row
        assert all(f"`{figure}`" in row for figure in topic.figures)


def test_files_that_are_shown_are_there() -> None:
    shown = re.findall(r"\]\(((?!http)[^)]+)\)", README)
    assert shown
    assert all((ROOT / path).is_file() for path in shown)


def test_the_pictures_are_light_enough() -> None:
    gif = ROOT / "media/gallery/max_pooling.gif"
    assert gif.stat().st_size <= 3_000_000

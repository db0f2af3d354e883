"""Whatever cannot be used is refused in one line, with exit code 2, and leaves no file."""

import io
import json
import os
import re
import struct
import subprocess
import sys
import zlib
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from render import main
from scenes import anim_sliding_maxpool, plot_pooling_example
from scenes.studio.failures import BadInputError

ROOT = Path(__file__).parents[2]


def png(width: int, height: int) -> bytes:
    """A PNG that claims a size; its one line of pixels is all it has."""
    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    data = b"\x89PNG\r\n\x1a\n"
    for kind, body in ((b"IHDR", header), (b"IDAT", zlib.compress(b"\0" * 100)), (b"IEND", b"")):
        crc = zlib.crc32(kind + body)
        data += struct.pack(">I", len(body)) + kind + body + struct.pack(">I", crc)
    return data


def npy(array: np.ndarray, pickled: bool = False) -> bytes:
    """An array as NumPy saves it."""
    file = io.BytesIO()
    np.save(file, array, allow_pickle=pickled)
    return file.getvalue()


def jpeg() -> bytes:
    """A small photo."""
    file = io.BytesIO()
    Image.effect_noise((64, 48), 60).convert("RGB").save(file, "JPEG")
    return file.getvalue()


FILES: dict[str, Callable[[], bytes]] = {
    "corrupt.png": lambda: b"\x89PNG\r\n\x1a\n" + bytes(range(200)),
    "cut.jpg": lambda: jpeg()[:300],
    "text.jpg": lambda: b"not a photo",
    "huge.png": lambda: png(20_000, 20_000),
    "empty.png": lambda: b"",
    "cut.npy": lambda: npy(np.ones((8, 8)))[:-50],
    "pickled.npy": lambda: npy(np.array([[{}, []]], dtype=object), pickled=True),
    "four.npy": lambda: npy(np.zeros((2, 3, 4, 5))),
    "none.npy": lambda: npy(np.zeros((0, 4))),
    "ragged.csv": lambda: b"1,2,3\n4,5\n",
    "words.csv": lambda: b"1,2\n3,four\n",
    "blank.csv": lambda: b"\n\n",
    "broken.json": lambda: b"[[1, 2], [3",
    "ok.csv": lambda: b"1,2,3\n4,5,6\n7,8,9\n",
}


def refused(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> str:
    """The one line of an error; nothing else was said or left behind."""
    for name, content in FILES.items():
        Path(name).write_bytes(content())
    before = sorted(Path().rglob("*"))
    code = main(arguments)
    said = capsys.readouterr()
    assert code == 2, said.err
    assert said.out == ""
    assert re.fullmatch(r"error: [^\n]+\n", said.err)
    assert "Traceback" not in said.err
    assert sorted(Path().rglob("*")) == before
    return said.err


@pytest.mark.parametrize("command", ["video", "figure", "sheet"])
@pytest.mark.parametrize("name", ["missing.png", ".", *sorted(set(FILES) - {"ok.csv"})])
def test_inputs(command: str, name: str, capsys: pytest.CaptureFixture[str]) -> None:
    refused([command, "max_pooling", "--input", name], capsys)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_without_permission(capsys: pytest.CaptureFixture[str]) -> None:
    path = Path("secret.png")
    path.write_bytes(b"x")
    path.chmod(0)
    assert "permission" in refused(["figure", "max_pooling", "--input", "secret.png"], capsys)


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ("--kernel-size 4", "4"),
        ("--kernel-size 0", "0"),
        ("--kernel-size 2,3,4", "write 3 or 2,3"),
        ("--kernel-size x", "write 3 or 2,3"),
        ("--kernel-size 2 --padding 2", "half"),
        ("--stride 0", "stride"),
        ("--stride -1", "stride"),
        ("--dilation 0", "dilation"),
        ("--channel 7", "channel"),
        ("--kernel 2", "--kernel-size"),
        ("--theme drak", "dark"),
        ("--theme missing.toml", "missing.toml"),
        ("--beats windw", "did you mean 'window'?"),
        ("--beats ,", "at least one beat"),
        ("--language xx", "no texts in 'xx' of max_pooling: choose --language de or en"),
        ("--fps 0", "1 to 240"),
        ("--format gif --fps 60", "at most 50"),
        ("--format avi", "mp4"),
        ("--transparent", "webm"),
        ("--format webm -o clip.mp4", "leave one of them out"),
        ("-qz", "'l', 'm', 'h', 'p', 'k'"),
        ("--media_dir ok.csv", "ok.csv"),
        ("-o ok.csv/clip.mp4", "ok.csv"),
    ],
)
def test_options_of_a_video(options: str, message: str, capsys: pytest.CaptureFixture[str]) -> None:
    arguments = ["video", "max_pooling", "--input", "ok.csv", *options.split()]
    assert message in refused(arguments, capsys)


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ("workshet", "did you mean 'worksheet'?"),
        ("--width 6.5", "write 6.5in"),
        ("-o x.jpg", "what is made ends in .png, got 'x.jpg'"),
        ("-o x.mp4", "what is made ends in .png, got 'x.mp4'"),
        ("-o -", "'-' is a channel or a device: name a file"),
        ("-o /dev/null", "'/dev/null' is a channel or a device: name a file"),
        ("--channel 3", "ok has one channel, got channel 3: leave it out"),
        ("--width 0in", "write 6.5in"),
        ("--width 1e9in", "write 6.5in"),
        ("--width 0.99in", "from 1in to 100in"),
        ("--width 100in --dpi 300", "at most 16000 pixels wide, 100in at 300 dpi are 30000"),
        ("--format svg --format png --width 7in --dpi 2400", "16800: lower --dpi or --width"),
        ("--dpi 0", "10"),
        ("--format svg -o page.pdf", "leave one of them out"),
        ("all -o page.pdf", "slash"),
        ("--format gif", "svg"),
        ("--beats window", "--beats"),
    ],
)
def test_options_of_a_figure(
    options: str, message: str, capsys: pytest.CaptureFixture[str]
) -> None:
    arguments = ["figure", "max_pooling", *options.split(), "--input", "ok.csv"]
    assert message in refused(arguments, capsys)


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("video max_poling", "did you mean 'max_pooling'?"),
        ("figure pooling_max", "max_pooling"),
        ("vidio max_pooling", "did you mean 'video'?"),
        ("video all -o clip.mp4 --kernel-size 3", "--kernel-size"),
        ("video", "TOPIC"),
    ],
)
def test_commands(line: str, message: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert message in refused(line.split(), capsys)


def test_the_input_is_never_written_over(capsys: pytest.CaptureFixture[str]) -> None:
    Image.effect_noise((64, 48), 60).convert("RGB").save("photo.png")
    photo = Path("photo.png").read_bytes()
    Path("link.png").symlink_to("photo.png")
    for output in ("photo.png", "../here/photo.png", "link.png"):
        line = ["figure", "max_pooling", "--input", "photo.png", "-o", output]
        assert "is read, too: name another file" in refused(line, capsys)
    with pytest.raises(BadInputError, match="is read, too"):
        plot_pooling_example("photo.png", input="photo.png")
    assert Path("photo.png").read_bytes() == photo


def test_a_link_out_of_media_is_not_followed(
    own_folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (own_folder / "elsewhere").mkdir()
    (own_folder / "media").mkdir()
    (own_folder / "media" / "figures").symlink_to(own_folder / "elsewhere")
    assert "is a link out of media" in refused(["figure", "max_pooling"], capsys)


def test_a_process_of_its_own(own_folder: Path) -> None:
    ran = subprocess.run(
        [sys.executable, ROOT / "render.py", "video", "max_pooling", "--input", "nowhere.png"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert (ran.returncode, ran.stdout) == (2, "")
    assert ran.stderr.startswith("error: there is no file 'nowhere.png'")
    assert ran.stderr.count("\n") == 1
    assert list(own_folder.iterdir()) == []


def test_a_name_that_is_too_long(capsys: pytest.CaptureFixture[str]) -> None:
    said = refused(["figure", "max_pooling", "-o", f"{'x' * 300}.png"], capsys)
    assert "file name too long" in said
    assert len(said) < 250


@pytest.mark.parametrize(
    ("options", "named"),
    [
        (["-o", ""], "-o"),
        (["--output="], "--output"),
        (["--media_dir", ""], "--media_dir"),
        (["--media_dir", " "], "--media_dir"),
        (["--width", ""], "--width"),
        (["--input", ""], "--input"),
        ([""], "max_pooling"),
    ],
)
def test_an_empty_text(options: list[str], named: str, capsys: pytest.CaptureFixture[str]) -> None:
    message = f"error: {named} is given an empty text: write a value, or leave it out\n"
    assert refused(["figure", "max_pooling", *options], capsys) == message


def test_a_name_that_is_no_utf_8(own_folder: Path) -> None:
    name = os.fsdecode(b"caf\xe9.csv")
    try:
        Path(name).write_text("1,2,3\n4,5,6\n7,8,9\n")
    except OSError:
        pytest.skip("a file system that takes UTF-8 alone")
    for more in ([], ["--json"], ["-o", os.fsdecode(b"\xe9.svg")]):
        ran = subprocess.run(
            [sys.executable, ROOT / "render.py", "figure", "max_pooling", "--input", name, *more],
            capture_output=True,
            check=False,
        )
        assert (ran.returncode, ran.stderr) == (0, b"")
        ran.stdout.decode()
    assert Path(os.fsdecode(b"\xe9.svg")).exists()
    manifest = json.loads(Path("media/manifest.json").read_text(encoding="utf-8"))
    assert manifest["files"]["figures/max_pooling_caf.png"]["input"] == name


class TestPython:
    """The two functions that are called from Python."""

    def test_a_parameter_that_does_not_exist(self) -> None:
        with pytest.raises(BadInputError, match="did you mean 'kernel_size'"):
            plot_pooling_example("x.png", kernal_size=5)
        assert list(Path().iterdir()) == []

    def test_a_pair_as_an_array(self) -> None:
        one = plot_pooling_example("one.svg", kernel_size=np.array([2, 2]), stride=np.int64(2))
        two = plot_pooling_example("two.svg", kernel_size=(2, 2), stride=2)
        assert one.read_bytes() == two.read_bytes()

    def test_an_output_that_is_no_path(self) -> None:
        with pytest.raises(TypeError, match="int"):
            plot_pooling_example(5)  # type: ignore[arg-type]
        with pytest.raises(BadInputError, match="got an empty text"):
            anim_sliding_maxpool("")
        assert plot_pooling_example(b"x.svg") == Path("x.svg")  # type: ignore[arg-type]


def test_nan_is_no_error(capsys: pytest.CaptureFixture[str]) -> None:
    Path("nan.csv").write_text("1,NaN\n3,4\n")
    assert main(["figure", "max_pooling", "--input", "nan.csv"]) == 0
    assert capsys.readouterr().out == "media/figures/max_pooling_nan.png\n"

"""Ctrl-C, a full disk, two renders at once: files are whole or absent."""

import errno
import json
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

import scenes.studio.videos
from render import main

ROOT = Path(__file__).parents[2]
RENDER = [sys.executable, str(ROOT / "render.py")]


@pytest.mark.parametrize(
    ("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143), (signal.SIGHUP, 129)]
)
def test_an_interrupt_leaves_nothing(own_folder: Path, number: int, code: int) -> None:
    cache = own_folder.parent / "cache"
    temporary = Path(tempfile.mkdtemp())  # a short path: sockets are made in it
    with subprocess.Popen(
        [*RENDER, "video", "max_pooling", "-ql"],
        stderr=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "TMPDIR": str(temporary)},
    ) as process:
        for _ in range(600):  # until the first beat is being encoded
            if list(cache.rglob("work-*/**/*.mp4")):
                break
            time.sleep(0.05)
        assert list(Path("media/videos").iterdir())  # what it has begun
        process.send_signal(number)
        out, err = process.communicate(timeout=30)
    assert process.returncode == code
    assert out == ""
    # A line break ends the terminal's ^C.
    interrupted = "\nerror: interrupted: nothing unfinished was left behind\n"
    assert err == (interrupted if number == signal.SIGINT else "")
    assert list(own_folder.iterdir()) == []
    assert list(temporary.iterdir()) == []
    temporary.rmdir()
    assert list(cache.glob("work-*")) == []


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 64 kB, where one may be made."""
    folder = tmp_path / "disk"
    folder.mkdir()
    mounted = ["mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", str(folder)]
    try:
        subprocess.run(mounted, check=True, capture_output=True)
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("no disk can be mounted here")
    yield folder
    subprocess.run(["umount", str(folder)], check=True)


@pytest.mark.usefixtures("tiny_topic")
@pytest.mark.parametrize("line", ["video tiny -qm", "video tiny --format gif", "sheet tiny"])
def test_a_full_disk(small_disk: Path, line: str, capsys: pytest.CaptureFixture[str]) -> None:
    (small_disk / "filler").write_bytes(bytes(56 * 1024))
    assert main([*line.split(), "--media_dir", str(small_disk)]) == 2
    assert capsys.readouterr().err.startswith("error: the disk is full, nothing was left behind")
    assert [path.name for path in small_disk.iterdir()] == ["filler"]


@pytest.mark.usefixtures("tiny_topic")
@pytest.mark.parametrize("filler", [0, 60 * 1024])
def test_a_cache_on_a_full_disk_is_done_without(
    small_disk: Path, filler: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    (small_disk / "filler").write_bytes(bytes(filler))
    monkeypatch.setenv("ZOOMOUT_CACHE", str(small_disk / "cache"))
    assert main(["video", "tiny", "-ql"]) == 0
    assert [path.name for path in Path("media/videos").iterdir()] == ["tiny_480p15.mp4"]
    assert list(small_disk.rglob("work-*")) == []


@pytest.mark.usefixtures("tiny_topic")
@pytest.mark.parametrize("line", ["video tiny -ql", "sheet tiny", "figure tiny"])
def test_a_folder_that_is_read_only(
    small_disk: Path, line: str, capsys: pytest.CaptureFixture[str]
) -> None:
    subprocess.run(["mount", "-o", "remount,ro", str(small_disk)], check=True)
    assert main([*line.split(), "--media_dir", str(small_disk / "media")]) == 2
    said = capsys.readouterr().err
    assert said.endswith("(read-only file system): name another place with -o or --media_dir\n")
    assert said.count("\n") == 1
    assert list(small_disk.iterdir()) == []


@pytest.mark.usefixtures("tiny_topic")
def test_a_cache_that_is_read_only_is_done_without(
    small_disk: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    subprocess.run(["mount", "-o", "remount,ro", str(small_disk)], check=True)
    monkeypatch.setenv("ZOOMOUT_CACHE", str(small_disk / "cache"))
    assert main(["video", "tiny", "-ql"]) == 0
    assert [path.name for path in Path("media/videos").iterdir()] == ["tiny_480p15.mp4"]


@pytest.mark.usefixtures("tiny_topic")
@pytest.mark.parametrize("form", ["png", "svg", "pdf"])
def test_a_figure_on_a_full_disk(
    small_disk: Path, form: str, capsys: pytest.CaptureFixture[str]
) -> None:
    (small_disk / "filler").write_bytes(bytes(64 * 1024))
    line = ["figure", "tiny", "--format", form, "--media_dir", str(small_disk)]
    assert main(line) == 2
    assert capsys.readouterr().err.startswith("error: the disk is full, nothing was left behind")
    assert [path.name for path in small_disk.iterdir()] == ["filler"]


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is always full")
@pytest.mark.parametrize("line", [["list"], ["figure", "max_pooling", "example"]])
def test_an_answer_that_cannot_be_written(line: list[str]) -> None:
    with Path("/dev/full").open("w") as full:
        ran = subprocess.run(
            [*RENDER, *line], stdout=full, stderr=subprocess.PIPE, text=True, check=False
        )
    assert ran.returncode == 2
    assert ran.stderr == (
        "error: the answer cannot be written (no space left on device), though what was asked for "
        "is done: send the output elsewhere\n"
    )
    assert Path("media/figures").exists() == (line[0] == "figure")


def test_a_reader_who_goes_away() -> None:
    reading, writing = os.pipe()
    os.close(reading)
    ran = subprocess.run(
        [*RENDER, "list"], stdout=writing, stderr=subprocess.PIPE, text=True, check=False
    )
    os.close(writing)
    assert (ran.returncode, ran.stderr) == (1, "")


@pytest.mark.usefixtures("tiny_topic")
def test_a_disk_that_fills_while_joining(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def full(segments: object, path: Path, *_: object) -> None:
        path.write_bytes(b"half")
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(scenes.studio.videos, "join", full)
    assert main(["video", "tiny", "-ql"]) == 2
    assert capsys.readouterr().err.startswith("error: the disk is full")
    assert list(Path().iterdir()) == []


def test_two_renders_at_once() -> None:
    lines = [["figure", "max_pooling", "walk"], ["figure", "max_pooling", "example"]] * 2
    with ThreadPoolExecutor(4) as pool:
        runs = [pool.submit(subprocess.run, [*RENDER, *line], check=True) for line in lines]
        for run in runs:
            run.result()
    assert sorted(path.name for path in Path("media/figures").iterdir()) == [
        "max_pooling_example.png",
        "max_pooling_walk.png",
    ]
    assert len(json.loads(Path("media/manifest.json").read_text())["files"]) == 2

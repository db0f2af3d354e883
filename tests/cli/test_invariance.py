"""`invariance`: the topic's own numbers, plain text in a pipe, refusals of one line."""

import json
import re
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from render import main
from scenes.topics.pooling_vs_strided.story import story

ROOT = Path(__file__).parents[2]
Capture = pytest.CaptureFixture[str]
WAYS = ["max pooling", "average pooling", "stride alone", "blur pooling", "max blur pooling"]


def said(arguments: list[str], capsys: Capture) -> str:
    """What the command prints that succeeds."""
    code = main(["invariance", *arguments])
    found = capsys.readouterr()
    assert (code, found.err) == (0, "")
    return found.out


def tables(printed: str) -> list[dict[str, list[float]]]:
    """The numbers of each table by their way."""
    found: list[dict[str, list[float]]] = []
    for line in printed.splitlines():
        if re.match(r"^ +\d", line):
            found.append({})
        row = re.match(r"^([a-z][a-z ]+?)  +([\d. %]+)$", line)
        if row:
            found[-1][row[1]] = [float(n) for n in re.findall(r"[\d.]+", row[2])]
    return found


def test_the_table_holds_the_curves_that_the_topic_draws(capsys: Capture) -> None:
    change, error, unchanged = tables(said([], capsys))
    assert list(change) == list(error) == WAYS
    data = story()["invariance"].data
    drawn = {
        "max pooling": "max_pooling",
        "average pooling": "average_pooling",
        "stride alone": "strided_convolution",
        "max blur pooling": "max_blur_pooling",
    }
    for way, name in drawn.items():
        assert change[way] == pytest.approx(data["changes"][name], abs=5.1e-4)
        assert (error[way][0], error[way][8]) == (0, 0)  # a shift by the total stride: one cell
        assert error[way][4] > 0
    shares = [100 * share for share in data["unchanged"]]
    assert unchanged == {"max pooling": pytest.approx(shares, abs=0.051)}


def test_json_has_every_digit(capsys: Capture) -> None:
    asked = ["--input", "chelsea", "--depth", "1", "--shifts", "0,0.5,2"]
    found = json.loads(said([*asked, "--json"], capsys))
    assert (found["input"], found["depth"], found["shifts"]) == ("chelsea", 1, [0, 0.5, 2])
    assert [way["name"].replace("_", " ") for way in found["ways"]] == WAYS
    assert [list(way) for way in found["ways"]] == [
        ["name", "change", "error", "unchanged"], *[["name", "change", "error"]] * 4,
    ]  # fmt: skip
    table, _, _ = tables(said(asked, capsys))
    for way in found["ways"]:
        assert table[way["name"].replace("_", " ")] == pytest.approx(way["change"], abs=5.1e-4)


def test_a_photo_of_ones_own(capsys: Capture) -> None:
    pixels = np.random.default_rng(0).integers(0, 256, (90, 120, 3), np.uint8)
    Image.fromarray(pixels).save("mine.png")
    assert said(["--input", "mine.png"], capsys).startswith("edges of mine, halved 3 times")
    assert "halved once" in said(["--input", "mine.png", "--depth", "1"], capsys)


def test_a_pipe_gets_plain_text() -> None:
    done = subprocess.run(
        [sys.executable, "render.py", "invariance", "--shifts", "0,1"],
        cwd=ROOT,
        capture_output=True,
        check=True,
        env={"COLUMNS": "20", "PATH": "", "PYTHONIOENCODING": "utf-8"},
    )
    text = done.stdout.decode()
    assert "\x1b" not in text
    assert "…" not in text
    assert len(tables(text)) == 3
    assert all(line == line.rstrip() for line in text.splitlines())


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["--input", "missing.png"], "there is no file"),
        (["--input", "table.csv"], "asks for a photo; table is a table"),
        (["--input", "tiny.png"], "a window must fit"),
        (["--input", "small.png"], "use a larger image"),
        (["--input", "flat.png"], "has no edges"),
        (["--shifts", "far"], "got 'far': write 0,1,2"),
        (["--shifts", "1,,2"], "got '1,,2'"),
        (["--shifts", "nan"], "got 'nan'"),
        (["--shifts", "0,inf"], "got '0,inf'"),
        (["--shifts=-1"], "shifts are 0 or more"),
        (["--shifts", "1e9"], "use a larger image"),
        (["--depth", "0"], "0 is not in the range"),
        (["--depth", "40"], "a window must fit"),
        (["coffee"], "unexpected extra argument"),
    ],
    ids=str,
)
def test_refusals(arguments: list[str], told: str, capsys: Capture) -> None:
    Path("table.csv").write_text("1,2\n3,4\n", encoding="utf-8")
    for name, size in (("tiny", 5), ("small", 60)):
        pixels = np.random.default_rng(0).integers(0, 256, (size, size, 3), np.uint8)
        Image.fromarray(pixels).save(f"{name}.png")
    Image.new("RGB", (90, 90), "red").save("flat.png")
    code = main(["invariance", *arguments])
    found = capsys.readouterr()
    assert (code, found.out) == (2, "")
    assert re.fullmatch(r"error: [^\n]+\n", found.err)
    assert told in found.err

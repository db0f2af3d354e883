"""`receptive-field`: the published numbers, plain text in a pipe, refusals of one line."""

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from pooling import zoo
from render import main

ROOT = Path(__file__).parents[2]
Capture = pytest.CaptureFixture[str]


def said(arguments: list[str], capsys: Capture) -> str:
    """What a command prints that succeeds."""
    code = main(["receptive-field", *arguments])
    found = capsys.readouterr()
    assert (code, found.err) == (0, "")
    return found.out


def refused(arguments: list[str], capsys: Capture) -> str:
    """The one line of a refusal."""
    code = main(["receptive-field", *arguments])
    found = capsys.readouterr()
    assert (code, found.out) == (2, "")
    assert re.fullmatch(r"error: [^\n]+\n", found.err)
    return found.err


def rows(printed: str) -> dict[str, list[str]]:
    """The lines of the table by their first word."""
    return {words[0]: words[1:] for line in printed.splitlines() if (words := line.split())}


def test_the_table_of_vgg16(capsys: Capture) -> None:
    found = rows(said(["vgg16", "--input-size", "224"], capsys))
    assert found["layer"] == [
        "kind", "output", "size", "jump", "start", "parameters", "multiply-adds",
    ]  # fmt: skip
    assert found["conv1_1"] == ["Conv2d", "64×224×224", "3", "1", "-1", "1,792", "86,704,128"]
    assert found["pool5"] == ["MaxPool2d", "512×7×7", "212", "32", "-90", "0", "0"]
    assert found["total"] == ["138,357,544", "15,470,264,320"]
    assert "conv1_1.relu" not in found
    assert found["not"][1] == "15"


def test_all_shows_activations_too(capsys: Capture) -> None:
    few, all_of_them = (rows(said(["vgg16", *more], capsys)) for more in ([], ["--all"]))
    assert "conv1_1.relu" in all_of_them
    assert "not" not in all_of_them
    assert len(all_of_them) - len(few) == 15 - 1  # less the line that told of them


def test_a_size_that_is_not_square(capsys: Capture) -> None:
    found = rows(said(["resnet18", "--input-size", "224,320"], capsys))
    assert found["layer4.0.conv1"][1] == "512×7×10"
    assert found["resnet18"][-1] == "3×224×320"


def test_the_networks_own_size_unless_given(capsys: Capture) -> None:
    assert "input 3×299×299" in said(["inception_v3"], capsys)


def test_json_holds_every_layer(capsys: Capture) -> None:
    found = json.loads(said(["alexnet", "--json"], capsys))
    assert found["parameters"] == 61_100_840
    assert (found["network"], found["year"], found["input"]) == ("alexnet", 2012, [3, 224, 224])
    layers = {layer["name"]: layer for layer in found["layers"]}
    assert len(layers) == len(zoo.network("alexnet"))
    assert layers["avgpool"]["size"] == [195, 195]
    assert layers["avgpool"]["jump"] == [32, 32]


def test_one_layer_and_its_middle_unit(capsys: Capture) -> None:
    found = json.loads(said(["vgg16", "--layer", "pool5", "--json"], capsys))
    assert (found["size"], found["jump"], found["padding"]) == ([212, 212], [32, 32], [90, 90])
    assert (found["unit"], found["box"]) == ([3, 3], [6, 6, 218, 218])
    assert found["whole_box"] == found["box"]
    assert found["holes"] == 0
    words = said(["vgg16", "--layer", "pool5"], capsys)
    assert re.search(r"^whole box +6, 6, 218, 218$", words, re.MULTILINE)
    assert re.search(r"^aligned +yes$", words, re.MULTILINE)


def test_the_zoo_is_named_with_year_and_source(capsys: Capture) -> None:
    found = rows(said(["--list"], capsys))
    assert found.pop("network") == ["year", "source"]
    assert list(found) == list(zoo.NAMES)
    assert found["lenet5"][:3] == ["1998", "LeCun", "et"]
    assert json.loads(said(["--list", "--json"], capsys))["resnet50"]["year"] == 2015


def test_a_pipe_gets_plain_text_that_is_not_cut() -> None:
    done = subprocess.run(
        [sys.executable, "render.py", "receptive-field", "inception_v4"],
        cwd=ROOT,
        capture_output=True,
        check=True,
        env={"COLUMNS": "40", "PATH": "", "PYTHONIOENCODING": "utf-8"},
    )
    text = done.stdout.decode()
    assert "\x1b" not in text
    assert "Mixed_7c/Branch_2/Conv2d_0d_3x1" in text
    assert "…" not in text
    assert all(line == line.rstrip() for line in text.splitlines())


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["vg16"], "the zoo has no network 'vg16': did you mean 'vgg16'"),
        (["vgg16", "--layer", "pool6"], "vgg16 has no layer 'pool6': did you mean 'pool5'"),
        (["vgg16", "--input-size", "8"], "layer 'pool4' of vgg16: a window must fit"),
        (["vgg16", "--input-size", "0"], "1 or more, got 0"),
        (["vgg16", "--input-size", "wide"], "got 'wide', write 224 or 224,320"),
        (["vgg16", "--input-size", "1,2,3"], "got '1,2,3', write 224 or 224,320"),
        (["missing.onnx"], "missing.onnx cannot be read"),
        ([], "name a network, such as vgg16"),
        (["vgg16", "alexnet"], "unexpected extra argument"),
    ],
    ids=str,
)
def test_refusals(arguments: list[str], told: str, capsys: Capture) -> None:
    assert told in refused(arguments, capsys)


def test_a_layer_is_looked_at_in_one_network(capsys: Capture) -> None:
    networks = ["--network", "vgg16", "--network", "alexnet"]
    assert main(["figure", "receptive_field", *networks, "--layer", "pool1"]) == 2
    assert "a layer is looked at in one network, got 2" in capsys.readouterr().err


def test_without_the_extra_it_is_named(capsys: Capture, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "onnx", None)
    assert "pip install 'zoomout[onnx]'" in refused(["model.onnx"], capsys)


def test_an_onnx_file(capsys: Capture) -> None:
    onnx = pytest.importorskip("onnx")
    tensor = onnx.helper.make_tensor_value_info
    image = tensor("image", onnx.TensorProto.FLOAT, [1, 3, 32, 32])
    out = tensor("out", onnx.TensorProto.FLOAT, None)
    weight = onnx.helper.make_tensor("w", onnx.TensorProto.FLOAT, [4, 3, 5, 5], [0.1] * 300)
    nodes = [
        onnx.helper.make_node("Conv", ["image", "w"], ["c"], name="conv1"),
        onnx.helper.make_node(
            "MaxPool", ["c"], ["out"], name="pool1", kernel_shape=[2, 2], strides=[2, 2]
        ),
    ]
    graph = onnx.helper.make_graph(nodes, "g", [image], [out], [weight])
    Path("own.onnx").write_bytes(onnx.helper.make_model(graph).SerializeToString())
    found = rows(said(["own.onnx"], capsys))
    assert found["conv1"] == ["Conv2d", "4×28×28", "5", "1", "0", "300", "235,200"]
    assert found["pool1"] == ["MaxPool2d", "4×14×14", "6", "2", "0", "0", "0"]


def test_a_broken_onnx_file_is_refused(capsys: Capture) -> None:
    pytest.importorskip("onnx")
    Path("broken.onnx").write_bytes(b"\x08\x03not a model")
    assert "broken.onnx" in refused(["broken.onnx"], capsys)

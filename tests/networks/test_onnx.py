"""ONNX files become networks: the package's own examples, and files that are broken or hostile."""

import sys
from collections.abc import Callable
from contextlib import suppress
from importlib import import_module
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pooling.forward import forward
from pooling.imports import read_onnx
from pooling.receptive_field import receptive_field

onnx: Any = pytest.importorskip("onnx", exc_type=ImportError)
helper: Any = import_module("onnx.helper")
numpy_helper: Any = import_module("onnx.numpy_helper")

DATA = Path(onnx.__file__).parent / "backend" / "test" / "data"

LIGHT = {
    # parameters, then size and jump of the last plane
    "bvlc_alexnet": (60_965_224, 195, 32),
    "densenet121": (8_104_328, 2071, 32),
    "inception_v1": (6_998_552, 715, 32),
    "inception_v2": (11_224_840, 699, 32),
    "resnet50": (25_557_032, 427, 32),
    "shufflenet": (1_393_320, 527, 32),
    "squeezenet": (1_235_496, 207, 16),
    "vgg19": (143_667_240, 268, 32),
    "zfnet512": (87_250_536, 155, 32),
}
"""Of the package's light models; bvlc_alexnet, resnet50, squeezenet and vgg19 are published."""


@pytest.mark.parametrize(("name", "expected"), LIGHT.items())
def test_light_models(name: str, expected: tuple[int, int, int]) -> None:
    account = receptive_field(read_onnx(DATA / "light" / f"light_{name}.onnx").network)
    line = account[account.last_plane]
    assert (account.parameters, line.size[0], line.jump[0]) == expected


OPERATORS = """
    AvgPool2d AvgPool2d_stride BatchNorm2d_eval BatchNorm2d_momentum_eval Conv2d Conv2d_depthwise
    Conv2d_depthwise_padded Conv2d_depthwise_strided Conv2d_depthwise_with_multiplier Conv2d_dilated
    Conv2d_groups Conv2d_groups_thnn Conv2d_no_bias Conv2d_padding Conv2d_strided ConvTranspose2d
    ConvTranspose2d_no_bias MaxPool2d MaxPool2d_stride_padding_dilation ReLU Sigmoid Tanh ZeroPad2d
"""


@pytest.mark.parametrize("name", OPERATORS.split())
def test_recorded_results(name: str) -> None:
    folder = DATA / "pytorch-converted" / f"test_{name}"

    def recorded(part: str) -> Any:
        file = folder / "test_data_set_0" / f"{part}_0.pb"
        return numpy_helper.to_array(onnx.TensorProto.FromString(file.read_bytes()))

    imported = read_onnx(folder / "model.onnx")
    ours = forward(imported.network, imported.weights, recorded("input"))[imported.network.output]
    np.testing.assert_allclose(ours, recorded("output"), rtol=1e-5, atol=1e-6)


def node(kind: str, *names: str, out: str = "y", **settings: Any) -> Any:
    return helper.make_node(kind, list(names), [out], name=f"my_{kind.lower()}", **settings)


def model(*nodes: Any, size: Any = (8, 8), tensors: Any = (), channels: Any = 3) -> Any:
    floats = onnx.TensorProto.FLOAT
    graph = helper.make_graph(
        list(nodes),
        "graph",
        [helper.make_tensor_value_info("x", floats, ["N", channels, *size])],
        [helper.make_tensor_value_info("y", floats, None)],
        list(tensors),
    )
    return helper.make_model(graph)


def tensor(name: str, *shape: int) -> Any:
    return numpy_helper.from_array(np.ones(shape, np.float32), name)


def conv(weight: str = "w", **settings: Any) -> Any:
    return node("Conv", "x", weight, **settings)


def written(tmp_path: Path, found: Any) -> Path:
    file = tmp_path / "model.onnx"
    file.write_bytes(found if isinstance(found, bytes) else found.SerializeToString())
    return file


def damaged(change: Callable[[Any], object]) -> Any:
    found = model(conv(), tensors=[tensor("w", 4, 3, 3, 3)])
    change(found.graph)
    return found


def far_away(graph: Any) -> None:
    graph.initializer[0].ClearField("raw_data")
    graph.initializer[0].data_location = 1
    entry = graph.initializer[0].external_data.add()
    entry.key, entry.value = "location", "../../../../etc/passwd"


HOSTILE = {
    "text": (b"this is no model at all" * 20, "no ONNX file"),
    "nothing": (b"", "no ONNX file, or an empty one"),
    "cut off": (damaged(lambda g: None).SerializeToString()[:-60], "no ONNX file|damaged"),
    "weights elsewhere": (damaged(far_away), "in another file, which is not opened"),
    "more than there is": (
        damaged(lambda g: g.initializer[0].dims.__setitem__(0, 1 << 40)),
        r"damaged: 'w' of shape \(1099511627776, 3, 3, 3\) has 108 values",
    ),
    "negative shape": (
        damaged(lambda g: g.initializer[0].dims.__setitem__(0, -4)), "damaged: 'w' has a shape"
    ),
    "strings": (
        damaged(lambda g: setattr(g.initializer[0], "data_type", 8)), "of ONNX type 8"
    ),
    "unknown operator": (
        model(conv(out="a"), node("GridSample", "a"), tensors=[tensor("w", 4, 3, 3, 3)]),
        "'my_gridsample' is a 'GridSample', which is not understood: the analysis stops after "
        "layer 'my_conv'",
    ),
    "foreign domain": (model(node("Relu", "x", domain="org.evil")), "not understood"),
    "circle": (
        model(node("Add", "x", "b", out="a"), node("Relu", "a", out="b"), node("Relu", "b")),
        "reads 'b', which nothing before it gives",
    ),
    "given twice": (model(node("Relu", "x"), node("Relu", "x")), "a second time"),
    "loop": (model(node("Loop", "x")), "'Loop', which is not understood"),
    "a billion values": (
        model(
            node("ConstantOfShape", "s", out="c"),
            node("Add", "x", "c"),
            tensors=[numpy_helper.from_array(np.array([1 << 30, 1 << 30]), "s")],
        ),
        "too many",
    ),
    "weights that are computed": (
        model(node("Relu", "x", out="w"), node("Conv", "x", "w")), "needs a constant as input 1"
    ),
    "weights of other channels": (
        model(conv(), tensors=[tensor("w", 4, 5, 3, 3)]), "needs 'weight' of shape"
    ),
    "one dimension": (model(conv(), tensors=[tensor("w", 4, 3, 3)]), "3 dimensions"),
    "three dimensions": (
        model(node("MaxPool", "x", kernel_shape=[2, 2, 2])), "only windows of two dimensions"
    ),
    "no stride": (
        model(conv(strides=[0, 0]), tensors=[tensor("w", 4, 3, 3, 3)]),
        "node 'my_conv' .*stride must be 1 or more"
    ),
    "negative padding": (
        model(conv(pads=[-1, 0, 0, 0]), tensors=[tensor("w", 4, 3, 3, 3)]), "padding must be 0"
    ),
    "too large a kernel": (
        model(node("MaxPool", "x", kernel_shape=[9, 9])), "a window must fit the padded input"
    ),
    "padding without end": (
        model(
            conv(pads=[1 << 40] * 4, strides=[1 << 39] * 2), tensors=[tensor("w", 4, 3, 3, 3)]
        ),
        "pads its input to .* too many",
    ),
    "no groups": (
        model(conv(group=0), tensors=[tensor("w", 4, 3, 3, 3)]), "groups must be 1 or more"
    ),
    "sum of two shapes": (
        model(conv(out="a"), node("Add", "x", "a"), tensors=[tensor("w", 3, 3, 3, 3)]),
        "a sum needs inputs of one shape",
    ),
    "not an image": (model(node("Relu", "x"), size=(8,)), "3 dimensions"),
    "open size": (model(node("Relu", "x"), size=("H", "W")), "give input_size"),
    "huge image": (model(node("Relu", "x"), size=(1 << 40, 1 << 40)), "too many values"),
    "no path to the output": (
        model(node("Relu", "x", out="a")), "no output that depends on its input"
    ),
    "a name that is no text": (
        model(conv(), tensors=[tensor("w", 4, 3, 3, 3)]).SerializeToString().replace(
            b"my_conv", b"my_\xff\xfenv"
        ),
        "no ONNX file, or a damaged one|is damaged: a name is no text",
    ),
    "settings of another type": (
        model(node("MaxPool", "x", kernel_shape="2x2")), "has kernel_shape"
    ),
}  # fmt: skip


@pytest.mark.parametrize(("found", "message"), HOSTILE.values(), ids=HOSTILE)
def test_hostile_files_get_a_clear_error(tmp_path: Path, found: Any, message: str) -> None:
    with pytest.raises(ValueError, match=message) as caught:
        read_onnx(written(tmp_path, found))
    assert "\n" not in str(caught.value)


def test_a_folder_or_nothing_at_the_path(tmp_path: Path) -> None:
    with pytest.raises(OSError, match=r"directory|denied"):
        read_onnx(tmp_path)
    with pytest.raises(FileNotFoundError):
        read_onnx(tmp_path / "nothing.onnx")


def test_too_large_a_file(tmp_path: Path) -> None:
    file = tmp_path / "large.onnx"
    with file.open("wb") as stream:
        stream.truncate(3_000_000_000)  # takes no room on the disk
    with pytest.raises(ValueError, match="3,000,000,000 bytes, more than"):
        read_onnx(file)


@settings(max_examples=400)
@given(st.data())
def test_any_change_of_bytes_is_read_or_refused(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    content = bytearray((DATA / "light" / "light_bvlc_alexnet.onnx").read_bytes())
    for _ in range(data.draw(st.integers(1, 4))):
        place = data.draw(st.integers(0, len(content) - 1))
        content[place] = data.draw(st.integers(0, 255))
    if data.draw(st.booleans()):
        del content[data.draw(st.integers(1, len(content) - 1)) :]
    file = tmp_path_factory.mktemp("bytes") / "model.onnx"
    file.write_bytes(content)
    with suppress(ValueError):
        receptive_field(read_onnx(file).network)


def test_input_size_fills_an_open_size(tmp_path: Path) -> None:
    file = written(tmp_path, model(node("Relu", "x"), size=("H", "W")))
    assert read_onnx(file, (20, 30)).network.input_shape == (3, 20, 30)


def test_same_upper_and_lower_put_the_odd_cell_on_different_sides(tmp_path: Path) -> None:
    starts = []
    for auto_pad in ("SAME_UPPER", "SAME_LOWER"):
        found = model(
            conv(auto_pad=auto_pad, strides=[2, 2], kernel_shape=[3, 3]),
            tensors=[tensor("w", 4, 3, 3, 3)],
        )
        network = read_onnx(written(tmp_path, found)).network
        starts.append(receptive_field(network)["my_conv"].start)
    assert starts == [(0, 0), (-1, -1)]


def test_the_missing_package_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "onnx", None)
    with pytest.raises(ModuleNotFoundError, match=r"pip install 'zoomout\[onnx\]'"):
        read_onnx("model.onnx")

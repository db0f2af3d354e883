"""A network that somebody brings as an ONNX file gives the same answers."""

from pathlib import Path

import numpy as np
import pytest

from pooling.hierarchy import depths, guess, see, strongest, telling_units
from pooling.planes import Array
from scenes.networks import read_trained

onnx = pytest.importorskip("onnx")


def write(path: Path) -> None:
    """Write two convolutions with pooling between, and a head."""
    rng = np.random.default_rng(0)
    helper, numpy_helper = onnx.helper, onnx.numpy_helper
    arrays = {"w1": (8, 3, 3, 3), "b1": (8,), "w2": (16, 8, 3, 3), "b2": (16,), "w3": (4, 16, 1, 1)}
    drawn = [
        numpy_helper.from_array(rng.standard_normal(shape).astype(np.float32), name)
        for name, shape in arrays.items()
    ]
    three = {"kernel_shape": [3, 3], "pads": [1] * 4}
    nodes = [
        helper.make_node("Conv", ["x", "w1", "b1"], ["c1"], name="c1", **three),
        helper.make_node("Relu", ["c1"], ["r1"], name="r1"),
        helper.make_node("MaxPool", ["r1"], ["p1"], name="p1", kernel_shape=[2, 2], strides=[2, 2]),
        helper.make_node("Conv", ["p1", "w2", "b2"], ["c2"], name="c2", **three),
        helper.make_node("Relu", ["c2"], ["r2"], name="r2"),
        helper.make_node("Conv", ["r2", "w3"], ["c3"], name="c3", kernel_shape=[1, 1]),
        helper.make_node("GlobalAveragePool", ["c3"], ["y"], name="y"),
    ]
    ends = [
        helper.make_tensor_value_info(name, onnx.TensorProto.FLOAT, shape)
        for name, shape in (("x", [1, 3, 32, 32]), ("y", [1, 4, 1, 1]))
    ]
    graph = helper.make_graph(nodes, "brought", ends[:1], ends[1:], drawn)
    onnx.save(helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)]), path)


def test_a_file_is_seen_through(tmp_path: Path, photos: list[Array]) -> None:
    write(tmp_path / "own.onnx")
    trained = read_trained(str(tmp_path / "own.onnx"))
    assert trained.mean == (0.485, 0.456, 0.406)
    layers = [depth.layer for depth in depths(trained.network)]
    assert layers == ["r1", "r2"]
    sights = [see(trained, photo) for photo in photos]
    (unit, *_) = telling_units(trained, sights, "r2", least=0.99)
    found = strongest(trained, sights, "r2", unit, least=0.99)
    assert found
    assert {(patch.box.height, patch.box.width) for patch in found} == {(8, 8)}
    assert guess(trained, photos[0])[0].name.startswith("class ")


def test_a_name_of_the_zoo_has_no_weights() -> None:
    with pytest.raises(ValueError, match=r"a trained network is an .onnx file, got 'vgg16'"):
        read_trained("vgg16")

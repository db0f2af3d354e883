"""ONNX files of networks with drawn weights, such as somebody may bring."""

from dataclasses import replace
from pathlib import Path
from typing import Any, cast

import numpy as np
import pytest

from pooling import zoo
from pooling.layers import Activation, Concat, Conv2d, Dense, GlobalPool, Layer, MaxPool2d
from pooling.network import INPUT, Network
from pooling.weights import random_weights
from pooling.window import Pair
from pooling.zoo.sketch import Sketch


def squeezenet(path: Path, size: int = 64) -> str:
    """SqueezeNet 1.0 for photos of a size; the name of its file."""
    return write(replace(zoo.network("squeezenet1_0"), input_shape=(3, size, size)), path)


def vgg(path: Path) -> str:
    """Five stages as in VGG-16, thin, with a head that takes maps of one size; its file's name."""
    net = Sketch("vgg", (3, 32, 32), padding=1)
    for stage, channels in enumerate((4, 8, 12, 16, 16), 1):
        net.conv(f"conv{stage}", channels, 3)
        net.add(f"pool{stage}", MaxPool2d(2))
    net.add("fc", Dense(7))
    return write(net.network(), path)


def unpooled(path: Path) -> str:
    """Two strided convolutions and no pooling; its file's name."""
    net = Sketch("unpooled", (3, 32, 32), padding=1)
    net.conv("conv1", 6, 3, 2)
    net.conv("conv2", 8, 3, 2)
    net.add("gap", GlobalPool())
    return write(net.network(), path)


def write(network: Network, path: Path) -> str:
    """Write a network with drawn weights; return the name of its file."""
    onnx: Any = pytest.importorskip("onnx")
    weights = random_weights(network, np.random.default_rng(0))
    nodes, tensors = [], []
    for node in network:
        names = []
        for kind, values in weights.get(node.name, {}).items():
            names.append(f"{node.name}.{kind}")
            tensors.append(onnx.numpy_helper.from_array(values.astype(np.float32), names[-1]))
        inputs = list(node.inputs)
        if isinstance(node.layer, Dense):
            flat = f"{node.name}.flat"
            nodes.append(onnx.helper.make_node("Flatten", inputs, [flat], name=flat))
            inputs = [flat]
        kind, settings = _operator(node.layer)
        nodes.append(
            onnx.helper.make_node(kind, inputs + names, [node.name], name=node.name, **settings)
        )
    floats = onnx.TensorProto.FLOAT
    graph = onnx.helper.make_graph(
        nodes,
        network.name,
        [onnx.helper.make_tensor_value_info(INPUT, floats, ["N", *network.input_shape])],
        [onnx.helper.make_tensor_value_info(network.output, floats, None)],
        tensors,
    )
    onnx.save(onnx.helper.make_model(graph), path)
    return str(path)


def _operator(layer: Layer) -> tuple[str, dict[str, Any]]:
    match layer:
        case Conv2d():
            (top, bottom), (left, right) = cast("tuple[Pair, Pair]", layer.padding)
            return "Conv", {
                "kernel_shape": layer.kernel_size,
                "strides": layer.stride,
                "pads": (top, left, bottom, right),
            }
        case MaxPool2d():
            return "MaxPool", {
                "kernel_shape": layer.kernel_size,
                "strides": layer.stride,
                "ceil_mode": int(layer.ceil_mode),
            }
        case Activation():
            return "Relu", {}
        case Concat():
            return "Concat", {"axis": 1}
        case GlobalPool():
            return "GlobalAveragePool", {}
        case Dense():
            return "Gemm", {"transB": 1}
    raise ValueError(f"no such operator is written here: {layer}")

"""An ONNX file becomes a network: the file is parsed and checked, and nothing in it is executed.

Only what is needed of the format is read. Sizes are checked before memory is asked for, weights
in other files are refused, and what is not understood ends in an error that names it.
"""

from collections.abc import Iterator
from importlib import import_module
from math import prod
from os import PathLike
from pathlib import Path
from typing import Any

import numpy as np

from pooling.imports.imported import Imported
from pooling.imports.onnx_graph import GraphReader
from pooling.layers import Shape
from pooling.network import InputSize
from pooling.planes import Array

LARGEST_FILE = 2_000_000_000
"""Bytes; a protocol buffer cannot be larger than 2 GiB."""

MOST_NODES = 100_000

TYPES = {1: "f4", 11: "f8", 10: "f2", 6: "i4", 7: "i8", 9: "?", 2: "u1", 3: "i1"}
"""ONNX's numbers of the types that are read."""


def read(path: str | PathLike[str], input_size: InputSize | None = None) -> Imported:
    """Read the file; `pooling.imports.read_onnx` says more."""
    file = Path(path)
    size = file.stat().st_size
    if size > LARGEST_FILE:
        raise ValueError(
            f"{file.name} has {size:,} bytes, more than the {LARGEST_FILE:,} that are read: "
            "export the part you need"
        )
    graph = _parsed(file).graph
    if not graph.node:
        raise ValueError(f"{file.name} is no ONNX file, or an empty one: export the model again")
    if len(graph.node) > MOST_NODES:
        raise ValueError(
            f"{file.name} has {len(graph.node):,} nodes, more than the {MOST_NODES:,} that are "
            "read: export the part you need"
        )
    if graph.sparse_initializer:
        raise ValueError(f"{file.name} has sparse weights, which are not read: export dense ones")
    if not all(isinstance(name, str) for name in _names(graph)):
        raise ValueError(f"{file.name} is damaged: a name is no text")
    constants = {tensor.name: array_of(tensor, file) for tensor in graph.initializer}
    name, shape = _input(graph, constants, file, input_size)
    reader = GraphReader(file.stem, name, shape, constants, lambda tensor: array_of(tensor, file))
    for node in graph.node:
        reader.read(node)
    return reader.finished({output.name for output in graph.output})


def _parsed(file: Path) -> Any:
    onnx: Any = import_module("onnx")
    model = onnx.ModelProto()
    errors: Any = import_module("google.protobuf.message")
    try:
        model.ParseFromString(file.read_bytes())
    except (errors.DecodeError, RuntimeError, ValueError, RecursionError) as error:
        raise ValueError(
            f"{file.name} is no ONNX file, or a damaged one: export the model again"
        ) from error
    return model


def _names(graph: Any) -> Iterator[object]:
    """Yield every name in the graph: where its bytes are no text, they come as bytes."""
    for part in (*graph.input, *graph.output, *graph.initializer):
        yield part.name
    for node in graph.node:
        yield from (node.name, node.op_type, node.domain, *node.input, *node.output)
        yield from (attribute.name for attribute in node.attribute)


def array_of(tensor: Any, file: Path) -> Array:
    """Return the values of a tensor, after checking that they are there and of the size it says.

    Raises:
        ValueError: they are in another file, of an unknown type or of another size.
    """
    if tensor.data_location == 1 or tensor.external_data:
        raise ValueError(
            f"{file.name} keeps the weights {tensor.name!r} in another file, which is not opened: "
            "save the model with its weights in one file"
        )
    kind = TYPES.get(tensor.data_type)
    if kind is None:
        raise ValueError(
            f"{file.name} has weights {tensor.name!r} of ONNX type {tensor.data_type}, which is "
            "not read: export floats"
        )
    shape = tuple(tensor.dims)
    if min(shape, default=0) < 0:
        raise ValueError(f"{file.name} is damaged: {tensor.name!r} has a shape of {shape}")
    stored: Any = _stored(tensor, kind)
    if prod(shape) != stored.size:
        raise ValueError(
            f"{file.name} is damaged: {tensor.name!r} of shape {shape} has {stored.size} values"
        )
    return np.array(stored.reshape(shape))


def _stored(tensor: Any, kind: str) -> Array:
    if tensor.raw_data:
        width = np.dtype(kind).itemsize
        whole = len(tensor.raw_data) // width * width
        return np.frombuffer(tensor.raw_data[:whole], np.dtype(kind).newbyteorder("<"))
    if kind == "f4":
        return np.array(tensor.float_data, np.float32)
    if kind == "f8":
        return np.array(tensor.double_data, np.float64)
    if kind == "i8":
        return np.array(tensor.int64_data, np.int64)
    values = np.array(tensor.int32_data, np.int32)
    return values.astype(np.uint16).view(np.float16) if kind == "f2" else values.astype(kind)


def _input(
    graph: Any, constants: dict[str, Array], file: Path, input_size: InputSize | None
) -> tuple[str, Shape]:
    """Return the name and the (channels, height, width) of the one input that is no weight."""
    inputs = [value for value in graph.input if value.name not in constants]
    if len(inputs) != 1:
        raise ValueError(
            f"{file.name} reads {len(inputs)} inputs "
            f"({', '.join(repr(value.name) for value in inputs[:4])}): give a model of one image"
        )
    dims = inputs[0].type.tensor_type.shape.dim
    if len(dims) != 4:
        raise ValueError(
            f"{file.name} reads an input of {len(dims)} dimensions: give a model that reads "
            "(batch, channels, height, width)"
        )
    channels, height, width = (int(dim.dim_value) for dim in dims[1:])
    if input_size is not None:
        pair = input_size if isinstance(input_size, tuple) else (input_size, input_size)
        height, width = int(pair[0]), int(pair[1])
    if min(channels, height, width) < 1:
        raise ValueError(
            f"{file.name} leaves the size of its input open, got {channels} channels of "
            f"{height}x{width}: give input_size"
        )
    return inputs[0].name, (channels, height, width)

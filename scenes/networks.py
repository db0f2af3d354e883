"""A network by name from the zoo, or from a user's ONNX file."""

from pathlib import Path

from pooling import zoo
from pooling.network import Network


def read_network(name: str) -> Network:
    """The network of a zoo name, or of an ONNX file (extra `onnx`).

    Raises:
        ValueError: there is no such network or file, or the file cannot be read as one.

    >>> read_network("vgg16").year
    2014
    """
    if Path(name).suffix.lower() != ".onnx":
        return zoo.network(name)
    from pooling.imports.onnx_file import read_onnx

    return read_onnx(Path(name)).network

"""A network by name from the zoo, or from a user's ONNX file."""

from pathlib import Path

from pooling import zoo
from pooling.network import InputSize, Network


def read_network(name: str, input_size: InputSize | None = None) -> Network:
    """The network of a zoo name, or of an ONNX file (extra `onnx`).

    Args:
        name: of a network of the zoo, or the path of a file that ends in `.onnx`.
        input_size: number, or (height, width), where the file leaves it open.

    Raises:
        ValueError: there is no such network or file, the file cannot be read as one, or the extra
            is missing.

    >>> read_network("vgg16").year
    2014
    """
    if Path(name).suffix.lower() != ".onnx":
        return zoo.network(name)
    from pooling.imports import read_onnx

    try:
        return read_onnx(name, input_size).network
    except ModuleNotFoundError as error:
        raise ValueError(str(error)) from error
    except OSError as error:
        why = (error.strerror or str(error)).lower()
        raise ValueError(f"{name} cannot be read ({why}): name another .onnx file") from error

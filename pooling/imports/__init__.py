"""Readers of networks made elsewhere; each needs an extra package, none is imported before use."""

from importlib import import_module
from os import PathLike
from typing import Any

from pooling.imports.imported import Imported
from pooling.layers import Shape
from pooling.network import InputSize

__all__ = ["Imported", "read_module", "read_onnx"]


def read_onnx(path: str | PathLike[str], input_size: InputSize | None = None) -> Imported:
    """Read a network and its weights from an ONNX file; nothing in the file is executed.

    Args:
        path: the file; its weights must be in it.
        input_size: number, or (height, width), where the file leaves it open.

    Raises:
        ModuleNotFoundError: the extra `onnx` is not installed.
        OSError: the file cannot be read.
        ValueError: it is no ONNX file, is damaged, too large or has weights elsewhere; an operator
            is not understood, the error names it and the layer where the analysis stops.
    """
    _need("onnx", "an ONNX file")
    found: Imported = import_module("pooling.imports.onnx_file").read(path, input_size)
    return found


def read_module(module: Any, input_shape: Shape) -> Imported:
    """Read a network and its weights from a PyTorch module, as it acts in evaluation.

    The module's own `forward` is traced with `torch.fx`, without an image.

    Args:
        module: a `torch.nn.Module` whose forward takes one image.
        input_shape: (channels, height, width).

    Raises:
        ModuleNotFoundError: the extra `torch` is not installed.
        TypeError: it is no module.
        ValueError: it cannot be traced; a step is not understood, the error names it and the layer
            where the analysis stops.
    """
    _need("torch", "a PyTorch module")
    found: Imported = import_module("pooling.imports.torch_module").read(module, input_shape)
    return found


def _need(package: str, what: str) -> None:
    try:
        import_module(package)
    except ModuleNotFoundError as error:
        if error.name != package:
            raise
        raise ModuleNotFoundError(
            f"reading {what} needs the package {package!r}: pip install 'zoomout[{package}]'",
            name=package,
        ) from None

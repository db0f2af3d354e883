"""A network by name from the zoo, or from a user's ONNX file, with its weights where it has any."""

from pathlib import Path
from typing import TYPE_CHECKING

from pooling import zoo
from pooling.network import InputSize, Network
from pooling.trained import Trained, load_trained

if TYPE_CHECKING:  # the readers need an extra
    from pooling.imports.imported import Imported

IMAGENET = (0.485, 0.456, 0.406), (0.229, 0.224, 0.225)
"""Mean and deviation of colours that networks for ImageNet are given photos with."""


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
    return zoo.network(name) if not _is_file(name) else _imported(name, input_size).network


def read_trained(name: str | None = None) -> Trained:
    """The network that ships, or that of an ONNX file (extra `onnx`), with what it learned.

    A file does not tell how photos are to be given: as usual for ImageNet, minus the mean and
    divided by the deviation of its colours.

    Args:
        name: the path of a file that ends in `.onnx`; None is the network that ships.

    Raises:
        ValueError: a name that is no file, a file that cannot be read or reads no photos, or the
            extra is missing.
    """
    if name is None:
        return load_trained()
    if not _is_file(name):
        raise ValueError(
            f"a trained network is an .onnx file, got {name!r}: the zoo has no weights; export "
            "the network with torch.onnx.export"
        )
    found = _imported(name, None)
    mean, std = IMAGENET
    return Trained(found.network, found.weights, mean=mean, std=std)


def _is_file(name: str) -> bool:
    return Path(name).suffix.lower() == ".onnx"


def _imported(name: str, input_size: InputSize | None) -> "Imported":
    from pooling.imports import read_onnx

    try:
        return read_onnx(name, input_size)
    except ModuleNotFoundError as error:
        raise ValueError(str(error)) from error
    except OSError as error:
        why = (error.strerror or str(error)).lower()
        raise ValueError(f"{name} cannot be read ({why}): name another .onnx file") from error

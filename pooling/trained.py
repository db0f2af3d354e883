"""A network with what it learned, and the file in which the one that ships lies."""

import json
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np

from pooling.forward import check_weights
from pooling.network import Network
from pooling.planes import Array
from pooling.weights import Weights
from pooling.zoomnet import zoomnet

LEVELS = (0.5, 0.9, 0.99, 0.999, 0.9999)
"""Shares of all positions of the training photos whose activations the quantiles tell."""
SHIPPED = Path(__file__).parent / "weights" / "zoomnet.npz"
"""The weights that ship."""
MARK = "about"
"""The entry of the file that holds all but arrays, as the bytes of a JSON text."""
QUANTILES = "quantiles."
"""What the names of entries with quantiles begin with; those with weights are LAYER.NAME."""


@dataclass(frozen=True, eq=False)
class Trained:
    """A network with what it learned.

    Attributes:
        network: reads photos of 3 channels.
        weights: for each layer that has any, its arrays by PyTorch's names.
        classes: what its last layer's scores stand for, in order; empty where nobody said.
        mean, std: (3,); it reads (photo - mean) / std of photos of 0 to 1.
        quantiles: for layers whose units are shown, (channels, len(LEVELS)): the activation that a
            share of `LEVELS` of all positions in its training photos stays below; empty where
            nobody measured.
        card: what it learned from, how and how well; plain JSON values.

    Raises:
        ValueError: weights that are missing or of another shape or not finite, a network of other
            channels, other numbers of classes, means or quantiles than it needs.

    >>> from pooling.weights import random_weights
    >>> net = zoomnet(5)
    >>> mine = Trained(net, random_weights(net, np.random.default_rng(0)))
    >>> mine.network.output, mine.mean, mine.classes
    ('classes', (0.5, 0.5, 0.5), ())
    """

    network: Network
    weights: Weights
    classes: tuple[str, ...] = ()
    mean: tuple[float, float, float] = (0.5, 0.5, 0.5)
    std: tuple[float, float, float] = (0.5, 0.5, 0.5)
    quantiles: Mapping[str, Array] = field(default_factory=dict)
    card: Mapping[str, Any] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Check that all parts fit each other."""
        name, shapes = self.network.name, self.network.shapes()
        if self.network.input_shape[0] != 3:
            raise ValueError(
                f"photos have 3 channels, got {name}, which reads "
                f"{self.network.input_shape[0]}: give a network for colour photos"
            )
        for node in self.network:
            own = self.weights.get(node.name, {})
            check_weights(self.network, node, own, shapes)
            for entry, values in own.items():
                if not np.isfinite(values).all():
                    raise ValueError(
                        f"weights are finite, got NaN or infinity in {entry!r} of layer "
                        f"{node.name!r} of {name}: train it again, or give another file"
                    )
        scores = shapes[self.network.output][0]
        if self.classes and len(self.classes) != scores:
            raise ValueError(
                f"{name} tells {scores} classes apart, got {len(self.classes)} names: "
                "give a name for each"
            )
        if len(self.mean) != 3 or len(self.std) != 3 or not min(self.std) > 0:
            raise ValueError(
                f"mean and std have a number for each of 3 colours, std above 0, got {self.mean} "
                f"and {self.std}: write (0.5, 0.5, 0.5)"
            )
        for layer, values in self.quantiles.items():
            wanted = (shapes[self.network[layer].name][0], len(LEVELS))
            if values.shape != wanted:
                raise ValueError(
                    f"layer {layer!r} of {name} needs quantiles of shape {wanted}, got "
                    f"{values.shape}: a row for each channel, a number for each of {LEVELS}"
                )

    def prepared(self, photo: Array) -> Array:
        """Return a photo as the network reads it.

        Args:
            photo: (height, width, 3), 0 to 1.

        Returns:
            (3, height, width), float32.
        """
        scaled = (photo - np.array(self.mean, np.float32)) / np.array(self.std, np.float32)
        return np.ascontiguousarray(scaled.transpose(2, 0, 1), np.float32)


def load_trained(path: str | Path | None = None) -> Trained:
    """Read a network with what it learned.

    Args:
        path: of a file that `save_trained` wrote; None is the one that ships.

    Raises:
        ValueError: the file is missing, damaged or no such file, or holds weights that are missing
            or of another shape.
    """
    file = SHIPPED if path is None else Path(path)
    try:
        with file.open("rb") as stream, np.load(stream, allow_pickle=False) as entries:
            arrays = {name: entries[name] for name in entries.files}
        about = json.loads(arrays.pop(MARK).tobytes())
        classes, levels = tuple(map(str, about["classes"])), tuple(about["levels"])
        mean, std = (tuple(map(float, about[name])) for name in ("mean", "std"))
        card = dict(about["card"])
    except FileNotFoundError as error:
        raise ValueError(
            f"there are no weights at {file.name}: install the project again, or train the network "
            "with python -m pooling.training.train_zoomnet"
        ) from error
    except (
        OSError, EOFError, KeyError, ValueError, TypeError, AttributeError, NotImplementedError,
        zipfile.BadZipFile, zlib.error,
    ) as error:  # fmt: skip
        raise ValueError(
            f"{file.name} is damaged, or holds no weights of this project "
            f"({' '.join(str(error).split())[:80]}): copy it again, or install the project again"
        ) from error
    if levels != LEVELS or not classes or len(mean) != 3 or len(std) != 3:
        raise ValueError(
            f"{file.name} needs classes, 3 means, 3 deviations and quantiles at {LEVELS}, got "
            f"{len(classes)}, {len(mean)}, {len(std)} and {levels}: write it again with "
            "save_trained"
        )
    weights: dict[str, dict[str, Array]] = {}
    quantiles = {}
    for name, values in arrays.items():
        if name.startswith(QUANTILES):
            quantiles[name.removeprefix(QUANTILES)] = values.astype(np.float32)
        else:
            layer, _, entry = name.rpartition(".")
            weights.setdefault(layer, {})[entry] = values.astype(np.float32)
    network = zoomnet(len(classes))
    return Trained(network, weights, classes, mean, std, quantiles, card)


def save_trained(path: str | Path, trained: Trained) -> None:
    """Write a zoomnet with what it learned; weights are rounded to float16.

    Args:
        path: of the file, ending in .npz; it appears whole or not at all.
        trained: its network is `zoomnet(len(classes))`, so that the file need not tell it.

    Raises:
        ValueError: another network, or one without names for its classes.
        OSError: the file cannot be written.
    """
    if trained.network.nodes != zoomnet(max(1, len(trained.classes))).nodes:
        raise ValueError(
            f"the file holds a zoomnet and the names of its classes, got {trained.network.name} "
            f"with {len(trained.classes)}: keep another network as ONNX"
        )
    about = {
        "classes": trained.classes,
        "mean": trained.mean,
        "std": trained.std,
        "levels": LEVELS,
        "card": dict(trained.card),
    }
    arrays: dict[str, Any] = {MARK: np.frombuffer(json.dumps(about).encode(), np.uint8)}
    for node in trained.network:
        for name, values in trained.weights.get(node.name, {}).items():
            arrays[f"{node.name}.{name}"] = values.astype(np.float16)
    for layer, values in trained.quantiles.items():
        arrays[f"{QUANTILES}{layer}"] = values.astype(np.float32)
    path = Path(path)
    part = path.with_name(f".part-{path.name}")
    try:
        with part.open("wb") as file:
            np.savez_compressed(file, **arrays)
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)

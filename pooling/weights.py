"""What a network has learned, or might have: arrays for each layer, by PyTorch's names."""

from collections.abc import Mapping
from math import prod, sqrt

import numpy as np
from numpy.typing import DTypeLike

from pooling.layers import Conv2d, ConvTranspose2d, Dense
from pooling.network import InputSize, Network, Node
from pooling.planes import Array

Weights = Mapping[str, Mapping[str, Array]]
"""For each layer that has any: "weight", "bias", "running_mean", "running_var"."""


def random_weights(
    network: Network,
    rng: np.random.Generator,
    input_size: InputSize | None = None,
    *,
    positive: bool = False,
    dtype: DTypeLike = np.float32,
) -> dict[str, dict[str, Array]]:
    """Draw weights as a network has them before training; normalisations do nothing yet.

    Weights of convolutions and dense layers are normal, with the variance that keeps signals as
    strong as they are through rectified layers; biases are 0.

    Args:
        network: chain or graph.
        rng: where the numbers come from.
        input_size: number, or (height, width); None is the network's own.
        positive: make every weight positive, so that no two paths cancel.
        dtype: of the arrays.

    Source: He et al., "Delving deep into rectifiers", 2015.

    >>> from pooling import zoo
    >>> weights = random_weights(zoo.network("lenet5"), np.random.default_rng(0))
    >>> weights["c1"]["weight"].shape, weights["c1"]["bias"].shape
    ((6, 1, 5, 5), (6,))
    """
    shapes = network.shapes(input_size)
    weights = {}
    for node in network:
        wanted = node.layer.weights(*[shapes[name] for name in node.inputs])
        drawn = {
            name: _draw(node, name, shape, rng, np.dtype(dtype)) for name, shape in wanted.items()
        }
        if positive:
            drawn = {name: np.abs(values) for name, values in drawn.items()}
        if drawn:
            weights[node.name] = drawn
    return weights


def _draw(
    node: Node, name: str, shape: tuple[int, ...], rng: np.random.Generator, dtype: np.dtype
) -> Array:
    if name == "bias":
        return np.zeros(shape, dtype)
    if not isinstance(node.layer, Conv2d | ConvTranspose2d | Dense):
        return np.ones(shape, dtype)
    single = np.float32 if dtype.itemsize <= 4 else np.float64
    values = rng.standard_normal(shape, dtype=single)
    values *= sqrt(2 / prod(shape[1:]))
    return values.astype(dtype, copy=False)

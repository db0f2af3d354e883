"""The forward pass of a network, in NumPy."""

from collections.abc import Collection, Mapping

import numpy as np
from numpy.typing import ArrayLike

from pooling import layers as kinds
from pooling.forward_rules import Arrays, run
from pooling.network import INPUT, Network, Node
from pooling.planes import Array, as_batch, float_dtype
from pooling.weights import Weights


def forward(
    network: Network,
    weights: Weights,
    x: ArrayLike,
    keep: Collection[str] | None = None,
) -> dict[str, Array]:
    """Run an image, or a batch of them, through a network.

    Args:
        network: chain or graph.
        weights: for each layer that has any, its arrays by PyTorch's names.
        x: (channels, height, width) or (batch, channels, height, width); height and width may
            differ from the network's own.
        keep: layers whose outputs are wanted, `INPUT` among them if you like; None is the last.

    Returns:
        For each layer in `keep` its output, (batch, channels, height, width) floats.

    Raises:
        TypeError: values that are no real numbers.
        ValueError: an image of other channels, a layer that does not fit, weights that are missing
            or of another shape, a layer that does not exist.

    >>> from pooling import zoo
    >>> from pooling.weights import random_weights
    >>> lenet = zoo.network("lenet5")
    >>> weights = random_weights(lenet, np.random.default_rng(0))
    >>> outputs = forward(lenet, weights, np.zeros((1, 32, 32)), keep=["s2", "output"])
    >>> outputs["s2"].shape, outputs["output"].shape
    ((1, 6, 14, 14), (1, 10, 1, 1))
    """
    batch = as_batch(x)
    if batch.shape[1] != network.input_shape[0]:
        raise ValueError(
            f"{network.name} reads {network.input_shape[0]} channels, got shape {np.shape(x)}: "
            "give (channels, height, width)"
        )
    batch = batch.astype(float_dtype(batch.dtype), copy=False)
    wanted = {network.output} if keep is None else set(keep)
    for name in wanted - {INPUT}:
        network[name]
    shapes = network.shapes((batch.shape[2], batch.shape[3]))
    last_use = {name: node.name for node in network for name in node.inputs}
    outputs = {INPUT: batch}
    for node in network:
        own = weights.get(node.name, {})
        check_weights(network, node, own, shapes)
        outputs[node.name] = run(node.layer, own, *[outputs[name] for name in node.inputs])
        for name in set(node.inputs):
            if last_use[name] == node.name and name not in wanted:
                del outputs[name]
    return {name: outputs[name] for name in outputs if name in wanted}


def check_weights(
    network: Network, node: Node, own: Arrays, shapes: Mapping[str, kinds.Shape]
) -> None:
    """Refuse weights that do not suit a layer."""
    wanted = node.layer.weights(*[shapes[name] for name in node.inputs])
    for name, shape in wanted.items():
        given = own[name].shape if name in own else None
        if given != shape:
            raise ValueError(
                f"layer {node.name!r} of {network.name} needs {name!r} of shape {shape}, got "
                f"{given}: give its weights, or draw some with random_weights"
            )

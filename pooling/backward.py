"""The backward pass of a network, in NumPy: from the gradient of one layer to that of the input."""

import numpy as np
from numpy.typing import ArrayLike

from pooling.backward_rules import NEEDS_INPUT, pull
from pooling.forward import check_weights, forward
from pooling.network import INPUT, Network
from pooling.planes import Array, as_batch, float_dtype
from pooling.weights import Weights


def input_gradient(
    network: Network,
    weights: Weights,
    x: ArrayLike,
    name: str,
    upstream: ArrayLike,
) -> Array:
    """Return the gradient of the input for a gradient of the output of layer `name`.

    Args:
        network: chain or graph.
        weights: for each layer that has any, its arrays by PyTorch's names.
        x: (channels, height, width) or (batch, channels, height, width).
        name: the layer.
        upstream: gradient of its output, of its shape, or one that broadcasts to it.

    Returns:
        An array of the shape of `x`, in its floating-point dtype.

    Raises:
        TypeError, ValueError: as `forward`; or a gradient of another shape.

    >>> from pooling.layers import MaxPool2d
    >>> pool = Network.chain("pool", (1, 2, 4), [("pool", MaxPool2d(2))])
    >>> input_gradient(pool, {}, [[[1.0, 3, 2, 8], [4, 6, 5, 2]]], "pool", [[[10, 20]]])
    array([[[ 0.,  0.,  0., 20.],
            [ 0., 10.,  0.,  0.]]])
    """
    part = network.upto(name)
    batch = as_batch(x)
    batch = batch.astype(float_dtype(batch.dtype), copy=False)
    kept = forward(part, weights, batch, _needed(part))
    shapes = part.shapes((batch.shape[2], batch.shape[3]))
    try:
        start = np.broadcast_to(np.asarray(upstream, batch.dtype), (len(batch), *shapes[name]))
    except ValueError as error:
        raise ValueError(
            f"upstream must have the shape {(len(batch), *shapes[name])} of the layer's output, "
            f"got {np.shape(upstream)}: give one number for each of its values"
        ) from error
    grads = {name: start}
    for node in reversed(part.nodes):
        grad = grads.pop(node.name)
        inputs = tuple(kept.get(source) for source in node.inputs)
        sizes = tuple(shapes[source] for source in node.inputs)
        own = weights.get(node.name, {})
        check_weights(part, node, own, shapes)
        for source, more in zip(
            node.inputs, pull(node.layer, own, grad, sizes, inputs), strict=True
        ):
            grads[source] = grads[source] + more if source in grads else more
    return grads.get(INPUT, np.zeros_like(batch)).reshape(np.shape(x))


def _needed(network: Network) -> set[str]:
    return {name for node in network if isinstance(node.layer, NEEDS_INPUT) for name in node.inputs}

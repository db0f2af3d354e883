"""The backward pass of a network, in NumPy: from the gradient of one layer to that of the input."""

from functools import singledispatch
from math import comb

import numpy as np
from numpy.typing import ArrayLike

from pooling import layers as kinds
from pooling.activations import activate_backward
from pooling.adaptive import adaptive_max_pool2d
from pooling.convolve import conv2d
from pooling.divisors import avg_divisor
from pooling.forward import (
    Arrays,
    centred,
    check_weights,
    column,
    forward,
    neighbour_sum,
    scale_factor,
    shuffled,
)
from pooling.network import INPUT, Network
from pooling.planes import Array, as_batch, float_dtype
from pooling.weights import Weights
from pooling.windows_back import conv_input, spread_shares, spread_to_winners

NEEDS_INPUT = (
    kinds.Activation,
    kinds.AdaptiveMaxPool2d,
    kinds.GlobalPool,
    kinds.MaxPool2d,
    kinds.Multiply,
    kinds.Normalisation,
)
"""Layers whose gradient depends on what they read."""


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


Shapes = tuple[kinds.Shape, ...]
Inputs = tuple[Array | None, ...]


@singledispatch
def pull(
    layer: kinds.Layer, weights: Arrays, grad: Array, shapes: Shapes, inputs: Inputs
) -> tuple[Array, ...]:
    """Return the gradient of each input of a layer from that of its output.

    Args:
        shapes: of the inputs.
        inputs: what was read, for the layers named in `NEEDS_INPUT`.
    """
    raise TypeError(f"{layer.kind} has no backward pass: register one with pooling.backward.pull")


@pull.register
def _(
    layer: kinds.Conv2d, weights: Arrays, grad: Array, shapes: Shapes, inputs: Inputs
) -> tuple[Array, ...]:
    size = shapes[0][1:]
    return (conv_input(grad, weights["weight"], layer.window(*size), layer.groups, size),)


@pull.register
def _(
    layer: kinds.ConvTranspose2d, weights: Arrays, grad: Array, shapes: Shapes, inputs: Inputs
) -> tuple[Array, ...]:
    window, size = layer.window, shapes[0][1:]
    weight = weights["weight"].astype(grad.dtype, copy=False)
    found = conv2d(grad, weight, None, window.stride, window.padding, window.dilation, layer.groups)
    return (found[:, :, : size[0], : size[1]],)


@pull.register
def _(
    layer: kinds.MaxPool2d, weights: Arrays, grad: Array, shapes: Shapes, inputs: Inputs
) -> tuple[Array, ...]:
    (x,) = inputs
    assert x is not None
    return (spread_to_winners(grad, x, layer.window(*x.shape[2:])),)


@pull.register
def _(
    layer: kinds.AvgPool2d, weights: Arrays, grad: Array, shapes: Shapes, inputs: Inputs
) -> tuple[Array, ...]:
    size = shapes[0][1:]
    window = layer.window(*size)
    divisor = np.asarray(avg_divisor(window, *size, layer.count_include_pad), grad.dtype)
    return (spread_shares(grad / divisor, window, size),)


@pull.register
def _(
    layer: kinds.BlurPool2d, weights: Arrays, grad: Array, shapes: Shapes, inputs: Inputs
) -> tuple[Array, ...]:
    for axis in (2, 3):
        grad = _blur_back(grad, axis, layer, shapes[0][axis - 1])
    return (grad,)


@pull.register
def _(
    layer: kinds.ZeroPad2d, weights: Arrays, grad: Array, shapes: Shapes, inputs: Inputs
) -> tuple[Array, ...]:
    (top, _), (left, _) = layer.window(1, 1).padding
    return (grad[:, :, top : top + shapes[0][1], left : left + shapes[0][2]],)


@pull.register
def _(
    layer: kinds.AdaptiveAvgPool2d, weights: Arrays, grad: Array, shapes: Shapes, inputs: Inputs
) -> tuple[Array, ...]:
    for axis in (2, 3):
        grad = _means_back(grad, axis, shapes[0][axis - 1])
    return (grad,)


@pull.register
def _(
    layer: kinds.AdaptiveMaxPool2d, weights: Arrays, grad: Array, shapes: Shapes, inputs: Inputs
) -> tuple[Array, ...]:
    (x,) = inputs
    assert x is not None
    _, places = adaptive_max_pool2d(x, layer.output_size, return_indices=True)
    return (_at_places(grad, places, x.shape),)


@pull.register
def _(
    layer: kinds.GlobalPool, weights: Arrays, grad: Array, shapes: Shapes, inputs: Inputs
) -> tuple[Array, ...]:
    (x,) = inputs
    assert x is not None
    if layer.mode == "avg":
        return (np.broadcast_to(grad / (x.shape[2] * x.shape[3]), x.shape),)
    _, places = adaptive_max_pool2d(x, 1, return_indices=True)
    return (_at_places(grad, places, x.shape),)


@pull.register
def _(
    layer: kinds.Flatten, weights: Arrays, grad: Array, shapes: Shapes, inputs: Inputs
) -> tuple[Array, ...]:
    return (grad.reshape(len(grad), *shapes[0]),)


@pull.register
def _(
    layer: kinds.Dense, weights: Arrays, grad: Array, shapes: Shapes, inputs: Inputs
) -> tuple[Array, ...]:
    weight = weights["weight"].astype(grad.dtype, copy=False)
    found = np.matmul(weight.T, grad.reshape(*grad.shape[:2], -1))
    return (found.reshape(len(grad), *shapes[0]),)


@pull.register
def _(
    layer: kinds.Activation, weights: Arrays, grad: Array, shapes: Shapes, inputs: Inputs
) -> tuple[Array, ...]:
    (x,) = inputs
    assert x is not None
    return (activate_backward(layer, x, grad),)


@pull.register
def _(
    layer: kinds.Normalisation, weights: Arrays, grad: Array, shapes: Shapes, inputs: Inputs
) -> tuple[Array, ...]:
    (x,) = inputs
    assert x is not None
    if layer.function == "local_response":
        return (_response_back(layer, x, grad),)
    if "weight" in weights:
        grad = grad * column(weights["weight"], grad)
    if layer.function == "layer":
        unit, spread = centred(layer, x)
        along = (grad * unit).mean(axis=1, keepdims=True)
        return ((grad - grad.mean(axis=1, keepdims=True) - unit * along) / spread,)
    if "running_var" in weights:
        variance = column(weights["running_var"], grad)
        return (grad / np.sqrt(variance + grad.dtype.type(layer.eps)),)
    return (grad * grad.dtype.type(1 / np.sqrt(1 + layer.eps)),)


@pull.register
def _(
    layer: kinds.Scale, weights: Arrays, grad: Array, shapes: Shapes, inputs: Inputs
) -> tuple[Array, ...]:
    return (grad * scale_factor(layer, weights, grad),)


@pull.register
def _(
    layer: kinds.Identity, weights: Arrays, grad: Array, shapes: Shapes, inputs: Inputs
) -> tuple[Array, ...]:
    return (grad,)


@pull.register
def _(
    layer: kinds.ChannelShuffle, weights: Arrays, grad: Array, shapes: Shapes, inputs: Inputs
) -> tuple[Array, ...]:
    return (shuffled(grad, grad.shape[1] // layer.groups),)


@pull.register
def _(
    layer: kinds.Upsample, weights: Arrays, grad: Array, shapes: Shapes, inputs: Inputs
) -> tuple[Array, ...]:
    for axis in (3, 2):
        grad = _mixed_back(grad, axis, layer, shapes[0][axis - 1])
    return (grad,)


@pull.register
def _(
    layer: kinds.Add, weights: Arrays, grad: Array, shapes: Shapes, inputs: Inputs
) -> tuple[Array, ...]:
    return (grad,) * len(shapes)


@pull.register
def _(
    layer: kinds.Multiply, weights: Arrays, grad: Array, shapes: Shapes, inputs: Inputs
) -> tuple[Array, ...]:
    x, gate = inputs
    assert x is not None
    assert gate is not None
    by_gate = grad * x
    for axis in (1, 2, 3):
        if gate.shape[axis] == 1:
            by_gate = by_gate.sum(axis=axis, keepdims=True)
    return grad * gate, by_gate


@pull.register
def _(
    layer: kinds.Concat, weights: Arrays, grad: Array, shapes: Shapes, inputs: Inputs
) -> tuple[Array, ...]:
    ends = np.cumsum([shape[0] for shape in shapes])[:-1]
    return tuple(np.split(grad, ends, axis=1))


def _at_places(grad: Array, places: Array, shape: tuple[int, ...]) -> Array:
    """Return a plane for each channel with the gradients added at flat `places` of it."""
    found = np.zeros((shape[0] * shape[1], shape[2] * shape[3]), grad.dtype)
    planes = np.arange(len(found))[:, None]
    np.add.at(found, (planes, places.reshape(len(found), -1)), grad.reshape(len(found), -1))
    return found.reshape(shape)


def _means_back(grad: Array, axis: int, cells: int) -> Array:
    """Hand each adaptive window's gradient to its cells in equal shares, along one axis."""
    moved = np.moveaxis(grad, axis, 0)
    found = np.zeros((cells, *moved.shape[1:]), grad.dtype)
    for unit, part in enumerate(moved):
        start, stop = unit * cells // len(moved), -(-(unit + 1) * cells // len(moved))
        found[start:stop] += part / (stop - start)
    return np.moveaxis(found, 0, axis)


def _blur_back(grad: Array, axis: int, layer: kinds.BlurPool2d, cells: int) -> Array:
    moved = np.moveaxis(grad, axis, 0)
    found = np.zeros((cells, *moved.shape[1:]), grad.dtype)
    size = layer.kernel_size
    reflected = np.pad(np.arange(cells), ((size - 1) // 2, size // 2), mode="reflect")
    starts = np.arange(0, cells, layer.stride)
    for k in range(size):
        share = grad.dtype.type(comb(size - 1, k) / 2 ** (size - 1))
        np.add.at(found, reflected[starts + k], share * moved)
    return np.moveaxis(found, 0, axis)


def _mixed_back(grad: Array, axis: int, layer: kinds.Upsample, cells: int) -> Array:
    moved = np.moveaxis(grad, axis, 0)
    found = np.zeros((cells, *moved.shape[1:]), grad.dtype)
    first, last, share = layer.taps(cells, len(moved))
    part = share.astype(grad.dtype).reshape(-1, 1, 1, 1)
    np.add.at(found, first, (1 - part) * moved)
    np.add.at(found, last, part * moved)
    return np.moveaxis(found, 0, axis)


def _response_back(layer: kinds.Normalisation, x: Array, grad: Array) -> Array:
    base = layer.k + layer.alpha / layer.size * neighbour_sum(layer.size, x**2)
    through = grad * x * base ** (-layer.beta - 1)
    around = neighbour_sum(layer.size, through, backward=True)
    found: Array = (
        grad * base**-layer.beta - (2 * layer.alpha * layer.beta / layer.size) * x * around
    )
    return found.astype(grad.dtype, copy=False)

"""The backward pass of each kind of layer."""

from functools import singledispatch

import numpy as np

from pooling import layers as kinds
from pooling.activations import activate_backward
from pooling.adaptive import adaptive_max_pool2d
from pooling.convolve import conv2d
from pooling.divisors import avg_divisor
from pooling.forward_rules import Arrays, column, scale_factor, shuffled
from pooling.lines_back import at_places, blur_back, means_back, mixed_back
from pooling.normalise import centred, response_back
from pooling.planes import Array
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
    raise TypeError(
        f"{layer.kind} has no backward pass: register one with pooling.backward_rules.pull"
    )


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
        grad = blur_back(grad, axis, layer, shapes[0][axis - 1])
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
        grad = means_back(grad, axis, shapes[0][axis - 1])
    return (grad,)


@pull.register
def _(
    layer: kinds.AdaptiveMaxPool2d, weights: Arrays, grad: Array, shapes: Shapes, inputs: Inputs
) -> tuple[Array, ...]:
    (x,) = inputs
    assert x is not None
    _, places = adaptive_max_pool2d(x, layer.output_size, return_indices=True)
    return (at_places(grad, places, x.shape),)


@pull.register
def _(
    layer: kinds.GlobalPool, weights: Arrays, grad: Array, shapes: Shapes, inputs: Inputs
) -> tuple[Array, ...]:
    (x,) = inputs
    assert x is not None
    if layer.mode == "avg":
        return (np.broadcast_to(grad / (x.shape[2] * x.shape[3]), x.shape),)
    _, places = adaptive_max_pool2d(x, 1, return_indices=True)
    return (at_places(grad, places, x.shape),)


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
        return (response_back(layer, x, grad),)
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
        grad = mixed_back(grad, axis, layer, shapes[0][axis - 1])
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

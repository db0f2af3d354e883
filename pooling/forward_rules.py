"""The forward pass of each kind of layer."""

from collections.abc import Mapping
from functools import singledispatch
from typing import Any, cast

import numpy as np

from pooling import layers as kinds
from pooling.activations import activate
from pooling.adaptive import adaptive_avg_pool2d, adaptive_max_pool2d
from pooling.blur import blur_pool2d
from pooling.convolve import conv2d
from pooling.divisors import avg_divisor
from pooling.normalise import centred, response_divisor
from pooling.planes import Array
from pooling.sliding import window_max, window_sum
from pooling.spread import spread_kernels

Arrays = Mapping[str, Array]


@singledispatch
def run(layer: kinds.Layer, weights: Arrays, *inputs: Array) -> Array:
    """Return the output of one layer, (batch, channels, height, width)."""
    raise TypeError(
        f"{layer.kind} has no forward pass: register one with pooling.forward_rules.run"
    )


@run.register
def _(layer: kinds.Conv2d, weights: Arrays, *inputs: Array) -> Array:
    (x,) = inputs
    window = layer.window(*x.shape[2:])
    weight = weights["weight"].astype(x.dtype, copy=False)
    return conv2d(
        x, weight, weights.get("bias"), window.stride, window.padding, window.dilation, layer.groups
    )


@run.register
def _(layer: kinds.ConvTranspose2d, weights: Arrays, *inputs: Array) -> Array:
    (x,) = inputs
    _, *size = layer.output((x.shape[1], x.shape[2], x.shape[3]))
    out = spread_kernels(x, weights["weight"], layer.window, layer.groups, (size[0], size[1]))
    return out + column(weights["bias"], out) if layer.bias else out


@run.register
def _(layer: kinds.MaxPool2d, weights: Arrays, *inputs: Array) -> Array:
    return window_max(inputs[0], layer.window(*inputs[0].shape[2:]))


@run.register
def _(layer: kinds.AvgPool2d, weights: Arrays, *inputs: Array) -> Array:
    (x,) = inputs
    window = layer.window(*x.shape[2:])
    height, width = x.shape[2:]
    return window_sum(x, window, avg_divisor(window, height, width, layer.count_include_pad))


@run.register
def _(layer: kinds.BlurPool2d, weights: Arrays, *inputs: Array) -> Array:
    return blur_pool2d(inputs[0], layer.kernel_size, layer.stride)


@run.register
def _(layer: kinds.ZeroPad2d, weights: Arrays, *inputs: Array) -> Array:
    return np.pad(inputs[0], ((0, 0), (0, 0), *layer.window(1, 1).padding))


@run.register
def _(layer: kinds.AdaptiveAvgPool2d, weights: Arrays, *inputs: Array) -> Array:
    return adaptive_avg_pool2d(inputs[0], layer.output_size)


@run.register
def _(layer: kinds.AdaptiveMaxPool2d, weights: Arrays, *inputs: Array) -> Array:
    return adaptive_max_pool2d(inputs[0], layer.output_size)


@run.register
def _(layer: kinds.GlobalPool, weights: Arrays, *inputs: Array) -> Array:
    reduce: Any = np.mean if layer.mode == "avg" else np.max
    return cast(Array, reduce(inputs[0], axis=(2, 3), keepdims=True))


@run.register
def _(layer: kinds.Flatten, weights: Arrays, *inputs: Array) -> Array:
    return inputs[0].reshape(len(inputs[0]), -1, 1, 1)


@run.register
def _(layer: kinds.Dense, weights: Arrays, *inputs: Array) -> Array:
    (x,) = inputs
    weight = weights["weight"].astype(x.dtype, copy=False)
    out: Array = np.matmul(weight, x.reshape(*x.shape[:2], -1))
    out = out.reshape(len(x), -1, *x.shape[2:])
    return out + column(weights["bias"], out) if layer.bias else out


@run.register
def _(layer: kinds.Activation, weights: Arrays, *inputs: Array) -> Array:
    with np.errstate(over="ignore", invalid="ignore"):
        return activate(layer, inputs[0])


@run.register
def _(layer: kinds.Normalisation, weights: Arrays, *inputs: Array) -> Array:
    (x,) = inputs
    if layer.function == "local_response":
        return x / response_divisor(layer, x)
    if layer.function == "layer":
        out = centred(layer, x)[0]
    elif "running_mean" in weights:
        out = x - column(weights["running_mean"], x)
        out *= 1 / np.sqrt(column(weights["running_var"], x) + x.dtype.type(layer.eps))
    else:
        out = x * x.dtype.type(1 / np.sqrt(1 + layer.eps))
    if "weight" in weights:
        out *= column(weights["weight"], x)
    if "bias" in weights:
        out += column(weights["bias"], x)
    return out


@run.register
def _(layer: kinds.Scale, weights: Arrays, *inputs: Array) -> Array:
    out = inputs[0] * scale_factor(layer, weights, inputs[0])
    return out + column(weights["bias"], out) if layer.bias else out


def scale_factor(layer: kinds.Scale, weights: Arrays, x: Array) -> Array:
    """Return the factor of each channel, to multiply (batch, channels, height, width) with."""
    if layer.factor is not None:
        return np.full((1, 1, 1), layer.factor, x.dtype)
    return column(weights["weight"], x)


@run.register
def _(layer: kinds.Identity, weights: Arrays, *inputs: Array) -> Array:
    return inputs[0]


@run.register
def _(layer: kinds.ChannelShuffle, weights: Arrays, *inputs: Array) -> Array:
    return shuffled(inputs[0], layer.groups)


def shuffled(x: Array, groups: int) -> Array:
    """Return the channels of `groups` groups in turn."""
    grouped = x.reshape(len(x), groups, -1, *x.shape[2:])
    return grouped.swapaxes(1, 2).reshape(x.shape)


@run.register
def _(layer: kinds.Upsample, weights: Arrays, *inputs: Array) -> Array:
    (x,) = inputs
    shape = layer.output((x.shape[1], x.shape[2], x.shape[3]))
    for axis in (2, 3):
        first, last, share = layer.taps(x.shape[axis], shape[axis - 1])
        mixed = x.take(first, axis)
        if layer.mode == "bilinear":
            part = share.astype(x.dtype).reshape((-1,) + (1,) * (3 - axis))
            # a share of 0 must not let a NaN through
            mixed = mixed + np.where(part > 0, part * (x.take(last, axis) - mixed), 0)
        x = mixed
    return x


@run.register
def _(layer: kinds.Add, weights: Arrays, *inputs: Array) -> Array:
    total = inputs[0] + inputs[1]
    for more in inputs[2:]:
        total += more
    return total


@run.register
def _(layer: kinds.Multiply, weights: Arrays, *inputs: Array) -> Array:
    return inputs[0] * inputs[1]


@run.register
def _(layer: kinds.Concat, weights: Arrays, *inputs: Array) -> Array:
    return np.concatenate(inputs, axis=1)


def column(values: Array, like: Array) -> Array:
    """Return (channels,) as (channels, 1, 1), in the dtype of `like`."""
    return values.astype(like.dtype, copy=False).reshape(-1, 1, 1)

"""Activation functions and their derivatives, value by value."""

from collections.abc import Callable
from math import erf, pi, sqrt
from typing import Any, cast

import numpy as np

from pooling.layers import Activation
from pooling.planes import Array

Function = Callable[[Array, float], Array]

_erf_of_each = np.frompyfunc(erf, 1, 1)


def _erf(x: Array) -> Array:
    return cast(Array, _erf_of_each(x)).astype(x.dtype)


def _sigmoid(x: Array) -> Array:
    return cast(Array, 0.5 * (1 + np.tanh(0.5 * x)))


def _hardsigmoid(x: Array) -> Array:
    return np.clip(x / 6 + 0.5, 0, 1)


def _bell(x: Array) -> Array:
    return cast(Array, np.exp(-x * x / 2) / sqrt(2 * pi))


def _softmax(x: Array) -> Array:
    powers = np.exp(x - x.max(axis=1, keepdims=True))
    return cast(Array, powers / powers.sum(axis=1, keepdims=True))


FUNCTIONS: dict[str, Function] = {
    "relu": lambda x, _: np.maximum(x, 0),
    "relu6": lambda x, _: np.clip(x, 0, 6),
    "leaky_relu": lambda x, slope: np.where(x > 0, x, slope * x),
    "elu": lambda x, slope: np.where(x > 0, x, slope * np.expm1(np.minimum(x, 0))),
    "silu": lambda x, _: x * _sigmoid(x),
    "gelu": lambda x, _: x * (1 + _erf(x / sqrt(2))) / 2,
    "sigmoid": lambda x, _: _sigmoid(x),
    "hardsigmoid": lambda x, _: _hardsigmoid(x),
    "hardswish": lambda x, _: x * _hardsigmoid(x),
    "tanh": lambda x, _: np.tanh(x),
    "erf": lambda x, _: _erf(x),
    "softmax": lambda x, _: _softmax(x),
}

DERIVATIVES: dict[str, Function] = {
    "relu": lambda x, _: x > 0,
    "relu6": lambda x, _: (x > 0) & (x < 6),
    "leaky_relu": lambda x, slope: np.where(x > 0, 1, slope),
    "elu": lambda x, slope: np.where(x > 0, 1, slope * np.exp(np.minimum(x, 0))),
    "silu": lambda x, _: _sigmoid(x) * (1 + x * (1 - _sigmoid(x))),
    "gelu": lambda x, _: (1 + _erf(x / sqrt(2))) / 2 + x * _bell(x),
    "sigmoid": lambda x, _: _sigmoid(x) * (1 - _sigmoid(x)),
    "hardsigmoid": lambda x, _: np.where((x > -3) & (x < 3), 1 / 6, 0),
    "hardswish": lambda x, _: np.where(x <= -3, 0, np.where(x < 3, x / 3 + 0.5, 1)),
    "tanh": lambda x, _: 1 - np.tanh(x) ** 2,
    "erf": lambda x, _: 2 / sqrt(pi) * np.exp(-x * x),
}


def activate(layer: Activation, x: Array) -> Array:
    """Return the function of every value, in the dtype of `x`."""
    return FUNCTIONS[layer.function](x, layer.slope).astype(x.dtype, copy=False)


def activate_backward(layer: Activation, x: Array, grad: Array) -> Array:
    """Return the gradient of the input `x`, from that of the output."""
    if layer.function == "softmax":
        out = _softmax(x)
        return cast(Array, out * (grad - (grad * out).sum(axis=1, keepdims=True)))
    slopes: Any = DERIVATIVES[layer.function](x, layer.slope)
    return cast(Array, grad * slopes.astype(grad.dtype, copy=False))

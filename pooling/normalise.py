"""Normalisation over the channels of each cell, and the way back of a gradient."""

from typing import cast

import numpy as np

from pooling.layers import Normalisation
from pooling.planes import Array


def centred(layer: Normalisation, x: Array) -> tuple[Array, Array]:
    """Return each cell's channels with mean 0 and variance 1, and what they were divided by."""
    shifted = x - x.mean(axis=1, keepdims=True)
    variance = (shifted**2).mean(axis=1, keepdims=True)
    spread: Array = np.sqrt(variance + x.dtype.type(layer.eps))
    return shifted / spread, spread


def response_divisor(layer: Normalisation, x: Array) -> Array:
    """Return (k + alpha * mean of the squares of neighbouring channels) ** beta."""
    squares = neighbour_sum(layer.size, x**2)
    divisor: Array = (layer.k + layer.alpha / layer.size * squares) ** layer.beta
    return divisor


def neighbour_sum(size: int, x: Array, *, backward: bool = False) -> Array:
    """Return for each channel the sum over `size` channels around it."""
    sides = size // 2, (size - 1) // 2
    padded = np.pad(x, ((0, 0), sides[::-1] if backward else sides, (0, 0), (0, 0)))
    return cast(Array, sum(padded[:, k : k + x.shape[1]] for k in range(size)))


def response_back(layer: Normalisation, x: Array, grad: Array) -> Array:
    """Return the gradient of the input of a "local_response" layer."""
    base = layer.k + layer.alpha / layer.size * neighbour_sum(layer.size, x**2)
    through = grad * x * base ** (-layer.beta - 1)
    around = neighbour_sum(layer.size, through, backward=True)
    found: Array = (
        grad * base**-layer.beta - (2 * layer.alpha * layer.beta / layer.size) * x * around
    )
    return found.astype(grad.dtype, copy=False)

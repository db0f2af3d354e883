"""The way back of a gradient through layers whose windows differ: adaptive, blurred, enlarged."""

from math import comb

import numpy as np

from pooling.layers import BlurPool2d, Upsample
from pooling.planes import Array


def at_places(grad: Array, places: Array, shape: tuple[int, ...]) -> Array:
    """Return a plane for each channel with the gradients added at flat `places` of it."""
    found = np.zeros((shape[0] * shape[1], shape[2] * shape[3]), grad.dtype)
    planes = np.arange(len(found))[:, None]
    np.add.at(found, (planes, places.reshape(len(found), -1)), grad.reshape(len(found), -1))
    return found.reshape(shape)


def means_back(grad: Array, axis: int, cells: int) -> Array:
    """Hand each adaptive window's gradient to its cells in equal shares, along one axis."""
    moved = np.moveaxis(grad, axis, 0)
    found = np.zeros((cells, *moved.shape[1:]), grad.dtype)
    for unit, part in enumerate(moved):
        start, stop = unit * cells // len(moved), -(-(unit + 1) * cells // len(moved))
        found[start:stop] += part / (stop - start)
    return np.moveaxis(found, 0, axis)


def blur_back(grad: Array, axis: int, layer: BlurPool2d, cells: int) -> Array:
    """Hand each blurred value's gradient to the cells it was mixed from, along one axis."""
    moved = np.moveaxis(grad, axis, 0)
    found = np.zeros((cells, *moved.shape[1:]), grad.dtype)
    size = layer.kernel_size
    reflected = np.pad(np.arange(cells), ((size - 1) // 2, size // 2), mode="reflect")
    starts = np.arange(0, cells, layer.stride)
    for k in range(size):
        share = grad.dtype.type(comb(size - 1, k) / 2 ** (size - 1))
        np.add.at(found, reflected[starts + k], share * moved)
    return np.moveaxis(found, 0, axis)


def mixed_back(grad: Array, axis: int, layer: Upsample, cells: int) -> Array:
    """Hand each enlarged value's gradient to the two cells it was mixed from, along one axis."""
    moved = np.moveaxis(grad, axis, 0)
    found = np.zeros((cells, *moved.shape[1:]), grad.dtype)
    first, last, share = layer.taps(cells, len(moved))
    part = share.astype(grad.dtype).reshape(-1, 1, 1, 1)
    np.add.at(found, first, (1 - part) * moved)
    np.add.at(found, last, part * moved)
    return np.moveaxis(found, 0, axis)

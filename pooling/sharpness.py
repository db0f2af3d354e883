"""How sharp a map stays when it is made smaller, and how much of it is zero: measured shares."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from pooling.gradient import avg_pool2d_backward, max_pool2d_backward
from pooling.planes import Array, as_batch, real_array
from pooling.pool import avg_pool2d, max_pool2d
from pooling.window import whole

EDGES = 0.05
"""Share of the places, those with the most contrast, that count as edges."""
FINE, COARSE = (0.25, 0.5), (1e-9, 0.25)
"""Cycles for each cell of the smaller map; 0 is the mean, half a cycle its own mirror image."""


def high_frequencies_kept(before: ArrayLike, after: ArrayLike, factor: int = 2) -> float:
    """Return how much of the finest detail that the smaller map can hold is in it.

    The energy (mean square per cell) of the frequencies between a quarter and half a cycle for each
    cell of the smaller map, down or across, divided by the energy of the same frequencies in the
    larger map; half a cycle itself, which is its own mirror image, is left out. Each plane is
    taken less its mean and tapered by a Hann window, so that its edges are no detail. 1: all kept;
    below 1: blurred; above 1: finer detail was folded in (aliasing).

    Args:
        before: (..., height, width).
        after: (..., height / factor, width / factor), what a downsampling made of it.
        factor: cells of `before` for each of `after`, down and across.

    Raises:
        TypeError: values that are no real numbers.
        ValueError: maps that do not belong to each other, smaller than 8x8 cells after, or
            nothing fine to keep.

    >>> wave = np.cos(2 * np.pi * 12 / 64 * np.arange(64)) * np.ones((64, 1))
    >>> round(high_frequencies_kept(wave, avg_pool2d(wave, 2)), 3)
    0.691
    """
    large, small = _spectral(before, after, factor)
    return _kept(large, small, factor, FINE)


def fine_against_coarse(before: ArrayLike, after: ArrayLike, factor: int = 2) -> float:
    """Return how much better fine detail came through a downsampling than coarse detail did.

    What `high_frequencies_kept` tells, divided by the same share of the coarser frequencies. A
    gain cancels out, so a learned convolution, which may make everything ten times as strong, can
    be compared with pooling; what its channels are need not matter, since energies are added over
    all of them. 1: both alike; below 1: smoothed; above 1: sharpened, or finer detail folded in.

    Args:
        before: (..., height, width).
        after: (..., height / factor, width / factor), what a downsampling made of it.
        factor: cells of `before` for each of `after`, down and across.

    Raises:
        TypeError, ValueError: as `high_frequencies_kept`.

    >>> noise = np.random.default_rng(0).random((64, 64))
    >>> smaller = avg_pool2d(noise, 2)
    >>> fine_against_coarse(noise, smaller) == fine_against_coarse(noise, 8 * smaller)
    True
    """
    large, small = _spectral(before, after, factor)
    coarse = _kept(large, small, factor, COARSE)
    if not coarse:
        raise ValueError("the smaller map has no coarse detail to compare with: use another map")
    return _kept(large, small, factor, FINE) / coarse


def edge_contrast_kept(before: ArrayLike, after: ArrayLike, factor: int = 2) -> float:
    """Return how much of the contrast across edges is left in a smaller map.

    Contrast is the largest value less the smallest among 2x2 cells of the smaller map, and among
    the cells of the larger map that they stand for. The mean over the strongest edges (the
    twentieth of the places with the most contrast before, and those equal to them) after, divided
    by that before. 1: as strong as before; a mean or a maximum can never give more.

    Args:
        before: (..., height, width).
        after: (..., height / factor, width / factor), what a downsampling made of it.
        factor: cells of `before` for each of `after`, down and across.

    Raises:
        TypeError: values that are no real numbers.
        ValueError: maps that do not belong to each other, or one that is flat.

    >>> line = np.zeros((8, 8))
    >>> line[:, 3] = 1
    >>> edge_contrast_kept(line, max_pool2d(line, 2)), edge_contrast_kept(line, avg_pool2d(line, 2))
    (1.0, 0.5)
    """
    large, small = _pair(before, after, factor)
    contrast_before = _contrast(large, 2 * factor, factor).ravel()
    contrast_after = _contrast(small, 2, 1).ravel()
    count = max(1, round(EDGES * contrast_before.size))
    strongest = contrast_before >= np.partition(contrast_before, -count)[-count]
    had = float(contrast_before[strongest].sum())
    if not had:
        raise ValueError("the larger map is flat, so it has no edges: use another map")
    return float(contrast_after[strongest].sum()) / had


def zero_share(x: ArrayLike) -> float:
    """Return the share of cells that are exactly zero, 0 to 1.

    Raises:
        TypeError: values that are no real numbers.
        ValueError: no cells.

    >>> zero_share([[0, 1], [0, 0]])
    0.75
    """
    array = real_array("the map", x)
    if not array.size:
        raise ValueError("a share needs at least one cell, got none")
    return int((array == 0).sum()) / array.size


@dataclass(frozen=True)
class Sparsity:
    """The share of zeros, 0 to 1, around a pooling without overlap.

    Attributes:
        before: in the map that is pooled.
        after_max, after_average: in what comes out.
        gradient_max, gradient_average: in the gradient that reaches the map, where every output
            receives some.
    """

    before: float
    after_max: float
    after_average: float
    gradient_max: float
    gradient_average: float


def pooled_sparsity(x: ArrayLike, kernel_size: int = 2) -> Sparsity:
    """Count zeros before and after pooling, and in the gradient on its way back.

    Args:
        x: (height, width), (channels, height, width) or (batch, channels, height, width), for
            example rectified activations.
        kernel_size: of the pooling, and its steps.

    Raises:
        TypeError, ValueError: as `max_pool2d`.

    >>> found = pooled_sparsity([[0, 1, 0, 0], [0, 0, 0, 0]])
    >>> found.before, found.after_max, found.gradient_max, found.gradient_average
    (0.875, 0.5, 0.75, 0.0)
    """
    array = real_array("the input", x)
    largest, mean = max_pool2d(array, kernel_size), avg_pool2d(array, kernel_size)
    ones = np.ones(largest.shape)
    return Sparsity(
        zero_share(array),
        zero_share(largest),
        zero_share(mean),
        zero_share(max_pool2d_backward(ones, array, kernel_size)),
        zero_share(avg_pool2d_backward(ones, array, kernel_size)),
    )


def _pair(before: ArrayLike, after: ArrayLike, factor: int) -> tuple[Array, Array]:
    large, small = as_batch(before), as_batch(after)
    expected = (*large.shape[:2], large.shape[2] // factor, large.shape[3] // factor)
    if whole("factor", factor) < 2 or small.shape != expected or min(expected[2:]) < 2:
        raise ValueError(
            f"a map that is {factor} times as small belongs to {np.shape(before)}, got "
            f"{np.shape(after)}: give the output of its downsampling"
        )
    height, width = (cells * factor for cells in expected[2:])
    return large[:, :, :height, :width].astype(np.float64), small.astype(np.float64)


def _spectral(before: ArrayLike, after: ArrayLike, factor: int) -> tuple[Array, Array]:
    large, small = _pair(before, after, factor)
    if min(small.shape[2:]) < 8:
        raise ValueError(
            f"frequencies need 8x8 cells or more, got an output of {small.shape[2]}x"
            f"{small.shape[3]}: use a larger map"
        )
    return large, small


def _kept(large: Array, small: Array, factor: int, band: tuple[float, float]) -> float:
    kept, had = _energy(small, 1, band), _energy(large, factor, band)
    if not had:
        raise ValueError("the larger map has no detail of these frequencies: use another map")
    return kept / had


def _energy(x: Array, factor: int, band: tuple[float, float]) -> float:
    """Return the mean energy of a band of cycles for `factor` cells, down or across."""
    height, width = x.shape[2:]
    taper = np.outer(_hann(height), _hann(width))
    x = (x - x.mean((2, 3), keepdims=True)) * taper
    spectrum = np.abs(np.fft.fft2(x)) ** 2
    down = np.abs(np.fft.fftfreq(height))[:, None] * factor
    across = np.abs(np.fft.fftfreq(width)) * factor
    highest = np.maximum(down, across)
    chosen = spectrum[:, :, (highest >= band[0]) & (highest < band[1])]
    # Parseval: a sum of squares per cell and spectrum; the taper's own energy is taken out
    return float(chosen.sum() / (len(x) * x.shape[1] * height * width * (taper**2).sum()))


def _hann(cells: int) -> Array:
    window: Array = np.sin(np.pi * (np.arange(cells) + 0.5) / cells) ** 2
    return window


def _contrast(x: Array, size: int, stride: int) -> Array:
    largest = max_pool2d(x, size, stride)
    return largest + max_pool2d(-x, size, stride)

"""Pooling and convolution written down as slowly and as plainly as they are defined.

Every function takes one (height, width) plane as a nested list or array and loops over windows
and cells in scan order, with Python numbers.
"""

from collections.abc import Iterator
from math import fsum, inf, isnan
from typing import Any

import numpy as np
from numpy.typing import NDArray

from pooling import Window2d

Plane = NDArray[Any]
Cell = tuple[int, int]


def cells_of(window: Window2d, i: int, j: int) -> Iterator[Cell]:
    for a in range(window.kernel_size[0]):
        for b in range(window.kernel_size[1]):
            yield (
                i * window.stride[0] - window.padding[0][0] + a * window.dilation[0],
                j * window.stride[1] - window.padding[1][0] + b * window.dilation[1],
            )


def output_size(window: Window2d, height: int, width: int) -> tuple[int, int]:
    """Count windows one by one instead of dividing."""
    sizes = []
    for axis, size in enumerate((height, width)):
        before, after = window.padding[axis]
        count = 0
        while True:
            start = count * window.stride[axis]
            last = start + (window.kernel_size[axis] - 1) * window.dilation[axis]
            fits = last < size + before + after
            overhang = last - (size + before + after - 1)
            if window.ceil_mode and start < size + before:
                fits = fits or overhang < window.stride[axis]
            elif window.ceil_mode:
                fits = False
            if not fits:
                break
            count += 1
        sizes.append(count)
    return sizes[0], sizes[1]


def max_pool(x: Plane, window: Window2d) -> tuple[Plane, NDArray[np.int64]]:
    """Return maxima and flat indices; -1 where a window has no real cell."""
    height, width = x.shape
    rows, cols = output_size(window, height, width)
    lowest = -inf if x.dtype.kind == "f" else 0 if x.dtype == bool else np.iinfo(x.dtype).min
    values = np.full((rows, cols), lowest, x.dtype)
    places = np.full((rows, cols), -1, np.int64)
    for i in range(rows):
        for j in range(cols):
            for r, c in cells_of(window, i, j):
                if not (0 <= r < height and 0 <= c < width):
                    continue
                value = x[r, c]
                if places[i, j] < 0 or value > values[i, j] or isnan(value):
                    values[i, j], places[i, j] = value, r * width + c
    return values, places


def avg_pool(
    x: Plane,
    window: Window2d,
    count_include_pad: bool = True,
    divisor_override: int | None = None,
    norm_type: int | None = None,
) -> Plane:
    """Return means; with `norm_type`, the root of the window's mean power times its full size."""
    height, width = x.shape
    rows, cols = output_size(window, height, width)
    (top, bottom), (left, right) = window.padding
    out = np.zeros((rows, cols))
    for i in range(rows):
        for j in range(cols):
            values, counted = [], 0
            for r, c in cells_of(window, i, j):
                real = 0 <= r < height and 0 <= c < width
                padded = -top <= r < height + bottom and -left <= c < width + right
                counted += real or (padded and count_include_pad)
                if real:
                    values.append(float(x[r, c]))
            if norm_type is not None:
                mean = fsum(value**norm_type for value in values) / counted
                out[i, j] = (mean * window.kernel_size[0] * window.kernel_size[1]) ** (
                    1 / norm_type
                )
            else:
                out[i, j] = fsum(values) / (divisor_override or max(counted, 1))
    return out


def conv(x: NDArray[Any], weight: NDArray[Any], window: Window2d, groups: int = 1) -> NDArray[Any]:
    """Correlate (channels, height, width) with (outputs, channels / groups, rows, columns)."""
    _, height, width = x.shape
    rows, cols = output_size(window, height, width)
    outputs, inputs = weight.shape[:2]
    out = np.zeros((outputs, rows, cols))
    for o in range(outputs):
        first = o // (outputs // groups) * inputs
        for i in range(rows):
            for j in range(cols):
                products = []
                for k, (r, c) in enumerate(cells_of(window, i, j)):
                    if 0 <= r < height and 0 <= c < width:
                        for channel in range(inputs):
                            factor = weight[o, channel].ravel()[k]
                            products.append(float(x[first + channel, r, c]) * float(factor))
                out[o, i, j] = fsum(products)
    return out


def adaptive_windows(size: int, count: int) -> list[range]:
    """Return the cells of each adaptive window: every cell that overlaps its share of the axis."""
    windows = []
    for k in range(count):
        owned = [
            c for c in range(size) if (c + 1) * count > k * size and c * count < (k + 1) * size
        ]
        windows.append(range(min(owned), max(owned) + 1))
    return windows


def blur_pool(x: Plane, kernel: list[int], stride: int) -> Plane:
    """Blur with the outer product of `kernel` and itself, edges reflected, then subsample."""
    height, width = x.shape
    total = sum(kernel) ** 2
    before = (len(kernel) - 1) // 2

    def mirrored(place: int, size: int) -> int:
        place = abs(place)
        return place if place < size else 2 * (size - 1) - place

    return np.array(
        [
            [
                fsum(
                    float(x[mirrored(r + a - before, height), mirrored(c + b - before, width)])
                    * kernel[a]
                    * kernel[b]
                    for a in range(len(kernel))
                    for b in range(len(kernel))
                )
                / total
                for c in range(0, width, stride)
            ]
            for r in range(0, height, stride)
        ]
    )

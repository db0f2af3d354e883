"""Convolution turned around: every value writes a kernel's worth of cells.

It is the transposed convolution, and the way back of a gradient through a convolution.
"""

import numpy as np

from pooling.blocks import cell_view
from pooling.planes import Array
from pooling.window import Pair, Window2d

COLUMN_BYTES = 1 << 22
"""Size of the products written at once."""


def spread_kernels(
    values: Array, weight: Array, window: Window2d, groups: int, size: Pair
) -> Array:
    """Return the sum of kernels that the values write.

    Args:
        values: (batch, channels, rows, columns).
        weight: (channels, written channels / groups, kernel rows, kernel columns).
        window: of the convolution that reads what is written here.
        size: rows and columns to write on.

    Returns:
        (batch, written channels, *size), in the dtype of `values`.
    """
    images, channels, rows, cols = values.shape
    (top, _), (left, _) = window.padding
    height = max((rows - 1) * window.stride[0] + window.span[0], top + size[0])
    width = max((cols - 1) * window.stride[1] + window.span[1], left + size[1])
    written = weight.shape[1] * groups
    padded = np.zeros((images, written, height, width), values.dtype)
    kernels = weight.reshape(groups, channels // groups, -1).swapaxes(1, 2)
    kernels = kernels.astype(values.dtype, copy=False)
    row_bytes = weight[0].size * groups * cols * values.dtype.itemsize
    step = max(1, min(rows, COLUMN_BYTES // row_bytes))
    for image in range(images):
        for row in range(0, rows, step):
            part = values[image, :, row : row + step]
            columns = np.matmul(kernels, part.reshape(groups, channels // groups, -1))
            columns = columns.reshape(written, *window.kernel_size, part.shape[1], cols)
            target = padded[image : image + 1, :, row * window.stride[0] :]
            for i, j in np.ndindex(*window.kernel_size):
                cell_view(target, window, i, j, part.shape)[0] += columns[:, i, j]
    return padded[:, :, top : top + size[0], left : left + size[1]]

"""Convolution as networks mean it (cross-correlation): multiply, add, step."""

from typing import Any

import numpy as np
from numpy.lib.stride_tricks import as_strided
from numpy.typing import ArrayLike

from pooling.planes import Array, as_batch, float_dtype, real_array, sum_dtype
from pooling.window import IntOrPair, Padding, Window2d, whole

COLUMN_BYTES = 1 << 19
"""Size of the columns multiplied at once: they stay in the second-level cache."""


def conv2d(
    x: ArrayLike,
    weight: ArrayLike,
    bias: ArrayLike | None = None,
    stride: IntOrPair = 1,
    padding: Padding = 0,
    dilation: IntOrPair = 1,
    groups: int = 1,
) -> Array:
    """Slide kernels over an input: each output is a sum of products, plus a bias.

    Args:
        x: (channels, height, width) or (batch, channels, height, width); or one plane
            (height, width), with a plane for a kernel.
        weight: (output channels, channels / groups, kernel rows, kernel columns); or
            (kernel rows, kernel columns) for one plane.
        bias: (output channels,); one number for one plane.
        padding: zeros around the input, a number, a pair, or ((top, bottom), (left, right)).
        groups: parts the channels are split into; each output channel reads one part.

    Returns:
        (batch, output channels, output rows, output columns) with the dimensions of `x`; in the
        dtype of the floats among input and weight, float64 where both are integers.

    Raises:
        TypeError: values that are no real numbers, sizes that are no whole numbers.
        ValueError: shapes that do not fit each other, a kernel larger than the padded input, a
            stride below 1.

    >>> conv2d([[1, 2, 3], [4, 5, 6]], [[1, -1], [-1, 1]])
    array([[0., 0.]])
    """
    batch, kernels = as_batch(x), real_array("weight", weight)
    plane = np.ndim(x) == 2
    if kernels.ndim != (2 if plane else 4):
        raise ValueError(
            "weight is (rows, columns) for one plane, else (output channels, channels / groups, "
            f"rows, columns), got shapes {np.shape(x)} and {kernels.shape}: add or drop dimensions"
        )
    if plane:
        kernels = kernels[None, None]
    if 0 in kernels.shape:
        raise ValueError(f"a kernel needs at least one cell, got shape {kernels.shape}: enlarge it")
    parts = whole("groups", groups)
    outputs, inputs = kernels.shape[:2]
    if parts < 1 or outputs % parts or inputs * parts != batch.shape[1]:
        raise ValueError(
            f"the channels must split evenly: {batch.shape[1]} channels in, {outputs} out, "
            f"groups {parts} and kernels of {inputs} channels: "
            "kernels need (channels / groups) channels"
        )
    window = Window2d.of(kernels.shape[2:], stride, padding, dilation)
    result = batch.dtype if batch.dtype.kind == "f" else float_dtype(kernels.dtype)
    if kernels.dtype.kind == "f":
        result = np.promote_types(result, kernels.dtype)
    offset = _bias(bias, outputs)
    with np.errstate(invalid="ignore", over="ignore"):
        out = _correlate(batch, kernels, window, parts, sum_dtype(result))
        if offset is not None:
            out += offset.astype(out.dtype)
        out = out.astype(result, copy=False)
    return out.reshape(out.shape[2:] if plane else (*np.shape(x)[:-3], *out.shape[1:]))


def strided_conv2d(
    x: ArrayLike,
    kernel: ArrayLike,
    stride: IntOrPair = 2,
    padding: Padding = 0,
    dilation: IntOrPair = 1,
    bias: ArrayLike | None = None,
    groups: int = 1,
) -> Array:
    """Return `conv2d` with steps of two cells: downsampling whose weights can be learned.

    Args:
        x, kernel, stride, padding, dilation, bias, groups: as for `conv2d`.

    Returns:
        As `conv2d`.

    Raises:
        TypeError, ValueError: as `conv2d`.

    >>> img = [[1, 3, 2, 8], [4, 6, 5, 2], [7, 1, 0, 3], [2, 9, 4, 1]]
    >>> print(strided_conv2d(img, [[1, -1], [-1, 1]], stride=2))
    [[ 0. -9.]
     [13. -6.]]
    """
    return conv2d(x, kernel, bias, stride, padding, dilation, groups)


def _bias(bias: ArrayLike | None, outputs: int) -> Array | None:
    if bias is None:
        return None
    offset = real_array("bias", bias).reshape(-1)
    if offset.size != outputs:
        raise ValueError(
            f"bias needs one number an output channel, got {offset.size} for {outputs}: "
            f"give {outputs}"
        )
    return offset[:, None, None]


def _correlate(
    batch: Array, kernels: Array, window: Window2d, groups: int, dtype: np.dtype[Any]
) -> Array:
    """Lay the cells of many windows out as columns and multiply them by the kernels at once."""
    outputs, inputs = kernels.shape[:2]
    rows, cols = window.output_size(*batch.shape[2:])
    out = np.empty((batch.shape[0], outputs, rows, cols), dtype)
    parts = kernels.reshape(groups, outputs // groups, -1).astype(dtype, copy=False)
    cells = parts.shape[2]
    step = max(1, min(rows, COLUMN_BYTES // (cells * cols * dtype.itemsize)))
    columns = np.empty((inputs, *window.kernel_size, step, cols), dtype)
    for image in range(len(batch)):
        padded = _padded(batch[image], window, dtype)
        for group, part in enumerate(parts):
            into = out[image].reshape(groups, -1, rows * cols)[group]
            windows = _windows(padded[group * inputs : (group + 1) * inputs], window, (rows, cols))
            for row in range(0, rows, step):
                some = columns[:, :, :, : min(step, rows - row)]
                np.copyto(some, windows[:, :, :, row : row + step])
                end = (row + some.shape[3]) * cols
                np.matmul(part, some.reshape(cells, -1), out=into[:, row * cols : end])
    return out


def _padded(image: Array, window: Window2d, dtype: np.dtype[Any]) -> Array:
    """Return (channels, rows, columns) with its zeros around it."""
    (top, bottom), (left, right) = window.padding
    if not (top or bottom or left or right):
        return image.astype(dtype, copy=False)
    channels, height, width = image.shape
    padded = np.zeros((channels, top + height + bottom, left + width + right), dtype)
    padded[:, top : top + height, left : left + width] = image
    return padded


def _windows(padded: Array, window: Window2d, size: tuple[int, int]) -> Array:
    """View (channels, rows, columns) as (channels, *kernel cells, *windows), without copying."""
    channel, row, col = padded.strides
    return as_strided(
        padded,
        (len(padded), *window.kernel_size, *size),
        (
            channel,
            row * window.dilation[0],
            col * window.dilation[1],
            row * window.stride[0],
            col * window.stride[1],
        ),
        writeable=False,
    )

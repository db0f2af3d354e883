"""Where the gradient goes: back to the winner of a window, or in equal shares to its cells."""

import numpy as np
from numpy.typing import ArrayLike

from pooling.blocks import cell_view
from pooling.divisors import avg_divisor, window_divisors
from pooling.planes import Array, as_batch, float_dtype, real_array
from pooling.window import IntOrPair, Padding, Window2d
from pooling.winners import window_winners


def max_pool2d_backward(
    grad_output: ArrayLike,
    x: ArrayLike,
    kernel_size: IntOrPair,
    stride: IntOrPair | None = None,
    padding: Padding = 0,
    dilation: IntOrPair = 1,
    ceil_mode: bool = False,
) -> Array:
    """Return the gradient of the input of `max_pool2d`: only winners receive any.

    Where windows overlap, a cell that wins several of them receives the sum.

    Args:
        grad_output: gradient of the output, of the output's shape.
        x: the input that was pooled.

    Returns:
        An array of the shape of `x`, in the floating-point dtype of `grad_output`.

    Raises:
        TypeError, ValueError: as `max_pool2d`; or a gradient of another shape.

    >>> max_pool2d_backward([[10, 20]], [[1, 3, 2, 8], [4, 6, 5, 2]], 2)
    array([[ 0.,  0.,  0., 20.],
           [ 0., 10.,  0.,  0.]])
    """
    window = Window2d.of(kernel_size, stride, padding, dilation, ceil_mode)
    window.check_pool_padding()
    batch = as_batch(x)
    grad = _upstream(grad_output, batch, np.shape(x), window)
    indices = window_winners(batch, window)[1]
    cells = batch.shape[2] * batch.shape[3]
    plane_starts = np.arange(batch.shape[0] * batch.shape[1])[:, None] * cells
    by_plane = (plane_starts.size, indices.shape[2] * indices.shape[3])
    places = indices.reshape(by_plane) + plane_starts
    height, width = batch.shape[2:]
    has_cells = window_divisors(window, height, width, count_include_pad=False).ravel() > 0
    total = np.bincount(
        places[:, has_cells].ravel(),
        weights=grad.reshape(by_plane)[:, has_cells].ravel(),
        minlength=plane_starts.size * cells,
    )
    return total.astype(grad.dtype, copy=False).reshape(np.shape(x))


def avg_pool2d_backward(
    grad_output: ArrayLike,
    x: ArrayLike,
    kernel_size: IntOrPair,
    stride: IntOrPair | None = None,
    padding: Padding = 0,
    ceil_mode: bool = False,
    count_include_pad: bool = True,
    divisor_override: int | None = None,
    *,
    dilation: IntOrPair = 1,
) -> Array:
    """Return the gradient of the input of `avg_pool2d`: every cell receives the same share.

    Args:
        grad_output: gradient of the output, of the output's shape.
        x: the input that was pooled; only its shape matters.

    Returns:
        An array of the shape of `x`, in the floating-point dtype of `grad_output`.

    Raises:
        TypeError, ValueError: as `avg_pool2d`; or a gradient of another shape.

    >>> avg_pool2d_backward([[4]], [[1, 2], [3, 4]], 2)
    array([[1., 1.],
           [1., 1.]])
    """
    window = Window2d.of(kernel_size, stride, padding, dilation, ceil_mode)
    window.check_pool_padding()
    batch = as_batch(x)
    grad = _upstream(grad_output, batch, np.shape(x), window)
    height, width = batch.shape[2:]
    share = grad / avg_divisor(window, height, width, count_include_pad, divisor_override)
    top, left = window.padding[0][0], window.padding[1][0]
    reach = [
        (share.shape[2 + axis] - 1) * window.stride[axis] + window.span[axis] for axis in (0, 1)
    ]
    padded = np.zeros(
        (*batch.shape[:2], max(reach[0], top + height), max(reach[1], left + width)), grad.dtype
    )
    for row in range(window.kernel_size[0]):
        for col in range(window.kernel_size[1]):
            cell_view(padded, window, row, col, share.shape)[...] += share
    return padded[:, :, top : top + height, left : left + width].reshape(np.shape(x))


def _upstream(
    grad_output: ArrayLike, batch: Array, shape: tuple[int, ...], window: Window2d
) -> Array:
    """Return the gradient as (batch, channels, output rows, output columns) floats."""
    grad = real_array("grad_output", grad_output)
    size = window.output_size(*batch.shape[2:])
    if grad.shape != (*shape[:-2], *size):
        raise ValueError(
            f"grad_output must have the output's shape {(*shape[:-2], *size)}, got {grad.shape}: "
            "pass one gradient a window"
        )
    return grad.astype(float_dtype(grad.dtype), copy=False).reshape(*batch.shape[:2], *size)

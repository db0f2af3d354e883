"""Max unpooling: maxima go back to where they came from, every other cell is zero."""

import numpy as np
from numpy.typing import ArrayLike

from pooling.planes import Array, as_batch, real_array
from pooling.window import IntOrPair, Window2d, whole


def max_unpool2d(
    x: ArrayLike,
    indices: ArrayLike,
    kernel_size: IntOrPair,
    stride: IntOrPair | None = None,
    padding: IntOrPair = 0,
    output_size: tuple[int, ...] | None = None,
) -> Array:
    """Undo `max_pool2d(..., return_indices=True)` as far as the maxima allow.

    Args:
        x: pooled values, (height, width), (channels, height, width) or
            (batch, channels, height, width).
        indices: where they came from, of the same shape.
        output_size: the size before pooling, (rows, columns) or a whole shape; pooling may have
            dropped less than a stride of it. None takes the smallest.

    Returns:
        The same dimensions with the larger rows and columns, in the dtype of `x`.

    Raises:
        TypeError: values that are no real numbers, indices that are no integers.
        ValueError: shapes that differ, an index outside the output, or an `output_size` a stride
            or more away from the smallest.

    >>> max_unpool2d([[6, 8]], [[5, 3]], 2)
    array([[0, 0, 0, 8],
           [0, 6, 0, 0]])
    """
    window = Window2d.of(kernel_size, stride, padding)
    batch = as_batch(x)
    places = real_array("indices", indices)
    if places.dtype.kind not in "iu":
        raise TypeError(
            f"indices must be integers, got dtype {places.dtype}: "
            "take them from max_pool2d(..., return_indices=True)"
        )
    if places.shape != np.shape(x):
        raise ValueError(
            f"indices must have the shape of the input {np.shape(x)}, got {places.shape}: "
            "take both from one call of max_pool2d"
        )
    height, width = _size(batch, window, output_size)
    if places.size and not 0 <= int(places.min()) <= int(places.max()) < height * width:
        raise ValueError(
            f"an index must lie in 0..{height * width - 1} of a {height}x{width} output, got "
            f"{int(places.min())}..{int(places.max())}: check kernel_size, stride and output_size"
        )
    planes = batch.shape[0] * batch.shape[1]
    out = np.zeros((planes, height * width), batch.dtype)
    within = (planes, batch.shape[2] * batch.shape[3])
    np.put_along_axis(
        out, places.astype(np.int64, copy=False).reshape(within), batch.reshape(within), axis=1
    )
    return out.reshape(*np.shape(x)[:-2], height, width)


def _size(batch: Array, window: Window2d, asked: tuple[int, ...] | None) -> tuple[int, int]:
    smallest = [
        (batch.shape[2 + axis] - 1) * window.stride[axis]
        + window.kernel_size[axis]
        - sum(window.padding[axis])
        for axis in (0, 1)
    ]
    size = smallest if asked is None else [whole("output_size", n) for n in asked[-2:]]
    for axis in (0, 1):
        if asked is not None and abs(size[axis] - smallest[axis]) >= window.stride[axis]:
            raise ValueError(
                f"output_size must be within a stride of {tuple(smallest)}, got {tuple(size)}: "
                "pass the size that was pooled, with the same kernel_size and stride"
            )
    return size[0], size[1]

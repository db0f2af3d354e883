"""The kernels of the first layer, as pictures."""

import numpy as np
from numpy.typing import ArrayLike

from pooling.layers import Conv2d
from pooling.planes import Array
from pooling.trained import Trained


def first_kernels(trained: Trained) -> Array:
    """Return the kernels that the photo itself meets, each as a picture.

    Grey is a weight of 0, brighter is above; each kernel is scaled by its own largest weight, and
    weights count for photos of 0 to 1.

    Args:
        trained: the network.

    Returns:
        (channels, rows, columns, 3), float32 of 0 to 1.

    Raises:
        ValueError: no layer convolves all three colours at once.
    """
    for node in trained.network:
        weight = trained.weights.get(node.name, {}).get("weight")
        if isinstance(node.layer, Conv2d) and weight is not None and weight.shape[1] == 3:
            return kernel_pictures(weight, trained.std)
    raise ValueError(
        f"kernels are shown of a convolution of three colours, {trained.network.name} has none: "
        "give another network"
    )


def kernel_pictures(weight: ArrayLike, std: tuple[float, float, float]) -> Array:
    """Return kernels of three colours as pictures, as `first_kernels` does.

    Args:
        weight: (channels, 3, rows, columns).
        std: by which the colours are divided before the kernels meet them.

    Returns:
        (channels, rows, columns, 3), float32 of 0 to 1.

    >>> kernel_pictures([[[[1.0]], [[0.0]], [[-1.0]]]], (0.5, 0.5, 0.5)).ravel().tolist()
    [1.0, 0.5, 0.0]
    """
    kernels = np.asarray(weight, np.float32).transpose(0, 2, 3, 1) / np.array(std, np.float32)
    largest = np.abs(kernels).max(axis=(1, 2, 3), keepdims=True)
    pictures: Array = 0.5 + 0.5 * kernels / np.where(largest > 0, largest, 1)
    return pictures

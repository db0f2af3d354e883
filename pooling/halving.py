"""Ways to halve a map, by name: pooling, blurred pooling, and a convolution with steps of two."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

import numpy as np
from numpy.typing import ArrayLike

from pooling.blur import blur_pool2d
from pooling.convolve import conv2d
from pooling.planes import Array, real_array
from pooling.pool import avg_pool2d, max_pool2d


@dataclass(frozen=True)
class Halving:
    """One way to halve a map.

    Attributes:
        name: what it is called.
        apply: from (channels, height, width) to (channels, height / 2, width / 2).
        reach: rows, and columns, of the input that one output depends on.
    """

    name: str
    apply: Callable[[Array], Array]
    reach: int

    def repeated(self, x: ArrayLike, depth: int) -> Array:
        """Return the map after `depth` halvings, (channels, height, width) / 2 ** depth."""
        out = real_array("the input", x)
        for _ in range(depth):
            out = self.apply(out)
        return out

    def field(self, depth: int) -> int:
        """Return how many pixels, down and across, one output depends on after `depth` halvings.

        >>> halving("max_blur_pooling").field(1), halving("max_pooling").field(3)
        (4, 8)
        """
        return 1 + (self.reach - 1) * ((1 << depth) - 1)


def halving(name: str, kernels: ArrayLike | None = None) -> Halving:
    """Return a way to halve a map by its name.

    "max_pooling" and "average_pooling" have windows of 2x2, "blur_pooling" is a binomial filter
    of 3x3 with steps of two, "max_blur_pooling" has a 2x2 maximum with steps of one before it, and
    "strided_convolution" slides a kernel over each channel, with zeros around it.

    Args:
        kernels: of "strided_convolution", (channels, size, size) with an odd size: each channel
            has its own. What it does depends on them, so there is no default.

    Raises:
        ValueError: an unknown name; kernels missing, where none are used, or of another shape.

    Source: Zhang, "Making convolutional networks shift-invariant again", 2019.

    >>> halving("average_pooling").apply(np.array([[[1.0, 3.0], [5.0, 7.0]]]))
    array([[[4.]]])
    """
    own = {
        "max_pooling": Halving(name, partial(max_pool2d, kernel_size=2), 2),
        "average_pooling": Halving(name, partial(avg_pool2d, kernel_size=2), 2),
        "blur_pooling": Halving(name, partial(blur_pool2d, kernel_size=3), 3),
        "max_blur_pooling": Halving(name, _max_blur, 4),
    }
    if name == "strided_convolution":
        if kernels is None:
            raise ValueError("a strided convolution is what its kernels make it: give kernels")
        weights = real_array("kernels", kernels)
        if weights.ndim != 3 or weights.shape[1] != weights.shape[2] or weights.shape[1] % 2 == 0:
            raise ValueError(
                f"kernels are (channels, size, size) with an odd size, got {weights.shape}: "
                "write for example an array of (8, 3, 3)"
            )
        return Halving(name, partial(_strided, kernels=weights), weights.shape[1])
    if kernels is not None:
        raise ValueError(f"{name} has no kernels: leave them out")
    if name not in own:
        raise ValueError(
            f"a way to halve is one of {', '.join((*own, 'strided_convolution'))}, got {name!r}: "
            "choose one"
        )
    return own[name]


def random_kernels(channels: int, size: int = 3, seed: int = 0) -> Array:
    """Return kernels as they are before training: normal numbers, each kernel of length 1.

    Returns:
        (channels, size, size), float64.

    >>> random_kernels(8).shape
    (8, 3, 3)
    """
    drawn = np.random.default_rng(seed).standard_normal((channels, size, size))
    kernels: Array = drawn / np.sqrt((drawn**2).sum((1, 2), keepdims=True))
    return kernels


def _max_blur(x: Array) -> Array:
    return blur_pool2d(max_pool2d(x, 2, stride=1), kernel_size=3)


def _strided(x: Array, kernels: Array) -> Array:
    if len(x) != len(kernels):
        raise ValueError(
            f"each channel has its own kernel, got {len(x)} channels and {len(kernels)} kernels: "
            "give as many"
        )
    return conv2d(x, kernels[:, None], stride=2, padding=kernels.shape[1] // 2, groups=len(kernels))

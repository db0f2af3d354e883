"""Padding of a layer: numbers of cells, or TensorFlow's words SAME and VALID."""

from collections.abc import Hashable
from functools import lru_cache
from typing import Any, cast

from pooling.window import IntOrPair, Padding, Sides, Window2d

LayerPadding = Padding | str


def as_padding(padding: LayerPadding) -> Sides | str:
    """Return padding as cells a side, or as "same" or "valid" in small letters.

    Raises:
        TypeError, ValueError: another word, or no whole numbers of 0 and more.

    >>> as_padding("SAME"), as_padding(1)
    ('same', ((1, 1), (1, 1)))
    """
    if not isinstance(padding, str):
        return plain_window(1, 1, padding).padding
    if padding.lower() not in ("same", "valid"):
        raise ValueError(
            f"padding is a number of cells, 'same' or 'valid', got {padding!r}: choose one of them"
        )
    return padding.lower()


def plain_window(
    kernel_size: IntOrPair,
    stride: IntOrPair | None = None,
    padding: LayerPadding = 0,
    dilation: IntOrPair = 1,
    ceil_mode: bool = False,
) -> Window2d:
    """Return `Window2d.of` of the same; a window met before is not made twice."""
    settings = (kernel_size, stride, padding, dilation, ceil_mode)
    try:
        return _remembered(*cast(Any, settings))
    except TypeError:  # a list cannot be remembered; other mistakes say what they are once more
        return Window2d.of(*cast(Any, settings))


def fitted_window(
    kernel_size: IntOrPair,
    stride: IntOrPair | None,
    padding: LayerPadding,
    dilation: IntOrPair,
    ceil_mode: bool,
    height: int,
    width: int,
) -> Window2d:
    """Return the window with its padding in cells on an input of `height` x `width`.

    SAME gives ceil(size / stride) windows; an odd padding cell goes after the input.

    Source: TensorFlow, "Notes on padding combinations" of `tf.nn`.

    >>> fitted_window(3, 2, "same", 1, False, 224, 225).padding
    ((0, 1), (1, 1))
    """
    if not isinstance(padding, str):
        return plain_window(kernel_size, stride, padding, dilation, ceil_mode)
    bare = plain_window(kernel_size, stride, 0, dilation)
    if padding == "valid":
        return bare
    sides = []
    for axis, size in enumerate((height, width)):
        count = -(-size // bare.stride[axis])
        total = max((count - 1) * bare.stride[axis] + bare.span[axis] - size, 0)
        sides.append((total // 2, total - total // 2))
    return plain_window(bare.kernel_size, bare.stride, (sides[0], sides[1]), bare.dilation)


@lru_cache(maxsize=1024)
def _remembered(*settings: Hashable) -> Window2d:
    return Window2d.of(*cast(Any, settings))

"""Which numbers max pooling is shown on: the whole map, and a map small enough for hand work."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from pooling import (
    Window2d,
    avg_pool2d,
    edge_response,
    luminance,
    max_pool2d,
    to_levels,
)
from scenes.digits import shape_text
from scenes.inputs import Input, InputError

Map = NDArray[Any]

LECTURE_MAP = np.array([[1, 3, 2, 8], [4, 6, 5, 2], [7, 1, 0, 3], [2, 9, 4, 1]])
"""The lecture's own example."""
READABLE = 12
"""Cells along an edge up to which numbers are written into a grid."""
LONGEST_EDGE = 320
"""Cells along the longer edge to which a photo is averaged before its edges are found: enough
to see the outline, few enough to see the blocks after pooling twice."""
TOP_LEVEL = 99
"""Edge responses are scaled to whole numbers from 0 to this, so that each fits its cell."""
SATURATED = 0.002
"""The strongest share of the edges reaches the top level, so that a few glints do not darken
all others."""
CHANNELS = ("red", "green", "blue")


@dataclass(frozen=True)
class HandMap:
    """A map small enough to be worked by hand.

    Attributes:
        kind: "table" is the whole input, "patch" a cut from it, "lecture" the lecture's example.
        values: (rows, cols), at most `READABLE` along an edge where the window allows it.
        corner: row and column of a patch's first cell in the whole map.
    """

    kind: str
    values: Map
    corner: tuple[int, int] = (0, 0)


def channel_index(given: Input, channel: int | str | None) -> int | None:
    """The number of a channel named by number or colour; None for no choice.

    Raises:
        InputError: there is no such channel.
    """
    if channel is None:
        return None
    name = str(channel).lower()
    if given.kind == "photo" and name in CHANNELS:
        return CHANNELS.index(name)
    if name.isdecimal() and int(name) < given.channels:
        return int(name)
    if given.channels == 1:
        raise InputError(f"{given.name} has one channel, got channel {channel!r}: leave it out")
    names = f" or {', '.join(CHANNELS)}" if given.kind == "photo" else ""
    raise InputError(
        f"{given.name} has the channels 0 to {given.channels - 1}{names}, got channel {channel!r}: "
        "choose one of them"
    )


def whole_map(given: Input, channel: int | None) -> Map:
    """The map that is pooled, (height, width).

    A photo is averaged down to at most `LONGEST_EDGE` cells; then comes the magnitude of the
    edge response of its luminance as whole numbers from 0 to `TOP_LEVEL`, or the named channel
    from 0 to 255. A table is taken as it is.

    Raises:
        InputError: a table of several channels without one being named.
    """
    if given.kind == "table":
        if given.array.ndim == 2:
            return given.array
        if channel is None and given.channels > 1:
            raise InputError(
                f"{given.name} has {given.channels} channels; name one, from 0 to "
                f"{given.channels - 1}, as channel"
            )
        chosen: Map = given.array[channel or 0]
        return chosen
    layer = luminance(given.array) if channel is None else given.array[..., channel]
    small = made_small(layer)
    if channel is not None:
        return to_levels(small, 255, highest=1.0)
    return to_levels(edge_response(small, "magnitude"), TOP_LEVEL, saturated=SATURATED)


def made_small(layer: Map) -> Map:
    """A layer of a photo, averaged to at most `LONGEST_EDGE` cells along its longer edge."""
    factor = -(-max(layer.shape) // LONGEST_EDGE)
    return avg_pool2d(layer, min(factor, *layer.shape), stride=factor)


def hand_map(whole: Map, window: Window2d, *, photo: bool) -> HandMap:
    """The map that is worked by hand, chosen so that the window takes a few steps on it."""
    if not photo and max(whole.shape) <= READABLE:
        return HandMap("table", whole)
    if photo and min(_steps(window, LECTURE_MAP.shape)) >= 2:
        return HandMap("lecture", LECTURE_MAP)
    height, width = (
        min(size, _handy(span, step))
        for size, span, step in zip(whole.shape, window.span, window.stride, strict=True)
    )
    return clearest_patch(whole, height, width)


def _handy(span: int, step: int) -> int:
    """Cells along an edge on which a window takes three steps, or two if it is itself large."""
    if span >= READABLE:
        return span + step
    return max(READABLE // 2, min(READABLE, span + 2 * step))


def clearest_patch(whole: Map, height: int, width: int) -> HandMap:
    """The patch of (height, width) cells with the clearest slanting edge.

    Its values differ most both from row to row and from column to column.
    """
    numbers = _plain(whole)
    along_rows = _spread(avg_pool2d(numbers, (1, width), stride=1), (height, 1))
    along_cols = _spread(avg_pool2d(numbers, (height, 1), stride=1), (1, width))
    clearest = np.minimum(along_rows, along_cols)
    top, left = (int(i) for i in np.unravel_index(np.argmax(clearest), clearest.shape))
    return HandMap("patch", whole[top : top + height, left : left + width], (top, left))


def _spread(values: Map, kernel_size: tuple[int, int]) -> Map:
    """The variance in each window of a map of floats."""
    mean = avg_pool2d(values, kernel_size, stride=1)
    spread: Map = avg_pool2d(values**2, kernel_size, stride=1) - mean**2
    return spread


def _steps(window: Window2d, shape: tuple[int, ...]) -> tuple[int, int]:
    try:
        return window.output_size(*shape)
    except ValueError:
        return (0, 0)


def sharpest_stretch(whole: Map, length: int, run: int) -> tuple[int, int]:
    """Row and first column of the `length` cells in a row with the sharpest peaks.

    There the largest of each `run` of cells stands highest above their mean; `length` is a
    multiple of `run`.
    """
    numbers = _plain(whole)
    above = max_pool2d(numbers, (1, run)) - avg_pool2d(numbers, (1, run))
    sharp = avg_pool2d(above, (1, length // run), stride=1)
    row, start = (int(i) for i in np.unravel_index(np.argmax(sharp), sharp.shape))
    return row, start * run


def ends(values: Map) -> tuple[float, float]:
    """The lowest and the highest number of a map; NaN where it holds none.

    >>> ends(np.array([[3, 1], [float("nan"), 2]]))
    (1.0, 3.0)
    """
    numbers = values[~np.isnan(values.astype(float))]
    return (float(numbers.min()), float(numbers.max())) if numbers.size else (np.nan, np.nan)


def spoken(values: Map, write: Callable[[float], str]) -> str:
    """A map's numbers row by row; only its size and ends where there are too many to say.

    >>> spoken(np.array([[6, 8], [9, 4]]), str)
    '6.0, 8.0; 9.0, 4.0'
    """
    if values.size > READABLE:
        least, most = (write(end) for end in ends(values))
        return f"{shape_text(values.shape)} numbers from {least} to {most}"
    return "; ".join(", ".join(write(float(value)) for value in row) for row in values)


def _plain(whole: Map) -> Map:
    """The values as finite floats."""
    finite: Map = np.nan_to_num(whole.astype(float), nan=0.0, posinf=0.0, neginf=0.0)
    return finite


def as_bytes(picture: Map) -> NDArray[np.uint8]:
    """A picture of 0 to 1 as whole numbers of 0 to 255: a quarter of the room in a story."""
    levels: NDArray[np.uint8] = np.rint(np.clip(picture, 0, 1) * 255).astype(np.uint8)
    return levels

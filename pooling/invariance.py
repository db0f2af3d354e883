"""How an output changes, or moves along, when the input moves: by whole pixels and by fractions.

Two questions, each a curve over the shift. Does the output stay as it was (invariance)? Does it
move as the input did (equivariance)? Both are asked of cells that neither edge can reach.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil, floor, isfinite

import numpy as np
from numpy.typing import ArrayLike

from pooling.halving import Halving
from pooling.planes import Array, float_dtype, real_array
from pooling.shift import shift2d, unchanged
from pooling.window import whole


@dataclass(frozen=True)
class ShiftCurve:
    """What one way to halve a map makes of each shift.

    Attributes:
        name, depth: the way, and how often it was repeated.
        shifts: in pixels of the input, to the right.
        change: relative change of the output that stays in place; 0 is invariance.
        error: difference from the output moved along, in the same units; 0 is equivariance.
        unchanged: share of output cells that hold exactly the same number; meant for maxima, for
            the others hardly ever do.
    """

    name: str
    depth: int
    shifts: tuple[float, ...]
    change: tuple[float, ...]
    error: tuple[float, ...]
    unchanged: tuple[float, ...]


def move2d(x: ArrayLike, rows: float, cols: float) -> Array:
    """Move the contents down by `rows` and right by `cols` pixels, which may be fractions.

    Between pixels the values are interpolated linearly, so half a pixel is the mean of two
    neighbours, which also smooths a little. Zeros enter.

    Args:
        x: (..., height, width).

    Returns:
        The same shape; as floats where a distance is no whole number.

    Raises:
        TypeError: values that are no real numbers.
        ValueError: fewer than two dimensions, or a distance that is not finite.

    >>> move2d([[0, 8, 4, 0]], 0, 0.5)
    array([[0., 4., 6., 2.]])
    """
    if not (isfinite(rows) and isfinite(cols)):
        raise ValueError(f"a distance is a finite number of pixels, got {rows} and {cols}")
    out = real_array("the input", x)
    for distance, axis in ((rows, 0), (cols, 1)):
        near = floor(distance)
        share = distance - near
        one, two = ((near, 0), (near + 1, 0)) if axis == 0 else ((0, near), (0, near + 1))
        if share:
            out = out.astype(float_dtype(out.dtype), copy=False)
            out = (1 - share) * shift2d(out, *one) + share * shift2d(out, *two)
        else:
            out = shift2d(out, *one)
    return out


def relative_change(before: ArrayLike, after: ArrayLike) -> float:
    """Return how far two maps differ, in units of how far the first differs from its own means.

    The length of the difference divided by the length of `before` less the mean of each of its
    planes, both Euclidean: 0 for equal maps, about 1.4 for maps that have nothing to do with each
    other, and no smaller in a bright picture than in a dark one.

    Args:
        before, after: (..., height, width) of one shape.

    Raises:
        TypeError: values that are no real numbers.
        ValueError: arrays of different shapes, or a first map that is flat while the second
            differs from it.

    >>> relative_change([[0, 2]], [[2, 0]])
    2.0
    """
    first = real_array("the first map", before).astype(np.float64)
    second = real_array("the second map", after).astype(np.float64)
    if first.shape != second.shape:
        raise ValueError(
            f"two maps are compared cell by cell, got shapes {first.shape} and {second.shape}: "
            "give maps of one shape"
        )
    return _length(second - first, _contrast(first))


def shift_curve(
    x: ArrayLike, way: Halving, depth: int = 1, shifts: Sequence[float] = tuple(range(9))
) -> ShiftCurve:
    """Move an image to the right, step by step, and compare what comes out.

    The output that should have moved along is moved by `shift / 2 ** depth` cells, by `move2d`; a
    shift by the total stride 2 ** depth moves it by exactly one cell. Only cells are compared that
    the edges of the image, and the zeros that enter there, cannot reach; they are the same for all
    shifts.

    Args:
        x: (channels, height, width).
        way: how each stage halves the map.
        depth: stages.
        shifts: in pixels, 0 or more.

    Raises:
        ValueError: an image that is too small for so many stages, a depth below 1, or a shift
            below 0.

    >>> from pooling.halving import halving
    >>> image = np.random.default_rng(0).random((1, 32, 32))
    >>> curve = shift_curve(image, halving("max_pooling"), 1, (0, 1, 2))
    >>> curve.error[0], curve.error[2], curve.error[1] > 0
    (0.0, 0.0, True)
    """
    image = real_array("the image", x)
    if whole("depth", depth) < 1 or image.ndim != 3:
        raise ValueError(
            f"an image of (channels, height, width) is halved once or more, got shape "
            f"{image.shape} and depth {depth}"
        )
    if not shifts or min(shifts) < 0:
        raise ValueError(f"shifts are 0 or more, at least one, got {tuple(shifts)}: drop others")
    before = way.repeated(image, depth)
    inside = _inside(before, way, depth, max(shifts))
    stays, contrast = before[inside], _contrast(before[inside])
    change, error, same = [], [], []
    for shift in shifts:
        after = way.repeated(move2d(image, 0, shift), depth)[inside]
        moves = move2d(before, 0, shift / 2**depth)[inside]
        change.append(_length(after - stays, contrast))
        error.append(_length(after - moves, contrast))
        same.append(unchanged(stays, after) / after.size)
    return ShiftCurve(way.name, depth, tuple(shifts), tuple(change), tuple(error), tuple(same))


def shift_consistency(first: ArrayLike, second: ArrayLike) -> float:
    """Return the share of pictures that are given the same class before and after a move.

    Args:
        first, second: (count,) classes of the same pictures, moved in two ways.

    Raises:
        ValueError: other shapes, or no picture.

    Source: Zhang, "Making convolutional networks shift-invariant again", 2019, section 4.

    >>> shift_consistency([3, 5, 5, 1], [3, 5, 0, 1])
    0.75
    """
    one, two = real_array("the first classes", first), real_array("the second classes", second)
    if one.ndim != 1 or one.shape != two.shape or not one.size:
        raise ValueError(
            f"one class a picture is compared, got shapes {one.shape} and {two.shape}: give two "
            "rows of one length"
        )
    return int((one == two).sum()) / one.size


def _contrast(x: Array) -> float:
    """Return how far a map differs from the means of its planes, as a Euclidean length."""
    return float(np.linalg.norm(x - x.mean((-2, -1), keepdims=True)))


def _length(difference: Array, contrast: float) -> float:
    length = float(np.linalg.norm(difference))
    if length and not contrast:
        raise ValueError(
            "a change is relative to the contrast of the first map, got a flat one: use another"
        )
    return length / contrast if length else 0.0


def _inside(out: Array, way: Halving, depth: int, furthest: float) -> tuple[slice, ...]:
    """Return the cells of an output that edges and entering zeros cannot reach."""
    stride = 2**depth
    frame = ceil(way.field(depth) / stride)
    left = ceil((way.field(depth) + furthest) / stride) + 1  # interpolation looks one cell back
    rows, cols = slice(frame, out.shape[1] - frame), slice(left, out.shape[2] - frame)
    if rows.stop <= rows.start or cols.stop - cols.start < 2:
        needed = (left + frame + 2) * stride
        raise ValueError(
            f"shifts up to {furthest} after {depth} stages need an image of {needed}x{needed} "
            f"pixels, got an output of {out.shape[1]}x{out.shape[2]}: use a larger image"
        )
    return slice(None), rows, cols

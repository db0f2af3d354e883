"""Curves over a shift: literal cases, what must be zero, and a walk cell by cell."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pooling import shift2d
from pooling.halving import Halving, halving, random_kernels
from pooling.invariance import _inside, move2d, relative_change, shift_consistency, shift_curve
from pooling.planes import Array

POOLINGS = ("max_pooling", "average_pooling", "blur_pooling", "max_blur_pooling")
WAYS = (*POOLINGS, "strided_convolution")


def way(name: str, channels: int = 2) -> Halving:
    return halving(name, random_kernels(channels) if name == "strided_convolution" else None)


def image(seed: int = 0, size: int = 64, channels: int = 2) -> Array:
    return np.random.default_rng(seed).standard_normal((channels, size, size))


def slowly(name: str, x: Array) -> Array:
    """Halve one plane as the definitions say, cell by cell, far from its edges."""
    rows, cols = (cells // 2 for cells in x.shape)
    out = np.full((rows, cols), np.nan)
    for i in range(1, rows - 1):
        for j in range(1, cols - 1):

            def at(down: int, across: int, i: int = i, j: int = j) -> float:
                return float(x[2 * i + down, 2 * j + across])

            def top(down: int, across: int) -> float:
                return max(at(down + a, across + b) for a in (0, 1) for b in (0, 1))

            binomial = {-1: 0.25, 0: 0.5, 1: 0.25}
            around = [(a, b) for a in binomial for b in binomial]
            if name == "max_pooling":
                out[i, j] = top(0, 0)
            elif name == "average_pooling":
                out[i, j] = (at(0, 0) + at(0, 1) + at(1, 0) + at(1, 1)) / 4
            elif name == "blur_pooling":
                out[i, j] = sum(binomial[a] * binomial[b] * at(a, b) for a, b in around)
            elif name == "max_blur_pooling":
                out[i, j] = sum(binomial[a] * binomial[b] * top(a, b) for a, b in around)
            else:
                kernel = random_kernels(1)[0]
                out[i, j] = sum(kernel[a + 1, b + 1] * at(a, b) for a, b in around)
    return out


@pytest.mark.parametrize("name", WAYS)
def test_a_walk_cell_by_cell_gives_the_same(name: str) -> None:
    x = image(size=14, channels=1)
    expected = slowly(name, x[0])
    known = ~np.isnan(expected)
    assert known.sum() == 25
    np.testing.assert_allclose(way(name, 1).apply(x)[0][known], expected[known], atol=1e-12)


@pytest.mark.parametrize("name", WAYS)
def test_the_curve_is_what_its_definitions_say(name: str) -> None:
    """One stage, one pixel: compared over cells that no edge reaches, whichever they are."""
    x = image(3, 40, 1)
    before, after = slowly(name, x[0]), slowly(name, shift2d(x[0], 0, 1))
    moved = np.full_like(before, np.nan)
    moved[:, 1:] = (before[:, 1:] + before[:, :-1]) / 2
    frame, left = {
        "max_pooling": (1, 3),
        "average_pooling": (1, 3),
        "max_blur_pooling": (2, 4),
    }.get(name, (2, 3))
    cells = np.s_[frame:-frame, left:-frame]
    curve = shift_curve(x, way(name, 1), 1, (1,))

    def relative(expected: Array) -> float:
        contrast = np.linalg.norm(before[cells] - before[cells].mean())
        return float(np.linalg.norm(after[cells] - expected[cells]) / contrast)

    assert curve.change[0] == pytest.approx(relative(before))
    assert curve.error[0] == pytest.approx(relative(moved))
    assert curve.unchanged[0] == (before[cells] == after[cells]).mean()


@pytest.mark.parametrize("depth", [1, 2, 3])
@pytest.mark.parametrize("name", WAYS)
def test_a_shift_by_the_total_stride_moves_along(name: str, depth: int) -> None:
    steps = 2**depth
    curve = shift_curve(image(size=128), way(name), depth, (0, steps - 1, steps, 2 * steps))
    assert (curve.change[0], curve.error[0], curve.unchanged[0]) == (0, 0, 1)
    assert max(curve.error[2:]) < 1e-12
    assert curve.error[1] > 0.05
    assert curve.change[2] > 0.5, "it moved, so it did not stay"


@settings(max_examples=15)
@given(st.integers(0, 2**32), st.sampled_from(WAYS), st.integers(1, 3))
def test_no_edge_reaches_the_cells_that_are_compared(seed: int, name: str, depth: int) -> None:
    """What stands outside the image cannot matter: a curve is the same in a frame of anything."""
    x = image(seed, 112)
    framed = np.random.default_rng(seed + 1).standard_normal((2, 128, 128))
    framed[:, 8:-8, 8:-8] = x
    outer = way(name).repeated(framed, depth)
    inner = way(name).repeated(x, depth)
    frame = 8 // 2**depth
    inside = _inside(inner, way(name), depth, 8)
    for shift in (0, 3):
        alone = way(name).repeated(move2d(x, 0, shift), depth)[inside]
        within = way(name).repeated(move2d(framed, 0, shift), depth)
        np.testing.assert_allclose(within[:, frame:-frame, frame:-frame][inside], alone, atol=1e-12)
    assert outer.shape[1] == inner.shape[1] + 2 * frame


def test_a_far_frame_would_be_noticed() -> None:
    """The check above fails where the edge does reach: at the first column after a move."""
    x = image(size=32)
    moved = way("max_pooling").apply(move2d(x, 0, 4))
    assert not np.allclose(moved[:, :, 1], way("max_pooling").apply(x)[:, :, 1])


def test_a_single_bright_cell() -> None:
    """Inside one window a maximum forgives a step completely; across windows it does not."""
    x = np.zeros((1, 24, 24))
    x[0, 12, 12] = 1
    curve = shift_curve(x, halving("max_pooling"), 1, (0, 1, 2))
    assert curve.change[:2] == (0, 0)
    assert curve.unchanged[:2] == (1, 1)
    assert curve.change[2] == pytest.approx(2**0.5, abs=0.02)
    assert curve.error == pytest.approx((0, 2**-0.5, 0), abs=0.01)
    x = np.roll(x, 1, 2)
    assert shift_curve(x, halving("max_pooling"), 1, (1,)).change[0] > 1.4


def test_fields_by_depth() -> None:
    assert [halving("max_pooling").field(d) for d in (1, 2, 3)] == [2, 4, 8]
    assert [halving("blur_pooling").field(d) for d in (1, 2, 3)] == [3, 7, 15]
    assert [halving("max_blur_pooling").field(d) for d in (1, 2, 3)] == [4, 10, 22]


def test_moving_by_fractions_and_both_ways() -> None:
    x = np.array([[0, 4, 0, 0], [0, 8, 0, 0], [0, 0, 0, 0]])
    assert move2d(x, 0, 1).tolist() == shift2d(x, 0, 1).tolist()
    assert move2d(x, 0, 1).dtype == x.dtype
    assert move2d(x, 0, 0.25)[1].tolist() == [0, 6, 2, 0]
    assert move2d(x, 0, -0.5)[1].tolist() == [4, 4, 0, 0]
    assert move2d(x, 0.5, 0)[:, 1].tolist() == [2, 6, 4]


@given(st.floats(0, 3), st.floats(0, 3))
def test_moves_add_up_only_in_place_of_the_mean(one: float, two: float) -> None:
    """A move keeps the mass and moves its centre, however it is cut into parts."""
    x = np.zeros((1, 12))
    x[0, 3] = 1
    moved = move2d(move2d(x, 0, one), 0, two)
    assert moved.sum() == pytest.approx(1)
    assert (moved[0] * np.arange(12)).sum() == pytest.approx(3 + one + two)


def test_relative_change() -> None:
    assert relative_change([[1, 2]], [[1, 2]]) == 0
    assert relative_change([[5, 5]], [[5, 5]]) == 0
    assert relative_change([[0, 2]], [[0, 3]]) == pytest.approx(0.5**0.5)
    assert relative_change([[100, 102]], [[100, 103]]) == pytest.approx(0.5**0.5)


def test_shift_consistency() -> None:
    assert shift_consistency([1, 2, 3], [1, 2, 3]) == 1
    assert shift_consistency([1, 2, 3], [3, 1, 2]) == 0


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: halving("median"), "a way to halve is one of max_pooling"),
        (lambda: halving("strided_convolution"), "give kernels"),
        (lambda: halving("max_pooling", np.ones((1, 3, 3))), "has no kernels"),
        (lambda: halving("strided_convolution", np.ones((1, 2, 2))), "odd size"),
        (lambda: way("strided_convolution", 3).apply(image()), "2 channels and 3 kernels"),
        (lambda: move2d([[1]], 0, np.inf), "finite"),
        (lambda: relative_change([[1]], [[1, 2]]), "shapes"),
        (lambda: relative_change([[1, 1]], [[1, 2]]), "flat"),
        (lambda: shift_curve(image(size=16), way("max_pooling"), 2), "need an image of 28x28"),
        (lambda: shift_curve(image(), way("max_pooling"), 0), "depth 0"),
        (lambda: shift_curve(image()[0], way("max_pooling")), "shape"),
        (lambda: shift_curve(image(), way("max_pooling"), 1, (-1,)), "0 or more"),
        (lambda: shift_consistency([1, 2], [1]), "two rows of one length"),
        (lambda: shift_consistency([], []), "two rows of one length"),
    ],
)  # fmt: skip
def test_refusals(call: object, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        call()  # type: ignore[operator]

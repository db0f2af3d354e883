"""A convolution's trace: products and sums that are the convolution's own."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pooling import conv2d, trace_conv2d

LECTURE = [[1, 3, 2, 8], [4, 6, 5, 2], [7, 1, 0, 3], [2, 9, 4, 1]]
FILTER = [[1, -1], [-1, 1]]


def test_the_lectures_windows() -> None:
    trace = trace_conv2d(LECTURE, FILTER, stride=2)
    assert trace.output.tolist() == [[0, -9], [13, -6]]
    assert [at.products for at in trace] == [
        (1, -3, -4, 6), (2, -8, -5, 2), (7, -1, -2, 9), (0, -3, -4, 1),
    ]  # fmt: skip
    last = trace.at(1, 1)
    assert (last.rows, last.cols, last.cells[0]) == ((2, 3), (2, 3), (2, 2))
    assert (last.values, last.weights) == ((0, 3, 4, 1), (1, -1, -1, 1))


@given(st.integers(0, 2**32 - 1), st.integers(1, 3), st.integers(1, 3), st.integers(1, 4))
def test_products_add_up_to_the_convolution(seed: int, rows: int, cols: int, stride: int) -> None:
    random = np.random.default_rng(seed)
    plane, kernel = random.integers(-9, 9, (6, 7)), random.integers(-3, 4, (rows, cols))
    trace = trace_conv2d(plane, kernel, stride)
    expected = conv2d(plane, kernel, stride=stride)
    assert trace.shape == expected.shape
    assert len(trace) == expected.size
    assert [sum(at.products) for at in trace] == expected.ravel().tolist()
    assert [at.output for at in trace] == expected.ravel().tolist()


def test_a_trace_keeps_its_own_copies() -> None:
    plane = np.ones((2, 2))
    trace = trace_conv2d(plane, FILTER)
    plane[0, 0] = 7
    assert trace.at(0, 0).output == 0
    with pytest.raises(ValueError, match="read-only"):
        trace.input[0, 0] = 1
    again = trace_conv2d(**trace.arguments)
    assert np.array_equal(again.output, trace.output)


@pytest.mark.parametrize(
    ("x", "kernel", "part"),
    [
        (np.ones((2, 3, 4)), FILTER, "choose a channel"),
        (LECTURE, [1, 2], "both \\(rows, columns\\)"),
        ([[1, 2]], FILTER, "kernel"),
    ],
)
def test_what_does_not_fit_is_refused(x: object, kernel: object, part: str) -> None:
    with pytest.raises(ValueError, match=part):
        trace_conv2d(x, kernel)  # type: ignore[arg-type]


def test_there_is_no_window_beyond_the_output() -> None:
    with pytest.raises(IndexError, match=r"2x2 windows, got \(2, 0\)"):
        trace_conv2d(LECTURE, FILTER, stride=2).at(2, 0)

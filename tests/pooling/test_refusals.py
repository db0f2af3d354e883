"""Every wrong call is answered with one line: the rule, the value, the way out."""

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

import pooling

p: Any = pooling  # the wrong types are meant
X = np.zeros((4, 5))
MAPS = np.zeros((2, 4, 5))
W = np.zeros((4, 2, 3, 3))

REFUSED: list[tuple[Callable[[], Any], type[Exception], str]] = [
    (lambda: p.max_pool2d(X, 3, 1, 2), ValueError, "at most half the kernel, got padding 2"),
    (lambda: p.max_pool2d(X, 3, 1, ((0, 0), (0, 2))), ValueError, "at most half the kernel"),
    (lambda: p.avg_pool2d(X, 2, padding=2), ValueError, "at most half the kernel"),
    (lambda: p.max_pool2d(X, 6), ValueError, "window of 6x6 on 4x5 cells"),
    (lambda: p.max_pool2d(X, 2, dilation=5), ValueError, "window of 6x6 on 4x5 cells"),
    (lambda: p.max_pool2d(X, 2, 0), ValueError, "stride must be 1 or more, got 0"),
    (lambda: p.max_pool2d(X, 2, -1), ValueError, "stride must be 1 or more, got -1"),
    (lambda: p.max_pool2d(X, (2, 0)), ValueError, "kernel_size must be 1 or more, got 0"),
    (lambda: p.max_pool2d(X, 2, 1, -1), ValueError, "padding must be 0 or more, got -1"),
    (lambda: p.max_pool2d(X, 2, dilation=0), ValueError, "dilation must be 1 or more, got 0"),
    (lambda: p.max_pool2d(X, 2.0), TypeError, r"kernel_size must be a whole number.* got 2\.0"),
    (lambda: p.max_pool2d(X, True), TypeError, "kernel_size must be a whole number.* got True"),
    (lambda: p.max_pool2d(X, "22"), TypeError, "kernel_size must be a whole number.* got '22'"),
    (lambda: p.max_pool2d(X, None), TypeError, "kernel_size must be a whole number.* got None"),
    (lambda: p.max_pool2d(X, (2, 2, 2)), ValueError, r"kernel_size takes one number or two"),
    (lambda: p.max_pool2d(X, 2, 1, ((1, 0, 1), 1)), ValueError, "padding takes one number or two"),
    (lambda: p.max_pool2d(X[0], 2), ValueError, r"got 1 dimensions in shape \(5,\)"),
    (lambda: p.max_pool2d(np.zeros((1,) * 5), 1), ValueError, "got 5 dimensions"),
    (lambda: p.max_pool2d(3, 1), ValueError, "got 0 dimensions"),
    (lambda: p.max_pool2d(np.zeros((0, 4)), 2), ValueError, "at least one channel, row and column"),
    (lambda: p.max_pool2d(np.zeros((2, 0, 4, 4)), 2), ValueError, "only the batch may be empty"),
    (lambda: p.max_pool2d([[1], [1, 2]], 1), ValueError, "rows of different lengths"),
    (lambda: p.max_pool2d(X.astype(complex), 2), TypeError, "real numbers, got dtype complex128"),
    (lambda: p.max_pool2d(X.astype(object), 2), TypeError, "real numbers, got dtype object"),
    (lambda: p.max_pool2d([["a"]], 1), TypeError, "real numbers, got dtype <U1"),
    (lambda: p.pool2d(X, mode="min"), ValueError, "mode must be 'max', 'avg' or 'lp', got 'min'"),
    (lambda: p.avg_pool2d(X, 2, divisor_override=0), ValueError, "must not be 0, got 0"),
    (lambda: p.lp_pool2d(X, 0, 2), ValueError, "norm_type must be positive and finite, got 0"),
    (lambda: p.lp_pool2d(X, np.inf, 2), ValueError, "norm_type must be positive .* got inf"),
    (lambda: p.global_avg_pool([1, 2]), ValueError, "got 1 dimensions"),
    (lambda: p.adaptive_avg_pool2d(X, -1), ValueError, "must not be negative, got -1"),
    (
        lambda: p.adaptive_max_pool2d(X, (1, 2, 3)),
        ValueError,
        "output_size takes one number or two",
    ),
    (lambda: p.adaptive_max_pool2d(X, 1.5), TypeError, "output_size must be a whole number"),
    (lambda: p.blur_pool2d(X, 0), ValueError, "must be 1 or more, got 0 and 2"),
    (lambda: p.blur_pool2d(X, 9), ValueError, "reflects 4 cells .* got an input of only 4x5"),
    (lambda: p.max_unpool2d(X, X, 2), TypeError, "indices must be integers, got dtype float64"),
    (lambda: p.max_unpool2d(X, [[0]], 2), ValueError, r"shape of the input \(4, 5\), got \(1, 1\)"),
    (lambda: p.max_unpool2d([[1]], [[4]], 2), ValueError, r"lie in 0\.\.3 of a 2x2 output"),
    (
        lambda: p.max_unpool2d([[1]], [[0]], 2, output_size=(4, 3)),
        ValueError,
        r"within a stride of \(2, 2\), got \(4, 3\)",
    ),
    (lambda: p.max_pool2d_backward(X, X, 2), ValueError, r"output's shape \(2, 2\), got \(4, 5\)"),
    (lambda: p.avg_pool2d_backward(X, X, 2), ValueError, r"output's shape \(2, 2\), got \(4, 5\)"),
    (lambda: p.conv2d(X, W), ValueError, "weight is .rows, columns. for one plane"),
    (lambda: p.conv2d(MAPS, X), ValueError, "weight is .rows, columns. for one plane"),
    (lambda: p.conv2d(MAPS, W[:, :1]), ValueError, "the channels must split evenly"),
    (lambda: p.conv2d(MAPS, W, groups=2), ValueError, "the channels must split evenly"),
    (lambda: p.conv2d(MAPS, W, groups=0), ValueError, "the channels must split evenly"),
    (lambda: p.conv2d(MAPS, W, [1, 2]), ValueError, "bias needs one number an output channel"),
    (lambda: p.conv2d(X, np.zeros((5, 5))), ValueError, "window of 5x5 on 4x5 cells"),
    (lambda: p.conv2d(X, np.zeros((0, 2))), ValueError, "a kernel needs at least one cell"),
    (lambda: p.strided_conv2d(X, [[1]], 0), ValueError, "stride must be 1 or more, got 0"),
    (lambda: p.trace_pool2d(MAPS), ValueError, r"one \(height, width\) plane is traced"),
    (lambda: p.trace_pool2d(X, mode="lp"), ValueError, "mode must be 'max' or 'avg', got 'lp'"),
    (lambda: p.trace_pool2d(X, 6), ValueError, "window of 6x6 on 4x5 cells"),
    (lambda: p.trace_pool2d(X).at(2, 0), IndexError, r"has 2x2 windows, got \(2, 0\)"),
    (lambda: p.trace_pool2d(X).at(0, -1), IndexError, r"has 2x2 windows, got \(0, -1\)"),
    (lambda: p.trace_pool2d(X, mode="avg").wins(), ValueError, "only the windows of max pooling"),
    (lambda: p.luminance(X), ValueError, r"a colour photo is \(height, width, 3\)"),
    (lambda: p.luminance(np.zeros((2, 2, 3), np.uint8)), TypeError, "divide 8-bit values by 255"),
    (lambda: p.edge_response(MAPS), ValueError, r"one \(height, width\) plane"),
    (lambda: p.edge_response(X, "up"), ValueError, "direction must be .* got 'up'"),
    (lambda: p.shift2d([1, 2], 0, 1), ValueError, r"at least \(height, width\)"),
    (lambda: p.shift2d(X, 0.5, 1), TypeError, "rows must be a whole number"),
    (lambda: p.unchanged(X, X[1:]), ValueError, r"got shapes \(4, 5\) and \(3, 5\)"),
]


@pytest.mark.parametrize("number", range(len(REFUSED)))
def test_refused_in_one_line(number: int) -> None:
    call, error, rule = REFUSED[number]
    with pytest.raises(error, match=rule) as caught:
        call()
    message = str(caught.value)
    assert "\n" not in message
    assert ": " in message, "the way out follows a colon"

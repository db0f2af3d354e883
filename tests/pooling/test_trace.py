import tracemalloc
from typing import Any

import numpy as np
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from pooling import (
    WindowTrace,
    avg_pool2d,
    avg_pool2d_backward,
    max_pool2d,
    max_pool2d_backward,
    trace_pool2d,
)
from tests.pooling import oracle, samples
from tests.pooling.samples import Setting, array, same_bits

IMG = np.array([[1, 3, 2, 8], [4, 6, 5, 2], [7, 1, 0, 3], [2, 9, 4, 1]])
SIDES = st.integers(1, 8)
SEEDS = st.integers(0, 2**32)


def test_one_window_in_full() -> None:
    assert trace_pool2d(IMG, 3, 2, 1).at(0, 1) == WindowTrace(
        index=(0, 1),
        rows=(-1, 0, 1),
        cols=(1, 2, 3),
        cells=((-1, 1), (-1, 2), (-1, 3), (0, 1), (0, 2), (0, 3), (1, 1), (1, 2), (1, 3)),
        inside=(False, False, False, True, True, True, True, True, True),
        values=(-np.inf, -np.inf, -np.inf, 3, 2, 8, 6, 5, 2),
        winners=((0, 3),),
        winner=(0, 3),
        divisor=None,
        sum=None,
        output=8,
    )


def test_one_mean_in_full() -> None:
    counted = trace_pool2d(IMG, 2, padding=1, mode="avg").at(0, 1)
    assert counted.values == (0, 0, 3, 2)
    assert (counted.sum, counted.divisor, counted.output) == (5, 4, 1.25)
    assert (counted.winner, counted.winners, counted.tie) == (None, (), False)
    only_real = trace_pool2d(IMG, 2, padding=1, mode="avg", count_include_pad=False).at(0, 1)
    assert (only_real.sum, only_real.divisor, only_real.output) == (5, 2, 2.5)


def test_ties_zeros_and_nan() -> None:
    tied = trace_pool2d([[5, 5], [1, 5]]).at(0, 0)
    assert (tied.tie, tied.winner, tied.winners) == (True, (0, 0), ((0, 0), (0, 1), (1, 1)))
    zeros = trace_pool2d([[-0.0, 0.0]], (1, 2)).at(0, 0)
    assert (zeros.tie, zeros.winner, str(zeros.output)) == (True, (0, 0), "-0.0")
    missing = trace_pool2d([[np.nan, 9.0, np.nan]], (1, 3)).at(0, 0)
    assert (missing.winners, missing.winner) == (((0, 0), (0, 2)), (0, 2))
    assert np.isnan(missing.output)


def test_wins_and_where_the_gradient_goes() -> None:
    trace = trace_pool2d(IMG, 2, 1)
    assert trace.wins().tolist() == [[0, 0, 0, 1], [0, 3, 1, 0], [1, 0, 0, 0], [0, 2, 1, 0]]
    assert trace.windows_won_by(1, 1) == ((0, 0), (0, 1), (1, 1))
    assert trace.windows_won_by(-1, 5) == ()
    assert trace.gradient().tolist() == trace.wins().tolist()
    assert trace.gradient([[1, 2, 0], [0, 4, 0], [0, 0, 0]])[1, 1] == 7


def test_a_trace_keeps_its_own_input() -> None:
    x = IMG.copy()
    trace = trace_pool2d(x)
    x[:] = 0
    assert trace.at(0, 0).output == 6
    assert not trace.input.flags.writeable
    assert not trace.output.flags.writeable


def test_nothing_is_computed_before_it_is_asked_for() -> None:
    x = np.zeros((2000, 2000))
    tracemalloc.start()
    trace = trace_pool2d(x)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 1.1 * x.nbytes  # the copy of the input alone
    assert len(trace) == 1_000_000
    assert "output" not in vars(trace)


@settings(max_examples=200)
@given(SIDES, SIDES, samples.settings(), SEEDS, st.sampled_from(["float32", "float64", "int16"]))
def test_max_windows_equal_the_fast_path(
    height: int, width: int, setting: Setting, seed: int, dtype: str
) -> None:
    assume(samples.fits(setting.window, height, width))
    x = array((height, width), dtype, seed)
    args = _args(setting)
    trace = trace_pool2d(x, *args)
    values, indices = max_pool2d(x, *args, return_indices=True)
    assert same_bits(trace.output, values)
    assert len(trace) == values.size
    won: dict[tuple[int, int], list[tuple[int, int]]] = {}
    for window, index in zip(trace, np.ndindex(values.shape), strict=True):
        assert window.index == index
        assert list(window.cells) == list(oracle.cells_of(trace.window, *index))
        assert window == trace.at(*index) or np.isnan(x).any()
        real = [v for v, inside in zip(window.values, window.inside, strict=True) if inside]
        assert all(v == -np.inf for v, i in zip(window.values, window.inside, strict=True) if not i)
        if window.winner is None:
            assert not real
            continue
        assert window.winner == divmod(int(indices[index]), width)
        assert window.winner in window.winners
        place = window.cells.index(window.winner)
        np.testing.assert_equal(window.output, window.values[place])
        if np.isnan(window.output):
            assert len(window.winners) == sum(v != v for v in real)
        else:
            assert window.output == max(real)
            assert len(window.winners) == real.count(window.output)
        won.setdefault(window.winner, []).append(index)
    wins = trace.wins()
    for cell in np.ndindex(height, width):
        assert trace.windows_won_by(*cell) == tuple(won.get(cell, ()))
        assert wins[cell] == len(won.get(cell, ()))
    np.testing.assert_array_equal(trace.gradient(), wins)
    upstream = np.arange(values.size, dtype=float).reshape(values.shape)
    np.testing.assert_array_equal(trace.gradient(upstream), max_pool2d_backward(upstream, x, *args))


@settings(max_examples=100)
@given(SIDES, SIDES, samples.settings(), SEEDS, st.booleans())
def test_mean_windows_equal_the_fast_path(
    height: int, width: int, setting: Setting, seed: int, count_include_pad: bool
) -> None:
    assume(samples.fits(setting.window, height, width))
    x = array((height, width), "float64", seed, finite=True)
    kernel, stride, padding, dilation, ceil_mode = _args(setting)
    trace = trace_pool2d(x, kernel, stride, padding, dilation, ceil_mode, "avg", count_include_pad)
    means = avg_pool2d(x, kernel, stride, padding, ceil_mode, count_include_pad, dilation=dilation)
    assert same_bits(trace.output, means)
    for window, mean in zip(trace, means.ravel(), strict=True):
        assert window.output == mean
        assert window.sum is not None
        assert window.divisor is not None
        assert window.sum == sum(window.values)
        np.testing.assert_allclose(window.sum / window.divisor, mean, atol=1e-12)
    np.testing.assert_array_equal(
        trace.gradient(),
        avg_pool2d_backward(
            np.ones(trace.shape), x, kernel, stride, padding, ceil_mode, count_include_pad,
            dilation=dilation,
        ),
    )  # fmt: skip


def _args(setting: Setting) -> tuple[Any, ...]:
    return (
        setting.kernel_size, setting.stride, setting.padding, setting.dilation, setting.ceil_mode
    )  # fmt: skip

"""The same call given to PyTorch and to this package: the same result, or both refuse."""

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

import pooling
from pooling import Window2d
from tests.pooling import samples
from tests.pooling.samples import Setting, array, same_bits

torch = pytest.importorskip("torch", exc_type=ImportError)
F = torch.nn.functional
pytestmark = pytest.mark.torch

SHAPES = st.one_of(
    st.tuples(st.integers(1, 3), st.integers(1, 9), st.integers(1, 9)),
    st.tuples(st.integers(0, 2), st.integers(1, 3), st.integers(1, 9), st.integers(1, 9)),
)
SEEDS = st.integers(0, 2**32)
MAX_DTYPES = st.sampled_from(
    ["float32", "float32", "float64", "float16", "uint8", "int8", "int16", "int32", "int64"]
)
FLOATS = st.sampled_from(["float32", "float64", "float16"])
TOLERANCE = {"float16": 4e-3, "float32": 2e-6, "float64": 1e-14}


def result(call: Callable[[], Any]) -> tuple[NDArray[Any], ...] | None:
    """Return what a call gives as arrays, or None where it refuses."""
    try:
        out = call()
    except (RuntimeError, ValueError, TypeError):
        return None
    return tuple(np.asarray(part) for part in (out if isinstance(out, tuple) else (out,)))


def assert_close(ours: NDArray[Any], theirs: NDArray[Any], scale: float = 1.0) -> None:
    assert ours.dtype == theirs.dtype
    tolerance = TOLERANCE[ours.dtype.name] * scale
    np.testing.assert_allclose(ours, theirs, rtol=tolerance, atol=tolerance)


def both(
    ours: Callable[[], Any], theirs: Callable[[], Any]
) -> tuple[tuple[NDArray[Any], ...], tuple[NDArray[Any], ...]] | None:
    """Return both results, or None where both refuse; fail where only one does."""
    mine, reference = result(ours), result(theirs)
    assert (mine is None) == (reference is None), "only one of the two refuses"
    return None if mine is None or reference is None else (mine, reference)


@settings(max_examples=2500)
@given(
    SHAPES, st.booleans().flatmap(lambda legal: samples.settings(legal=legal)), MAX_DTYPES, SEEDS
)
def test_max_is_bit_equal_with_its_indices(
    shape: tuple[int, ...], setting: Setting, dtype: str, seed: int
) -> None:
    x = array(shape, dtype, seed)
    args = (
        setting.kernel_size, setting.stride, setting.padding, setting.dilation, setting.ceil_mode
    )  # fmt: skip
    results = both(
        lambda: pooling.max_pool2d(x, *args, return_indices=True),
        lambda: F.max_pool2d(torch.from_numpy(x), *args, return_indices=True),
    )
    if results is not None:
        (values, indices), (their_values, their_indices) = results
        assert same_bits(values, their_values)
        np.testing.assert_array_equal(indices, their_indices)
        assert same_bits(pooling.max_pool2d(x, *args), their_values)


@settings(max_examples=1200)
@given(
    SHAPES,
    st.booleans().flatmap(lambda legal: samples.settings(legal=legal)),
    FLOATS,
    SEEDS,
    st.booleans(),
    st.none() | st.integers(-2, 5),
)
def test_average(
    shape: tuple[int, ...],
    setting: Setting,
    dtype: str,
    seed: int,
    count_include_pad: bool,
    divisor: int | None,
) -> None:
    x = array(shape, dtype, seed)
    args = (setting.kernel_size, setting.stride, setting.padding, setting.ceil_mode)
    results = both(
        lambda: pooling.avg_pool2d(x, *args, count_include_pad, divisor),
        lambda: F.avg_pool2d(torch.from_numpy(x), *args, count_include_pad, divisor),
    )
    if results is not None:
        assert_close(results[0][0], results[1][0], scale=10)


@settings(max_examples=300)
@given(SHAPES, samples.settings(), st.sampled_from(["float32", "float64"]), SEEDS,
       st.sampled_from([1, 2, 3, 4]))  # fmt: skip
def test_lp(
    shape: tuple[int, ...], setting: Setting, dtype: str, seed: int, norm_type: float
) -> None:
    x = np.abs(array(shape, dtype, seed, finite=True))
    args = (norm_type, setting.kernel_size, setting.stride, setting.ceil_mode)
    results = both(
        lambda: pooling.lp_pool2d(x, *args), lambda: F.lp_pool2d(torch.from_numpy(x), *args)
    )
    if results is not None:
        assert_close(results[0][0], results[1][0], scale=10)


@settings(max_examples=300)
@given(SHAPES, st.tuples(*[st.none() | st.integers(1, 8)] * 2), FLOATS, SEEDS)
def test_adaptive(
    shape: tuple[int, ...], size: tuple[int | None, int | None], dtype: str, seed: int
) -> None:
    x = array(shape, dtype, seed)
    means = both(
        lambda: pooling.adaptive_avg_pool2d(x, size),
        lambda: F.adaptive_avg_pool2d(torch.from_numpy(x), size),
    )
    maxima = both(
        lambda: pooling.adaptive_max_pool2d(x, size, return_indices=True),
        lambda: F.adaptive_max_pool2d(torch.from_numpy(x), size, return_indices=True),
    )
    assert means is not None
    assert maxima is not None
    assert_close(means[0][0], means[1][0], scale=10)
    assert same_bits(maxima[0][0], maxima[1][0])
    np.testing.assert_array_equal(maxima[0][1], maxima[1][1])


@settings(max_examples=1000)
@given(
    st.integers(0, 2), st.integers(1, 3), st.integers(1, 3), st.integers(1, 3),
    st.tuples(st.integers(1, 9), st.integers(1, 9)), samples.settings(legal=False),
    st.booleans(), SEEDS, st.sampled_from(["float32", "float64"]),
)  # fmt: skip
def test_convolution(
    batch: int,
    groups: int,
    inputs: int,
    outputs: int,
    size: tuple[int, int],
    setting: Setting,
    with_bias: bool,
    seed: int,
    dtype: str,
) -> None:
    rng = np.random.default_rng(seed)
    x = rng.standard_normal((batch, groups * inputs, *size)).astype(dtype)
    weight = rng.standard_normal((groups * outputs, inputs, *setting.kernel_size)).astype(dtype)
    bias = rng.standard_normal(groups * outputs).astype(dtype) if with_bias else None
    stride = (1, 1) if setting.stride is None else setting.stride
    # PyTorch hardly checks the settings where the batch is empty
    assume(batch > 0 or min(*setting.kernel_size, *stride, *setting.dilation) > 0)
    args = (stride, setting.padding, setting.dilation)
    results = both(
        lambda: pooling.conv2d(x, weight, bias, *args, groups),
        lambda: F.conv2d(
            torch.from_numpy(x),
            torch.from_numpy(weight),
            None if bias is None else torch.from_numpy(bias),
            *args,
            groups,
        ),
    )
    if results is not None:
        assert_close(results[0][0], results[1][0], scale=10)


@settings(max_examples=300)
@given(SHAPES, samples.settings(), SEEDS)
def test_gradient_of_max_and_unpooling(shape: tuple[int, ...], setting: Setting, seed: int) -> None:
    assume(samples.every_window_has_a_cell(setting.window, *shape[-2:]))
    x = array(shape, "float64", seed)
    args = (
        setting.kernel_size, setting.stride, setting.padding, setting.dilation, setting.ceil_mode
    )  # fmt: skip
    leaf = torch.from_numpy(x).requires_grad_()
    out, places = F.max_pool2d(leaf, *args, return_indices=True)
    upstream = np.random.default_rng(seed).standard_normal(tuple(out.shape))
    out.backward(torch.from_numpy(upstream))
    ours = pooling.max_pool2d_backward(upstream, x, *args)
    np.testing.assert_allclose(ours, leaf.grad.numpy(), atol=1e-12)

    values = out.detach()
    back = (setting.kernel_size, setting.stride, setting.padding, shape[-2:])
    results = both(
        lambda: pooling.max_unpool2d(values.numpy(), places.numpy(), *back),
        lambda: F.max_unpool2d(values, places, *back),
    )
    if results is not None:
        assert same_bits(results[0][0], results[1][0])


@settings(max_examples=300)
@given(SHAPES, samples.settings(), SEEDS, st.booleans(), st.none() | st.integers(1, 5))
def test_gradient_of_the_average(
    shape: tuple[int, ...],
    setting: Setting,
    seed: int,
    count_include_pad: bool,
    divisor: int | None,
) -> None:
    window = Window2d.of(setting.kernel_size, setting.stride, setting.padding, 1, setting.ceil_mode)
    assume(samples.fits(window, *shape[-2:]))
    x = array(shape, "float64", seed, finite=True)
    args = (
        setting.kernel_size, setting.stride, setting.padding, setting.ceil_mode,
        count_include_pad, divisor,
    )  # fmt: skip
    leaf = torch.from_numpy(x).requires_grad_()
    out = F.avg_pool2d(leaf, *args)
    upstream = np.random.default_rng(seed).standard_normal(tuple(out.shape))
    out.backward(torch.from_numpy(upstream))
    ours = pooling.avg_pool2d_backward(upstream, x, *args)
    np.testing.assert_allclose(ours, leaf.grad.numpy(), atol=1e-12)

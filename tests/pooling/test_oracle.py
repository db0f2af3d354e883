"""Every operation against the slow loop of its definition, over random settings."""

from typing import Any

import numpy as np
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from pooling import (
    Window2d,
    adaptive_avg_pool2d,
    adaptive_max_pool2d,
    avg_pool2d,
    avg_pool2d_backward,
    blur_pool2d,
    conv2d,
    global_avg_pool,
    global_max_pool,
    lp_pool2d,
    max_pool2d,
    max_pool2d_backward,
    pool2d,
)
from tests.pooling import oracle, samples
from tests.pooling.samples import Setting, array, same_bits

SIDES = st.integers(1, 10)
SEEDS = st.integers(0, 2**32)
DTYPES = st.sampled_from(["float32", "float64", "float16", "bool", "uint8", "int16", "int64"])


def per_side(setting: Setting, seed: int) -> Window2d:
    """Return the setting's window with one side of each axis unpadded every other time."""
    (rows, cols) = setting.padding
    padding = ((rows, rows * (seed % 2)), (cols * (seed // 2 % 2), cols))
    return Window2d.of(
        setting.kernel_size, setting.stride, padding, setting.dilation, setting.ceil_mode
    )


def of(window: Window2d) -> tuple[Any, ...]:
    return window.kernel_size, window.stride, window.padding, window.dilation, window.ceil_mode


@settings(max_examples=300)
@given(SIDES, SIDES, samples.settings(), DTYPES, SEEDS)
def test_max(height: int, width: int, setting: Setting, dtype: str, seed: int) -> None:
    window = per_side(setting, seed)
    assume(samples.fits(window, height, width))
    x = array((height, width), dtype, seed)
    values, places = oracle.max_pool(x, window)
    assert same_bits(max_pool2d(x, *of(window)), values)
    found, indices = max_pool2d(x, *of(window), return_indices=True)
    assert same_bits(found, values)
    np.testing.assert_array_equal(np.where(places < 0, -1, indices), places)
    pooled = pool2d(x, *of(window))
    assert pooled.dtype == (x.dtype if x.dtype.kind == "f" else np.float64)
    np.testing.assert_array_equal(pooled, values.astype(pooled.dtype))


@settings(max_examples=200)
@given(SIDES, SIDES, samples.settings(), DTYPES, SEEDS, st.booleans(),
       st.none() | st.integers(1, 7))  # fmt: skip
def test_average(
    height: int,
    width: int,
    setting: Setting,
    dtype: str,
    seed: int,
    count_include_pad: bool,
    divisor: int | None,
) -> None:
    window = per_side(setting, seed)
    assume(samples.fits(window, height, width))
    x = array((height, width), dtype, seed, finite=True)
    if x.dtype.kind == "i":
        x = np.maximum(x, -3)
    kernel, stride, padding, dilation, ceil_mode = of(window)
    ours = avg_pool2d(
        x, kernel, stride, padding, ceil_mode, count_include_pad, divisor, dilation=dilation
    )
    assert ours.dtype == (x.dtype if x.dtype.kind == "f" else np.float64)
    expected = oracle.avg_pool(x, window, count_include_pad, divisor)
    assert_close(ours, expected)


LARGE = st.tuples(st.integers(4, 13), st.integers(4, 13))


@settings(max_examples=30)
@given(LARGE, st.tuples(st.integers(1, 2), st.integers(1, 2)), st.integers(1, 2), SEEDS)
def test_large_kernels_that_are_built_by_doubling(
    kernel: tuple[int, int], stride: tuple[int, int], dilation: int, seed: int
) -> None:
    height, width = 24 + seed % 5, 25 + seed % 3
    padding = (kernel[0] // 2, seed % 2)
    window = Window2d.of(kernel, stride, padding, dilation, ceil_mode=bool(seed % 2))
    x = array((height, width), "float32", seed)
    values, places = oracle.max_pool(x, window)
    found, indices = max_pool2d(x, *of(window), return_indices=True)
    assert same_bits(found, values)
    np.testing.assert_array_equal(indices, places)
    x = array((height, width), "float64", seed, finite=True)
    means = pool2d(x, kernel, stride, padding, dilation, window.ceil_mode, "avg")
    assert_close(means, oracle.avg_pool(x, window))


@settings(max_examples=100)
@given(SIDES, SIDES, samples.settings(), SEEDS, st.integers(1, 4))
def test_lp(height: int, width: int, setting: Setting, seed: int, norm_type: int) -> None:
    window = Window2d.of(setting.kernel_size, setting.stride, 0, 1, setting.ceil_mode)
    assume(samples.fits(window, height, width))
    x = np.abs(array((height, width), "float64", seed, finite=True))
    ours = lp_pool2d(x, norm_type, window.kernel_size, window.stride, window.ceil_mode)
    assert_close(ours, oracle.avg_pool(x, window, norm_type=norm_type))


@settings(max_examples=100)
@given(SIDES, SIDES, st.integers(1, 6), st.integers(1, 6), DTYPES, SEEDS)
def test_adaptive(height: int, width: int, rows: int, cols: int, dtype: str, seed: int) -> None:
    x = array((height, width), dtype, seed)
    values, indices = adaptive_max_pool2d(x, (rows, cols), return_indices=True)
    finite = array((height, width), "float64", seed, finite=True)
    means = adaptive_avg_pool2d(finite, (rows, cols))
    for i, down in enumerate(oracle.adaptive_windows(height, rows)):
        for j, across in enumerate(oracle.adaptive_windows(width, cols)):
            part = np.ix_(list(down), list(across))
            window = Window2d.of((len(down), len(across)))
            value, place = oracle.max_pool(x[part], window)
            row, col = divmod(int(place[0, 0]), len(across))
            assert same_bits(values[i : i + 1, j : j + 1], value)
            assert indices[i, j] == (down[row]) * width + across[col]
            assert_close(means[i, j], finite[part].mean())
    assert same_bits(np.asarray(global_max_pool(x)), adaptive_max_pool2d(x, 1)[0, 0])
    assert_close(global_avg_pool(finite), finite.mean())


@settings(max_examples=60)
@given(st.integers(1, 7), st.integers(1, 7), samples.settings(), st.integers(1, 2),
       st.integers(1, 2), st.integers(1, 2), SEEDS,
       st.sampled_from(["float32", "int16"]))  # fmt: skip
def test_convolution(
    height: int,
    width: int,
    setting: Setting,
    groups: int,
    inputs: int,
    outputs: int,
    seed: int,
    dtype: str,
) -> None:
    rows, cols = setting.padding
    window = Window2d.of(
        setting.kernel_size, setting.stride, ((rows, 0), (0, cols)), setting.dilation
    )
    assume(samples.fits(window, height, width))
    x = array((groups * inputs, height, width), dtype, seed, finite=True)
    weights = "float32" if dtype == "float32" else "float64"
    weight = array((groups * outputs, inputs, *window.kernel_size), weights, seed + 1, finite=True)
    ours = conv2d(x, weight, None, window.stride, window.padding, window.dilation, groups)
    assert ours.dtype == weight.dtype
    expected = oracle.conv(x, weight, window, groups)
    np.testing.assert_allclose(ours, expected, rtol=1e-5, atol=1e-4)


@settings(max_examples=60)
@given(SIDES, SIDES, st.integers(1, 5), st.integers(1, 3), SEEDS)
def test_blur(height: int, width: int, size: int, stride: int, seed: int) -> None:
    assume(size // 2 < min(height, width))
    x = array((height, width), "float64", seed, finite=True)
    kernel = [[1], [1, 1], [1, 2, 1], [1, 3, 3, 1], [1, 4, 6, 4, 1]][size - 1]
    assert_close(blur_pool2d(x, size, stride), oracle.blur_pool(x, kernel, stride))


@settings(max_examples=60)
@given(st.integers(1, 6), st.integers(1, 6), samples.settings(), SEEDS, st.booleans())
def test_gradients_are_what_a_small_push_changes(
    height: int, width: int, setting: Setting, seed: int, count_include_pad: bool
) -> None:
    window = per_side(setting, seed)
    assume(samples.fits(window, height, width))
    rng = np.random.default_rng(seed)
    x = rng.permutation(height * width).reshape(height, width).astype(float)
    kernel, stride, padding, dilation, ceil_mode = of(window)
    upstream = rng.standard_normal(window.output_size(height, width))

    def total_max(values: NDArray[Any]) -> float:
        pooled = max_pool2d(values, *of(window))
        return float((np.where(np.isinf(pooled), 0, pooled) * upstream).sum())

    def total_avg(values: NDArray[Any]) -> float:
        pooled = avg_pool2d(
            values, kernel, stride, padding, ceil_mode, count_include_pad, dilation=dilation
        )
        return float((pooled * upstream).sum())

    of_max = max_pool2d_backward(upstream, x, *of(window))
    of_avg = avg_pool2d_backward(
        upstream, x, kernel, stride, padding, ceil_mode, count_include_pad, dilation=dilation
    )
    for cell in np.ndindex(x.shape):
        pushed = x.copy()
        pushed[cell] += 0.25
        np.testing.assert_allclose(
            of_max[cell], (total_max(pushed) - total_max(x)) / 0.25, atol=1e-9
        )
        np.testing.assert_allclose(
            of_avg[cell], (total_avg(pushed) - total_avg(x)) / 0.25, atol=1e-9
        )


def assert_close(ours: Any, expected: Any) -> None:
    tolerance = {"float16": 4e-3, "float32": 1e-5, "float64": 1e-12}[np.asarray(ours).dtype.name]
    np.testing.assert_allclose(ours, expected, rtol=tolerance, atol=tolerance)

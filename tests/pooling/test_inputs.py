"""Which arrays are taken, and that none is ever written to."""

from collections.abc import Callable
from typing import Any
from unittest import mock

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

import pooling
from pooling import Window2d, avg_pool2d, blocks, conv2d, convolve, global_avg_pool, max_pool2d
from pooling.planes import real_array
from tests.pooling import samples
from tests.pooling.samples import Setting, array, same_bits

X = np.arange(2 * 3 * 5 * 7, dtype=np.float32).reshape(2, 3, 5, 7)
X.flags.writeable = False

OPERATIONS: dict[str, Callable[[Any], Any]] = {
    "pool2d": lambda x: pooling.pool2d(x, 3, 2, 1),
    "max_pool2d": lambda x: max_pool2d(x, 3, 2, 1),
    "max_pool2d with indices": lambda x: max_pool2d(x, 3, 2, 1, return_indices=True)[1],
    "avg_pool2d": lambda x: avg_pool2d(x, 3, 2, 1),
    "lp_pool2d": lambda x: pooling.lp_pool2d(x, 2, 3),
    "adaptive_avg_pool2d": lambda x: pooling.adaptive_avg_pool2d(x, (2, 3)),
    "adaptive_max_pool2d": lambda x: pooling.adaptive_max_pool2d(x, (2, 3)),
    "blur_pool2d": lambda x: pooling.blur_pool2d(x),
    "shift2d": lambda x: pooling.shift2d(x, 1, -2),
}


@pytest.mark.parametrize("name", OPERATIONS)
def test_dimensions_layouts_and_byte_orders_agree(name: str) -> None:
    operation = OPERATIONS[name]
    expected = operation(X)
    assert expected.flags.writeable
    assert not np.shares_memory(expected, X)
    for index in np.ndindex(2, 3):
        assert same_bits(operation(X[index]), expected[index])
    assert same_bits(operation(X[0]), expected[0])
    assert same_bits(operation(X[:, ::-1][:, ::-1]), expected)
    channels_last = np.ascontiguousarray(X.transpose(0, 2, 3, 1)).transpose(0, 3, 1, 2)
    assert same_bits(operation(channels_last), expected)
    assert same_bits(operation(X.astype(">f4")), expected)
    every_second = np.repeat(X, 2, axis=3)[..., ::2]
    assert same_bits(operation(every_second), expected)
    assert same_bits(operation(X[0, 0].tolist()).astype(expected.dtype), expected[0, 0])
    empty = operation(X[:0])
    assert empty.shape == (0, *expected.shape[1:])
    assert empty.dtype == expected.dtype


def test_global_pooling_has_a_number_a_plane() -> None:
    assert global_avg_pool(X).shape == (2, 3)
    assert global_avg_pool(X[0]).shape == (3,)
    assert global_avg_pool(X[0, 0]) == 17
    assert global_avg_pool(X).dtype == np.float32
    assert pooling.global_max_pool(X[1]).tolist() == [139, 174, 209]
    assert global_avg_pool(X[:0]).shape == (0, 3)
    assert global_avg_pool(np.full((2, 40, 40), 60000, np.float16)).tolist() == [60000, 60000]


@pytest.mark.parametrize("dtype", ["bool", "uint8", "int8", "uint64", "float16", "float32"])
def test_max_keeps_its_dtype(dtype: str) -> None:
    x = np.array([[0, 1], [0, 0]], dtype)
    out = max_pool2d(x, 2, 1, 1)
    assert out.dtype == dtype
    assert out.tolist() == [[0, 1, 1], [0, 1, 1], [0, 0, 0]]


def test_integer_means_have_fractions() -> None:
    assert avg_pool2d(np.array([[255, 254]], np.uint8), (1, 2)).tolist() == [[254.5]]


def test_half_precision_sums_do_not_overflow() -> None:
    x = np.full((4, 4), 60000, np.float16)
    assert avg_pool2d(x, 4).tolist() == [[60000]]
    assert conv2d(x, np.full((4, 4), 1 / 16, np.float16)).tolist() == [[60000]]


@pytest.mark.parametrize("channels_last", [False, True])
def test_convolution_takes_any_layout(channels_last: bool) -> None:
    weight = np.arange(4 * 3 * 2 * 2, dtype=np.float32).reshape(4, 3, 2, 2)
    weight.flags.writeable = False
    x = X
    if channels_last:
        x = np.ascontiguousarray(X.transpose(0, 2, 3, 1)).transpose(0, 3, 1, 2)
    out = conv2d(x, weight, bias=[1, 2, 3, 4], padding=1)
    assert out.shape == (2, 4, 6, 8)
    assert out[1, 2, 3, 4] == (x[1, :, 2:4, 3:5] * weight[2]).sum() + 3
    assert conv2d(x[0], weight, [1, 2, 3, 4], padding=1).tolist() == out[0].tolist()
    assert conv2d(x[:0], weight).shape == (0, 4, 4, 6)


@settings(max_examples=150)
@given(
    st.tuples(st.integers(1, 3), st.integers(1, 3), st.integers(1, 12), st.integers(1, 12)),
    samples.settings(),
    st.sampled_from([1, 64, 200, 1000]),
    st.integers(0, 2**32),
)
def test_the_size_of_blocks_changes_nothing(
    shape: tuple[int, ...], setting: Setting, block_bytes: int, seed: int
) -> None:
    assume(samples.fits(setting.window, *shape[2:]))
    x = array(shape, "float32", seed)
    kernel = array((2, shape[1], *setting.kernel_size), "float32", seed, finite=True)

    def everything() -> list[NDArray[Any]]:
        window = setting.window
        args = (window.kernel_size, window.stride, window.padding, window.dilation)
        return [
            max_pool2d(x, *args, setting.ceil_mode),
            max_pool2d(x, *args, setting.ceil_mode, return_indices=True)[1],
            pooling.pool2d(x, *args, setting.ceil_mode, "avg"),
            conv2d(np.nan_to_num(x, posinf=1, neginf=-1), kernel, None, *args[1:])
            if samples.fits(Window2d.of(*args), *shape[2:])
            else np.zeros(0),
        ]

    whole = everything()
    with (
        mock.patch.object(blocks, "BLOCK_BYTES", block_bytes),
        mock.patch.object(convolve, "COLUMN_BYTES", block_bytes),
    ):
        in_blocks = everything()
    for a, b in zip(whole[:3], in_blocks[:3], strict=True):
        assert same_bits(a, b)
    np.testing.assert_allclose(whole[3], in_blocks[3], rtol=1e-5, atol=1e-5)


@pytest.mark.parametrize(
    "values", [[1 + 2j], ["a"], [None], np.array(["2020-01-01"], "M8[D]"), [b"x"]], ids=repr
)
def test_only_real_numbers(values: Any) -> None:
    with pytest.raises(TypeError, match="must hold real numbers, got dtype"):
        real_array("the input", values)

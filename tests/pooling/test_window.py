import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pooling import Window2d
from tests.pooling import oracle, samples
from tests.pooling.samples import Setting


def test_defaults_and_pairs() -> None:
    assert Window2d.of() == Window2d((2, 2), (2, 2), ((0, 0), (0, 0)), (1, 1), False)
    window = Window2d.of((2, 3), padding=((0, 1), (1, 2)), dilation=(1, 2))
    assert window.stride == (2, 3)
    assert window.padding == ((0, 1), (1, 2))
    assert window.span == (2, 5)


def test_numpy_numbers_become_plain_ones() -> None:
    window = Window2d.of(np.int64(3), np.array([1, 2]), [0, 1])
    assert window == Window2d.of(3, (1, 2), (0, 1))
    assert all(type(n) is int for n in window.kernel_size + window.stride)


def test_unlike_sides_pad_like_same_padding() -> None:
    window = Window2d.of(2, 1, ((0, 1), (0, 1)))
    assert window.output_size(5, 4) == (5, 4)
    assert window.start(0, 0) == (0, 0)


def test_ceil_mode_drops_a_window_that_starts_in_the_last_padding() -> None:
    assert Window2d.of(2, 2, 1, ceil_mode=True).output_size(5, 6) == (3, 4)
    assert Window2d.of(1, 3, ceil_mode=True).output_size(4, 3) == (2, 1)


def test_positions_and_cells() -> None:
    window = Window2d.of((2, 3), (2, 1), (1, 1), (3, 2))
    assert window.start(1, 2) == (1, 1)
    rows, cols = window.cells(0, 0)
    assert rows.tolist() == [-1, 2]
    assert cols.tolist() == [-1, 1, 3]


@given(samples.settings(), st.integers(1, 12), st.integers(1, 12))
def test_as_many_windows_as_counted_one_by_one(setting: Setting, height: int, width: int) -> None:
    window = setting.window
    counted = oracle.output_size(window, height, width)
    assert samples.fits(window, height, width) == (min(counted) > 0)
    if min(counted) > 0:
        assert window.output_size(height, width) == counted
        rows, cols = window.cells(counted[0] - 1, counted[1] - 1)
        assert [(r, c) for r in rows for c in cols] == list(
            oracle.cells_of(window, counted[0] - 1, counted[1] - 1)
        )


def test_pooling_pads_half_a_kernel_at_most() -> None:
    Window2d.of((2, 3), padding=1).check_pool_padding()
    with pytest.raises(
        ValueError, match="at most half the kernel, got padding 2 for kernel_size 3"
    ):
        Window2d.of(3, padding=((0, 2), (0, 0))).check_pool_padding()

"""Random inputs and window settings, small enough to loop over and rich in awkward values."""

from dataclasses import dataclass
from typing import Any

import numpy as np
from hypothesis import strategies as st
from numpy.typing import NDArray

from pooling import Window2d
from pooling.divisors import window_divisors

AWKWARD = np.array([0.0, -0.0, 0.0, -0.0, 1.5, 1.5, -2.25, np.nan, np.inf, -np.inf])


@dataclass(frozen=True)
class Setting:
    """What a pooling call is given, legal or not."""

    kernel_size: tuple[int, int]
    stride: tuple[int, int] | None
    padding: tuple[int, int]
    dilation: tuple[int, int]
    ceil_mode: bool

    @property
    def window(self) -> Window2d:
        return Window2d.of(
            self.kernel_size, self.stride, self.padding, self.dilation, self.ceil_mode
        )


def _pairs(low: int, high: int) -> st.SearchStrategy[tuple[int, int]]:
    return st.tuples(st.integers(low, high), st.integers(low, high))


def settings(*, legal: bool = True) -> st.SearchStrategy[Setting]:
    """Draw settings; legal ones keep the padding rule of pooling, others break any rule."""
    if not legal:
        return st.builds(
            Setting,
            _pairs(0, 4),
            st.none() | _pairs(-1, 3),
            _pairs(-1, 3),
            _pairs(0, 3),
            st.booleans(),
        )
    return st.builds(
        Setting,
        _pairs(1, 5),
        st.none() | _pairs(1, 4),
        _pairs(0, 2),
        _pairs(1, 3),
        st.booleans(),
    ).filter(lambda s: all(p <= k // 2 for p, k in zip(s.padding, s.kernel_size, strict=True)))


def array(shape: tuple[int, ...], dtype: str, seed: int, *, finite: bool = False) -> NDArray[Any]:
    """Draw an array with many ties; floats come with -0.0, NaN and infinities unless finite."""
    rng = np.random.default_rng(seed)
    kind = np.dtype(dtype)
    if kind.kind == "b":
        return rng.integers(0, 2, shape).astype(kind)
    if kind.kind in "iu":
        low = 0 if kind.kind == "u" else -3
        values = rng.integers(low, 4, shape).astype(kind)
        return np.where(rng.random(shape) < 0.1, np.iinfo(kind).min, values).astype(kind)
    if finite or seed % 3 == 0:
        return rng.standard_normal(shape).astype(kind)
    if seed % 3 == 1:
        return rng.choice(AWKWARD, shape).astype(kind)
    return np.where(rng.random(shape) < 0.3, rng.choice(AWKWARD, shape), rng.random(shape)).astype(
        kind
    )


def fits(window: Window2d, height: int, width: int) -> bool:
    """Return whether at least one window fits."""
    try:
        window.output_size(height, width)
    except ValueError:
        return False
    return True


def every_window_has_a_cell(window: Window2d, height: int, width: int) -> bool:
    """Return whether windows fit and none lies in padding alone (dilation can step over a map).

    PyTorch answers such a window with an index outside the input, and unpools or differentiates
    it into another cell.
    """
    return fits(window, height, width) and bool(
        (window_divisors(window, height, width, count_include_pad=False) > 0).all()
    )


def same_bits(a: NDArray[Any], b: NDArray[Any]) -> bool:
    """Return whether two arrays are equal bit by bit, every NaN counted as the same NaN."""
    if a.shape != b.shape or a.dtype != b.dtype:
        return False
    if a.dtype.kind != "f":
        return bool((a == b).all())
    unsigned = np.dtype(f"u{a.dtype.itemsize}")
    bits_a, bits_b = np.ascontiguousarray(a).view(unsigned), np.ascontiguousarray(b).view(unsigned)
    return bool(((bits_a == bits_b) | (np.isnan(a) & np.isnan(b))).all())

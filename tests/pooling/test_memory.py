"""Pooling takes its input, and at most twice its output beside it."""

import tracemalloc
from collections.abc import Callable

import numpy as np
import pytest

from pooling import avg_pool2d, blocks, max_pool2d
from pooling.planes import Array

X = np.random.default_rng(0).standard_normal((8, 32, 112, 112), dtype=np.float32)
CALLS: dict[str, tuple[Array, Callable[[Array], Array]]] = {
    "max": (X, lambda x: max_pool2d(x, 2)),
    "max, overlapping and padded": (X, lambda x: max_pool2d(x, 3, 2, 1)),
    "max, channels last": (X.transpose(0, 2, 3, 1).copy().transpose(0, 3, 1, 2),
                           lambda x: max_pool2d(x, 2)),
    "max, one large plane": (X.reshape(1792, 1792), lambda x: max_pool2d(x, 7, 1)),
    "mean": (X, lambda x: avg_pool2d(x, 2)),
    "mean of integers": (X.astype(np.int8), lambda x: avg_pool2d(x, 2)),
}  # fmt: skip


def peak(call: Callable[[], Array]) -> tuple[int, int]:
    tracemalloc.start()
    out = call()
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return most, out.nbytes


@pytest.mark.parametrize("name", CALLS)
def test_at_most_twice_the_output(name: str) -> None:
    x, pool = CALLS[name]
    most, output = peak(lambda: pool(x))
    assert most <= 2 * output


def test_the_measure_sees_a_whole_padded_copy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(blocks, "BLOCK_BYTES", 1 << 40)
    most, output = peak(lambda: max_pool2d(X, 3, 2, 1))
    assert most > 2 * output

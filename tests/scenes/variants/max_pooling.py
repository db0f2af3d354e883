"""The inputs and windows that every picture must look right with."""

from typing import Any

import numpy as np

_RANDOM = np.random.default_rng(7)

VARIANTS: dict[str, dict[str, Any]] = {
    "default": {},
    "kernel 3 stride 1": {"kernel_size": 3, "stride": 1},
    "kernel 3 stride 2": {"kernel_size": 3, "stride": 2},
    "gaps": {"kernel_size": 2, "stride": 3},
    "padding": {"kernel_size": 3, "stride": 1, "padding": 1},
    "dilation": {"dilation": 2},
    "kernel 7": {"kernel_size": 7},
    "kernel 14": {"input": np.hypot(*np.mgrid[-60:60, -90:90]) % 25, "kernel_size": 14},
    "red channel": {"channel": "red"},
    "table": {"input": [[1, 3, 2, 8], [4, 6, 5, 2], [7, 1, 0, 3], [2, 9, 4, 1]]},
    "5×7, ceil_mode": {"input": _RANDOM.integers(0, 30, (5, 7)), "ceil_mode": True},
    "negative, 2×3 kernel": {"input": _RANDOM.integers(-20, 20, (6, 8)), "kernel_size": (2, 3)},
    "many digits": {"input": _RANDOM.normal(size=(8, 8)) * 3.7},
    "12×12": {"input": _RANDOM.integers(0, 100, (12, 12))},
    "large table": {"input": np.hypot(*np.mgrid[-60:60, -90:90]) % 25},
    "NaN and ties": {"input": [[float("nan"), 2, 5, 5], [1, 2, 5, 5], [0, 0, 0, 0], [0, 0, 0, 0]]},
    "one cell": {"input": [[4]], "kernel_size": 1},
    "stripe": {"input": _RANDOM.integers(0, 9, (2, 40))},
    "infinities": {"input": [[float("inf"), 1.5], [float("-inf"), 2.5]]},
    "large numbers": {"input": [[1e9, 2.5e9, 3e-4, 1], [5, 6, 7, 8]]},
}
PLAYED = tuple(VARIANTS)

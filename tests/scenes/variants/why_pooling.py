"""The inputs, windows and networks that why_pooling must look right with."""

from typing import Any

import numpy as np

_RANDOM = np.random.default_rng(5)

VARIANTS: dict[str, dict[str, Any]] = {
    "default": {},
    "kernel 3": {"kernel_size": 3},
    "chelsea, alexnet": {"input": "chelsea", "network": "alexnet"},
    "lenet5": {"input": np.eye(6, 7) * 9, "network": "lenet5"},
    "table": {"input": _RANDOM.integers(0, 10, (6, 9))},
    "negative": {"input": _RANDOM.integers(-20, 20, (8, 8))},
    "decimals": {"input": _RANDOM.normal(size=(4, 7))},
    "12×12": {"input": _RANDOM.integers(0, 100, (12, 12)), "kernel_size": 3},
    "large table": {"input": np.hypot(*np.mgrid[-40:40, -60:60]) % 25},
    "flat": {"input": np.full((6, 7), 3)},
}
PLAYED = ("default", "negative", "large table")
"""Those that take different ways through the scene."""

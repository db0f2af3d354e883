"""The photos and windows that every picture of zooming out must look right with."""

from typing import Any

import numpy as np

_RANDOM = np.random.default_rng(3)

VARIANTS: dict[str, dict[str, Any]] = {
    "default": {},
    "kernel 4, square": {"input": "astronaut", "kernel_size": 4},
    "smallest": {"input": _RANDOM.integers(0, 256, (20, 12, 3), dtype=np.uint8)},
    "stripe, kernel 3": {
        "input": _RANDOM.integers(0, 256, (30, 400, 3), dtype=np.uint8),
        "kernel_size": 3,
    },
}
PLAYED = tuple(VARIANTS)

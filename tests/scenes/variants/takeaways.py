"""The photos that every picture of the takeaways must look right with."""

from typing import Any

import numpy as np

_RANDOM = np.random.default_rng(5)

VARIANTS: dict[str, dict[str, Any]] = {
    "default": {},
    "square": {"input": "astronaut"},
    "smallest": {"input": _RANDOM.integers(0, 256, (17, 23, 3), dtype=np.uint8)},
    "stripe": {"input": _RANDOM.integers(0, 256, (40, 400, 3), dtype=np.uint8)},
    "tall": {"input": _RANDOM.integers(0, 256, (200, 60, 3), dtype=np.uint8)},
}
PLAYED = tuple(VARIANTS)

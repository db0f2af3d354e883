"""The photos that pooling against strided convolution must look right with."""

from typing import Any

import numpy as np

_RANDOM = np.random.default_rng(4)

VARIANTS: dict[str, dict[str, Any]] = {
    "default": {},
    "chelsea": {"input": "chelsea"},
    "noise, small": {"input": _RANDOM.integers(0, 256, (80, 84, 3), dtype=np.uint8)},
    "stripe": {"input": _RANDOM.integers(0, 256, (60, 320, 3), dtype=np.uint8)},
}
PLAYED = ("default", "noise, small")
"""Those that take different ways through the scene."""

"""The inputs and strides that every picture of strided convolution must look right with."""

from typing import Any

import numpy as np

_RANDOM = np.random.default_rng(5)

VARIANTS: dict[str, dict[str, Any]] = {
    "default": {},
    "table": {"input": [[1, 3, 2, 8], [4, 6, 5, 2], [7, 1, 0, 3], [2, 9, 4, 1]]},
    "stride 3, upright": {"input": "grace_hopper", "stride": 3},
    "many digits": {"input": _RANDOM.normal(size=(9, 8)) * 3.7, "stride": 4},
    "one window": {"input": [[1, 3], [4, 6]]},
    "NaN": {"input": [[float("nan"), 2.5, 5, 5], [1, 2, 5, 1e9]]},
}
PLAYED = tuple(VARIANTS)

"""The inputs and strides that every picture of strided convolution must look right with."""

from functools import cache
from typing import Any

import numpy as np

from scenes.beats import Story
from scenes.topics.strided_convolution.story import story

_RANDOM = np.random.default_rng(5)

VARIANTS: dict[str, dict[str, Any]] = {
    "default": {},
    "stride 3, upright": {"input": "grace_hopper", "stride": 3},
    "many digits": {"input": _RANDOM.normal(size=(9, 8)) * 3.7, "stride": 4},
    "one window": {"input": [[1, 3], [4, 6]]},
    "NaN": {"input": [[float("nan"), 2.5, 5, 5], [1, 2, 5, 1e9]]},
}


@cache
def told(variant: str) -> Story:
    """The story of a variant."""
    return story(**VARIANTS[variant])

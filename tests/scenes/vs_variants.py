"""The photos that pooling against strided convolution must look right with."""

from functools import cache
from typing import Any

import numpy as np

from scenes.beats import Story
from scenes.topics.pooling_vs_strided.story import story

_RANDOM = np.random.default_rng(4)

VARIANTS: dict[str, dict[str, Any]] = {
    "default": {},
    "chelsea": {"input": "chelsea"},
    "noise, small": {"input": _RANDOM.integers(0, 256, (80, 84, 3), dtype=np.uint8)},
    "stripe": {"input": _RANDOM.integers(0, 256, (60, 320, 3), dtype=np.uint8)},
}


@cache
def told(variant: str = "default") -> Story:
    """The story of a variant."""
    return story(**VARIANTS[variant])

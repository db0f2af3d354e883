"""What does not move keeps its points to the last bit while something else of it changes.

Manim computes the points of a shape that only fades anew in every frame, from its own and those
of a copy that was scaled by 1. Their last bits differ, and so all of its outline has to be traced.
"""

from collections.abc import Iterable
from typing import Any

import manim as m
import numpy as np
from manim.utils.paths import straight_path
from numpy.typing import NDArray

# In Manim's units: a ten-thousand-millionth of a pixel.
_NO_WAY = 1e-12

Points = NDArray[np.float64]


def steadied(animations: Iterable[Any]) -> None:
    """Let animations, and those they are made of, leave points alone that do not move."""
    for animation in animations:
        if isinstance(animation, m.AnimationGroup):
            steadied(animation.animations)
        elif isinstance(animation, m.Transform) and animation.path_func is straight_path():
            animation.path_func = straight


def straight(start: Points, end: Points, share: float) -> Points:
    """Points a share of the way along straight lines; as they are if there is no way to go.

    >>> bool((straight(np.full((1, 3), 0.7), np.full((1, 3), 0.7), 0.1) == 0.7).all())
    True
    """
    if share < 1 and np.abs(end - start).max(initial=0) < _NO_WAY:
        return start.copy()
    return (1 - share) * start + share * end

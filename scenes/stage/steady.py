"""What does not change keeps its points and colours while something else of it changes.

Manim computes everything of a shape that only fades anew in every frame, from its own and a copy
that was scaled by 1. The last bits of their points differ, and so all of its outline would have to
be traced; and families are walked, and widths that are equal mixed, as long as drawing takes.
"""

from collections.abc import Callable, Iterable
from typing import Any

import manim as m
import numpy as np
from manim.utils.paths import straight_path
from numpy.typing import NDArray

# In Manim's units: a ten-thousand-millionth of a pixel.
_NO_WAY = 1e-12

Points = NDArray[np.float64]


_LOOKS = (
    "fill_rgbas",
    "stroke_rgbas",
    "background_stroke_rgbas",
    "stroke_width",
    "background_stroke_width",
    "sheen_direction",
    "sheen_factor",
)
"""What Manim mixes beside the points of a shape."""


def steadied(animations: Iterable[Any]) -> None:
    """Let animations, and those they are made of, leave alone what does not change."""
    for animation in animations:
        if isinstance(animation, m.AnimationGroup):
            steadied(animation.animations)
        elif isinstance(animation, m.Transform) and animation.path_func is straight_path():
            animation.path_func = straight
            kind = type(animation)
            if (
                kind.interpolate_mobject is m.Animation.interpolate_mobject
                and kind.interpolate_submobject is m.Transform.interpolate_submobject
            ):
                animation.interpolate_mobject = Course(animation)


def straight(start: Points, end: Points, share: float) -> Points:
    """Points a share of the way along straight lines; as they are if there is no way to go.

    >>> bool((straight(np.full((1, 3), 0.7), np.full((1, 3), 0.7), 0.1) == 0.7).all())
    True
    """
    if share < 1 and not _far(start, end):
        return start.copy()
    return (1 - share) * start + share * end


class Course:
    """What Manim does in each frame of a transformation, with all prepared that stays the same."""

    def __init__(self, animation: Any) -> None:
        self._animation = animation
        self._start: Any = None
        self._parts: list[Callable[[float], None]] = []

    def __call__(self, alpha: float) -> None:
        """Draw the state at a share of the time."""
        animation = self._animation
        if self._start is not animation.starting_mobject:  # it begins, maybe once more
            self._start = animation.starting_mobject
            self._parts = [
                _part(animation, *mobjects) for mobjects in animation.get_all_families_zipped()
            ]
        count = len(self._parts)
        if not animation.lag_ratio and count:
            share = animation.get_sub_alpha(alpha, 0, count)
            for part in self._parts:
                part(share)
            return
        for index, part in enumerate(self._parts):
            part(animation.get_sub_alpha(alpha, index, count))


def _part(animation: Any, mobject: Any, start: Any, end: Any) -> Callable[[float], None]:
    """Draws one mobject of a family a share of the way from a start to an end."""

    def as_manim(share: float) -> None:
        animation.interpolate_submobject(mobject, start, end, share)

    kind = type(mobject)
    if (
        kind.interpolate is not m.VMobject.interpolate
        or kind.interpolate_color is not m.VMobject.interpolate_color
    ):
        return as_manim
    moves = _far(start.points, end.points)
    values = [(name, getattr(start, name), getattr(end, name)) for name in _LOOKS]
    changing = [one for one in values if not np.array_equal(*one[1:])]
    staying = [one[:2] for one in values if np.array_equal(*one[1:])]

    def draw(share: float) -> None:
        if share == 1:
            as_manim(share)
            return
        if moves:
            mobject.points = (1 - share) * start.points + share * end.points
        else:
            mobject.points = start.points.copy()
        for name, first, last in changing:
            setattr(mobject, name, (1 - share) * first + share * last)
        for name, value in staying:
            setattr(mobject, name, value.copy() if isinstance(value, np.ndarray) else value)

    return draw


def _far(start: Points, end: Points) -> bool:
    """Whether there is a way to go between two outlines."""
    return bool(np.abs(end - start).max(initial=0) >= _NO_WAY)

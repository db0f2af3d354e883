"""Chapters and times as people and video platforms write them."""

import math
from collections.abc import Sequence

from scenes.products.lecture.parts import Mark

SHORTEST = 10
"""Seconds of a chapter, at least, or a platform shows none at all."""


def shown(seconds: float) -> str:
    """A time in a film, in whole seconds that are not before it.

    >>> shown(59.2), shown(3671)
    ('1:00', '1:01:11')
    """
    whole = math.ceil(seconds - 1e-6)
    minutes = f"{whole // 60 % 60}:{whole % 60:02}"
    return f"{whole // 3600}:{minutes:0>5}" if whole >= 3600 else minutes


def platform_text(marks: Sequence[Mark]) -> str:
    """The chapters as a block of text for the description on a video platform.

    It begins at 0:00. Where a chapter is shorter than a platform allows it goes to the one before.

    >>> print(platform_text([Mark("One", 0, 5), Mark("Two", 5, 60), Mark("Three", 65, 9)]), end="")
    0:00 One
    """
    kept: list[Mark] = []
    end = marks[-1].start + marks[-1].seconds
    for mark in marks:
        if not kept or min(mark.start - kept[-1].start, end - mark.start) >= SHORTEST:
            kept.append(mark)
    return "".join(f"{shown(mark.start)} {mark.title}\n" for mark in kept)

"""Beats from their parts, which are drawn in any order and by anyone."""

from collections import defaultdict
from collections.abc import Callable, Collection, Hashable
from typing import Generic, TypeVar

from scenes.studio.encode import Codec, join
from scenes.studio.jobs import Drawn

NextPart = Callable[[str, int], bool]
"""Told of a beat and the number of the part that begins, from 1: whether the part is drawn."""
_Beat = TypeVar("_Beat", bound=Hashable)


class Frames(Generic[_Beat]):
    """The frames of beats, that are told part by part.

    >>> frames = Frames()
    >>> [frames.count("a", part, drawn) for part, drawn in [(0, 3), (1, 1), (0, 5)]]
    [3, 4, 6]
    """

    def __init__(self) -> None:
        self._drawn: defaultdict[_Beat, dict[int, int]] = defaultdict(dict)

    def count(self, beat: _Beat, part: int, frames: int) -> int:
        """So many frames of a part are drawn: how many of the beat that makes."""
        self._drawn[beat][part] = frames
        return sum(self._drawn[beat].values())


def whole(parts: Collection[Drawn], codec: Codec, fps: int) -> Drawn:
    """A beat, joined from its parts packet by packet; their files are gone."""
    first, *others = ordered = sorted(parts, key=lambda part: part.part)
    if not others:
        return first
    path = first.path.with_stem(f"{first.beat}-whole")
    join([part.path for part in ordered], path, codec, fps)
    for part in ordered:
        part.path.unlink()
    return Drawn(first.beat, path, sum(part.frames for part in ordered))

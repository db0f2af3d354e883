"""A picture of mobjects that is mended where they changed, and nowhere else.

What it shows is, bit for bit, what painting all of them anew would show: where something
changed, the ground is laid again, and whatever reaches into that place is painted again, whole.
"""

from collections.abc import Collection, Iterable, Sequence
from operator import attrgetter, is_
from typing import Any

import manim
import numpy as np
from numpy.typing import NDArray

from scenes.studio.dirty import Box
from scenes.studio.extent import NOTHING
from scenes.studio.pixels import Pixels
from scenes.studio.sketch import Sketch, sketch


class Canvas:
    """Mobjects painted over a ground.

    Args:
        camera: paints them.
        ground: what they are painted on, shape (height, width, 4).

    Attributes:
        pixels: the picture, of the ground's shape.
    """

    def __init__(self, camera: manim.Camera, ground: Pixels) -> None:
        self.pixels = ground.copy()
        self._camera, self._ground = camera, ground
        self._shown: list[Sketch] = []
        self._known: dict[int, Sketch] = {}

    def show(self, mobjects: Iterable[Any], stale: Sequence[Box] = ()) -> list[Box]:
        """Show just these mobjects, the later ones above.

        Args:
            mobjects: with their parts.
            stale: boxes in which the ground has changed.

        Returns:
            The boxes outside of which the picture is as it was before.
        """
        camera, known = self._camera, self._known
        sketches = [
            sketch(camera, mobject, known.get(id(mobject)), self.pixels)
            for mobject in displayed(mobjects)
        ]
        # A sketch holds its mobject, so that no other can take over its id.
        self._known = {id(one.mobject): one for one in sketches}
        changed = [*stale, *changes(self._shown, sketches)]
        self._shown = sketches
        if changed:
            self._mend(changed)
        return changed

    def _mend(self, changed: Sequence[Box]) -> None:
        every = [box for one in self._shown for box in one.boxes]
        boxes = np.array(every, dtype=np.int32).reshape(-1, 4)
        owners = np.repeat(np.arange(len(self._shown)), [len(one.boxes) for one in self._shown])
        again = reached(boxes, owners, np.array(changed, dtype=np.int32))
        stale = map(tuple, boxes[again[owners]].tolist())
        for left, top, right, bottom in outermost({*changed, *stale}):
            self.pixels[top:bottom, left:right] = self._ground[top:bottom, left:right]
        for index in np.flatnonzero(again):
            self._shown[index].paint(self.pixels)


def displayed(mobjects: Iterable[Any]) -> list[Any]:
    """The mobjects and their parts that have points, in the order in which Manim paints them.

    As of `Camera.get_mobjects_to_display`, in a quarter of its time: of what comes twice the last
    counts.
    """
    found: list[Any] = []

    def gather(ones: Iterable[Any]) -> None:
        for one in ones:
            if len(one.points):
                found.append(one)
            if one.submobjects:
                gather(one.submobjects)

    gather(mobjects)
    lasting = list(dict.fromkeys(reversed(found)))[::-1]
    if any(one.z_index for one in lasting):
        lasting.sort(key=attrgetter("z_index"))
    return lasting


def outermost(boxes: Collection[Box]) -> list[Box]:
    """Those of some different boxes that lie in no other of them.

    >>> outermost([(0, 0, 4, 4), (1, 0, 3, 4), (2, 2, 5, 5)])
    [(0, 0, 4, 4), (2, 2, 5, 5)]
    """
    ones = list(boxes)
    left, top, right, bottom = np.array(ones, dtype=np.int32).reshape(-1, 4).T
    inside = (left[:, None] >= left) & (right[:, None] <= right)
    inside &= (top[:, None] >= top) & (bottom[:, None] <= bottom)
    return [one for one, count in zip(ones, inside.sum(axis=1), strict=True) if count == 1]


def changes(before: Sequence[Sketch], after: Sequence[Sketch]) -> list[Box]:
    """The boxes in which a list of sketches looks different from another one."""
    if len(before) == len(after) and all(map(is_, before, after)):
        return []
    old, new = set(before), set(after)
    gone = [box for one in before if one not in new for box in one.boxes]
    come = [box for one in after if one not in old for box in one.boxes]
    # What stayed lies in the same order, or else counts as changed as well.
    stayed = [one for one in before if one in new]
    moved = [
        box
        for one, other in zip(stayed, (one for one in after if one in old), strict=True)
        if one is not other
        for box in (*one.boxes, *other.boxes)
    ]
    return [box for box in (*gone, *come, *moved) if box != NOTHING]


def reached(
    boxes: NDArray[np.int32], owners: NDArray[np.intp], changed: NDArray[np.int32]
) -> NDArray[np.bool_]:
    """Whose boxes touch a changed place, directly or through one another.

    Args:
        boxes: (n, 4).
        owners: (n,), ascending: the box's owner, whose boxes are painted together.
        changed: (m, 4).

    Returns:
        One truth value an owner.

    >>> row = np.array([(0, 0, 4, 1), (3, 0, 8, 1), (8, 0, 9, 1)], dtype=np.int32)
    >>> changed = np.array([(0, 0, 1, 1)], dtype=np.int32)
    >>> reached(row, np.arange(3), changed).tolist()
    [True, True, False]
    >>> reached(row, np.array([0, 0, 1]), changed).tolist()
    [True, False]
    """
    found = np.zeros(int(owners[-1]) + 1 if len(owners) else 0, dtype=bool)
    visible = boxes[:, 0] < boxes[:, 2]
    while len(changed):
        left, top, right, bottom = (boxes[:, side, None] for side in range(4))
        touched = (left < changed[:, 2]) & (changed[:, 0] < right)
        touched &= (top < changed[:, 3]) & (changed[:, 1] < bottom)
        fresh = np.zeros_like(found)
        fresh[owners[touched.any(axis=1) & visible]] = True
        fresh &= ~found
        found |= fresh
        changed = boxes[fresh[owners] & visible]
    return found

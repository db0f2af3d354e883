"""How much of a film flashes: general flashes as WCAG 2.2 counts them, criterion 2.3.1."""

from collections.abc import Iterable, Iterator
from pathlib import Path

import av
import numpy as np
from numpy.typing import NDArray

from scenes.theme import rgb

BLOCK = 8
"""Pixels along a block, whose mean is looked at."""
SWING, BRIGHT = 0.1, 0.8
"""A change of relative luminance that counts, where the darker of the two is below the other."""
MOST = 3
"""Flashes, each a pair of opposite changes, within any second."""
AREA = 341 * 256 / 4 / (1024 * 768)
"""Share of a frame that may flash more often: a quarter of 10 degrees of sight."""

Luminance = NDArray[np.float64]


def flashing(frames: Iterable[Luminance], fps: int) -> float:
    """The largest share of a film's frame that flashes more than `MOST` times in one second.

    Args:
        frames: relative luminances from 0 to 1, all of one shape.
        fps: how many of them are shown in a second.
    """
    changes = np.array(list(_changes(iter(frames))))
    second = np.cumsum(changes, axis=0)
    second[fps:] -= second[:-fps].copy()
    often = second > 2 * MOST
    return float(often.mean(axis=tuple(range(1, often.ndim))).max(initial=0.0))


def _changes(frames: Iterator[Luminance]) -> Iterator[NDArray[np.bool_]]:
    """Where luminance has turned and gone `SWING` the other way, frame by frame."""
    extreme = next(frames).copy()
    rises = np.zeros(extreme.shape, dtype=int)  # 1 and -1 once a direction is known
    for frame in frames:
        turns = np.zeros(frame.shape, dtype=bool)
        for way in (1, -1):
            beyond = (rises != -way) & (way * (frame - extreme) > 0)
            darker = np.minimum(frame, extreme) < BRIGHT
            turned = (rises != way) & (way * (frame - extreme) >= SWING) & darker & ~turns
            turns |= turned
            rises[turned] = way
            extreme[turned] = frame[turned]
            same = beyond & (rises == way)
            extreme[same] = frame[same]
        yield turns


def luminances(film: Path) -> Iterator[Luminance]:
    """A film's frames as the luminance of their blocks."""
    with av.open(str(film)) as container:
        for frame in container.decode(video=0):
            pixels = frame.to_ndarray(format="rgb24")
            rows, columns = (size // BLOCK * BLOCK for size in pixels.shape[:2])
            levels = _LINEAR[pixels[:rows, :columns]] @ [0.2126, 0.7152, 0.0722]
            yield levels.reshape(rows // BLOCK, BLOCK, columns // BLOCK, BLOCK).mean(axis=(1, 3))


def _linear() -> NDArray[np.float64]:
    encoded = rgb(np.arange(256) / 255)
    return np.where(encoded <= 0.04045, encoded / 12.92, ((encoded + 0.055) / 1.055) ** 2.4)


_LINEAR = _linear()

"""With what means videos are rendered: processes, and what is remembered between renders."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from scenes.studio.cache import Cache

# Seconds on the machine that this was measured on; only their ratios matter much.
_A_FRAME = 0.003
_A_PIXEL = 3e-9
_A_BEAT = 0.3
"""Setting a beat up, which skipping it takes too."""
_WORTH_A_WORKER = 1.5
"""Seconds of work below which another process costs more than it brings."""


@dataclass(frozen=True)
class Engine:
    """The means of rendering.

    Attributes:
        workers: processes that draw; 1 draws in this one; None for as many as there are cores,
            fewer where there is little to draw.
        cache: keeps beats from one render to the next; None draws all of them.
        scheduler: of a Dask cluster that draws instead of this machine, tcp://host:8786.
    """

    workers: int | None = 1
    cache: Cache | None = None
    scheduler: str | None = None

    def workers_for(self, costs: Mapping[Any, float]) -> int:
        """How many processes to use for beats that take so many seconds each."""
        worth = max(1, int(sum(costs.values()) / _WORTH_A_WORKER))
        if self.workers is not None:
            return min(self.workers, max(worth, len(costs)))
        return min(cores(), worth)


def seconds_to_draw(frames: float, pixels: int) -> float:
    """A guess at how long a beat takes."""
    return SECONDS_TO_SKIP + frames * (_A_FRAME + pixels * _A_PIXEL)


SECONDS_TO_SKIP = _A_BEAT


def cores() -> int:
    """Those that this process may use."""
    try:
        return len(os.sched_getaffinity(0))
    except AttributeError:  # only Linux tells
        return os.cpu_count() or 1

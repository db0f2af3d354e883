"""A window that has shown its first steps, and walks on at a quicker pace."""

from typing import Any

import manim as m

from scenes.stage.desk import Desk
from scenes.stage.window import Counter, CountTo

BRISK_STEPS = 6
SWEEP = 3.0
"""Seconds in which all rows go by that are not walked step by step."""


class Walking(Desk):
    """Walks the window of the desk over what is left of the input."""

    def walk_on(self, windows: list[Any], count: Counter, done: int) -> None:
        """Visit the windows: the first few one by one, the others a row of the output at a time.

        Args:
            windows: indices of outputs in scan order.
            count: of the outputs; it counts up from `done`.
        """
        for index in windows[:BRISK_STEPS]:
            done += 1
            self._step(index, count, done)
        rows: dict[int, list[Any]] = {}
        for i, j in windows[BRISK_STEPS:]:
            rows.setdefault(i, []).append((i, j))
        for row in rows.values():
            done += len(row)
            reveal = [self.result.reveal(*index) for index in row] if self.result.readable else []
            self.play(self.window_frame.glide_to(*row[0]), seconds=0.2)
            self.play(
                self.window_frame.glide_to(*row[-1]),
                *([m.LaggedStart(*reveal, lag_ratio=0.5)] if reveal else []),
                CountTo(count, done),
                seconds=max(0.2, SWEEP / len(rows)),
            )

    def _step(self, index: Any, count: Counter, done: int) -> None:
        """The window arrives, and only then its output shows."""
        reveal = [self.result.reveal(*index)] if self.result.readable else []
        self.play(self.window_frame.glide_to(*index), seconds=0.4)
        self.play(*reveal, CountTo(count, done), seconds=0.2)

"""The base of animations that draw a state from the share of the time alone."""

from typing import Any

import manim as m


class Timed(m.Animation):
    """An animation whose mobject can draw any of its states; it keeps no copy of the mobject."""

    def create_starting_mobject(self) -> Any:
        """Spare Manim's copy, which takes longer than drawing."""
        return self.mobject

    def interpolate_mobject(self, alpha: float) -> None:
        """Draw the state at a share of the time."""
        self.draw(self.rate_func(alpha))

    def draw(self, share: float) -> None:
        """Draw the state after a share of the way, 0 to 1."""
        raise NotImplementedError

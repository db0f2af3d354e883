"""A map of values as a hill: its rows lie one behind the other and rise as high as they count."""

from typing import Any

import manim as m
import numpy as np

from scenes.stage.sheets import View, joined
from scenes.stage.timed import Timed
from scenes.theme import Theme


class Hill(m.VGroup):
    """Ridges, one for each row of a map, in the ramp's colour of its highest value.

    Args:
        values: (rows, cols), nowhere below zero.
        floor: the view in which the map lies.
        height: of the highest value, in Manim's units.
        theme: has the ramp.

    Attributes:
        ridges: from the back to the front.
        raised: how far they have risen, 0 to 1.
    """

    def __init__(self, values: Any, floor: View, height: float, theme: Theme) -> None:
        super().__init__()
        self.values, self.floor = np.asarray(values, float), floor
        self.highest = height / float(self.values.max() or 1.0)
        colours = theme.value_colours(self.values.max(axis=1), 0, float(self.values.max()))
        self.ridges = m.VGroup()
        for colour in colours:
            ridge = m.VMobject(stroke_color=m.ManimColor(list(colour)), stroke_width=2)
            self.ridges.add(ridge.set_fill(theme.background, 1))
        self.add(self.ridges)
        self.rise(0.0)

    def rise(self, raised: float) -> "Hill":
        """Draw the ridges risen so far."""
        self.raised = raised
        cols = self.values.shape[1]
        for row, ridge in enumerate(self.ridges):
            tops = [
                self.floor.place(
                    col + 0.5, row + 0.5, self.values[row, col] * self.highest * raised
                )
                for col in range(cols)
            ]
            left, right = self.floor.place(0, row + 0.5), self.floor.place(cols, row + 0.5)
            joined(ridge, [left, *tops, right])
        return self


class Rise(Timed):
    """Let a hill rise; its height depends on the time alone."""

    def draw(self, share: float) -> None:
        """Draw the state after a share of the way."""
        self.mobject.rise(share)

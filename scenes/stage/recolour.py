"""A cell that changes its colour while its number stays readable."""

from typing import Any

import manim as m
import numpy as np

from scenes.stage.timed import Timed
from scenes.theme import Theme, rgb


class Recolour(Timed):
    """Change the fill of a cell; its number is shown in the ink that reads on the fill of now.

    Args:
        cell, number: what is changed; a hidden number appears on the way.
        fill: the colour at the end.
        theme: has the inks.
    """

    def __init__(
        self, cell: Any, number: Any, fill: str | np.ndarray, theme: Theme, **kwargs: Any
    ) -> None:
        self.cell, self.number, self.theme = cell, number, theme
        self.last = rgb(fill)
        super().__init__(m.VGroup(cell, *([number] if number else [])), **kwargs)

    def begin(self) -> None:
        """Note the fill, and how much of the number is seen."""
        self.first = np.array(self.cell.get_fill_color().to_rgb())
        self.seen = self.number.get_fill_opacity() if self.number else 1.0
        super().begin()

    def draw(self, share: float) -> None:
        """Draw the state after a share of the way."""
        fill = self.first + (self.last - self.first) * share
        self.cell.set_fill(m.ManimColor(list(np.clip(fill, 0, 1))), 1)
        if self.number:
            ink = m.ManimColor(self.theme.ink_on(fill))
            self.number.set_fill(ink, self.seen + (1 - self.seen) * share)

"""Two pictures of one size at one place, a line between them that can be drawn across."""

import manim as m

from scenes.stage.heat_map import HeatMap, enlarged
from scenes.stage.timed import Timed
from scenes.theme import Theme

FINE = 480
"""Pixels along an edge at least, so that the line may stand nearly anywhere."""


class Curtain(m.Group):
    """One picture left of a line, another right of it.

    Args:
        left, right: both cover the same place; the left one tells where.
        theme: the line is drawn in the window's colour.
        share: where the line stands, 0 at the left edge to 1 at the right.

    Attributes:
        image, line: what is drawn. share: where the line stands.
    """

    def __init__(self, left: HeatMap, right: HeatMap, theme: Theme, share: float = 1.0) -> None:
        height, width = (
            max(a, b)
            for a, b in zip(left.pixel_array.shape[:2], right.pixel_array.shape[:2], strict=True)
        )
        height, width = (n * -(-FINE // n) for n in (height, width))
        self.left, self.right = (enlarged(p.pixel_array, height, width) for p in (left, right))
        self.image = left
        self.line = m.Line(left.get_corner(m.UL), left.get_corner(m.DL))
        self.line.set_stroke(theme.window, 4)
        super().__init__(left, self.line)
        self.draw_at(share)

    def draw_at(self, share: float) -> "Curtain":
        """Draw the line at a share of the width."""
        self.share = share
        column = round(share * self.left.shape[1])
        mixed = self.right.copy()
        mixed[:, :column] = self.left[:, :column]
        self.image.pixel_array = mixed
        self.image.orig_alpha_pixel_array = mixed[..., 3].copy()
        start, end = self.image.get_left(), self.image.get_right()
        self.line.move_to(start + (end - start) * share)
        return self


class Draw(Timed):
    """The curtain's line goes to a share of the width."""

    def __init__(self, curtain: Curtain, share: float, **kwargs: object) -> None:
        self.last = share
        super().__init__(curtain, **kwargs)

    def begin(self) -> None:
        """Note where the line starts."""
        self.first = self.mobject.share
        super().begin()

    def draw(self, share: float) -> None:
        """Draw the line after a share of its way."""
        self.mobject.draw_at(self.first + (self.last - self.first) * share)

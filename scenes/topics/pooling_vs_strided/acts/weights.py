"""Beat learnable: what strided convolutions learn in the place of poolings, as areas to scale."""

from math import sqrt

import manim as m

from scenes.beats import Beat
from scenes.stage.desk import Desk
from scenes.stage.scene import BOTTOM, TOP
from scenes.stage.type import on_baseline, words
from scenes.stage.window import Counter, CountTo

SIDE = 2.05
"""Of the largest square, in Manim's units."""
PITCH = 2.62
HOLE = 0.5
"""Of the empty square of a pooling."""
HOLES_AT, FOOT = 2.0, BOTTOM + 1.2


class Weights(Desk):
    """Beat learnable."""

    def learnable(self, beat: Beat) -> None:
        """Empty squares for the poolings; under each grows the square of what would be learned."""
        layers, values, theme = beat.data["layers"], beat.values, self.theme
        most = max(row["strided"] for row in layers)
        places = [(k - (len(layers) - 1) / 2) * PITCH for k in range(len(layers))]
        holes, names, self.squares = m.VGroup(), m.VGroup(), m.VGroup()
        for row, x in zip(layers, places, strict=True):
            hole = m.DashedVMobject(m.Square(HOLE), num_dashes=16, dashed_ratio=0.55)
            holes.add(hole.set_stroke(theme.padding, 2.5).move_to([x, HOLES_AT, 0]))
            name = words(row["name"], theme, colour=theme.muted)
            names.add(on_baseline(name.set_x(x), HOLES_AT - 0.65))
            side = SIDE * sqrt(row["strided"] / most)
            square = m.Square(side, stroke_width=0).set_fill(theme.window, 1)
            self.squares.add(square.move_to([x, FOOT + side / 2, 0]))
        heads = [
            words(self.label("pools", network=values["network"]), theme, size=theme.text_size,
                  bold=True),
            words(self.label("weights_to_learn", count=values["pooling"]), theme,
                  size=theme.text_size, colour=theme.muted),
        ]  # fmt: skip
        row = self._side_by_side(heads, TOP - 0.55)
        self.play(*self.gone(), seconds=0.4)
        self.play(m.FadeIn(row), seconds=0.4)
        self.play(
            m.LaggedStart(*[m.FadeIn(hole, scale=0.6) for hole in holes], lag_ratio=0.2),
            m.FadeIn(names), seconds=1.0,
        )  # fmt: skip
        self.total = Counter(
            0, lambda count: self.label("weights_to_learn", count=count), theme,
            [0, BOTTOM + 0.7, 0], size=52, bold=True, colour=theme.window,
        )  # fmt: skip
        place = words(
            self.label("in_their_place", kernel=values["kernel"]), theme, colour=theme.muted
        )
        on_baseline(place.set_x(0), HOLES_AT - 1.35)
        self.play(m.FadeIn(place), m.FadeIn(self.total), seconds=0.4)
        done = 0
        for data, square in zip(layers, self.squares, strict=True):
            done += data["strided"]
            self.play(
                m.GrowFromPoint(square, square.get_bottom()), CountTo(self.total, done), seconds=0.6
            )
        adds = words(self.label("multiply_adds", adds=values["adds"]), theme, colour=theme.muted)
        self.play(m.FadeIn(on_baseline(adds.set_x(0), BOTTOM + 0.1)), seconds=0.4)

    def _side_by_side(self, lines: list[m.VMobject], y: float) -> m.VGroup:
        row = m.VGroup(*lines).arrange(m.RIGHT, buff=0.4)
        row.set_x(0)
        for line in lines:
            on_baseline(line, y)
        return row

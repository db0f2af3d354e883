"""Beat page: four reasons, each with the picture that earned it."""

from math import sqrt
from typing import Any

import manim as m

from scenes.beats import Beat
from scenes.digits import digits_for
from scenes.stage.desk import limits
from scenes.stage.feature_map import FeatureMap
from scenes.stage.heat_map import HeatMap
from scenes.stage.pictures import fitted, stretched
from scenes.stage.sliding import Sliding
from scenes.stage.type import on_baseline, words

PLACES = (-5.1, -1.7, 1.7, 5.1)
SIDE = 2.7
MIDDLE = 0.05


class Closing(Sliding):
    """Beat page."""

    def page(self, beat: Beat) -> None:
        """Title, then card after card."""
        self.play(*self.gone(), seconds=0.4)
        title, tagline = self.page_head()
        self.play(m.FadeIn(title, shift=m.RIGHT * 0.2), m.FadeIn(tagline), seconds=0.6)
        values = beat.values
        cards = (
            ("forgives", self._outputs(), {"count": values["right"], "total": values["outputs"]}),
            ("zeros", self._gradients(), {"share": values["gradient"]}),
            ("cost", self._squares(), {"times": values["times"]}),
            (
                "field",
                self._bars(),
                {"one": values["reach_with"], "other": values["reach_without"]},
            ),
        )
        for (key, picture, filled), x in zip(cards, PLACES, strict=True):
            picture.move_to([x, MIDDLE, 0])
            name = self.label("zeros_head" if key == "zeros" else key)
            head = words(name, self.theme, bold=True)
            line = words(self.label(f"{key}_card", **filled), self.theme, colour=self.theme.muted)
            on_baseline(head.set_x(x), MIDDLE + SIDE / 2 + 0.35)
            on_baseline(line.set_x(x), MIDDLE - SIDE / 2 - 0.6)
            self.play(
                m.FadeIn(picture, shift=m.UP * 0.15), m.FadeIn(head), m.FadeIn(line), seconds=0.8
            )

    def _outputs(self) -> m.Mobject:
        """The pooled outputs after the slide to the right, those marked that stay."""
        data = self.story["forgives"].data
        trace = data["right"]
        grid = FeatureMap(
            trace.output, self.theme, box=(SIDE, SIDE), limits=limits(data["before"].input),
            write=digits_for(data["before"].input),
        )  # fmt: skip
        return m.Group(grid, self.kept(grid, data["kept_right"]))

    def _gradients(self) -> m.Mobject:
        values = self.story["zeros"].data["gradient"]
        colours = self.theme.gradient_colours(values)
        picture: Any = stretched(HeatMap(colours), fitted(values.shape, (SIDE, SIDE)))
        return picture

    def _squares(self) -> m.Mobject:
        plain, pooled = self.story["cost"].data["multiply_adds"]
        big = m.Square(SIDE, stroke_width=0).set_fill(self.theme.muted, 0.6)
        small = m.Square(SIDE * sqrt(pooled / plain), stroke_width=0)
        small.set_fill(self.theme.output, 1).move_to(big.get_corner(m.DL), aligned_edge=m.DL)
        return m.VGroup(big, small)

    def _bars(self) -> m.Mobject:
        data = self.story["field"].data
        sizes = [data[key][-1]["size"] for key in ("with", "without")]
        unit = (SIDE + 0.4) / max(sizes)
        bars = [
            m.Rectangle(width=size * unit, height=0.6, stroke_width=0).set_fill(colour, 1)
            for size, colour in zip(sizes, (self.theme.window, self.theme.muted), strict=True)
        ]
        return m.VGroup(*bars).arrange(m.DOWN, buff=0.4)

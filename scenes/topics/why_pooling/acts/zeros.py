"""Beat zeros: how many zeros there are before and after pooling, and on the way back."""

import manim as m
import numpy as np

from scenes.beats import Beat
from scenes.stage.desk import Desk, limits
from scenes.stage.heat_map import HeatMap, Sweep
from scenes.stage.pictures import fitted, stretched
from scenes.stage.scene import MIDDLE
from scenes.stage.type import on_baseline, words

BOX = (3.05, 3.6)
PLACES = (-5.1, -1.7, 1.7, 5.1)
KEYS = ("before", "after", "gradient_mean", "gradient")


class Zeros(Desk):
    """Beat zeros."""

    def zeros(self, beat: Beat) -> None:
        """Activations and what max leaves of them; then the gradients of mean and max."""
        data = beat.data
        first = self._panel(self._values(data["before"], data["before"]), data["before"].shape)
        twin = first.copy()
        self.pictures = m.Group()
        self.play(*self.gone(), seconds=0.4)
        for k, key in enumerate(KEYS):
            x = PLACES[k]
            picture: HeatMap
            if key == "before":
                picture = first.set_x(x)
                self.play(m.FadeIn(picture), seconds=0.6)
            elif key == "after":
                picture = twin.set_x(PLACES[0])
                self.add(picture)
                self.play(picture.animate.set_x(x), seconds=0.8)
                pooled = self._panel(
                    self._values(data["after"], data["before"]), data["before"].shape
                ).set_x(x)
                self.play(Sweep(picture, pooled, self.theme), seconds=1.0)
            else:
                picture = self._panel(
                    self.theme.gradient_colours(data[key]), data["before"].shape
                ).set_x(x)
                self.play(m.FadeIn(picture, shift=m.LEFT * 0.3), seconds=0.8)
            self.pictures.add(picture)
            name = words(self.label(key), self.theme, colour=self.theme.muted)
            on_baseline(name.set_x(x), picture.get_top()[1] + 0.22)
            share = words(
                self.label("zeros", share=beat.values[key]), self.theme,
                size=self.theme.text_size, bold=True,
            )  # fmt: skip
            share.set_color(self.theme.gradient if k > 1 else self.theme.text)
            on_baseline(share.set_x(x), picture.get_bottom()[1] - 0.6)
            self.play(m.FadeIn(name), m.FadeIn(share), seconds=0.4)

    def _panel(self, colours: np.ndarray, shape: tuple[int, int]) -> HeatMap:
        """A map at the size of the first one, whatever its number of cells."""
        picture = stretched(HeatMap(colours), fitted(shape, BOX))
        return picture.move_to(m.UP * (MIDDLE + 0.15))

    def _values(self, values: np.ndarray, first: np.ndarray) -> np.ndarray:
        return self.theme.value_colours(values, *limits(first))

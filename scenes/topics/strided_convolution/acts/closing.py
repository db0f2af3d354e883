"""Beats cost and page: how many weights there are to learn, and all in one frame."""

from typing import Any

import manim as m
import numpy as np

from pooling import ConvolutionTrace
from scenes.beats import Beat
from scenes.digits import digits_for
from scenes.stage.desk import Desk
from scenes.stage.feature_map import FeatureMap
from scenes.stage.heat_map import HeatMap
from scenes.stage.scene import LEFT, TOP
from scenes.stage.type import Number, on_baseline, words
from scenes.stage.window import Counter, CountTo, SlidingWindow, thread
from scenes.theme import rgb
from scenes.topics.strided_convolution.acts.weighing import ends_of
from scenes.topics.strided_convolution.story import writer

COST_X = (-4.6, -0.4, 4.3)
WEIGHT = 0.0205
"""Units of the stage for a weight along an edge."""
FINE, LIT = 8, 6
"""Pixels for a kernel along an edge, and those that are lit: a gap is left to the next."""
AREA_Y = 1.0
COUNT_Y, NAME_Y = -1.75, -2.45
PAGE_Y, KERNEL_CELL = -0.35, 0.72


class Closing(Desk):
    """Beats cost and page."""

    def cost(self, beat: Beat) -> None:
        """Every weight is a point: none for pooling, a square of kernels for a convolution."""
        layers, channels = beat.data["layers"], beat.data["channels"]
        head = words(self.label("channels", channels=channels), self.theme,
                     colour=self.theme.muted)  # fmt: skip
        self.play(*self.gone(), seconds=0.4)
        self.play(m.FadeIn(head.move_to(m.UP * (TOP - 0.25))), seconds=0.4)
        story, language = self.story, self.language
        self.tallies: list[Counter] = []
        for x, layer in zip(COST_X, layers, strict=True):
            learns = layer["parameters"] > 0
            area = self._weights(layer["kernel"], channels) if learns else self._nothing(channels)
            area.move_to([x, AREA_Y, 0])
            tally = Counter(
                0, lambda count: story.said(count, language), self.theme, [x, COUNT_Y, 0],
                size=64, bold=True, colour=self.theme.window if learns else self.theme.text,
            )  # fmt: skip
            text = self.label("pooling")
            if learns:
                text = self.label("convolution", kernel=layer["kernel"])
            name = words(text, self.theme).move_to([x, NAME_Y, 0])
            self.play(m.FadeIn(name), m.FadeIn(tally), seconds=0.6)
            self.play(m.FadeIn(area), CountTo(tally, layer["parameters"]), seconds=1.2)
            self.tallies.append(tally)

    def _weights(self, kernel: int, channels: int) -> HeatMap:
        """A square for the kernel from each input to each output channel, as large as it is."""
        lit = np.arange(channels * FINE) % FINE < LIT
        shown = (lit[:, None] & lit)[..., None]
        picture = HeatMap(
            np.where(shown, rgb(self.theme.window), rgb(self.theme.background)), smooth=True
        )
        edge = channels * kernel * WEIGHT
        return picture.stretch_to_fit_width(edge).stretch_to_fit_height(edge)

    def _nothing(self, channels: int) -> m.VMobject:
        """No weights: an empty square, as large as that of the smallest kernels."""
        edge = channels * 2 * WEIGHT
        square = m.DashedVMobject(m.Square(edge), num_dashes=44, dashed_ratio=0.55)
        return square.set_stroke(self.theme.padding, 2)

    def page(self, beat: Beat) -> None:
        """Input with the kernel's first window, the sum, the output."""
        trace: ConvolutionTrace = beat.data["trace"]
        title = words(self.story.title(self.language), self.theme, size=60, bold=True)
        on_baseline(title.move_to([LEFT + 0.3, 0, 0], aligned_edge=m.LEFT), TOP - 0.72)
        tagline = words(
            self.story.tagline(self.language), self.theme, size=38, colour=self.theme.muted
        )
        on_baseline(tagline.next_to(title, m.RIGHT, buff=0.4), TOP - 0.72)
        ends = ends_of(trace)
        source = self._page_map(trace.input, (3.9, 3.9), -4.4, ends, digits_for(trace.input))
        result = self._page_map(trace.output, (2.6, 3.4), 4.75, ends, writer(trace))
        at = trace.at(*beat.data["index"])
        line = thread(source, at.cells[-1], result, at.index, self.theme.window)
        kernel = FeatureMap(trace.kernel, self.theme, cell=KERNEL_CELL)
        kernel.move_to([0.1, line.get_top()[1] + 0.25, 0], aligned_edge=m.DOWN)
        names = [
            self.heading(self.label(key), of) for key, of in (("input", source), ("output", result))
        ]
        name = words(self.label("kernel"), self.theme, colour=self.theme.muted)
        names.append(name.next_to(kernel, m.RIGHT, buff=0.25))
        self.play(*self.gone(), seconds=0.6)
        self.play(m.FadeIn(title, shift=m.RIGHT * 0.2), m.FadeIn(tagline), seconds=0.6)
        self.play(m.FadeIn(source), m.FadeIn(result), m.FadeIn(names[0]), m.FadeIn(names[1]))
        window = SlidingWindow(trace, source, self.theme, beat.data["index"])
        self.play(m.FadeIn(window, scale=1.15), seconds=0.6)
        self.play(m.FadeIn(kernel, scale=0.8), m.FadeIn(names[2]), seconds=0.6)
        account = Number(at.output, beat.values["sum"], self.theme, size=self.theme.text_size)
        account.shift(m.RIGHT * 0.3 + m.UP * (line.get_bottom()[1] - 0.55))
        self.play(m.FadeIn(account), seconds=0.6)
        self.play(m.Create(line), seconds=0.8)
        self.page_source, self.page_result = source, result

    def _page_map(
        self, values: np.ndarray, box: tuple[float, float], x: float,
        ends: tuple[float, float], write: Any,
    ) -> FeatureMap:  # fmt: skip
        grid = FeatureMap(values, self.theme, box=box, limits=ends, write=write)
        if grid.side > 0.95:
            grid = FeatureMap(values, self.theme, cell=0.95, limits=ends, write=write)
        return grid.move_to([x, PAGE_Y, 0])

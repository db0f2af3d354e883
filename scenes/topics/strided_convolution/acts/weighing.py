"""Beats multiply and step: values meet weights, products are added; then the kernel steps on."""

from typing import Any

import manim as m
import numpy as np

from pooling import ConvolutionTrace
from pooling.convolution_trace import Products
from scenes.beats import Beat
from scenes.digits import digits_for
from scenes.stage.desk import INPUT_AT, INPUT_BOX, OUTPUT_AT, OUTPUT_BOX, limits
from scenes.stage.feature_map import FILLED, GAP, SMALLEST_TYPE, FeatureMap
from scenes.stage.type import Number, pixels, words
from scenes.stage.walking import Walking
from scenes.stage.window import Counter, CountTo, Glide, SlidingWindow
from scenes.theme import Theme
from scenes.topics.strided_convolution.story import writer

KERNEL_AT, KERNEL_CELL = m.RIGHT * 0.75 + m.UP * 2.85, 0.62
VALUE_X, TIMES_X, WEIGHT_X, EQUALS_X, PRODUCT_X = -0.55, 0.05, 0.65, 1.25, 1.9
ROWS_TOP, ROW = 1.62, 0.78
TILE = 0.64
SUM_AT, SUM_TILE = m.RIGHT * PRODUCT_X + m.DOWN * 1.75, 0.86
LINE_Y = -1.15
SLOW_STEPS = 2
DIGIT_WIDTH = 0.58  # of an em


def ends_of(trace: ConvolutionTrace) -> tuple[float, float]:
    """The range of the ramp that input, products and output share."""
    return limits(np.concatenate([trace.input.ravel(), trace.output.ravel()]).astype(float))


def tile(value: float, text: str, theme: Theme, ends: tuple[float, float], side: float) -> m.VGroup:
    """A cell by itself, centred on the origin, as wide as its number asks for."""
    fill = theme.value_colours(value, *ends)
    needed = len(text) * DIGIT_WIDTH * pixels(SMALLEST_TYPE) / FILLED
    width = max(side, needed)
    size = max(SMALLEST_TYPE, min(side / pixels(1) * 0.5, width / needed * SMALLEST_TYPE))
    cell = m.RoundedRectangle(width=width, height=side, corner_radius=0.09 * side)
    cell.set_stroke(theme.line, 1.2).set_fill(m.ManimColor(list(fill)), 1)
    number = Number(value, text, theme, size=size, colour=theme.ink_on(fill))
    return m.VGroup(cell, number)


class Weighing(Walking):
    """Beats multiply and step."""

    kernel: FeatureMap

    def multiply(self, beat: Beat) -> None:
        """The first window: value times weight, row by row, then the sum."""
        trace: ConvolutionTrace = beat.data["trace"]
        self._set_scales(trace)
        at = trace.at(*beat.data["index"])
        self.window_frame = SlidingWindow(trace, self.source, self.theme)
        self.play(m.FadeIn(self.window_frame, scale=1.12), seconds=0.6)
        self.weights = m.VGroup()
        values = self._lift(at, seconds=1.2)
        self._weigh(at)
        products = self._multiplied(at, seconds=1.6)
        self._add(trace, at, products, seconds=1.0)
        self.values, self.products = values, products

    def _set_scales(self, trace: ConvolutionTrace) -> None:
        """Input, kernel and the empty output come onto the desk."""
        self.ends, self.write = ends_of(trace), writer(trace)
        self.source = FeatureMap(
            trace.input, self.theme, box=INPUT_BOX, limits=self.ends, write=digits_for(trace.input)
        ).move_to(INPUT_AT)
        rows, cols = trace.shape
        cell = min(self.source.side, OUTPUT_BOX[0] / cols, OUTPUT_BOX[1] / rows)
        self.result = FeatureMap(
            trace.output, self.theme, cell=cell, limits=self.ends, write=self.write, blank=True
        ).move_to(OUTPUT_AT)
        self.kernel = FeatureMap(trace.kernel, self.theme, cell=KERNEL_CELL).move_to(KERNEL_AT)
        name = words(self.label("kernel"), self.theme, colour=self.theme.muted)
        name.next_to(self.kernel, m.RIGHT, buff=0.25)
        self.names = [
            self.heading(self.label("input"), self.source),
            self.heading(self.label("output"), self.result),
        ]
        self.play(*self.gone(), seconds=0.4)
        self.play(self.built(self.source), m.FadeIn(self.names[0]), seconds=1.2)
        self.remove(*self.source.get_family())
        self.add(self.source)
        self.play(m.FadeIn(self.kernel, scale=0.7), m.FadeIn(name), seconds=0.6)
        self.play(m.FadeIn(self.result), m.FadeIn(self.names[1]), seconds=0.4)
        self.kernel_name = name

    def _row_y(self, k: int) -> float:
        return ROWS_TOP - k * ROW

    def _lift(self, at: Products, *, seconds: float) -> m.VGroup:
        """The values of the window fly to their rows."""
        tiles, flights = m.VGroup(), []
        for k, (cell, value) in enumerate(zip(at.cells, at.values, strict=True)):
            there = np.array([VALUE_X, self._row_y(k), 0])
            home = tile(value, self.write(value), self.theme, self.ends, TILE).move_to(there)
            start = home.copy().scale(self.source.side * (1 - GAP) / TILE)
            start.move_to(self.source.place(*cell))
            self.add(start)
            scale = home.height / start.height
            flights.append(Glide(start, there, scale=scale, lift=0.06))
            tiles.add(start)
        self.play(m.LaggedStart(*flights, lag_ratio=0.15), seconds=seconds)
        return tiles

    def _weigh(self, at: Products) -> None:
        """The kernel's weights fly to the values that lie under them."""
        write, theme, flights = digits_for(self.kernel.values), self.theme, []
        ends = limits(self.kernel.values)
        for k, weight in enumerate(at.weights):
            row, col = divmod(k, self.kernel.values.shape[1])
            moving = tile(weight, write(weight), theme, ends, KERNEL_CELL)
            moving.move_to(self.kernel.place(row, col))
            there = np.array([WEIGHT_X, self._row_y(k), 0])
            flights.append(Glide(moving, there, scale=TILE / KERNEL_CELL, lift=0.05))
            times = words("×", theme, size=theme.text_size).move_to([TIMES_X, self._row_y(k), 0])
            flights.append(m.FadeIn(times))
            self.weights.add(moving, times)
        self.play(m.LaggedStart(*flights, lag_ratio=0.12), seconds=1.4)

    def _multiplied(self, at: Products, *, seconds: float) -> m.VGroup:
        """Row by row the product appears, tinted by its sign."""
        theme, shown, products = self.theme, [], m.VGroup()
        first = len(self.weights) == 2 * len(at.weights)
        for k, product in enumerate(at.products):
            home = tile(product, self.write(product), theme, self.ends, TILE)
            home.move_to([PRODUCT_X, self._row_y(k), 0])
            products.add(home)
            parts = [m.FadeIn(home, shift=m.RIGHT * 0.2)]
            if first:
                equals = words("=", theme, size=theme.text_size)
                equals.move_to([EQUALS_X, self._row_y(k), 0])
                self.weights.add(equals)
                parts.append(m.FadeIn(equals))
            shown.append(m.AnimationGroup(*parts))
        self.play(m.LaggedStart(*shown, lag_ratio=0.6), seconds=seconds)
        return products

    def _add(
        self, trace: ConvolutionTrace, at: Products, products: m.VGroup, *, seconds: float
    ) -> None:
        """Copies of the products fall together into their sum, which flies to its output."""
        total = tile(at.output, self.write(at.output), self.theme, self.ends, SUM_TILE)
        total.move_to(SUM_AT)
        if len(self.weights) == 3 * len(at.weights):
            line = m.Line(m.LEFT * 0.45, m.RIGHT * 0.45).set_stroke(self.theme.muted, 3)
            line.move_to([PRODUCT_X, LINE_Y, 0])
            plus = words("+", self.theme, size=self.theme.text_size)
            plus.move_to([PRODUCT_X - 0.7, LINE_Y, 0])
            self.weights.add(line, plus)
            self.play(m.FadeIn(line), m.FadeIn(plus), seconds=0.4)
        falling = products.copy()
        late = m.rate_functions.squish_rate_func(m.smooth, 0.5, 1)
        self.play(
            *[m.FadeOut(part, target_position=SUM_AT) for part in falling],
            m.FadeIn(total, scale=0.6, rate_func=late),
            seconds=seconds,
        )
        self.wait(0.4 if seconds >= 1 else 0.2)
        scale = self.result.side * (1 - GAP) / SUM_TILE
        flying, there = total.copy(), self.result.place(*at.index)
        self.play(Glide(flying, there, scale=scale, lift=0.15), seconds=0.8)
        self.result.disclose(*at.index)
        self.play(m.FadeOut(flying), seconds=0.2)
        products.add(total)

    def step(self, beat: Beat) -> None:
        """The kernel steps by its stride; its weights stay, what they meet is new."""
        trace: ConvolutionTrace = beat.data["trace"]
        counts = self.counters(trace)
        self.play(
            m.FadeOut(self.values), m.FadeOut(self.products),
            *[m.FadeOut(name) for name in self.names], seconds=0.4,
        )  # fmt: skip
        self.play(*[m.FadeIn(count) for count in counts], seconds=0.4)
        windows: list[Any] = list(np.ndindex(*trace.shape))[1:]
        for done, index in enumerate(windows[:SLOW_STEPS], 2):
            self._step_slowly(trace, index, counts[1], done)
        if windows[SLOW_STEPS:]:
            self.walk_on(windows[SLOW_STEPS:], counts[1], 1 + SLOW_STEPS)
        self.play(m.FadeOut(self.window_frame), m.FadeOut(self.weights), seconds=0.4)
        self.counts = counts

    def _step_slowly(self, trace: ConvolutionTrace, index: Any, count: Counter, done: int) -> None:
        """One step, and the same multiplying and adding in less time."""
        glide = self.window_frame.glide_to(*index)
        if index == (0, 1):
            ruler = self.ruler(trace)
            self.play(m.FadeIn(ruler[1]), m.Create(ruler[0]), glide, seconds=1.0)
            self.play(m.FadeOut(ruler), seconds=0.4)
        else:
            self.play(glide, seconds=0.8)
        at = trace.at(*index)
        values = self._lift(at, seconds=0.6)
        products = self._multiplied(at, seconds=0.6)
        self._add(trace, at, products, seconds=0.6)
        self.play(CountTo(count, done), m.FadeOut(values), m.FadeOut(products), seconds=0.4)

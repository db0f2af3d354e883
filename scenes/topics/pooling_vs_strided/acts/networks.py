"""Beats learned and trained: what learned strides do inside networks, and where networks stand."""

import manim as m

from scenes.beats import Beat
from scenes.stage.desk import Desk
from scenes.stage.plot import Plot
from scenes.stage.scene import BOTTOM, TOP
from scenes.stage.type import Number, on_baseline, words
from scenes.topics.pooling_vs_strided.cells import ORDER
from scenes.topics.pooling_vs_strided.ways import colour_of

FINE_BOX = (-5.6, 6.2, BOTTOM + 0.75, TOP - 0.75)
APART = 0.32
"""Between the first and the second layer's dot, as a share of a way's place."""
RUNS_BOX = (-5.3, 4.2, BOTTOM + 1.0, TOP - 0.8)
LINE = 0.42
TICK = 0.16
CLEAR = 0.2
"""From a level line to the middle of a number."""


class Networks(Desk):
    """Beats learned and trained."""

    def learned(self, beat: Beat) -> None:
        """A dumbbell for each way, from the first layer to the second; 1 is as before."""
        data, theme = beat.data, self.theme
        highest = max(max(max(values) for values in both) for both in data["fine"].values())
        self.fine_plot = Plot(theme, FINE_BOX, (-0.5, len(ORDER) - 0.5), (0, max(2.0, highest)))
        self.fine_plot.levels({0.0: "0", 1.0: "1"})
        self.fine_plot.names(self.label("fine_axis"))
        self.play(*self.gone(), seconds=0.4)
        sides = m.VGroup()
        for key, y in (("sharper", 1.05), ("smoother", 0.86)):
            line = words(self.label(key), theme, colour=theme.muted)
            at = self.fine_plot.at(-0.5, y)
            sides.add(on_baseline(line.move_to([at[0] + 0.1, 0, 0], m.LEFT), at[1]))
        self.play(m.FadeIn(self.fine_plot), m.FadeIn(sides), seconds=0.6)
        self.ends: dict[str, list[m.Dot]] = {}
        for k, way in enumerate(ORDER):
            self._dumbbell(beat, way, k)
        self._layers(beat)

    def _dumbbell(self, beat: Beat, way: str, k: int) -> None:
        theme, colour = self.theme, colour_of(way, self.theme)
        seeds, means = beat.data["fine"][way], beat.data["means"][way]
        xs = (k - APART / 2, k + APART / 2)
        big = way == "learned"
        ends = [
            m.Dot(self.fine_plot.at(x, mean), 0.15 if big else 0.12, color=colour)
            for x, mean in zip(xs, means, strict=True)
        ]
        others = [
            m.Dot(self.fine_plot.at(x, value), 0.05, color=colour, fill_opacity=0.6)
            for x, values in zip(xs, seeds, strict=True)
            for value in values
            if len(values) > 1
        ]
        way_between = m.Line(ends[0].get_center(), ends[1].get_center())
        way_between.set_stroke(colour, 6 if big else 4, 0.6)
        name = words(self.label(way), theme, bold=big)
        on_baseline(name.set_x(self.fine_plot.at(k, 0)[0]), FINE_BOX[2] - 0.42)
        numbers = []
        level = self.fine_plot.at(0, 1)[1]
        for side, dot, mean in zip((-1, 1), ends, means, strict=True):
            number = Number(mean, f"{mean:.2f}", theme, size=40 if big else 34, bold=big)
            number.shift(dot.get_center() + m.RIGHT * side * (0.24 + number.width / 2))
            over = number.get_center()[1] - level
            if abs(over) < CLEAR:  # the line of 1 would cross it
                number.shift(m.UP * (CLEAR * (1 if over > 0 else -1) - over))
            numbers.append(number)
        self.ends[way] = ends
        self.play(m.FadeIn(name), m.FadeIn(ends[0], scale=0.4), m.FadeIn(numbers[0]), seconds=0.4)
        copy = ends[0].copy()
        self.play(m.Create(way_between), m.Transform(copy, ends[1]), seconds=0.8 if big else 0.4)
        self.remove(copy)
        self.add(ends[1], *others)
        self.play(m.FadeIn(numbers[1]), seconds=0.2)

    def _layers(self, beat: Beat) -> None:
        """Which end is which layer, said at the learned one."""
        for dot, key in zip(self.ends["learned"], ("first_layer", "second_layer"), strict=True):
            line = words(self.label(key), self.theme, colour=self.theme.muted)
            up = dot is max(self.ends["learned"], key=lambda one: one.get_y())
            line.next_to(dot, m.UP if up else m.DOWN, buff=0.2)
            self.play(m.FadeIn(line), seconds=0.4)

    def trained(self, beat: Beat) -> None:
        """Runs appear as dots, way by way; the name stands beside their mean."""
        theme, runs = self.theme, beat.data["runs"]
        across, up = (
            _ends([value for row in runs for value in row[key]])
            for key in ("consistency", "accuracy")
        )
        self.runs_plot = Plot(theme, RUNS_BOX, across, up)
        self.runs_plot.numbers_across(_percents(across)).levels(_percents(up), TICK)
        self.runs_plot.names(self.label("accuracy_axis"), self.label("consistency_axis"))
        self.play(*self.gone(), seconds=0.4)
        self.play(m.FadeIn(self.runs_plot), seconds=0.8)
        self.run_dots: dict[str, list[m.Dot]] = {}
        heights = self._heights(runs)
        for row in runs:
            colour = colour_of(row["name"], theme)
            dots = [
                m.Dot(self.runs_plot.at(same, right), 0.13, color=colour, fill_opacity=0.85)
                for same, right in zip(row["consistency"], row["accuracy"], strict=True)
            ]
            self.run_dots[row["name"]] = dots
            name = words(self.label(row["name"]), theme, size=theme.text_size)
            x = max(dot.get_right()[0] for dot in dots) + 0.18
            on_baseline(name.move_to([x, 0, 0], m.LEFT), heights[row["name"]] - 0.12)
            self.play(
                *[m.FadeIn(dot, scale=2.2) for dot in dots], m.FadeIn(name, shift=m.RIGHT * 0.1),
                seconds=0.8,
            )  # fmt: skip

    def _heights(self, runs: tuple[dict[str, object], ...]) -> dict[str, float]:
        """Where names stand: at the mean, or as much lower as the name above asks for."""
        heights: dict[str, float] = {}
        above = TOP
        for row in sorted(runs, key=lambda one: -one["mean"][1]):  # type: ignore[index]
            y = float(self.runs_plot.at(*row["mean"])[1])  # type: ignore[misc]
            above = heights[str(row["name"])] = min(y, above - LINE)
        return heights


def _ends(values: list[float]) -> tuple[float, float]:
    """Whole percents around all values."""
    return int(100 * min(values)) / 100, (int(100 * max(values)) + 1) / 100


def _percents(ends: tuple[float, float]) -> dict[float, str]:
    low, high = (round(100 * end) for end in ends)
    step = max(1, (high - low) // 4)
    return {percent / 100: f"{percent} %" for percent in range(low, high + 1, step)}

"""Beat usage: known networks by year, each split into pooling and steps of convolutions."""

import manim as m

from scenes.beats import Beat
from scenes.stage.desk import Desk
from scenes.stage.scene import BOTTOM, TOP
from scenes.stage.type import Number, on_baseline, words

LEFT, RIGHT = -6.2, 6.2
FOOT = BOTTOM + 0.65
CELL = (0.86, 0.26)
GAP = 0.05


class Usage(Desk):
    """Beat usage."""

    def usage(self, beat: Beat) -> None:
        """Year by year the networks stack up; then the eras are counted."""
        theme, years = self.theme, beat.data["years"]
        step = (RIGHT - LEFT) / len(years)
        head = words(
            self.label("of_these", networks=beat.values["networks"]), theme, size=theme.text_size,
            bold=True,
        )  # fmt: skip
        on_baseline(head.move_to([LEFT, 0, 0], m.LEFT), TOP - 0.35)
        self.play(*self.gone(), seconds=0.4)
        axis = m.Line([LEFT, FOOT, 0], [RIGHT, FOOT, 0]).set_stroke(theme.muted, 2)
        self.play(m.FadeIn(head), m.FadeIn(axis), self._legend(), seconds=0.6)
        self.bricks: list[m.VGroup] = []
        for k, year in enumerate(years):
            x = LEFT + (k + 0.5) * step
            number = Number(year["year"], str(year["year"]), theme, colour=theme.muted)
            number.shift([x, FOOT - 0.32, 0])
            stack = [self._brick(one["share"], x, n) for n, one in enumerate(year["networks"])]
            self.bricks += stack
            self.play(
                m.FadeIn(number),
                m.LaggedStart(*[m.FadeIn(b, shift=m.DOWN * 0.3) for b in stack], lag_ratio=0.3),
                seconds=0.4 + 0.2 * (len(stack) > 2) + 0.2 * (len(stack) > 6),
            )
        self._eras(beat, step)

    def _brick(self, share: float, x: float, n: int) -> m.VGroup:
        """One network: its left part as wide as the share of pooling."""
        width, height = CELL
        y = FOOT + GAP + (n + 0.5) * (height + GAP)
        brick = m.VGroup()
        left = x - width / 2
        for part, colour in ((share, self.theme.winner), (1 - share, self.theme.window)):
            if part > 0:
                box = m.Rectangle(width=width * part, height=height, stroke_width=0)
                brick.add(box.set_fill(colour, 1).move_to([left, y, 0], m.LEFT))
            left += width * part
        return brick

    def _legend(self) -> m.Animation:
        theme, x = self.theme, 1.6
        legend = m.VGroup()
        for key, colour in (("steps_pool", theme.winner), ("steps_stride", theme.window)):
            box = m.Rectangle(width=0.4, height=0.26, stroke_width=0).set_fill(colour, 1)
            line = words(self.label(key), theme)
            box.move_to([x, TOP - 0.25, 0], m.LEFT)
            on_baseline(line.move_to([x + 0.55, 0, 0], m.LEFT), TOP - 0.35)
            legend.add(box, line)
            x = line.get_right()[0] + 0.5
        return m.FadeIn(legend)

    def _eras(self, beat: Beat, step: float) -> None:
        """The share of pooling in each era, over its years."""
        years = [year["year"] for year in beat.data["years"]]
        counts = [len(year["networks"]) for year in beat.data["years"]]
        texts = (
            self.label("until", year=beat.values["early"]),
            self.label("between", years=beat.values["middle"]),
            self.label("since", year=beat.values["late"]),
        )
        self.shares: list[Number] = []
        for era, text in zip(beat.data["eras"], texts, strict=True):
            inside = [k for k, year in enumerate(years) if era["from"] <= year <= era["to"]]
            left, right = LEFT + inside[0] * step, LEFT + (inside[-1] + 1) * step
            tallest = max(counts[k] for k in inside)
            y = FOOT + tallest * (CELL[1] + GAP) + 0.3
            share = Number(era["share"], f"{round(100 * era['share'])} %", self.theme, size=52,
                           bold=True, colour=self.theme.winner)  # fmt: skip
            line = words(text, self.theme, colour=self.theme.muted)
            x = (left + right) / 2
            self.shares.append(share.shift([x, y + 0.62, 0]))
            on_baseline(line.set_x(x), y)
            self.play(m.FadeIn(share, scale=0.8), m.FadeIn(line), seconds=0.6)

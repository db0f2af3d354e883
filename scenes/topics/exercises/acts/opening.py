"""Beats hook and by_hand: five questions to one network, and a race with PyTorch."""

from typing import Any

import manim as m

from scenes.beats import Beat
from scenes.stage.scene import BOTTOM, TOP
from scenes.stage.timed import Timed
from scenes.stage.type import Number, on_baseline, words
from scenes.stage.window import Counter, CountTo
from scenes.theme import Theme
from scenes.topics.exercises.acts.swaps import Swaps
from scenes.topics.exercises.story import BASELINE

HOOK_Y = 1.75
CARDS = (-5.2, -2.6, 0.0, 2.6, 5.2)
CARD_Y = -1.35
LANE, LANE_AT = 4.9, -2.1
"""How long the longer bar is, and where bars begin."""
SCRAP, CELL = 5, 0.17
"""Cells a side of the drawn scrap of a map, and the side of one."""
LANES = (1.55, 0.45, -0.65, -1.75)
BAR = 0.3
RATIO = 4.75
"""Where the ratios stand."""


class Opening(Swaps):
    """Beats hook and by_hand."""

    def hook(self, beat: Beat) -> None:
        """The network is put together from left to right; five questions point at its parts."""
        net = self.net_of(BASELINE, HOOK_Y)
        parts = [net.picture]
        chips = dict(zip([0, 2, 4], net.chips, strict=True))
        for k, stack in enumerate(net.stacks):
            parts += [stack, *([chips[k]] if k in chips else [])]
        parts += [net.head, net.classes]
        grow = [m.FadeIn(part, shift=m.RIGHT * 0.25) for part in parts]
        self.play(m.LaggedStart(*grow, lag_ratio=0.35), seconds=2.6)
        self.remove(*parts)
        self.add(net)
        ends = [*net.chips, net.stacks[-1], net.head[0]]
        spots = [part.get_bottom() + m.DOWN * 0.1 for part in ends]
        for number, (spot, x) in enumerate(zip(spots, CARDS, strict=True), 1):
            card = self._card(number, x)
            end = card[0].get_top()
            bend = m.DOWN * (spot[1] - end[1]) * 0.55
            thread = m.CubicBezier(spot, spot + bend, end - bend, end)
            thread.set_stroke(self.theme.muted, 2.5, 0.8)
            self.play(m.Create(thread), m.FadeIn(card, shift=m.UP * 0.15), seconds=0.8)

    def _card(self, number: int, x: float) -> m.VGroup:
        theme = self.theme
        badge = m.Circle(0.32, stroke_width=2.5).set_stroke(theme.text).set_fill(theme.surface, 1)
        badge.move_to([x, CARD_Y + 0.4, 0])
        digit = Number(number, str(number), theme, size=36, bold=True).move_to(badge)
        lines = [words(self.label(f"question{number}{end}"), theme, size=32) for end in ("", "b")]
        for k, line in enumerate(lines):
            on_baseline(line.set_x(x), CARD_Y - 0.5 - 0.48 * k)
        return m.VGroup(badge, digit, *lines)

    def by_hand(self, beat: Beat) -> None:
        """Equal values are counted while two bars race in every lane: time, to scale."""
        theme, settings = self.theme, beat.data["settings"]
        self.play(*self.gone(), seconds=0.4)
        counter = Counter(
            0,
            lambda count: self.label(
                "counted", equal=f"{count:,}", values=f"{beat.data['values']:,}"
            ),
            theme,
            m.UP * (TOP - 0.4),
            size=42,
        )
        self.play(
            m.FadeIn(counter),
            m.FadeIn(m.VGroup(*[self._lane(s, y) for s, y in zip(settings, LANES, strict=True)])),
            m.FadeIn(self._key()),
            seconds=0.8,
        )
        self.races = [Race(each, y, theme) for each, y in zip(settings, LANES, strict=True)]
        self.add(*self.races)
        self.play(
            *[Run(race, rate_func=m.linear) for race in self.races],
            CountTo(counter, beat.data["equal"], rate_func=m.linear),
            seconds=3.6,
        )
        told = [
            Number(s["ratio"], self.label("times", ratio=s["told"]), theme, size=44, bold=True)
            for s in settings
        ]
        for line, y in zip(told, LANES, strict=True):
            line.shift([RATIO + line.width / 2, y, 0])
        share = words(self.label("share"), theme, size=28, colour=theme.muted)
        on_baseline(share.move_to([RATIO, 0, 0], m.LEFT), BOTTOM + 0.1)
        self.play(m.FadeIn(self._times(settings)), m.FadeIn(share), seconds=0.6)
        self.play(
            m.LaggedStart(*[m.FadeIn(t, shift=m.RIGHT * 0.1) for t in told], lag_ratio=0.3),
            seconds=1.2,
        )

    def _lane(self, setting: Any, y: float) -> m.VGroup:
        key = "padded" if setting["padding"] else "window"
        values = {k: setting[k] for k in ("kernel", "stride", "padding")}
        lines = [
            words(setting["maps"], self.theme, size=32),
            words(self.label(key, **values), self.theme, size=28, colour=self.theme.muted),
        ]
        for k, line in enumerate(lines):
            on_baseline(line.move_to([-5.25, 0, 0], m.LEFT), y + 0.06 - 0.42 * k)
        return m.VGroup(self._scrap(setting).move_to([-6.0, y, 0]), *lines)

    def _scrap(self, setting: Any) -> m.VGroup:
        """A few cells of a map with two windows side by side, as far apart as the stride."""
        padding, theme = setting["padding"], self.theme
        cells = m.VGroup()
        for row in range(SCRAP):
            for col in range(SCRAP):
                cell = m.Square(CELL, stroke_width=1).set_stroke(theme.line)
                cell.set_fill(theme.ramp[1], 1 if min(row, col) >= padding else 0)
                cells.add(cell.move_to([col * CELL, -row * CELL, 0]))
        windows = m.VGroup()
        for step in (1, 0):
            side = setting["kernel"] * CELL
            window = m.Square(side, stroke_width=3.5)
            window.set_stroke(theme.window, opacity=0.55 if step else 1)
            across = step * setting["stride"] * CELL + (side - CELL) / 2
            windows.add(window.move_to([across, -(side - CELL) / 2, 0]))
        return m.VGroup(cells, windows)

    def _times(self, settings: Any) -> m.VGroup:
        """What each bar stands for, at its end."""
        told = m.VGroup()
        for race, setting in zip(self.races, settings, strict=True):
            for bar, y, text in zip(race, race.heights, setting["times"], strict=True):
                time = words(text, self.theme, size=26, colour=self.theme.muted)
                time.move_to([bar.get_right()[0] + 0.15, 0, 0], m.LEFT)
                told.add(on_baseline(time, y - 0.09))
        return told

    def _key(self) -> m.VGroup:
        group = m.VGroup()
        for key, tint, x in (("own", self.theme.output, -2.0), ("torch", self.theme.muted, 0.75)):
            box = m.Square(0.26, stroke_width=0).set_fill(tint, 1).move_to([x, BOTTOM + 0.2, 0])
            text = words(self.label(key), self.theme, size=30)
            text.move_to([x + 0.3, 0, 0], m.LEFT)
            group.add(box, on_baseline(text, BOTTOM + 0.1))
        return group


class Race(m.VGroup):
    """Two bars that grow at one pace, each as long as it takes; PyTorch's longest is the lane."""

    def __init__(self, setting: Any, y: float, theme: Theme) -> None:
        super().__init__()
        longest = max(setting["own"], setting["torch"])
        self.lengths = [LANE * setting[key] / longest for key in ("own", "torch")]
        self.heights = (y + BAR / 2 + 0.03, y - BAR / 2 - 0.03)
        for tint in (theme.output, theme.muted):
            self.add(m.VMobject(stroke_width=0).set_fill(tint, 1))
        self.show(0.0)

    def show(self, share: float) -> "Race":
        """Draw the bars after a share of the longest one's time."""
        for bar, length, y in zip(self, self.lengths, self.heights, strict=True):
            right = LANE_AT + max(0.02, min(length, share * LANE))
            top, foot = y + BAR / 2, y - BAR / 2
            corners = [[LANE_AT, foot, 0], [LANE_AT, top, 0], [right, top, 0], [right, foot, 0]]
            bar.set_points_as_corners([*corners, corners[0]])
        return self


class Run(Timed):
    """Let the bars of a race grow."""

    def draw(self, share: float) -> None:
        """Draw them after a share of the time."""
        self.mobject.show(share)

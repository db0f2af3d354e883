"""Beat field: what a unit sees, layer by layer, with pooling and without."""

from typing import Any

import manim as m

from scenes.beats import Beat
from scenes.stage.desk import Desk
from scenes.stage.scene import BOTTOM, TOP
from scenes.stage.type import on_baseline, words

COLUMNS = {"without": -3.3, "with": 3.9}
LADDER = 5.0
"""Width of the widest rung."""
PITCH = 1.08
BAR = 0.44


class Ladders(Desk):
    """Beat field."""

    def field(self, beat: Beat) -> None:
        """Rung by rung upwards, the two ladders in turn; after pooling the steps are wider."""
        data = beat.data
        self.unit = LADDER / max(row["size"] for key in COLUMNS for row in data[key])
        self.play(*self.gone(), seconds=0.4)
        heads, rulers = m.VGroup(), m.VGroup()
        for key, x in COLUMNS.items():
            head = words(self.label(key), self.theme, size=self.theme.text_size, bold=True)
            heads.add(on_baseline(head.set_x(x), TOP - 0.35))
            rulers.add(self._pixels(x, max(row["size"] for row in data["with"])))
        self.play(m.FadeIn(heads), m.FadeIn(rulers), seconds=0.8)
        self.rungs: dict[str, list[m.Rectangle]] = {key: [] for key in COLUMNS}
        names = [row["name"] for row in data["with"]]
        for level, name in enumerate(names):
            for key in COLUMNS:
                row = next((row for row in data[key] if row["name"] == name), None)
                if row is not None:
                    self._rung(key, row, level)

    def _pixels(self, x: float, count: int) -> m.VGroup:
        """A row of pixels, the foot of a ladder."""
        side = self.unit * 0.92
        cells = [
            m.Square(side, stroke_width=1.2)
            .set_stroke(self.theme.line)
            .set_fill(self.theme.surface, 1)
            .move_to([x + (k - (count - 1) / 2) * self.unit, BOTTOM + 0.3, 0])
            for k in range(count)
        ]
        return m.VGroup(*cells)

    def _rung(self, key: str, row: dict[str, Any], level: int) -> None:
        """The unit's box widens from that of the rung below; the step is told at its end."""
        theme, x = self.theme, COLUMNS[key]
        y = BOTTOM + 1.1 + level * PITCH
        pool = row["name"] == "pool"
        bar = m.Rectangle(width=row["size"] * self.unit, height=BAR, stroke_width=0)
        bar.set_fill(theme.output if pool else theme.window, 1).move_to([x, y, 0])
        below = self.rungs[key][-1] if self.rungs[key] else None
        told = self.label("pixels", count=row["size"])
        line = words(told, theme, size=theme.label_size, bold=True)
        line.set_color(theme.ink_on(theme.output if pool else theme.window)).move_to(bar)
        name = words(row["name"], theme, colour=theme.muted)
        on_baseline(name.move_to([x - LADDER / 2 - 0.15, 0, 0], m.RIGHT), y - 0.1)
        start = bar.copy().stretch_to_fit_width(self.unit)
        if below is not None:
            start = below.copy().set_y(y)
        self.add(start)
        self.play(m.Transform(start, bar), m.FadeIn(name), seconds=0.6)
        self.remove(start)
        self.add(bar)
        wide = line.width < bar.width - 0.1
        if not wide:
            line.set_color(theme.text).next_to(bar, m.RIGHT, buff=0.12)
        shown = [m.FadeIn(line)]
        if below is not None:
            step = words(self.label("step", step=row["step"]), theme, colour=theme.muted)
            beside = line if not wide else bar
            shown.append(m.FadeIn(step.next_to(beside, m.RIGHT, buff=0.15)))
        self.rungs[key].append(bar)
        self.play(*shown, seconds=0.4)

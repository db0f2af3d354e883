"""Beat sharpness: one stretch of edges through every way, and the contrast that is left."""

from typing import Any

import manim as m
import numpy as np

from scenes.beats import Beat
from scenes.stage.desk import Desk
from scenes.stage.scene import TOP
from scenes.stage.type import Number, on_baseline, words
from scenes.topics.pooling_vs_strided.ways import colour_of, name_of

COLUMNS = (-5.1, -1.7, 1.7, 5.1)
WIDTH, HEIGHT = 2.9, 2.35
FOOT = 0.6
EDGE_AT, FINE_AT = -1.2, -2.35
BAR = 0.2


class Sharpness(Desk):
    """Beat sharpness."""

    def sharpness(self, beat: Beat) -> None:
        """The same cells four times; a line runs over them, and bars tell what it kept."""
        data, theme = beat.data, self.theme
        cells, lines = data["cells"], data["lines"]
        self.unit = HEIGHT / max(float(cells.max()), *(float(v.max()) for v in lines.values()))
        self.most = max(1.0, *data["fine"].values(), *data["edge"].values())
        ghosts, names = m.VGroup(), m.VGroup()
        for way, x in zip(lines, COLUMNS, strict=True):
            for k in (0, 1):
                ghosts.add(self._area(cells[k], x))
            name = words(self.label(name_of(way)), theme, bold=True)
            names.add(on_baseline(name.set_x(x), TOP - 0.35))
        self.play(*self.gone(), seconds=0.4)
        note = words(self.label("before"), theme, colour=theme.muted)
        on_baseline(note.set_x(0), FOOT - 0.45)
        self.play(m.FadeIn(ghosts), m.FadeIn(names), m.FadeIn(note), seconds=0.8)
        heads = [
            on_baseline(words(self.label(key), theme, colour=theme.muted).set_x(0), y + 0.45)
            for key, y in (("edge_kept", EDGE_AT), ("fine_kept", FINE_AT))
        ]
        self.steps: dict[str, m.VMobject] = {}
        self.bars: dict[str, list[m.Rectangle]] = {}
        for way, x in zip(lines, COLUMNS, strict=True):
            line = self._step(lines[way], x).set_stroke(colour_of(way, theme), 5)
            self.steps[way] = line
            self.play(m.Create(line), seconds=1.0)
        self.play(m.FadeIn(heads[0]), seconds=0.4)
        self._bars(data["edge"], EDGE_AT, lambda share: f"{round(100 * share)} %")
        self.play(m.FadeIn(heads[1]), seconds=0.4)
        self._bars(data["fine"], FINE_AT, lambda share: f"×{share:.2f}")

    def _area(self, cells: np.ndarray, x: float) -> m.VMobject:
        """The cells of one row as a quiet shape."""
        outline = self._step(cells, x)
        points = outline.get_anchors()
        left, right = points[0][0], points[-1][0]
        shape = m.VMobject(stroke_width=0).set_points_as_corners(
            [[left, FOOT, 0], *points, [right, FOOT, 0], [left, FOOT, 0]]
        )
        return shape.set_fill(self.theme.muted, 0.28)

    def _step(self, values: np.ndarray, x: float) -> m.VMobject:
        """A line that stands level over each cell."""
        step = WIDTH / len(values)
        left = x - WIDTH / 2
        points = []
        for k, value in enumerate(values):
            y = FOOT + float(value) * self.unit
            points += [[left + k * step, y, 0], [left + (k + 1) * step, y, 0]]
        line: m.VMobject = m.VMobject().set_points_as_corners(points)
        return line

    def _bars(self, shares: dict[str, float], y: float, write: Any) -> None:
        """A bar under each way, on one scale; a thin frame is as long as 1."""
        shown: list[m.Animation] = []
        for (way, share), x in zip(shares.items(), COLUMNS, strict=True):
            left = x - WIDTH / 2
            unit = (WIDTH - 1.0) / self.most
            bar = m.Rectangle(width=share * unit, height=BAR, stroke_width=0)
            bar.set_fill(colour_of(way, self.theme), 1).move_to([left, y, 0], m.LEFT)
            mark = m.Line([left + unit, y - 0.22, 0], [left + unit, y + 0.22, 0])
            number = Number(share, write(share), self.theme, size=36, bold=True)
            number.shift([left + max(share, 1) * unit + 0.12 + number.width / 2, y, 0])
            self.bars.setdefault(way, []).append(bar)
            shown += [
                m.GrowFromEdge(bar, m.LEFT), m.FadeIn(mark.set_stroke(self.theme.muted, 2)),
                m.FadeIn(number),
            ]  # fmt: skip
        self.play(*shown, seconds=1.0)

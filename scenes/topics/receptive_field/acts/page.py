"""Beat page: the ladder, a row for each layer, its interval on the scale of the photo's columns."""

from typing import Any

import manim as m

from scenes.beats import Beat
from scenes.stage.scene import BOTTOM, LEFT, RIGHT, TOP
from scenes.stage.spotlight import Spotlight
from scenes.stage.type import Number, on_baseline
from scenes.topics.receptive_field.acts.room import Room

NAMES, FIRST, LAST, SIZES = LEFT + 0.1, -4.0, 5.3, RIGHT - 0.1
STRIP = 0.62
"""Height of the strip of the photo under the ladder."""


class Page(Room):
    """Beat page."""

    def page(self, beat: Beat) -> None:
        """Rung after rung from the photo up to the unit."""
        rows, spans = beat.data["rows"], beat.data["intervals"]
        width = beat.data["width"]
        low, high = min(0, *[s[0] for s in spans]), max(width, *[s[1] for s in spans])
        scale = (LAST - FIRST) / (high - low)

        def across(column: float) -> float:
            return FIRST + (column - low) * scale

        title = self.text(self.story.title(self.language), size=self.theme.title_size, bold=True)
        title.move_to([NAMES, TOP - 0.35, 0], aligned_edge=m.LEFT)
        told = self.story.tagline(self.language)
        if len(self.story.parameters["network"]) == 1:
            told = beat.data["network"]
        tagline = self.text(told, quiet=True, size=38)
        on_baseline(title, TOP - 0.55)
        on_baseline(tagline.next_to(title, m.RIGHT, buff=0.4), TOP - 0.55)
        strip = self._strip(across, width, spans[-1])
        self.play(*self.clear_stage(), m.FadeIn(strip), seconds=0.8)
        self.play(m.FadeIn(title), m.FadeIn(tagline), seconds=0.6)
        bottom, top = BOTTOM + STRIP + 0.2, TOP - 0.95
        pitch = min(1.0, (top - bottom) / len(rows))
        self.rungs = m.VGroup()
        rises = []
        for k, (row, (left, right)) in enumerate(zip(rows, spans, strict=True)):
            middle = bottom + (k + 0.5) * pitch
            bar = m.Rectangle(
                width=(right - left) * scale, height=min(0.4, pitch * 0.52), stroke_width=0
            )
            bar.set_stroke(width=0).set_fill(self.theme.window, 0.9 if k == len(rows) - 1 else 0.6)
            bar.move_to([across((left + right) / 2), middle, 0])
            name = self.layer_name(row["name"], FIRST - NAMES - 0.1).set_color(self.theme.muted)
            on_baseline(name.move_to([NAMES, 0, 0], aligned_edge=m.LEFT), middle - 0.07)
            size = "×".join(str(n) for n in dict.fromkeys(row["size"]))
            number = Number(row["size"][0], size, self.theme, size=26, bold=True)
            number.shift([SIZES - number.width / 2, middle, 0])
            self.rungs.add(bar)
            rises.append(
                m.AnimationGroup(
                    m.GrowFromPoint(bar, bar.get_center()), m.FadeIn(name), m.FadeIn(number)
                )
            )
        self.play(m.LaggedStart(*rises, lag_ratio=0.35), seconds=3.0)
        falls = m.VGroup(
            *[
                m.Line(self.rungs[-1].get_corner(corner), [across(column), strip.get_top()[1], 0])
                for corner, column in zip((m.DL, m.DR), spans[-1], strict=True)
            ]
        ).set_stroke(self.theme.window, 1.5, 0.6)
        self.play(m.Create(falls), seconds=0.8)

    def _strip(self, across: Any, width: int, lit: tuple[int, int]) -> Spotlight:
        """The rows of the photo around its middle, as wide as its columns on the ladder's scale."""
        photo = self.story["growing"].data["photo"]
        side = across(1) - across(0)
        rows = max(1, round(STRIP / side))
        first = max(0, (photo.shape[0] - rows) // 2)
        cut = photo[first : first + rows]
        strip = Spotlight(cut, self.theme, (0, lit[0], len(cut), lit[1]))
        strip.stretch_to_fit_width(side * width)
        strip.stretch_to_fit_height(min(STRIP, side * len(cut)))
        return strip.move_to([(across(0) + across(width)) / 2, BOTTOM + STRIP / 2, 0])

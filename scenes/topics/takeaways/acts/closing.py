"""Beat page: the five pictures side by side, each with its line and number, and the sentence."""

import manim as m

from scenes.beats import Beat
from scenes.stage.scene import BOTTOM, TOP
from scenes.stage.type import on_baseline
from scenes.topics.takeaways.acts.shelf import Fit, Shelf
from scenes.topics.takeaways.story import LINES

COLUMN, COLUMN_GAP = 2.5, 0.26
PICTURE = (COLUMN, 1.7)
PICTURE_Y = TOP - 0.45 - PICTURE[1] / 2
LINE_Y, LINE_LEADING = 0.84, 0.38
FIGURE_Y, FIGURE_SIZE, NOTE_Y = -0.62, 58.0, -1.02
NOTE_LEADING, SMALL_TYPE = 0.31, 24.0
CLOSING_SIZE, CLOSING_LEADING = 44.0, 0.6


class Closing(Shelf):
    """Beat page."""

    def page(self, beat: Beat) -> None:
        """The pictures rise from the shelf; lines and numbers join them."""
        self.play(*self.clear_stage(*self.kept), seconds=0.6)
        flights = [
            Fit(picture, PICTURE, [self.column(place), PICTURE_Y, 0])
            for place, picture in enumerate(self.kept)
        ]
        self.play(m.LaggedStart(*flights, lag_ratio=0.15), seconds=1.8)
        self.cards = m.VGroup(*[self._card(place, name) for place, name in enumerate(LINES)])
        for card in self.cards:
            self.play(m.LaggedStart(*[m.FadeIn(part) for part in card], lag_ratio=0.4), seconds=0.8)
        self.wait(0.4)
        lines = [
            self.text(self.label(f"closing_{part}"), size=CLOSING_SIZE, bold=True)
            for part in (1, 2)
        ]
        foot = BOTTOM + 0.18
        self.sentence = self.set_lines(
            lines, 0, foot + CLOSING_LEADING * (len(lines) - 1), CLOSING_LEADING
        )
        self.play(
            m.LaggedStart(*[m.FadeIn(line, shift=m.UP * 0.15) for line in lines], lag_ratio=0.5),
            seconds=1.8,
        )

    def column(self, place: int) -> float:
        """The middle of a column."""
        return (place - (len(LINES) - 1) / 2) * (COLUMN + COLUMN_GAP)

    def _card(self, place: int, name: str) -> m.VGroup:
        """The line, the number that earned it, and what it counts."""
        x, values = self.column(place), self.story[name].values
        line = self.set_lines(
            self.lines(self.label(name), COLUMN, size=self.theme.label_size, bold=True), x, LINE_Y,
            LINE_LEADING,
        )  # fmt: skip
        figure = self.text(
            self.label(f"{name}_figure", **values), size=FIGURE_SIZE, bold=True,
            colour=self.theme.output,
        )  # fmt: skip
        on_baseline(figure.move_to([x, 0, 0]), FIGURE_Y)
        note = self.set_lines(
            self.lines(self.label(f"{name}_short", **values), COLUMN, size=SMALL_TYPE, quiet=True),
            x, NOTE_Y, NOTE_LEADING,
        )  # fmt: skip
        return m.VGroup(line, figure, note)

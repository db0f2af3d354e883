"""The cards of a lecture as a Manim scene, one method a card."""

import manim as m
import numpy as np

from scenes.beats import Beat
from scenes.stage.heat_map import HeatMap, Sweep
from scenes.stage.paragraph import Paragraph
from scenes.stage.pictures import fitted, stretched
from scenes.stage.room import Room
from scenes.stage.scene import LEFT, MIDDLE, RIGHT
from scenes.stage.type import on_baseline, words
from scenes.stage.window import cased

TITLE, TAGLINE, SMALL = 96.0, 46.0, 38.0
"""Type, in pixels of a 1080-line frame."""
PICTURE = 5.0
"""Side of the opening's picture, in Manim's units."""
GAP = 0.8
LOGO_BOX = (2.6, 0.9)
EDGE = 1.0
"""From the frame's free part to the words of a chapter's card."""
CELL, CELL_GAP = 0.62, 0.16
CAPTION, CAPTION_PLACE, CAPTION_LEADING = 42.0, -3.58, 0.4
"""Type in pixels, where a single line stands, and from one line to the next, in Manim's units."""


class Lecture(Room):
    """Title cards: quiet, large, with one gentle motion each."""

    def opening(self, beat: Beat) -> None:
        """Title, author and logo at the left; at the right a picture is pooled step by step."""
        said, maps = beat.values, beat.data["maps"]
        picture = HeatMap(maps[0])
        stretched(picture, fitted(maps[0].shape[:2], (PICTURE, PICTURE)))
        picture.move_to(m.RIGHT * (RIGHT - PICTURE / 2) + m.UP * MIDDLE)
        left, width = LEFT + 0.3, 2 * RIGHT - PICTURE - GAP - 0.3
        title = Paragraph(said["title"], self.theme, TITLE, width, bold=True)
        tagline = Paragraph(said["tagline"], self.theme, TAGLINE, width, quiet=True)
        block = m.Group(title, tagline)
        if said["author"]:
            block.add(Paragraph(said["author"], self.theme, SMALL, width))
        if "logo" in beat.data:
            block.add(self._logo(beat.data["logo"]))
        block.arrange(m.DOWN, buff=0.45, aligned_edge=m.LEFT)
        block.move_to(m.UP * MIDDLE).set_x(left, direction=m.LEFT)
        self.play(m.FadeIn(picture, scale=1.04), m.FadeIn(block, shift=0.2 * m.UP), seconds=1.2)
        self.wait(0.4)
        for level in maps[1:]:
            coarse = stretched(HeatMap(level), (PICTURE, PICTURE)).move_to(picture)
            self.play(Sweep(picture, coarse, self.theme), seconds=1.6)
            self.wait(0.4)

    def chapter(self, beat: Beat) -> None:
        """Number, title and tagline; the window slides to the topic's cell in a row of all."""
        number, count, said = beat.data["number"], beat.data["count"], beat.values
        left, width = LEFT + EDGE, RIGHT - LEFT - 2 * EDGE
        part = words(self.label("part", number=number), self.theme, size=SMALL)
        part.set_color(self.theme.muted)
        title = Paragraph(said["title"], self.theme, TITLE, width, bold=True)
        tagline = Paragraph(said["tagline"], self.theme, TAGLINE, width, quiet=True)
        row = self._row(count, number, width)
        block = m.VGroup(part, title, tagline, row)
        block.arrange(m.DOWN, buff=0.45, aligned_edge=m.LEFT)
        row.shift(0.35 * m.DOWN)
        block.move_to(m.UP * MIDDLE).set_x(left, direction=m.LEFT)
        before, here = row[max(number - 2, 0)], row[number - 1]
        window = cased(m.Square(here.width + 0.1).set_stroke(self.theme.window), self.theme, 5)
        window.move_to(before)
        self.play(
            m.FadeIn(m.VGroup(part, title, tagline), shift=0.2 * m.UP),
            m.FadeIn(m.VGroup(row, window)),
            seconds=1.0,
        )
        self.play(
            window.animate.move_to(here),
            here.animate(rate_func=m.rate_functions.squish_rate_func(m.smooth, 0.5, 1)).set_fill(
                self.theme.output, 1
            ),
            seconds=1.2,
        )

    def strip(self, beat: Beat) -> None:
        """One or two lines of a caption in the free bottom eighth."""
        lines = beat.data["lines"]
        for number, line in enumerate(lines):
            shown = words(line, self.theme, size=CAPTION)
            if shown.width > 2 * RIGHT:
                shown.scale_to_fit_width(2 * RIGHT)
            up = (len(lines) - 1) / 2 - number
            self.add(on_baseline(shown.set_x(0), CAPTION_PLACE + up * CAPTION_LEADING))

    def _row(self, count: int, number: int, width: float) -> m.VGroup:
        """A cell for each topic; those that are over are filled."""
        cells = m.VGroup(*(m.Square(CELL) for _ in range(count)))
        cells.arrange(m.RIGHT, buff=CELL_GAP)
        if cells.width > width:
            cells.scale_to_fit_width(width)
        for at, cell in enumerate(cells):
            over = at < number - 1
            cell.set_stroke(self.theme.line, 2)
            cell.set_fill(self.theme.ramp[2] if over else self.theme.surface, 1)
        return cells

    def _logo(self, pixels: np.ndarray) -> m.ImageMobject:
        """The logo, as large as its place, its transparency kept."""
        return stretched(m.ImageMobject(pixels), fitted(pixels.shape[:2], LOGO_BOX))

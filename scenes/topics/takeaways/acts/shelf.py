"""What the beats share: the shelf of five pictures, the line above, the number beside."""

from typing import Any

import manim as m
import numpy as np

from scenes.beats import Beat
from scenes.stage.pictures import fitted
from scenes.stage.room import Room
from scenes.stage.scene import BOTTOM, LEFT, TOP
from scenes.stage.timed import Timed
from scenes.stage.type import on_baseline, width_of
from scenes.theme import Theme
from scenes.topics.takeaways.story import LINES

SLOT, SLOT_GAP = (1.62, 1.08), 0.34
SHELF_Y = BOTTOM + SLOT[1] / 2 + 0.06
MAIN_BOX, MAIN_AT = (7.6, 3.9), np.array([LEFT + 0.1 + 3.8, 0.78, 0.0])
"""Where a beat's picture stands."""
SIDE_X, SIDE_WIDTH = 4.35, 4.6
"""The middle of what stands beside it, and how wide that may be."""
FIGURE_SIZE = 110.0
LEADING = 0.52
HEAD_AT = TOP - 0.5


class Shelf(Room):
    """Keeps the pictures that are done, in five frames under the stage.

    Attributes:
        slots: the frames. numbers: of those that are empty yet.
        kept: the pictures that stand in them.
    """

    def setup(self) -> None:
        """Nothing is kept yet."""
        super().setup()
        self.slots, self.numbers, self.kept = m.VGroup(), m.VGroup(), list[m.Group]()

    def slot_at(self, place: int) -> np.ndarray:
        """The middle of a frame of the shelf."""
        pitch = SLOT[0] + SLOT_GAP
        return np.array([(place - (len(LINES) - 1) / 2) * pitch, SHELF_Y, 0])

    def headed(self, beat: Beat) -> m.VGroup:
        """The line, with its number, above everything."""
        number = self.text(
            str(LINES.index(beat.id) + 1), size=self.theme.title_size, bold=True,
            colour=self.theme.window,
        )  # fmt: skip
        line = self.text(self.label(beat.id), size=self.theme.title_size, bold=True)
        head = self.side_by_side(number, line, buff=0.4)
        head.move_to([LEFT + 0.1, 0, 0], aligned_edge=m.LEFT)
        for part in head:
            on_baseline(part, HEAD_AT)
        return head

    def figure(self, beat: Beat) -> m.VGroup:
        """The number that earned the line, large, and what it counts."""
        text = self.label(f"{beat.id}_figure", **beat.values)
        figure = self.text(text, size=FIGURE_SIZE, bold=True, colour=self.theme.output)
        figure.scale(min(1.0, SIDE_WIDTH / figure.width))
        on_baseline(figure.move_to([SIDE_X, 0, 0]), MAIN_AT[1] + 0.1)
        note = self.lines(
            self.label(f"{beat.id}_note", **beat.values), SIDE_WIDTH, size=self.theme.text_size,
            quiet=True,
        )  # fmt: skip
        return m.VGroup(figure, self.set_lines(note, SIDE_X, MAIN_AT[1] - 0.55))

    def lines(
        self, text: str, width: float, *, size: float, bold: bool = False, quiet: bool = False
    ) -> list[m.VMobject]:
        """A text in as few lines as fit a width, about equally long."""
        lines = _broken(text, self.theme, width, size, bold)
        while (
            len(shorter := _broken(text, self.theme, 0.97 * width, size, bold)) == len(lines)
            and width > 1
        ):
            lines, width = shorter, 0.97 * width
        return [self.text(line, size=size, bold=bold, quiet=quiet) for line in lines]

    def set_lines(
        self, lines: list[m.VMobject], x: float, y: float, leading: float = LEADING
    ) -> m.VGroup:
        """Lines one below the other, centred on x, the first on a baseline."""
        for k, line in enumerate(lines):
            on_baseline(line.move_to([x, 0, 0]), y - k * leading)
        return m.VGroup(*lines)

    def next_line(self, beat: Beat) -> None:
        """Leave only the shelf, and set the line above."""
        self.play(*self.clear_stage(self.slots, self.numbers, *self.kept), seconds=0.4)
        self.play(m.FadeIn(self.headed(beat), shift=m.RIGHT * 0.2), seconds=0.6)

    def tell(self, beat: Beat) -> None:
        """The number appears beside the picture."""
        number, note = self.figure(beat)
        self.play(m.FadeIn(number, scale=0.8), seconds=0.6)
        self.play(m.FadeIn(note), seconds=0.4)

    def keep(self, beat: Beat, picture: m.Mobject) -> None:
        """A copy of the picture flies into its frame on the shelf."""
        place = LINES.index(beat.id)
        flying = picture.copy()
        self.add(flying)
        self.play(
            Fit(flying, SLOT, self.slot_at(place)),
            m.FadeOut(self.numbers[place]),
            self.slots[place].animate.set_stroke(opacity=0),
            seconds=1.0,
        )
        self.kept.append(flying)


def _broken(text: str, theme: Theme, width: float, size: float, bold: bool) -> list[str]:
    """The lines of a text that is broken at spaces to fit a width."""
    lines: list[str] = []
    for word in text.split(" "):
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and width_of(longer, theme, size, bold=bold) <= width:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines


class Fit(Timed):
    """Let a picture, with all its parts, become as large as fits a box, and move there."""

    def __init__(
        self, picture: m.Mobject, box: tuple[float, float], at: Any, **kwargs: Any
    ) -> None:
        self.parts = [part for part in picture.get_family() if len(part.points)]
        self.first = [part.points.copy() for part in self.parts]
        self.centre, self.at = picture.get_center(), np.asarray(at, float)
        self.factor = fitted((picture.height, picture.width), box)[0] / picture.width
        super().__init__(picture, **kwargs)

    def draw(self, share: float) -> None:
        """Draw the state after a share of the way."""
        size = 1 + (self.factor - 1) * share
        here = self.centre + (self.at - self.centre) * share
        for part, points in zip(self.parts, self.first, strict=True):
            part.points = here + (points - self.centre) * size

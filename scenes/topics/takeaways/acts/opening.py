"""Beat hook: the photo, and five empty frames."""

import manim as m

from scenes.beats import Beat
from scenes.stage.heat_map import HeatMap
from scenes.stage.lay import spread
from scenes.stage.sheets import View
from scenes.topics.takeaways.acts.shelf import SLOT, Fit, Shelf
from scenes.topics.takeaways.story import LINES

WHOLE_BOX, WHOLE_AT = (12.0, 4.6), m.UP * 1.32


class Opening(Shelf):
    """Beat hook."""

    def hook(self, beat: Beat) -> None:
        """Copies of the photo go down into the frames, and fade there."""
        colours = beat.data["photo"] / 255
        view = View.upright(colours.shape, WHOLE_BOX, WHOLE_AT)
        photo = HeatMap(colours, smooth=True)
        spread(photo, view.quad((0, 0, *colours.shape[:2])))
        self.play(m.FadeIn(photo, scale=1.05), seconds=1.2)
        self.wait(0.6)
        for place in range(len(LINES)):
            slot = m.Rectangle(width=SLOT[0], height=SLOT[1], stroke_width=2)
            self.slots.add(slot.set_stroke(self.theme.line).move_to(self.slot_at(place)))
            number = self.text(str(place + 1), quiet=True, size=self.theme.text_size, bold=True)
            self.numbers.add(number.move_to(slot))
        copies = [HeatMap(colours, smooth=True) for _ in LINES]
        for copy in copies:
            copy.points = photo.points.copy()
        self.add(*copies, photo)
        flights = [
            Fit(copy, SLOT, self.slot_at(place)) for place, copy in enumerate(copies)
        ]  # fmt: skip
        self.play(m.LaggedStart(*flights, lag_ratio=0.25), seconds=2.4)
        self.play(
            *[m.FadeOut(copy) for copy in copies],
            m.LaggedStart(*[m.FadeIn(slot) for slot in self.slots], lag_ratio=0.2),
            m.LaggedStart(*[m.FadeIn(number) for number in self.numbers], lag_ratio=0.2),
            seconds=1.2,
        )
        self.photo = photo

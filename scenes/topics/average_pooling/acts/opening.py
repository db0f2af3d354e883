"""Beat hook: one map under two rules, a line between them."""

import manim as m

from scenes.beats import Beat
from scenes.stage.curtain import Curtain, Draw
from scenes.stage.desk import Desk, limits
from scenes.stage.heat_map import Sweep
from scenes.stage.pictures import centred

PICTURE_BOX = (8.4, 5.6)


class Opening(Desk):
    """Beat hook."""

    def hook(self, beat: Beat) -> None:
        """A photo becomes its edges; a line leaves their maxima, comes back and leaves means."""
        data = beat.data
        photo = centred(data["photo"], PICTURE_BOX, smooth=True)
        edges, largest, mean = (
            centred(self.theme.value_colours(data[name], *limits(data["map"])), PICTURE_BOX)
            for name in ("map", "max", "mean")
        )
        self.play(m.FadeIn(photo, scale=1.05), seconds=0.8)
        easing = m.rate_functions.ease_in_out_sine
        self.play(Sweep(photo, edges, self.theme, rate_func=easing), seconds=1.2)
        kernel = beat.values["kernel"]
        names = [
            self.name_under(photo, self.label(key, kernel=kernel))
            for key in ("strongest", "everyone")
        ]
        for name, place in zip(names, (0.25, 0.75), strict=True):
            name.set_x(photo.get_left()[0] + photo.width * place)
        self.play(Sweep(photo, largest, self.theme, rate_func=easing), seconds=1.2)
        self.play(m.FadeIn(names[0]), seconds=0.4)
        self.wait(0.4)
        self.remove(photo)
        curtain = Curtain(largest, mean, self.theme)
        self.add(curtain)
        self.play(Draw(curtain, 0.5, rate_func=easing), m.FadeIn(names[1]), seconds=1.8)
        self.curtain = curtain

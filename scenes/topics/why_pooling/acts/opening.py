"""Beats hook and moves: a slide of one pixel, and a convolution that follows it."""

import manim as m
import numpy as np

from scenes.beats import Beat
from scenes.digits import digits_for
from scenes.stage.desk import limits
from scenes.stage.feature_map import FeatureMap
from scenes.stage.heat_map import Sweep
from scenes.stage.pictures import centred
from scenes.stage.scene import MIDDLE, TOP
from scenes.stage.sliding import Sliding
from scenes.stage.type import Number, on_baseline, words
from scenes.stage.window import Counter, CountTo, cased

PICTURE_BOX = (8.4, 5.4)
MAP_BOX = (5.6, 4.6)
COLUMNS = (-3.6, 3.6)


class Opening(Sliding):
    """Beats hook and moves."""

    def hook(self, beat: Beat) -> None:
        """The photo slides by one pixel; then all numbers light that are no longer the same."""
        photo = centred(beat.data["photo"], PICTURE_BOX, smooth=True)
        name = self.name_under(photo, self.label("photo"))
        self.play(m.FadeIn(photo, scale=1.05), m.FadeIn(name), seconds=1.0)
        self.wait(0.4)
        pixel = m.RIGHT * photo.width / beat.data["before"].shape[1]
        after = self.name_under(photo, self.label("shifted"))
        early, late = (
            m.rate_functions.squish_rate_func(m.smooth, *at) for at in ((0.0, 0.3), (0.6, 1.0))
        )
        self.play(
            photo.animate.shift(pixel),
            m.FadeOut(name, rate_func=early),
            m.FadeIn(after, rate_func=late),
            seconds=1.0,
        )
        self.wait(0.6)
        lit = centred(self._lamps(beat.data["changed"]), PICTURE_BOX)
        values = beat.values
        told = Counter(
            0,
            lambda count: self.label(
                "differ", changed=f"{count:,}", numbers=f"{values['numbers']:,}"
            ),
            self.theme,
            after.get_center(),
            size=self.theme.text_size,
        )
        self.play(m.FadeOut(after), seconds=0.4)
        self.play(m.FadeIn(told), seconds=0.2)
        easing = m.rate_functions.ease_in_out_sine
        self.play(
            Sweep(photo, lit, self.theme, rate_func=easing),
            CountTo(told, values["changed"], rate_func=easing),
            seconds=1.8,
        )
        self.changed_picture = photo

    def _lamps(self, changed: np.ndarray) -> np.ndarray:
        """What changed as the top of the ramp, what stayed as its foot."""
        return self.theme.value_colours(changed.astype(float), 0.0, 1.0)

    def moves(self, beat: Beat) -> None:
        """The kernel answers row by row; the image slides by one, and its answer slides too."""
        data = beat.data
        image, moved = (self._map(data[key], data["image"], 0) for key in ("image", "moved"))
        answer, later = (
            self._map(data[key], data["answer"], 1, image.side)
            for key in ("answer", "moved_answer")
        )
        if self.mobjects:
            self.play(*self.gone(), seconds=0.4)
        heads = [
            on_baseline(
                words(self.label(key), self.theme, size=self.theme.text_size).set_x(x), TOP - 0.3
            )
            for key, x in zip(("image", "answer"), COLUMNS, strict=True)
        ]
        self.play(self.built(image), m.FadeIn(heads[0]), seconds=1.2)
        self.add(image)
        self._answer(image, answer, heads[1])
        self.wait(0.4)
        self.move_contents(image, moved, 1, m.VGroup())
        self.move_contents(answer, later, 1, m.VGroup())
        values = {key: beat.values[key] for key in ("along", "expected")}
        told = words(self.label("along_all", **values), self.theme, size=self.theme.text_size)
        told.set_color(self.theme.output).next_to(later, m.DOWN, buff=0.3)
        self.play(m.FadeIn(told), seconds=0.4)
        self.answer_map = later

    def _map(
        self, values: np.ndarray, first: np.ndarray, column: int, side: float | None = None
    ) -> FeatureMap:
        size = {"box": MAP_BOX} if side is None else {"cell": side}
        grid = FeatureMap(values, self.theme, limits=limits(first), write=digits_for(first), **size)
        return grid.move_to([COLUMNS[column], MIDDLE + 0.35, 0])

    def _answer(self, image: FeatureMap, answer: FeatureMap, head: m.VMobject) -> None:
        """The kernel at the strongest place, its arithmetic, then all answers."""
        values = answer.values
        row, col = (int(k) for k in np.unravel_index(np.argmax(values), values.shape))
        frame = image.outline((row,), (col, col + 1)).set_stroke(self.theme.window)
        cased(frame, self.theme, 5)
        write = digits_for(image.values)
        left, right = (write(float(image.values[row, col + k])) for k in (0, 1))
        sum_text = f"{right} − {left} ="
        size = self.theme.text_size * 1.2
        line = m.VGroup(
            Number(0, sum_text, self.theme, size=size),
            Number(0, write(float(values[row, col])), self.theme, size=size, bold=True),
        )
        line.arrange(m.RIGHT, buff=0.2).move_to([0, image.get_bottom()[1] - 0.5, 0])
        line[1].set_color(self.theme.output)
        name = words(self.label("kernel"), self.theme, colour=self.theme.muted)
        name.next_to(line, m.DOWN, buff=0.18)
        self.play(m.Create(frame), seconds=0.6)
        self.play(m.FadeIn(line), m.FadeIn(name), seconds=0.6)
        self.play(self.built(answer), m.FadeIn(head), seconds=1.4)
        self.add(answer)
        self.play(m.FadeOut(frame), m.FadeOut(line), m.FadeOut(name), seconds=0.4)

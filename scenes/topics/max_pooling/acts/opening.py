"""The first two beats: a photo and its edges; the map comes close until it is a grid of numbers."""

import manim as m
import numpy as np

from scenes.beats import Beat
from scenes.stage.desk import BELOW, INPUT_BOX, Desk, limits
from scenes.stage.feature_map import FeatureMap
from scenes.stage.heat_map import HeatMap, Sweep
from scenes.stage.pictures import centred, fitted, stretched
from scenes.stage.scene import MIDDLE
from scenes.stage.window import CountTo, cased

PICTURE_BOX = (7.4, 5.0)
LEFT_BOX = (7.4, 4.9)
EARLY_LATE = (0.0, 0.25), (0.65, 1.0)
"""When in a sweep the old name goes and the new one comes: never both at once."""


class Opening(Desk):
    """Beats hook and grid."""

    def hook(self, beat: Beat) -> None:
        """A photo becomes its edges; pooled, the edges need a quarter of the room."""
        picture = centred(beat.data["photo"], PICTURE_BOX, 0.15, smooth=True)
        edges = centred(self.theme.value_colours(beat.data["map"]), PICTURE_BOX, 0.15)
        name = self.name_under(picture, self.label("photo"))
        self.play(m.FadeIn(picture, scale=1.05), m.FadeIn(name), seconds=1.0)
        self.wait(0.4)
        answer = self.name_under(picture, self._map_name(beat))
        early, late = (m.rate_functions.squish_rate_func(m.smooth, *at) for at in EARLY_LATE)
        self.play(
            Sweep(picture, edges, self.theme, rate_func=m.rate_functions.ease_in_out_sine),
            m.FadeOut(name, rate_func=early),
            m.FadeIn(answer, rate_func=late),
            seconds=1.8,
        )
        self._shrink(beat, picture, answer)

    def _shrink(self, beat: Beat, whole: HeatMap, answer: m.VMobject) -> None:
        """A second map is pooled where it stands, and then needs less room beside the first."""
        values, pooled = beat.data["map"], beat.data["pooled"]
        cell, home, there = self._side_by_side_places(values.shape, pooled.shape)
        size = (values.shape[1] * cell, values.shape[0] * cell)
        self.play(stretched(whole.animate, size).move_to(home), m.FadeOut(answer), seconds=0.8)
        below = m.DOWN * (size[1] / 2 + BELOW)
        count, kept = (self.counter(values.size, home + below) for _ in range(2))
        small = HeatMap(self.theme.value_colours(values))
        stretched(small, size).move_to(home)
        after = stretched(HeatMap(self.theme.value_colours(pooled, *limits(values))), size)
        self.play(m.FadeIn(kept), seconds=0.4)
        self.add(small)
        self.play(
            Sweep(small, after.move_to(home), self.theme), CountTo(kept, pooled.size), seconds=1.2
        )
        fewer = (pooled.shape[1] * cell, pooled.shape[0] * cell)
        self.play(
            stretched(small.animate, fewer).move_to(there),
            kept.animate.set_x(there[0]),
            m.FadeIn(count, rate_func=m.rate_functions.squish_rate_func(m.smooth, 0.5, 1)),
            seconds=1.4,
            rate_func=m.rate_functions.ease_in_out_cubic,
        )
        self.map_picture = whole

    def _side_by_side_places(
        self, big: tuple[int, ...], small: tuple[int, ...]
    ) -> tuple[float, np.ndarray, np.ndarray]:
        """The side of a cell, and the centres of two maps whose lower edges are level."""
        gap = 0.7
        cell = min(fitted(big, LEFT_BOX)[0] / big[1], (13.2 - gap) / (big[1] + small[1]))
        left = -((big[1] + small[1]) * cell + gap) / 2
        centre = MIDDLE + 0.25
        lower = centre - big[0] * cell / 2
        home = np.array([left + big[1] * cell / 2, centre, 0])
        x = left + big[1] * cell + gap + small[1] * cell / 2
        return cell, home, np.array([x, lower + small[0] * cell / 2, 0])

    def grid(self, beat: Beat) -> None:
        """The map comes close; the hand-sized map takes its place in the middle."""
        values = beat.data["hand"]
        hand = FeatureMap(values, self.theme, box=INPUT_BOX).move_to(m.UP * (MIDDLE + 0.25))
        if beat.data["kind"] == "table":
            self.play(self.built(hand), seconds=2.4)
        elif beat.data["kind"] == "lecture":
            parts = self._come_close(beat)
            note = self.heading(self.label("lecture"), hand)
            self.play(*[m.FadeOut(part) for part in parts[:-1]], seconds=0.6)
            self.play(m.FadeOut(parts[-1], scale=0.8), seconds=0.4)
            self.play(self.built(hand), m.FadeIn(note), seconds=1.8)
        else:
            parts = self._come_close(beat)
            close = parts[-1]
            self.play(*[m.FadeOut(part) for part in parts[:-1]], seconds=0.6)
            factor = hand.frame.width / close.frame.width
            self.play(close.animate.scale(factor).move_to(hand), seconds=0.6)
            self.remove(close)
            self.add(hand)
        self.hand = hand

    def _come_close(self, beat: Beat) -> m.Group:
        """The map at the left, the marked place in it, and that patch magnified at the right."""
        values, patch, (top, left) = beat.data["map"], beat.data["patch"], beat.data["corner"]
        whole = FeatureMap(values, self.theme, box=(6.2, 4.4)).move_to(m.LEFT * 3.4 + m.UP * MIDDLE)
        rows = tuple(range(top, top + patch.shape[0]))
        cols = tuple(range(left, left + patch.shape[1]))
        box = cased(whole.outline(rows, cols).set_stroke(self.theme.window), self.theme, 3)
        close = FeatureMap(patch, self.theme, box=(4.7, 4.7), limits=limits(values))
        close.move_to(m.RIGHT * 3.7 + m.UP * MIDDLE)
        self._bring(whole)
        self.play(m.Create(box), seconds=0.6)
        corners = ((m.UR, m.UL), (m.DR, m.DL))
        near, far = (
            m.VGroup(*[m.Line(box.get_corner(a), end.get_corner(b)) for a, b in corners])
            for end in (box, close.frame)
        )
        for ties in (near, far):
            ties.set_stroke(self.theme.window, 2, 0.7)
        pixels = HeatMap(close.colours)
        stretched(pixels, (box.width, box.height)).move_to(box)
        self.add(pixels)
        # The ties end at the patch's corners all the way: both move along straight lines.
        self.play(
            stretched(pixels.animate, (close.frame.width, close.frame.height)).move_to(close.frame),
            m.Transform(near, far),
            seconds=1.4,
        )
        self.add(close, pixels)  # the cells stand still while the pixels above them fade
        self.play(m.FadeOut(pixels), seconds=1.0)
        self.wait(0.6)
        return m.Group(whole, box, near, close)

    def _bring(self, whole: FeatureMap) -> None:
        """The map that the hook left standing moves to its place; without a hook it fades in."""
        picture = getattr(self, "map_picture", None)
        if picture is None or whole.image is None:
            self.play(m.FadeIn(whole), seconds=0.8)
            return
        size = (whole.frame.width, whole.frame.height)
        self.play(
            *self.gone(picture), stretched(picture.animate, size).move_to(whole.frame), seconds=0.8
        )
        self.remove(picture)
        self.add(whole)

    def _map_name(self, beat: Beat) -> str:
        if beat.data["channel"] is None:
            return self.label("edges")
        return self.label("channel", channel=beat.values["channel"])

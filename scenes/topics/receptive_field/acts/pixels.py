"""Beats effective and networks: how much of the box counts; boxes that outgrow the photo."""

from dataclasses import dataclass
from typing import Any

import manim as m
import numpy as np

from scenes.beats import Beat
from scenes.stage.heat_map import HeatMap
from scenes.stage.lay import Lay, spread
from scenes.stage.scene import BOTTOM, TOP
from scenes.stage.sheets import View, joined
from scenes.stage.spotlight import Light, Spotlight
from scenes.topics.receptive_field.acts.hill import Hill, Rise
from scenes.topics.receptive_field.acts.room import Room

PHOTO_BOX, PHOTO_AT = (6.3, 4.5), m.LEFT * 3.4 + m.UP * 0.5
HILL_BOX, HILL_AT = (6.0, 1.9), m.RIGHT * 0.55 + m.DOWN * 2.35
NEST_BOX, NEST_AT = (9.0, 6.1), m.LEFT * 2.35 + m.UP * 0.42
LIST_AT = 3.05
UNHURRIED = 4
"""Networks up to which each is given its full time."""


class Pixels(Room):
    """Beats effective and networks."""

    def effective(self, beat: Beat) -> None:
        """The box is filled with what each pixel moves; it rises as a hill; most of it is foot."""
        box, within = beat.data["box"], beat.data["within"]
        view = View.upright(beat.data["photo"].shape, PHOTO_BOX, PHOTO_AT)
        photo = Spotlight(beat.data["photo"], self.theme, box)
        spread(photo, view.quad((0, 0, *beat.data["photo"].shape[:2])))
        frame = _outlined(view.quad(box), self.theme.window)
        can = self.text(
            f"{self.label('theory')} {self.square((box[2] - box[0], box[3] - box[1]))}",
            size=self.theme.text_size,
        )
        below = [PHOTO_AT[0], photo.get_bottom()[1] - 0.38, 0]
        can.move_to(below)
        self.play(*self.clear_stage(), m.FadeIn(photo), m.FadeIn(frame), seconds=0.8)
        self.play(m.FadeIn(can), seconds=0.6)
        self.wait(0.4)
        heat = spread(
            HeatMap(self.theme.value_colours(within, 0, beat.data["peak"])), view.quad(box)
        )
        self._appear_under(heat, frame, m.FadeOut(can))
        self.wait(0.4)
        self._raise_hill(beat, heat)
        self._keep_the_strongest(beat, photo, view, frame, below)
        self.heat = heat

    def _appear_under(self, picture: HeatMap, frame: m.VMobject, *others: m.Animation) -> None:
        """Fade a picture in that its frame stays in front of."""
        picture.set_opacity(0)
        self.add(picture, frame)
        self.play(picture.animate.set_opacity(1), *others, seconds=1.0)

    def _raise_hill(self, beat: Beat, heat: HeatMap) -> None:
        """A copy of the box lies down at the right, and each row rises as its influence."""
        values = beat.data["hill"]
        floor = View.lying(values.shape, HILL_BOX, HILL_AT)
        hill = Hill(values, floor, 3.4, self.theme)
        copy = heat.copy()
        self.add(copy)
        target = spread(heat.copy(), floor.quad((0, 0, *values.shape)))
        self.play(Lay(copy, target), seconds=1.4)
        self.play(m.FadeOut(copy), m.FadeIn(hill), seconds=0.6)
        self.play(Rise(hill), seconds=1.6)
        self.hill = hill

    def _keep_the_strongest(
        self, beat: Beat, photo: Spotlight, view: View, frame: m.VMobject, below: Any
    ) -> None:
        """What holds nearly all of the influence stays lit; its share of the box is told."""
        top, left, bottom, right = beat.data["box"]
        dark = HeatMap(photo.faint[top:bottom, left:right])
        dark.pixel_array[..., 3] = np.where(beat.data["held"], 0, 255)
        dark.orig_alpha_pixel_array = dark.pixel_array[..., 3].copy()
        spread(dark, view.quad(beat.data["box"]))
        text = self.text(
            self.label("held", share=beat.values["share"]), size=self.theme.text_size,
        ).move_to(below)  # fmt: skip
        self._appear_under(dark, frame)
        self.play(m.FadeIn(text), seconds=0.6)

    def networks(self, beat: Beat) -> None:
        """Box after box; where one is larger than the photo, the camera steps back."""
        photo_data, found = beat.data["photo"], beat.data["networks"]
        height, width = photo_data.shape[:2]
        edges = (0, 0, height, width)
        photo = Spotlight(photo_data, self.theme)
        view = self._view(edges, edges)
        spread(photo, view.quad(edges))
        rim = _outlined(view.quad(edges), self.theme.line, 2)
        size = self.text(
            f"{self.label('photo')} {self.square((height, width))}", quiet=True
        ).move_to([LIST_AT, TOP - 0.3, 0], aligned_edge=m.LEFT)
        self.play(*self.clear_stage(), m.FadeIn(photo), m.FadeIn(rim), seconds=0.8)
        self.play(m.FadeIn(size), seconds=0.4)
        self.nest: list[_Nested] = []
        self.nest_photo = photo
        seen = edges
        brisk = 1.0 if len(found) <= UNHURRIED else UNHURRIED / len(found)
        step = min(1.6, (TOP - 1.0 - BOTTOM) / len(found))
        for k, network in enumerate(found):
            box = network["box"]
            seen = (*np.minimum(seen[:2], box[:2]), *np.maximum(seen[2:], box[2:]))
            view = self._view(seen, edges)
            last = self.nest[-1].outline if self.nest else _outlined([photo.get_center()] * 4, "")
            outline = _outlined(view.quad(box), self.theme.window)
            self.play(
                Lay(photo, spread(photo.copy(), view.quad(edges))),
                m.Transform(rim, _outlined(view.quad(edges), self.theme.line, 2)),
                m.ReplacementTransform(outline.copy().match_points(last), outline),
                *[move for nested in self.nest for move in self._moved(nested, view)],
                seconds=1.6 * brisk,
            )  # fmt: skip
            self.play(Light(photo, box), seconds=0.8 * brisk)
            label = self._named(network, edges, step > 1.2)
            label.move_to([LIST_AT, TOP - 1.2 - k * step, 0], aligned_edge=m.UL)
            tie = self._tie(view.quad(box), label[0].get_left() + m.LEFT * 0.12)
            self.play(m.Create(tie), m.FadeIn(label), seconds=0.6)
            self.wait(0.4 * brisk)
            self.nest.append(_Nested(box, outline, tie))

    def _moved(self, nested: "_Nested", view: View) -> list[m.Animation]:
        """A box and its tie as they stand when seen from further away."""
        quad = view.quad(nested.box)
        tie = self._tie(quad, nested.tie.get_end())
        outline = _outlined(quad, self.theme.window)
        return [m.Transform(nested.outline, outline), m.Transform(nested.tie, tie)]

    def _view(self, seen: Any, edges: Any) -> View:
        """All of a stretch of pixels within the frame, the photo's middle where it was."""
        top, left, bottom, right = seen
        _, _, height, width = edges
        reach = (
            2 * max(height / 2 - top, bottom - height / 2),
            2 * max(width / 2 - left, right - width / 2),
        )
        side = min(NEST_BOX[0] / reach[1], NEST_BOX[1] / reach[0])
        return View.upright((height, width), (side * width, side * height), NEST_AT)

    def _named(self, network: Any, edges: Any, roomy: bool) -> m.VGroup:
        """A network's name and size; where there is room, its year and whether it sees all."""
        name, size = network["name"], self.square(network["size"])
        if not roomy:
            return self.side_by_side(
                self.text(name, size=26), self.text(size, size=26, bold=True), buff=0.25
            )
        if network["year"]:
            name = self.label("year", network=name, year=str(network["year"]))
        lines = m.VGroup(self.text(name), self.text(size, bold=True))
        if min(network["size"]) > max(edges):
            lines.add(self.text(self.label("beyond"), size=26, quiet=True))
        return lines.arrange(m.DOWN, buff=0.14, aligned_edge=m.LEFT)

    def _tie(self, quad: Any, end: Any) -> m.VMobject:
        """From the right edge of a box, where it is nearest, to a label."""
        y = np.clip(end[1], quad[2][1], quad[1][1])
        tie = m.VMobject(stroke_color=self.theme.window, stroke_width=1.5, fill_opacity=0)
        return joined(tie, [[quad[1][0], y, 0], end])


@dataclass(frozen=True)
class _Nested:
    """The box of a network in pixels, its outline, and the tie to its name."""

    box: Any
    outline: m.VMobject
    tie: m.VMobject


def _outlined(quad: Any, colour: str, width: float = 4) -> m.VMobject:
    """A box drawn around four corners."""
    shape = m.VMobject(stroke_color=colour or None, stroke_width=width, fill_opacity=0)
    return joined(shape, [*quad, quad[0]])

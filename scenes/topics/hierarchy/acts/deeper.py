"""Beats textures, parts and objects: the strip grows, light falls on the photo, patches fly out."""

from typing import Any

import manim as m
import numpy as np

from scenes.beats import Beat
from scenes.stage.heat_map import HeatMap
from scenes.stage.lay import Lay, spread
from scenes.stage.melt import Melt
from scenes.stage.scene import RIGHT
from scenes.stage.sheets import View
from scenes.stage.type import on_baseline
from scenes.topics.hierarchy.acts.light import Dim
from scenes.topics.hierarchy.acts.room import SMALL_TYPE, Room, picture, square, within
from scenes.topics.hierarchy.acts.rows import (
    AREA_FOOT,
    AREA_LEFT,
    AREA_TOP,
    Row,
    patch_scale,
    rows_of,
)
from scenes.topics.hierarchy.acts.strip import NAME_AT, Grow, Scale, Stack, lefts

PHOTO_BOX = (6.0, AREA_TOP - AREA_FOOT)
PHOTO_AT = m.LEFT * 3.65 + m.UP * (AREA_TOP + AREA_FOOT) / 2
AREA = (RIGHT - AREA_LEFT, AREA_TOP - AREA_FOOT)
AREA_AT = m.RIGHT * (RIGHT + AREA_LEFT) / 2 + m.UP * (AREA_TOP + AREA_FOOT) / 2


class Deeper(Room):
    """Beats textures, parts and objects."""

    stacks: list[Stack]
    stack_names: list[m.VMobject]
    patches: list[HeatMap]

    def textures(self, beat: Beat) -> None:
        """The second of four depths."""
        self._go_deeper(beat.data["place"])

    def parts(self, beat: Beat) -> None:
        """The last but one."""
        self._go_deeper(beat.data["place"])

    def objects(self, beat: Beat) -> None:
        """The deepest."""
        self._go_deeper(beat.data["place"])

    def _go_deeper(self, place: int) -> None:
        depth = self.depths[place]
        view = View.upright(self.photo.shape, PHOTO_BOX, PHOTO_AT)
        unit = depth["units"][0]
        photo = self.lit_photo(depth, unit)
        spread(photo, view.quad((0, 0, *self.photo.shape[:2])))
        self._grow_strip(place, photo)
        self.play(m.FadeIn(self.heading(place)), Dim(photo), seconds=1.2)
        self.lit = photo
        told, *others = rows_of(depth, patch_scale(self.depths))
        self._gather(told, view)
        if others:
            shown = [m.FadeIn(self._lined_up(row), shift=m.LEFT * 0.15) for row in others]
            self.play(m.LaggedStart(*shown, lag_ratio=0.3), seconds=1.2)

    def _grow_strip(self, place: int, photo: HeatMap) -> None:
        """Under the photo the map before is pooled, a face for the next stack; its maps appear."""
        if not hasattr(self, "stacks"):
            self._begin_strip(place, photo)
        else:
            leaving = self.clear_stage(*self.stacks, *self.stack_names)
            self.play(*leaving, m.FadeIn(photo), seconds=0.8)
        before, stack = self.stacks[-1], self._stack(place)
        values = self.depths[place - 1]["pooled"]
        moving = before.face.copy()
        self.add(moving)
        if values is not None:
            top = self.depths[place - 1]["units"][0]["top"]
            self.play(Melt(moving, HeatMap(self.colours(values, top))), seconds=0.8)
        self.play(Lay(moving, stack.face), seconds=1.0)
        stack.grown(0.0).face.set_opacity(0)
        name = self._stack_name(place, stack)
        self.play(Grow(stack), stack.face.animate.set_opacity(1), m.FadeIn(name), seconds=1.0)
        self.remove(moving)
        self.stacks.append(stack)
        self.stack_names.append(name)

    def _begin_strip(self, place: int, photo: HeatMap) -> None:
        """The photo and the depths before."""
        self.stacks, self.stack_names = [], []
        for number in range(-1, place):
            stack = self._stack(number)
            self.stacks.append(stack)
            self.stack_names.append(self._stack_name(number, stack))
        shown = [m.FadeIn(each) for each in (photo, *self.stacks, *self.stack_names)]
        self.play(*self.clear_stage(), *shown, seconds=0.8)

    def _stack(self, place: int) -> Stack:
        """A depth, or the photo, in its place of the strip."""
        channels = [3, *[depth["channels"] for depth in self.depths]]
        scale = Scale.of(self.working, max(channels))
        pixels = [self.photo] + [
            self.colours(depth["units"][0]["map"], depth["units"][0]["top"])
            for depth in self.depths
        ]
        cells = [self.working, *[depth["cells"] for depth in self.depths]]
        widths = [
            Stack(p, c, n, 0.0, scale, self.theme).width_taken
            for p, c, n in zip(pixels, cells, channels, strict=True)
        ]
        k = place + 1
        return Stack(
            pixels[k], cells[k], channels[k], lefts(widths)[k], scale, self.theme, smooth=k == 0
        )

    def _stack_name(self, place: int, stack: Stack) -> m.VMobject:
        """How many maps of how many cells."""
        if place < 0:
            rows, cols = self.working
            channels = 3
        else:
            rows, cols = self.depths[place]["cells"]
            channels = self.depths[place]["channels"]
        text = self.label("maps", channels=channels, rows=rows, cols=cols)
        name = self.text(text, quiet=True, size=SMALL_TYPE)
        middle = stack.quad[0][0] + stack.width_taken / 2
        return on_baseline(name.move_to([middle, 0, 0]), NAME_AT)

    def _gather(self, row: Row, view: View) -> None:
        """Boxes open on the photos, and what lies in them flies out and lines up."""
        name = self._named(row)
        views = self._open_photos(row.unit, view)
        shapes = {p["photo"]: p["shape"] for p in self.story["page"].data["photos"]}
        frames, flights, cuts = [], [], []
        for patch, centre in zip(row.unit["patches"], row.centres, strict=True):
            quad = views[patch["photo"]].quad(patch["box"])
            cut = self.patch(patch["crop"], quad)
            shown = within(patch["box"], shapes[patch["photo"]])
            frame = self.box_on(views[patch["photo"]], shown)
            target = square([*centre, 0], *row.size)
            flights.append(Lay(cut, self.patch(patch["crop"], target)))
            frames.append(frame)
            cuts.append(cut)
        if frames:
            self.play(*[m.Create(frame) for frame in frames], seconds=0.8)
            self.wait(0.4)
            self.add(*cuts, *frames)
            own = [f for f, p in zip(frames, row.unit["patches"], strict=True) if self._own(p)]
            away = [part for part in (*self.opened, *frames) if part not in own]
            early = m.rate_functions.squish_rate_func(m.smooth, 0, 0.6)
            self.play(*[m.FadeOut(part, rate_func=early) for part in away], *flights, seconds=1.6)
        self.patches = cuts
        about = [name, *self._preferred(row)]
        if not cuts:
            none = self.text(self.label("none"), size=SMALL_TYPE)
            about.append(
                none.move_to([row.patches_at, row.name_at[1] - 0.4, 0], aligned_edge=m.LEFT)
            )
        self.play(*[m.FadeIn(part) for part in about], seconds=0.6)

    def _own(self, patch: Any) -> bool:
        """Whether a patch is of the photo that the topic is told on."""
        return bool(patch["name"] == self.story.input_name)

    def _open_photos(self, unit: Any, view: View) -> dict[int, View]:
        """The other photos that patches come from stand at the right for a moment."""
        views = {p["photo"]: view for p in unit["patches"] if self._own(p)}
        others = [
            photo
            for photo in self.story["page"].data["photos"]
            if photo["photo"] in {p["photo"] for p in unit["patches"]} - views.keys()
        ]
        self.opened: list[HeatMap] = []
        cols = int(np.ceil(len(others) ** 0.5)) if others else 1
        lines = -(-len(others) // cols)
        for k, photo in enumerate(others):
            width, height = AREA[0] / cols, AREA[1] / lines
            beside = min(cols, len(others) - k // cols * cols)
            centre = AREA_AT + m.RIGHT * (k % cols - (beside - 1) / 2) * width
            centre = centre + m.DOWN * (k // cols - (lines - 1) / 2) * height
            own = View.upright(photo["shape"], (width - 0.2, height - 0.2), centre)
            views[photo["photo"]] = own
            self.opened.append(picture(photo["small"], own.quad((0, 0, *photo["shape"]))))
        if self.opened:
            self.play(*[m.FadeIn(each) for each in self.opened], seconds=0.6)
        return views

    def _named(self, row: Row) -> m.VMobject:
        """The unit's number, and where there is room the word that a person has found for it."""
        number = self.label("unit", unit=row.unit["unit"])
        name = self.text(number, quiet=True, size=SMALL_TYPE)
        left, baseline = row.name_at
        if row.unit["word"]:
            told = f"{number}: {self.said(row.unit['word'])}"
            worded = self.text(told, quiet=True, size=SMALL_TYPE)
            name = worded if left + worded.width <= RIGHT else name
        return on_baseline(name.move_to([left, 0, 0], aligned_edge=m.LEFT), baseline)

    def _preferred(self, row: Row) -> list[m.Mobject]:
        """The unit's preferred picture and what it is, if there is one."""
        if row.preferred is None:
            return []
        centre, side = row.preferred
        image = picture(row.unit["preferred"], square([*centre, 0], side, side))
        name = self.text(self.label("preferred"), quiet=True, size=SMALL_TYPE)
        return [image, name.next_to(image, m.DOWN, buff=0.1)]

    def _lined_up(self, row: Row) -> m.Group:
        """A row as it stands."""
        cuts = [
            self.patch(patch["crop"], square([*centre, 0], *row.size))
            for patch, centre in zip(row.unit["patches"], row.centres, strict=False)
        ]
        return m.Group(self._named(row), *cuts)

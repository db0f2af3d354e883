"""Beats painting and page: two pictures seen from further and further, and the plan."""

from typing import Any

import manim as m
import numpy as np

from scenes.beats import Beat
from scenes.stage.heat_map import HeatMap
from scenes.stage.room import Room
from scenes.stage.scene import LEFT, MIDDLE, RIGHT, TOP
from scenes.stage.type import on_baseline

WALL_BOX, WALL_STEP = (5.9, 4.9), 6.7
FAR = 0.27
"""How large the pictures are at last, as a share."""
VANISHING = m.UP * (MIDDLE + 0.15)
"""What the viewer looks at while stepping back."""
VIEWER_FOOT, VIEWER_HEIGHT = 2.9, 2.1
FLOOR_AT, FLOOR_REACH = 2.15, 6.75
"""Where wall and floor meet at last, below the middle of the frame, and how far to each side."""
SMALL_NOTE = 0.8
"""Of the labels' size: the smallest that can be read."""
ROW_FOOT, ROW_HEIGHT, ROW_WIDTH = 0.05, 2.45, 4.2
ROW_GAP, NARROWEST = 0.3, 1.08
PLAN_TOP, PLAN_STEP = -1.25, 0.58
PLAN_LINES = 9


class Afar(Room):
    """Beats painting and page."""

    def painting(self, beat: Beat) -> None:
        """Large, the two pictures differ; from afar nobody can tell."""
        pair = (("fine", "all_pixels", "pixels"), ("coarse", "count", "cells"))
        self.wall = m.Group()
        notes = m.VGroup()
        for k, (key, label, value) in enumerate(pair):
            picture = _hung(beat.data[key], beat.data["fine"].shape, self.theme.muted)
            picture.move_to([(k - 0.5) * WALL_STEP, MIDDLE + 0.15, 0])
            self.wall.add(picture)
            notes.add(self.text(self.label(label, count=beat.values[value])))
        arrivals = [m.FadeIn(picture) for picture in self.wall]
        self.play(*self.clear_stage(), seconds=0.4)
        self.play(m.LaggedStart(*arrivals, lag_ratio=0.4), seconds=1.2)
        for note, picture in zip(notes, self.wall, strict=True):
            note.next_to(picture, m.DOWN, buff=0.3)
        self.play(m.FadeIn(notes), seconds=0.4)
        self.wait(1.0)
        self.play(m.FadeOut(notes), seconds=0.4)
        viewer = _viewer(self.theme.muted).move_to(m.DOWN * VIEWER_FOOT, aligned_edge=m.DOWN)
        floor = m.Line(m.LEFT * FLOOR_REACH, m.RIGHT * FLOOR_REACH).shift(m.DOWN * FLOOR_AT)
        room = m.VGroup(floor.set_stroke(self.theme.line, 3), viewer)
        start = room.copy().scale(1 / FAR, about_point=VANISHING)
        self.add(start)
        away = m.rate_functions.ease_in_out_sine
        self.play(
            self.wall.animate(rate_func=away).scale(FAR, about_point=VANISHING),
            m.Transform(start, room, rate_func=away),
            seconds=4.0,
        )
        for note, picture in zip(notes, self.wall, strict=True):
            note.scale(SMALL_NOTE).next_to(picture, m.DOWN, buff=0.2)
        self.play(m.FadeIn(notes), seconds=0.6)

    def page(self, beat: Beat) -> None:
        """The levels to scale in a row, and what the lecture asks."""
        title = self.text(self.story.title(self.language), size=60, bold=True)
        on_baseline(title.move_to([LEFT + 0.3, 0, 0], aligned_edge=m.LEFT), TOP - 0.72)
        tagline = self.text(self.story.tagline(self.language), quiet=True, size=38)
        on_baseline(tagline.next_to(title, m.RIGHT, buff=0.4), TOP - 0.72)
        self.play(*self.clear_stage(), seconds=0.6)
        self.play(m.FadeIn(title, shift=m.RIGHT * 0.2), m.FadeIn(tagline), seconds=0.6)
        self.row = self._row(beat)
        shown = [
            m.AnimationGroup(m.FadeIn(picture, shift=m.LEFT * 0.2), m.FadeIn(count))
            for picture, count in self.row
        ]
        self.play(m.LaggedStart(*shown, lag_ratio=0.5), seconds=2.4)
        plan = self._plan()
        self.play(m.LaggedStart(*[m.FadeIn(line) for line in plan], lag_ratio=0.3), seconds=2.4)

    def _row(self, beat: Beat) -> list[tuple[HeatMap, m.VMobject]]:
        """Every level to scale, standing on one line, its count below."""
        height, width = beat.data["maps"][0].shape[:2]
        side = min(ROW_WIDTH / width, ROW_HEIGHT / height)
        widths = [level.shape[1] * side for level in beat.data["maps"]]
        places = [max(NARROWEST, wide) for wide in widths]
        left = -(sum(places) + ROW_GAP * (len(places) - 1)) / 2
        row = []
        for level, count, place in zip(beat.data["maps"], beat.data["cells"], places, strict=True):
            picture = HeatMap(level, smooth=True)
            picture.stretch_to_fit_width(level.shape[1] * side)
            picture.stretch_to_fit_height(level.shape[0] * side)
            middle = left + place / 2
            picture.move_to([middle, ROW_FOOT, 0], aligned_edge=m.DOWN)
            name = self.text(self.said(count), quiet=True)
            on_baseline(name.move_to([middle, 0, 0]), ROW_FOOT - 0.42)
            row.append((picture, name))
            left += place + ROW_GAP
        return row

    def _plan(self) -> m.VGroup:
        """What comes next in the lecture, three lines in three columns."""
        plan = m.VGroup()
        lefts = np.linspace(LEFT + 0.5, RIGHT - 4.0, 3)
        for k in range(PLAN_LINES):
            column, line = divmod(k, 3)
            number = self.text(str(k + 1), colour=self.theme.window, bold=True)
            words = self.text(self.label(f"plan_{k + 1}"))
            row = self.side_by_side(number, words, buff=0.25)
            row.move_to([lefts[column], 0, 0], aligned_edge=m.LEFT)
            for part in row:
                on_baseline(part, PLAN_TOP - line * PLAN_STEP)
            plan.add(row)
        return plan


def _viewer(colour: str) -> m.VMobject:
    """Somebody who stands with the back to us: a head, shoulders, a coat, two legs."""
    half = [
        (0.0, 1.0), (0.05, 0.985), (0.068, 0.935), (0.055, 0.88), (0.032, 0.855), (0.036, 0.83),
        (0.11, 0.805), (0.145, 0.74), (0.16, 0.62), (0.168, 0.47), (0.15, 0.43), (0.148, 0.3),
        (0.1, 0.285), (0.085, 0.15), (0.08, 0.0), (0.025, 0.0), (0.018, 0.15), (0.0, 0.27),
    ]  # fmt: skip
    outline = [*half, *[(-x, y) for x, y in half[-2:0:-1]]]
    figure = m.VMobject(stroke_width=0).set_fill(colour, 1)
    figure.set_points_smoothly(
        [np.array([x, y, 0]) * VIEWER_HEIGHT for x, y in [*outline, half[0]]]
    )
    return figure


def _hung(level: Any, shape: tuple[int, ...], colour: str) -> m.Group:
    """A picture in a frame, at the size of the photo whatever its cells."""
    height, width = shape[:2]
    side = min(WALL_BOX[0] / width, WALL_BOX[1] / height)
    picture = HeatMap(level, smooth=level.shape == shape)
    picture.stretch_to_fit_width(width * side).stretch_to_fit_height(height * side)
    frame = m.Rectangle(width=width * side + 0.3, height=height * side + 0.3, stroke_width=3)
    return m.Group(frame.set_stroke(colour), picture)

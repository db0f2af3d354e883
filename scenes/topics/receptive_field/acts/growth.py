"""Beats leap and dilation: two ways to grow faster than a straight line."""

import manim as m

from scenes.beats import Beat
from scenes.topics.receptive_field.acts.chart import (
    CORNER,
    HEIGHT,
    SQUARES_AT,
    WIDTH,
    GrowthChart,
    Look,
    Seen,
)
from scenes.topics.receptive_field.acts.lattice import Lattice, Spread
from scenes.topics.receptive_field.acts.room import Room

ABOVE = 1.12
"""The top of a chart, as a multiple of what it has to show."""


class Growth(Room):
    """Beats leap and dilation."""

    def leap(self, beat: Beat) -> None:
        """A straight line; a curve that leaves the chart; then both from afar, to scale."""
        flat, steep = beat.data["without"], beat.data["with"]
        near, far = (float(sizes[-1]) * ABOVE for sizes in (flat, steep))
        self.chart = chart = GrowthChart((flat, steep), (near, far), self.theme)
        heads = m.VGroup(
            self.text(self.label("field"), quiet=True).move_to(
                CORNER + m.UP * (HEIGHT + 0.35), aligned_edge=m.LEFT
            ),
            self.text(self.label("convolutions"), quiet=True).move_to(
                CORNER + m.RIGHT * WIDTH + m.DOWN * 0.66, aligned_edge=m.RIGHT
            ),
        )
        rest = m.VGroup(*[part for part in chart if part is not chart.axes])
        self.play(*self.clear_stage(), m.Create(chart.axes), seconds=0.8)
        self.play(m.FadeIn(rest), m.FadeIn(heads), seconds=0.6)
        self.remove(*self.mobjects)
        self.add(chart, heads)
        slow = m.rate_functions.ease_in_out_sine
        drawn = Seen(near, (1, 0), (1, 0))
        self.play(Look(chart, drawn), seconds=1.8, rate_func=slow)
        last = chart.place(len(flat) - 1, flat[-1])
        name = self.text(self.label("without")).move_to(last + m.UL * 0.12, aligned_edge=m.DR)
        self.play(m.FadeIn(name), seconds=0.6)
        self.wait(0.4)
        leaving = Seen(near, (1, 1), (1, 0))
        self.play(Look(chart, leaving), m.FadeOut(name), seconds=1.6, rate_func=slow)
        self.wait(0.4)
        self.play(Look(chart, Seen(far, (1, 1), (1, 0), 1)), seconds=1.8, rate_func=slow)
        name = self.text(self.label("without"))
        name.move_to(chart.place(len(flat) - 1, flat[-1]) + m.UP * 0.22, aligned_edge=m.DR)
        self.play(Look(chart, Seen(far, (1, 1), (1, 1), 1)), m.FadeIn(name), seconds=1.2)
        best = self.text(self.label("with"), bold=True)
        best.move_to(chart.place(len(steep) - 1.3, steep[-1]), aligned_edge=m.RIGHT)
        sizes = m.VGroup(
            *[
                self.text(self.square((int(v), int(v))), bold=bold).move_to(
                    SQUARES_AT + m.RIGHT * 0.18 + m.UP * (HEIGHT * v / far - 0.3),
                    aligned_edge=m.LEFT,
                )
                for v, bold in ((flat[-1], False), (steep[-1], True))
            ]
        )
        self.play(m.FadeIn(best), m.FadeIn(sizes), seconds=0.6)

    def dilation(self, beat: Beat) -> None:
        """One unit fans out layer by layer: dilations that grow fill the box, equal ones do not."""
        dense, holed = beat.data["dense_steps"], beat.data["holed_steps"]
        self.lattices = []
        fans = ((dense, m.LEFT * 3.4, "dilations"), (holed, m.RIGHT * 3.4, "equal"))
        most = max(dense[-1].shape[0], holed[-1].shape[0])
        for k, (steps, at, name) in enumerate(fans):
            lattice = Lattice(steps[-1].shape, 4.5 / most, at + m.UP * 0.45, self.theme)
            head = self.text(self.label(name), size=self.theme.text_size)
            head.move_to([at[0], 3.3, 0])
            leaving = self.clear_stage() if k == 0 else []
            self.play(*leaving, m.FadeIn(lattice), seconds=0.8)
            self.play(m.FadeIn(head), seconds=0.4)
            for step in steps:
                self.play(Spread(lattice, step), seconds=1.0)
                self.wait(0.2)
            height, width = steps[-1].shape
            box = m.Rectangle(width=lattice.side * width, height=lattice.side * height)
            box.set_stroke(self.theme.window, 4).move_to(lattice.centre)
            holes = beat.values["holes"] if k else 0
            count = self.label("holes", count=holes) if holes else self.label("none")
            note = self.side_by_side(
                self.text(self.square((height, width)), bold=True), self.text(count), buff=0.4
            )
            note.move_to([at[0], -2.45, 0])
            self.play(m.Create(box), m.FadeIn(note), seconds=0.8)
            self.lattices.append(lattice)

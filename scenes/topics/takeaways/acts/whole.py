"""Beat hierarchy: the depths rise above the photo, and one path leads from the guess to an edge."""

from dataclasses import replace
from typing import Any

import manim as m
import numpy as np

from scenes.beats import Beat
from scenes.digits import by
from scenes.stage.heat_map import HeatMap
from scenes.stage.lay import Lay, spread
from scenes.stage.sheets import View, closed, hull
from scenes.stage.stacked import stacked
from scenes.stage.type import on_baseline
from scenes.topics.takeaways.acts.shelf import HEAD_AT, MAIN_AT, MAIN_BOX, SIDE_WIDTH, SIDE_X, Shelf

FLOOR = (6.0, 1.35)
FOOT = MAIN_AT[1] - MAIN_BOX[1] / 2 - 0.12
PEAK = HEAD_AT - 0.55
"""How high the middle of the last level stands."""
CLOSER = 0.82
"""Each level lies so much closer to the one below than that to its own."""
SPOT = 0.13
"""Width of the mark of a cell that would be too small to be seen."""
SIDE_GAP, NAMES = 0.3, 1.5
"""From a level to what is written beside it, and the room that this needs."""
SMALL_TYPE = 24.0


class Whole(Shelf):
    """Beat hierarchy."""

    def hierarchy(self, beat: Beat) -> None:
        """The photo lies down; depth after depth rises; the path is lit from above."""
        self.next_line(beat)
        data = beat.data
        shape = data["photo"].shape[:2]
        floor = View.lying(shape, FLOOR, [MAIN_AT[0] - MAIN_BOX[0] / 2, FOOT, 0])
        side = _free_side(data["levels"])
        spare = MAIN_BOX[0] - NAMES - np.ptp(floor.quad((0, 0, *shape))[:, 0])
        shift = spare / 2 + (NAMES if side[0] < 0 else 0)
        floor = replace(floor, origin=floor.origin + m.RIGHT * shift)
        upright = View.upright(shape, MAIN_BOX, MAIN_AT)
        photo = spread(HeatMap(data["photo"] / 255, smooth=True), upright.quad((0, 0, *shape)))
        self.play(m.FadeIn(photo), seconds=0.6)
        lying = spread(photo.copy(), floor.quad((0, 0, *shape)))
        self.play(Lay(photo, lying), seconds=1.0)
        shares = [level["map"].shape[1] / shape[1] for level in data["levels"]]
        self.views = stacked(floor, shape, shares, PEAK, CLOSER)
        self.pyramid = m.Group(photo)
        sizes = m.VGroup()
        below = floor
        for level, view in zip(data["levels"], self.views, strict=True):
            image = HeatMap(self.theme.value_colours(level["map"], 0, level["top"]))
            spread(image, below.quad(level["span"])).set_opacity(0)
            self.add(image)
            there = spread(image.copy(), view.quad(level["span"]))
            size = self.text(
                self.label("sees", size=by(level["size"])), quiet=True, size=SMALL_TYPE
            )
            edge = view.quad(level["span"])[[1, 2] if side[0] > 0 else [0, 3]].mean(axis=0)
            size.move_to(edge + side * SIDE_GAP, aligned_edge=-side)
            late = m.rate_functions.squish_rate_func(m.smooth, 0.6, 1)
            self.play(image.animate.set_opacity(1), seconds=0.2)
            self.play(Lay(image, there), m.FadeIn(size, rate_func=late), seconds=0.6)
            self.pyramid.add(image)
            sizes.add(size)
            below = view
        self._light(data["levels"], floor)
        guess = self._guess(beat)
        self.play(m.FadeIn(guess, shift=m.UP * 0.15), seconds=0.6)
        self.tell(beat)
        self.keep(beat, self.pyramid)

    def _guess(self, beat: Beat) -> m.VGroup:
        """What the network takes the photo for, above the number."""
        size = self.theme.title_size
        name = self.text(self.said(beat.values["guess"]), size=size, bold=True)
        confidence = self.said(beat.values["confidence"])
        sure = self.text(confidence, size=size, colour=self.theme.output)
        line = self.side_by_side(name, sure, buff=0.35)
        line.scale(min(1.0, SIDE_WIDTH / line.width)).set_x(SIDE_X)
        for part in line:
            on_baseline(part, MAIN_AT[1] + 1.35)
        return line

    def _light(self, levels: Any, floor: View) -> None:
        """A beam from the cell of each level of the path to that of the one below."""
        lit = [
            (view, level) for view, level in zip(self.views, levels, strict=True) if level["cell"]
        ]
        if not lit:
            return
        quads = [_at_least(_cell(view, level)) for view, level in lit]
        quads.insert(0, _at_least(floor.quad(lit[0][1]["seen"])))
        self.beams, falls = m.VGroup(), []
        for below, above in zip(quads[-2::-1], quads[:0:-1], strict=True):
            beam = m.VMobject(stroke_width=0).set_fill(self.theme.window, 0.45)
            beam.set_points(closed(hull(np.concatenate([below, above]))))
            spot = m.VMobject(stroke_width=0).set_fill(self.theme.output, 1)
            part = m.VGroup(beam, spot.set_points(closed(above)))
            falls.append(m.FadeIn(part))
            self.beams.add(part)
        self.play(m.LaggedStart(*falls, lag_ratio=0.6), seconds=2.0)
        self.pyramid.add(self.beams)


def _free_side(levels: Any) -> np.ndarray:
    """The side of the pyramid on which no light falls."""
    shares = [
        level["cell"][1] / level["map"].shape[1] for level in levels if level["cell"] is not None
    ]
    side: np.ndarray = m.LEFT if shares and np.mean(shares) > 0.5 else m.RIGHT
    return side


def _cell(view: View, level: Any) -> np.ndarray:
    """The corners of the cell of a level that the path runs through."""
    top, left, bottom, right = level["span"]
    rows, cols = level["map"].shape
    down, across = (bottom - top) / rows, (right - left) / cols
    row, col = level["cell"]
    return view.quad(
        (top + row * down, left + col * across, top + (row + 1) * down, left + (col + 1) * across)
    )


def _at_least(quad: np.ndarray) -> np.ndarray:
    centre, width = quad.mean(axis=0), float(np.linalg.norm(quad[1] - quad[0]))
    seen: np.ndarray = centre + (quad - centre) * max(1.0, SPOT / width)
    return seen

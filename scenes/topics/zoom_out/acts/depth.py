"""Beats pyramid and edges: all levels to scale, and what a network keeps of a photo's edges."""

from dataclasses import replace

import manim as m
import numpy as np

from scenes.beats import Beat
from scenes.stage.heat_map import HeatMap, Sweep
from scenes.stage.lay import Lay, spread
from scenes.stage.melt import Melt
from scenes.stage.room import Room
from scenes.stage.scene import BOTTOM, LEFT, MIDDLE, RIGHT, TOP
from scenes.stage.sheets import View, closed, hull
from scenes.stage.stacked import stacked
from scenes.stage.window import cased

FLOOR_BOX, FLOOR_AT = (9.6, 2.2), m.RIGHT * (LEFT + 0.1) + m.UP * (BOTTOM + 0.05)
CLOSER = 0.8
"""Each level lies so much closer to the one below than that to its own."""
SPOT = 0.1
"""Width of the mark of a cell that would be too small to be seen."""
COUNT_GAP = 0.3
ROW_BOX, ROW_STEP = (4.2, 4.3), 4.55


class Depth(Room):
    """Beats pyramid and edges."""

    photo: HeatMap

    def pyramid(self, beat: Beat) -> None:
        """The photo lies down; every level rises from the one below; a cone falls through all."""
        maps = beat.data["maps"]
        shape = maps[0].shape[:2]
        whole = (0, 0, *shape)
        self.free = _free_side(beat.data["boxes"][-1], shape)
        floor = View.lying(shape, FLOOR_BOX, FLOOR_AT)
        if self.free[0] < 0:  # the counts stand at the left, the pyramid makes room for them
            spare = (RIGHT - floor.quad(whole)[:, 0].max()) / 2
            floor = replace(floor, origin=floor.origin + m.RIGHT * spare)
        shares = [level.shape[1] / shape[1] for level in maps[1:]]
        views = [floor, *stacked(floor, shape, shares, TOP - 0.25, CLOSER)]
        self.play(*self.clear_stage(self.photo), seconds=0.4)
        self.play(Lay(self.photo, spread(self.photo.copy(), floor.quad(whole))), seconds=1.4)
        self.levels = [self.photo]
        self.counts = m.VGroup(self._counted(beat.data["cells"][0], floor, whole))
        self.play(m.FadeIn(self.counts[0], shift=self.free * 0.15), seconds=0.4)
        for level in range(1, len(maps)):
            image = HeatMap(maps[level], smooth=True)
            spread(image, views[level - 1].quad(whole))
            image.set_opacity(0)
            self.add(image)
            there = spread(image.copy(), views[level].quad(whole))
            count = self._counted(beat.data["cells"][level], views[level], whole)
            late = m.rate_functions.squish_rate_func(m.smooth, 0.6, 1)
            self.play(image.animate.set_opacity(1), seconds=0.4)
            self.play(Lay(image, there), m.FadeIn(count, rate_func=late), seconds=0.8)
            self.levels.append(image)
            self.counts.add(count)
        self._drop_cone(beat.data["boxes"][-1], views)

    def _counted(self, cells: int, view: View, whole: tuple[int, ...]) -> m.VMobject:
        """So many cells, beside a level."""
        corners = view.quad(whole)[[1, 2] if self.free[0] > 0 else [0, 3]]
        line = self.text(self.label("count", count=cells))
        place = corners.mean(axis=0) + self.free * COUNT_GAP
        return line.move_to(place, aligned_edge=-self.free)

    def _drop_cone(self, box: tuple[int, ...], views: list[View]) -> None:
        """One cell of the top level, and what it stands for in each level below."""
        quads = [_at_least(view.quad(box)) for view in views]
        self.spot = m.VMobject(stroke_width=0).set_fill(self.theme.output, 1)
        self.spot.set_points(closed(quads[-1]))
        self.play(m.FadeIn(self.spot, scale=3), seconds=0.6)
        self.cone = m.VGroup()
        falls = []
        for below, above in zip(quads[-2::-1], quads[:0:-1], strict=True):
            beam = m.VMobject(stroke_width=0).set_fill(self.theme.window, 0.3)
            beam.set_points(closed(hull(np.concatenate([below, above]))))
            rim = m.VMobject(stroke_color=self.theme.window, stroke_width=2, fill_opacity=0)
            part = m.VGroup(beam, rim.set_points(closed(below)))
            falls.append(m.FadeIn(part))
            self.cone.add(part)
        cased(self.cone[-1][1], self.theme, 4)
        self.play(m.LaggedStart(*falls, lag_ratio=0.5), seconds=1.8)

    def edges(self, beat: Beat) -> None:
        """The photo becomes its edges; copies of them are pooled, the strongest kept."""
        maps = beat.data["maps"]
        places = [m.RIGHT * ROW_STEP * k + m.UP * (MIDDLE + 0.1) for k in (-1, 0, 1)]
        first = self.photo
        there = self._fitted(HeatMap(beat.data["photo"])).move_to(places[0])
        self.play(*self.clear_stage(first), seconds=0.4)
        self.play(Lay(first, there), seconds=1.2)
        edges = self._fitted(self._heat(maps[0], beat)).move_to(places[0])
        self.play(Sweep(first, edges, self.theme), seconds=1.4)
        self.kept = [first]
        for k, (values, key) in enumerate(zip(maps, ("details", "shapes", "scene"), strict=True)):
            picture = first
            if k:
                picture = self._heat(maps[k - 1], beat)
                picture.points = self.kept[-1].points.copy()
                self.add(picture)
                self.play(picture.animate.move_to(places[k]), seconds=0.8)
                self.play(Melt(picture, self._heat(values, beat)), seconds=1.2)
                self.kept.append(picture)
            name = self.text(self.label(key), size=self.theme.title_size, bold=True)
            name.move_to([places[k][0], TOP - 0.55, 0])
            count = self.text(self.label("edge_numbers", count=int(values.size)), quiet=True)
            count.next_to(picture, m.DOWN, buff=0.26)
            self.play(m.FadeIn(name, shift=m.UP * 0.12), m.FadeIn(count), seconds=0.6)

    def _heat(self, values: np.ndarray, beat: Beat) -> HeatMap:
        return HeatMap(self.theme.value_colours(values, 0, beat.data["top"]))

    def _fitted(self, picture: HeatMap) -> HeatMap:
        """A picture of the photo's proportions in its place of the row."""
        height, width = self.story["edges"].data["photo"].shape[:2]
        side = min(ROW_BOX[0] / width, ROW_BOX[1] / height)
        picture.stretch_to_fit_width(width * side).stretch_to_fit_height(height * side)
        return picture


def _free_side(box: tuple[int, ...], shape: tuple[int, ...]) -> np.ndarray:
    """The side of the pyramid on which no cone falls that ends on a box of the photo."""
    side: np.ndarray = m.RIGHT if box[1] + box[3] < shape[1] else m.LEFT
    return side


def _at_least(quad: np.ndarray) -> np.ndarray:
    centre, width = quad.mean(axis=0), float(np.linalg.norm(quad[1] - quad[0]))
    seen: np.ndarray = centre + (quad - centre) * max(1.0, SPOT / width)
    return seen

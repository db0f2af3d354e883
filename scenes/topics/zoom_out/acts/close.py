"""Beats hook and merge: numbers from close, the scene from afar; four cells become one."""

from typing import Any

import manim as m
import numpy as np

from pooling import PoolTrace
from scenes.beats import Beat
from scenes.stage.feature_map import FeatureMap
from scenes.stage.heat_map import HeatMap
from scenes.stage.lay import Lay, spread
from scenes.stage.room import Room
from scenes.stage.scene import MIDDLE, TOP
from scenes.stage.sheets import View, closed
from scenes.stage.type import Number
from scenes.stage.viewport import PullBack, Viewport
from scenes.stage.window import Counter, CountTo, SlidingWindow

WHOLE_BOX, WHOLE_AT = (13.0, 6.3), m.UP * MIDDLE
AROUND = 1.6
"""Pixels that are seen at least around the patch in the first close-up."""
PHOTO_BOX, PHOTO_AT = (5.9, 4.9), m.LEFT * 3.7 + m.UP * MIDDLE
PATCH_BOX, PATCH_AT = (5.9, 4.35), m.RIGHT * 3.65 + m.UP * (MIDDLE - 0.2)
ACCOUNT_AT = m.RIGHT * 3.65 + m.UP * (TOP - 0.42)


class Close(Room):
    """Beats hook and merge."""

    photo: HeatMap
    mark: m.VMobject

    def hook(self, beat: Beat) -> None:
        """Cells with numbers; what lies around them appears; the camera pulls back."""
        patch = beat.data["patch"]
        view = Viewport(
            beat.data["photo"], self.theme, box=WHOLE_BOX, centre=WHOLE_AT, marked=patch
        )
        whole = view.edges
        rows, cols = (last - first for first, last in zip(patch[:2], patch[2:], strict=True))
        side = min(view.size[0] / (rows + AROUND), view.size[1] / (cols + AROUND))
        view.look(view.close_up(side))
        grid = self._cells(beat, cell=side)
        grid.shift(view.place((patch[0] + patch[2]) / 2, (patch[1] + patch[3]) / 2))
        plain = grid.numbers.copy().set_color(self.theme.text)
        self.play(
            m.LaggedStart(*[m.FadeIn(number) for number in plain], lag_ratio=0.06), seconds=1.6
        )
        self.wait(0.8)
        tiles = [
            m.AnimationGroup(m.FadeOut(old), m.FadeIn(m.VGroup(cell, number)))
            for old, cell, number in zip(plain, grid.cells, grid.numbers, strict=True)
        ]
        self.play(m.LaggedStart(*tiles, lag_ratio=0.03), seconds=1.0)
        self.remove(*self.mobjects)
        self.add(grid)
        self.wait(0.6)
        self.add(view, grid)
        self.play(m.FadeIn(view), seconds=0.8)
        self.play(m.FadeOut(grid), seconds=0.6)
        slow = m.rate_functions.ease_in_out_sine
        self.play(PullBack(view, whole), seconds=5.0, rate_func=slow)
        self.photo = HeatMap(beat.data["photo"], smooth=True)
        self.photo.stretch_to_fit_width(view.size[1]).stretch_to_fit_height(view.size[0])
        self.photo.move_to(view.centre)
        self.mark = view.mark
        self.remove(view)
        self.add(self.photo, self.mark)

    def _cells(self, beat: Beat, **kwargs: Any) -> FeatureMap:
        """The patch as cells in the photo's colours, with the brightness of each."""
        return FeatureMap(
            beat.data["brightness"], self.theme, colours=beat.data["colours"], **kwargs
        )

    def merge(self, beat: Beat) -> None:
        """The patch comes close; its first window becomes one cell, then all the others."""
        trace: PoolTrace = beat.data["trace"]
        grid = self._come_close()
        window = SlidingWindow(trace, grid, self.theme)
        first = trace.at(0, 0)
        text = beat.data["account"]
        account = m.VGroup(
            Number(0, text, self.theme, size=self.theme.text_size),
            Number(
                first.output,
                beat.values["mean"],
                self.theme,
                size=self.theme.title_size,
                bold=True,
                colour=self.theme.output,
            ),
        ).arrange(m.RIGHT, buff=0.2)
        account.move_to(ACCOUNT_AT)
        self.play(m.FadeIn(window, scale=1.12), seconds=0.6)
        self.play(m.FadeIn(account[0], shift=m.UP * 0.15), seconds=0.6)
        self.play(m.FadeIn(account[1], shift=m.RIGHT * 0.15), seconds=0.4)
        self.wait(0.6)
        merged = self._merged(beat, trace, grid)
        self.play(*self._join(trace, grid, merged, (0, 0)), seconds=1.0)
        self.wait(0.6)
        rest = [index for index in np.ndindex(*trace.shape) if index != (0, 0)]
        joins = [m.AnimationGroup(*self._join(trace, grid, merged, index)) for index in rest]
        self.play(
            m.FadeOut(window),
            m.FadeOut(account),
            m.LaggedStart(*joins, lag_ratio=0.12),
            CountTo(self.count, len(trace)),
            seconds=2.4,
        )
        self.remove(*grid.get_family(), *merged.get_family(), grid)
        self.add(merged)
        self.merged = merged

    def _come_close(self) -> FeatureMap:
        """The photo steps aside; the marked patch flies out of it and becomes cells."""
        data = self.story["hook"].data
        height, width = data["photo"].shape[:2]
        view = View.upright((height, width), PHOTO_BOX, PHOTO_AT)
        target = spread(self.photo.copy(), view.quad((0, 0, height, width)))
        mark = self.mark.copy().set_points(closed(view.quad(data["patch"])))
        self.play(Lay(self.photo, target), m.Transform(self.mark, mark), seconds=1.0)
        grid = self._cells(self.story["hook"], box=PATCH_BOX).move_to(PATCH_AT)
        self.count = Counter(
            grid.values.size,
            lambda count: self.label("numbers", count=count),
            self.theme,
            grid.get_bottom() + m.DOWN * 0.42,
            size=self.theme.text_size,
        )
        flying = spread(HeatMap(data["colours"]), view.quad(data["patch"]))
        there = HeatMap(data["colours"])
        there.stretch_to_fit_width(grid.frame.width).stretch_to_fit_height(grid.frame.height)
        there.move_to(grid.frame)
        self.add(flying, self.mark)
        self.play(Lay(flying, there), seconds=1.2)
        self.play(m.FadeIn(grid), m.FadeIn(self.count), seconds=0.6)
        self.remove(flying)
        return grid

    def _merged(self, beat: Beat, trace: PoolTrace, grid: FeatureMap) -> FeatureMap:
        """The pooled patch at the size of the patch itself: fewer cells, each larger."""
        pooled = FeatureMap(
            trace.output,
            self.theme,
            cell=grid.side * trace.window.kernel_size[0],
            colours=beat.data["colours"],
        )
        return pooled.move_to(grid.frame)

    def _join(
        self, trace: PoolTrace, grid: FeatureMap, merged: FeatureMap, index: tuple[int, ...]
    ) -> list[m.Animation]:
        """The cells of a window slide into each other; one large cell takes their place."""
        row, col = index
        middle = merged.place(row, col)
        moves: list[m.Animation] = []
        early = m.rate_functions.squish_rate_func(m.smooth, 0, 0.7)
        late = m.rate_functions.squish_rate_func(m.smooth, 0.4, 1)
        for cell in trace.at(row, col).cells:
            tile = m.VGroup(grid.cell(*cell), grid.number(*cell))
            way = (middle - tile.get_center()) * 0.5
            moves.append(m.FadeOut(tile, shift=way, rate_func=early))
        whole = m.VGroup(merged.cell(row, col), merged.number(row, col))
        return [*moves, m.FadeIn(whole, scale=0.5, rate_func=late)]

"""Beat skip: the answers of stride 1, of which a longer stride keeps every second."""

import manim as m

from pooling import ConvolutionTrace
from scenes.beats import Beat
from scenes.stage.desk import INPUT_AT, INPUT_BOX, OUTPUT_AT, OUTPUT_BOX, Desk
from scenes.stage.feature_map import FeatureMap
from scenes.stage.type import words
from scenes.stage.window import Glide, cased
from scenes.topics.strided_convolution.acts.weighing import ends_of
from scenes.topics.strided_convolution.story import writer

LARGEST_CELL = 1.45


class Skipping(Desk):
    """Beat skip."""

    def skip(self, beat: Beat) -> None:
        """All answers; those that are kept are framed, and land on the very same numbers."""
        every: ConvolutionTrace = beat.data["every"]
        kept: ConvolutionTrace = beat.data["kept"]
        ends, write = ends_of(every), writer(every)
        rows, cols = every.shape
        cell = min(LARGEST_CELL, INPUT_BOX[0] / cols, INPUT_BOX[1] / rows)
        grid = FeatureMap(every.output, self.theme, cell=cell, limits=ends, write=write)
        grid.move_to(INPUT_AT)
        rows, cols = kept.shape
        cell = min(grid.side, OUTPUT_BOX[0] / cols, OUTPUT_BOX[1] / rows)
        result = FeatureMap(kept.output, self.theme, cell=cell, limits=ends, write=write)
        result.move_to(OUTPUT_AT)
        notes = [
            words(text, self.theme, size=self.theme.text_size).move_to(
                of.get_bottom() + m.DOWN * 0.42
            )
            for text, of in (
                (self.label("every", count=len(every)), grid),
                (self.label("kept", stride=beat.values["stride"], count=len(kept)), result),
            )
        ]
        self.play(*self.gone(), seconds=0.4)
        self.play(self.built(grid), m.FadeIn(notes[0]), seconds=1.4)
        self.remove(*grid.get_family())
        self.add(grid)
        self.wait(0.4)
        self.rings = [self._ring(grid, place) for place in beat.data["places"]]
        lag = min(0.3, 3 / len(self.rings))
        self.play(
            m.LaggedStart(*[m.Create(ring) for ring in self.rings], lag_ratio=lag), seconds=1.2
        )
        places = set(beat.data["places"])
        sunk = [grid.quieten(*cell) for cell in grid.positions() if cell not in places]
        self.play(*sunk, m.FadeIn(notes[1]), seconds=0.8)
        flights = []
        for place, (row, col) in zip(beat.data["places"], result.positions(), strict=True):
            tile = grid.tile(*place)
            there = result.place(row, col)
            flights.append(Glide(tile, there, scale=result.side / grid.side, lift=0.08))
        self.play(m.LaggedStart(*flights, lag_ratio=lag), seconds=1.8)
        self.remove(*[flight.mobject for flight in flights])
        self.add(result)
        self.answers, self.kept = grid, result

    def _ring(self, grid: FeatureMap, place: tuple[int, int]) -> m.VMobject:
        ring = grid.outline((place[0],), (place[1],)).scale(0.96)
        return cased(ring.set_stroke(self.theme.output, 4), self.theme, 4)

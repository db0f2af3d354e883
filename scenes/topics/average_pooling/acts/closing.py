"""Beat page: all of it in one frame."""

import manim as m

from pooling import PoolTrace
from scenes.beats import Beat
from scenes.digits import digits_for
from scenes.stage.bars import Bars, BarsTo
from scenes.stage.desk import limits
from scenes.stage.heat_map import HeatMap
from scenes.stage.pictures import fitted, stretched
from scenes.stage.type import words
from scenes.stage.window import SlidingWindow
from scenes.topics.average_pooling.acts.levelling import LEFT_OUT, MOST_BARS, Levelling

PICTURE_BOX = (3.1, 2.1)
FOOT = -1.0


class Closing(Levelling):
    """Beat page."""

    def page(self, beat: Beat) -> None:
        """Input, window, level and output; beside them max and mean of the real map."""
        trace: PoolTrace = beat.data["trace"]
        pictures = self._pictures()
        middle = -2.2 if len(pictures) else 0.0
        self.play(*self.gone(), seconds=0.4)
        self.source = self.input_map(trace, LEFT_OUT, box=(3.5, 3.5))
        self.result = self.output_map(trace, box=(2.2, 2.4), write=digits_for(trace.output))
        self.source.move_to(m.RIGHT * (middle - 2.75) + m.DOWN * 0.15)
        self.result.move_to(m.RIGHT * (middle + 2.75) + m.DOWN * 0.15)
        title, tagline = self.page_head()
        heads = m.VGroup(
            self.heading(self.label("input"), self.source),
            self.heading(self.label("output"), self.result),
        )
        self.play(m.FadeIn(title, shift=m.RIGHT * 0.2), m.FadeIn(tagline), seconds=0.6)
        self.play(
            m.FadeIn(self.source), m.FadeIn(heads), m.FadeIn(self.result),
            *[m.FadeIn(part) for part in pictures],
            seconds=0.8,
        )  # fmt: skip
        self._page_level(beat, trace, middle)

    def _page_level(self, beat: Beat, trace: PoolTrace, middle: float) -> None:
        """The first window, its bars level, and the rule over them."""
        first = trace.at(*beat.data["index"])
        window = SlidingWindow(trace, self.source, self.theme, beat.data["index"])
        self.play(m.FadeIn(window, scale=1.15), seconds=0.4)
        if not self.story["window"].data["level"] or len(first.cells) > MOST_BARS:
            return
        bars = Bars(
            first.values, self.theme, size=(1.7, 1.9), limits=limits(trace.input),
            write=digits_for(trace.input),
        )  # fmt: skip
        bars.bare()
        ghosts = bars.bars.copy().set_fill(opacity=0).set_stroke(self.theme.muted, 2, 0.7)
        start = bars.foot.get_center()
        bars.shift(m.RIGHT * (middle + 0.35) + m.UP * FOOT - bars.foot.get_center())
        ghosts.shift(bars.foot.get_center() - start)
        rule = self.mean_line(trace)
        rule.shift(m.RIGHT * (middle - rule.get_center()[0]) + m.UP * (2.25 - rule.get_y()))
        self.play(m.FadeIn(bars), m.FadeIn(rule[:-2]), seconds=0.6)
        self.add(ghosts, bars)
        self.play(BarsTo(bars, first.output), m.FadeIn(rule[-2:]), seconds=1.0)

    def _pictures(self) -> list[m.Mobject]:
        """The real map under both rules, one under the other, each with its name."""
        if "hook" not in self.story:
            return []
        data = self.story["hook"].data
        shown: list[m.Mobject] = []
        for k, (key, name) in enumerate((("max", "maxima"), ("mean", "means"))):
            picture = HeatMap(self.theme.value_colours(data[key], *limits(data["map"])))
            stretched(picture, fitted(data[key].shape, PICTURE_BOX))
            picture.move_to([4.35, 1.25 - k * 2.4, 0])
            text = words(self.label(name), self.theme, colour=self.theme.muted)
            shown += [picture, text.next_to(picture, m.RIGHT, buff=0.2)]
        return shown

"""The figures of average pooling: legible, on the paper, and to scale."""

from collections import Counter

import numpy as np
import pytest
from matplotlib.collections import PolyCollection
from matplotlib.patches import Rectangle

from scenes.page.bars import draw_bars
from scenes.page.sheet import Box, new_sheet
from scenes.theme import LIGHT
from tests.figures.drawing import Drawing

on_paper = Drawing("average_pooling")
told, sheet, words = on_paper.told, on_paper.sheet, on_paper.words


def test_the_page_has_the_lectures_numbers() -> None:
    found = Counter(words("page"))
    assert not Counter(["3.50", "4.25", "4.75", "2.00", "(1 + 3 + 4 + 6) ÷ 4 = 3.5"]) - found
    assert not Counter(["1 ÷ 4 = 0.25", "1 ÷ 1 = 1", "8 of 9 outputs differ"]) - found
    means = told()["everywhere"].data["means"]
    assert not Counter(f"{mean:.2f}" for mean in means) - found


def test_areas_are_to_scale() -> None:
    ax = sheet("heads")
    squares = [patch for patch in ax.patches if isinstance(patch, Rectangle)]
    surfaces = np.array([one.get_width() * one.get_height() for one in squares[:4]])
    counts = np.array([102_764_544, 16_781_312, 4_097_000, 513_000])
    assert surfaces / surfaces[0] == pytest.approx(counts / counts[0])


def test_bars_and_their_level_are_to_scale() -> None:
    ax = new_sheet(LIGHT)
    bars = draw_bars(ax, [1, 3, 4, 6], LIGHT, Box(10, 10, 100, 60), scale=(0, 9), level=3.5)
    assert [bar.height for bar in bars] == pytest.approx([10, 30, 40, 60])
    assert {bar.bottom for bar in bars} == {70}
    assert np.asarray(ax.lines[-1].get_ydata()).tolist() == [35, 35]
    assert len(ax.collections) == 1
    assert isinstance(ax.collections[0], PolyCollection)


def test_bars_below_zero_hang_from_the_foot() -> None:
    ax = new_sheet(LIGHT)
    bars = draw_bars(ax, [2, -1], LIGHT, Box(0, 0, 100, 60), scale=(-1, 2))
    assert [(bar.top, bar.bottom) for bar in bars] == [(0, 40), (40, 60)]

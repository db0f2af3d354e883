"""The figures of why_pooling: legible, on the paper, and to scale."""

from collections import Counter
from functools import cache
from pathlib import Path

import numpy as np
import pytest
from matplotlib.figure import Figure
from matplotlib.patches import Polygon, Rectangle

from scenes.beats import Story
from scenes.page.lettering import SMALLEST
from scenes.theme import DARK, LIGHT, Theme
from scenes.topics.why_pooling.figure import FIGURES
from scenes.topics.why_pooling.story import story
from tests.figures.layout import outside, overlapping, written
from tests.scenes.why_variants import VARIANTS


@cache
def told(variant: str) -> Story:
    return story(**VARIANTS[variant])


def drawn(variant: str, name: str, theme: Theme = LIGHT) -> Figure:
    return FIGURES[name](told(variant), theme)


@pytest.mark.parametrize("name", FIGURES)
@pytest.mark.parametrize("variant", VARIANTS)
def test_texts_are_legible_on_the_paper_and_apart(variant: str, name: str) -> None:
    figure = drawn(variant, name)
    texts = written(figure)
    assert texts
    assert overlapping(texts) == []
    assert outside(figure, texts) == []
    assert min(text.size for text in texts) >= SMALLEST
    assert {Path(text.file).parent.parent.name for text in texts} == {"fontpkg_lato"}


@pytest.mark.parametrize("name", FIGURES)
def test_both_themes_have_the_same_layout(name: str) -> None:
    light, dark = (drawn("default", name, theme) for theme in (LIGHT, DARK))
    assert [text.box for text in written(light)] == [text.box for text in written(dark)]


def test_the_default_page_fits_on_one_sheet() -> None:
    assert drawn("default", "page").get_figheight() <= 10.0


def test_the_page_has_the_storys_numbers() -> None:
    found = Counter(text.text for text in written(drawn("default", "page")))
    expected = [
        "9 of 9 stay", "3 of 9 stay", "6 of 6 move along", "0.89", "0.65", "0.45", "0.38",
        "48 % zeros", "30 % zeros", "0 % zeros", "75 % zeros", "3.7 billion multiply-adds",
        "925 million multiply-adds", "24.5 MB of memory", "6.12 MB of memory", "12", "8",
    ]  # fmt: skip
    assert not Counter(expected) - found


def test_the_outputs_that_stay_are_ringed() -> None:
    (ax,) = drawn("default", "shifts").axes
    rings = [
        patch
        for patch in ax.patches
        if isinstance(patch, Polygon) and np.ptp(np.asarray(patch.get_xy())[:, 0]) < 14
    ]
    assert len(rings) == 9 + 3 + 6


def test_squares_are_to_scale() -> None:
    (ax,) = drawn("default", "price").axes
    big, small = (patch for patch in ax.patches if isinstance(patch, Rectangle))
    areas = [square.get_width() * square.get_height() for square in (big, small)]
    assert areas[1] / areas[0] == pytest.approx(1 / 4)

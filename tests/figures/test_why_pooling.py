"""The figures of why_pooling: legible, on the paper, and to scale."""

from collections import Counter

import numpy as np
import pytest
from matplotlib.patches import Polygon, Rectangle

from tests.figures.drawing import Drawing

on_paper = Drawing("why_pooling")
sheet, words = on_paper.sheet, on_paper.words


def test_the_page_has_the_storys_numbers() -> None:
    found = Counter(words("page"))
    expected = [
        "9 of 9 stay", "3 of 9 stay", "6 of 6 move along", "0.89", "0.65", "0.45", "0.38",
        "48 % zeros", "30 % zeros", "0 % zeros", "75 % zeros", "3.7 billion multiply-adds",
        "925 million multiply-adds", "24.5 MB of memory", "6.12 MB of memory", "12", "8",
    ]  # fmt: skip
    assert not Counter(expected) - found


def test_the_outputs_that_stay_are_ringed() -> None:
    ax = sheet("shifts")
    rings = [
        patch
        for patch in ax.patches
        if isinstance(patch, Polygon) and np.ptp(np.asarray(patch.get_xy())[:, 0]) < 14
    ]
    assert len(rings) == 9 + 3 + 6


def test_squares_are_to_scale() -> None:
    ax = sheet("price")
    big, small = (patch for patch in ax.patches if isinstance(patch, Rectangle))
    areas = [square.get_width() * square.get_height() for square in (big, small)]
    assert areas[1] / areas[0] == pytest.approx(1 / 4)

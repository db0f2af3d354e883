"""The figures of exercises: legible, on the paper, and to scale."""

from collections import Counter

import numpy as np
from matplotlib.patches import Circle

from scenes.topics.exercises.figures.board import DOT
from tests.figures.drawing import Drawing

on_paper = Drawing("exercises")
told, sheet, words = on_paper.told, on_paper.sheet, on_paper.words


def test_the_page_has_the_storys_numbers() -> None:
    found = Counter(words("page", "three seeds"))
    expected = [
        "≈", "≈", "≈", "−2.0", "+1.4", "+2.0", "+3.3", "−2.4", "14.7 M", "8.3 M", "19.0 M",
        "157 k", "224 k", "354 k", "101 s", "0.31×", "0.21×", "0.20×", "0.26×", "−6.0 points",
        "−8.0 points", "sees 7×7 pixels", "16×24",
    ]  # fmt: skip
    assert not Counter(expected) - found


def test_every_seed_is_a_dot_at_its_value() -> None:
    ax = sheet("swaps", "three seeds")
    dots = [patch for patch in ax.patches if isinstance(patch, Circle) and patch.radius == DOT]
    rows = told("three seeds")["page"].data["rows"]
    values = [[value for row in rows for value in row[key]] for key in ("test", "shift", "gap")]
    assert len(dots) == 3 * 18
    for k, expected in enumerate(values):
        places = [dot.center[0] for dot in dots[18 * k : 18 * k + 18]]
        slope, foot = np.polyfit(expected, places, 1)
        assert slope > 0
        assert np.allclose(places, np.array(expected) * slope + foot)

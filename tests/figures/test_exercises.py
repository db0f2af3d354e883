"""The figures of exercises: legible, on the paper, and to scale."""

from collections import Counter
from collections.abc import Callable
from functools import cache
from pathlib import Path

import numpy as np
import pytest
from matplotlib.figure import Figure
from matplotlib.patches import Circle

from scenes.beats import Story
from scenes.page.lettering import SMALLEST
from scenes.theme import DARK, LIGHT, Theme
from scenes.topics.exercises.figure import FIGURES
from scenes.topics.exercises.figures.board import DOT
from scenes.topics.exercises.story import story
from tests.figures.layout import outside, overlapping, written
from tests.scenes.exercises_variants import VARIANTS, parameters

Drawn = Callable[..., Figure]


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Story]:
    folder = tmp_path_factory.mktemp("results")
    return cache(lambda name: story(**parameters(name, folder)))


@pytest.fixture
def drawn(told: Callable[[str], Story]) -> Drawn:
    def draw(variant: str, name: str, theme: Theme = LIGHT) -> Figure:
        return FIGURES[name](told(variant), theme)

    return draw


@pytest.mark.parametrize("name", FIGURES)
@pytest.mark.parametrize("variant", VARIANTS)
def test_texts_are_legible_on_the_paper_and_apart(variant: str, name: str, drawn: Drawn) -> None:
    check(drawn(variant, name))


def check(figure: Figure) -> None:
    texts = written(figure)
    assert texts
    assert overlapping(texts) == []
    assert outside(figure, texts) == []
    assert min(text.size for text in texts) >= SMALLEST
    assert {Path(text.file).parent.parent.name for text in texts} == {"fontpkg_lato"}


@pytest.mark.parametrize("name", FIGURES)
def test_the_runs_that_ship_can_be_read(name: str) -> None:
    figure = FIGURES[name](story(), LIGHT)
    check(figure)
    assert figure.get_figheight() <= 10.0


@pytest.mark.parametrize("name", FIGURES)
def test_both_themes_have_the_same_layout(name: str, drawn: Drawn) -> None:
    light, dark = (drawn("three seeds", name, theme) for theme in (LIGHT, DARK))
    assert [text.box for text in written(light)] == [text.box for text in written(dark)]


def test_the_page_fits_on_one_sheet(drawn: Drawn) -> None:
    for variant in VARIANTS:
        assert drawn(variant, "page").get_figheight() <= 10.0


def test_the_page_has_the_storys_numbers(drawn: Drawn) -> None:
    found = Counter(text.text for text in written(drawn("three seeds", "page")))
    expected = [
        "≈", "≈", "≈", "−2.0", "+1.4", "+2.0", "+3.3", "−2.4", "14.7 M", "8.3 M", "19.0 M",
        "157 k", "224 k", "354 k", "101 s", "0.31×", "0.21×", "0.20×", "0.26×", "−6.0 points",
        "−8.0 points", "sees 7×7 pixels", "16×24",
    ]  # fmt: skip
    assert not Counter(expected) - found


def test_every_seed_is_a_dot_at_its_value(drawn: Drawn, told: Callable[[str], Story]) -> None:
    (ax,) = drawn("three seeds", "swaps").axes
    dots = [patch for patch in ax.patches if isinstance(patch, Circle) and patch.radius == DOT]
    rows = told("three seeds")["page"].data["rows"]
    values = [[value for row in rows for value in row[key]] for key in ("test", "shift", "gap")]
    assert len(dots) == 3 * 18
    for k, expected in enumerate(values):
        places = [dot.center[0] for dot in dots[18 * k : 18 * k + 18]]
        slope, foot = np.polyfit(expected, places, 1)
        assert slope > 0
        assert np.allclose(places, np.array(expected) * slope + foot)

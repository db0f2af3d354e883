"""Every figure of every variant: legible, on the paper, in the right face, nothing upon text."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from matplotlib.figure import Figure

from scenes.beats import Story
from scenes.page.lettering import SMALLEST, put
from scenes.page.sheet import COLUMN, finish, new_sheet
from scenes.theme import DARK, LIGHT, Theme
from scenes.topics.max_pooling.figure import FIGURES
from scenes.topics.max_pooling.story import story
from tests.figures.layout import outside, overlapping, written
from tests.scenes.variants import VARIANTS

given: Mapping[str, Any] = VARIANTS


@cache
def told(variant: str) -> Story:
    return story(**given[variant])


def drawn(variant: str, name: str, theme: Theme = LIGHT) -> Figure:
    return FIGURES[name](told(variant), theme)


@pytest.mark.parametrize("name", FIGURES)
@pytest.mark.parametrize("variant", given)
def test_texts_are_legible_on_the_paper_and_apart(variant: str, name: str) -> None:
    figure = drawn(variant, name)
    texts = written(figure)
    assert texts
    assert overlapping(texts) == []
    assert outside(figure, texts) == []
    assert min(text.size for text in texts) >= SMALLEST * 0.72  # a subscript's n
    assert min(text.size for text in texts if text.text not in ("1", "n")) >= SMALLEST
    assert {Path(text.file).parent.parent.name for text in texts} == {"fontpkg_lato"}


@pytest.mark.parametrize("name", FIGURES)
def test_both_themes_have_the_same_layout(name: str) -> None:
    light, dark = (drawn("default", name, theme) for theme in (LIGHT, DARK))
    assert [text.box for text in written(light)] == [text.box for text in written(dark)]
    assert light.get_facecolor() != dark.get_facecolor()


@pytest.mark.parametrize("name", ["page", "example", "walk"])
def test_figures_are_as_wide_as_a_text_column(name: str) -> None:
    assert drawn("default", name).get_figwidth() == 6.5


def test_the_default_page_fits_on_one_sheet() -> None:
    assert drawn("default", "page").get_figheight() <= 10.0  # A4 with margins of 2 cm: 10.1


def test_a_worksheet_is_a_sheet_of_a4() -> None:
    width, height = drawn("default", "worksheet").get_size_inches() * 25.4
    assert (round(width), round(height)) == (210, 297)


def test_checks_see_a_bad_figure() -> None:
    ax = new_sheet(LIGHT)
    put(ax, 100, 100, "one", LIGHT, size=10)
    put(ax, 104, 102, "other", LIGHT, size=5)
    put(ax, COLUMN - 5, 300, "out", LIGHT, size=10)
    ax.text(50, 200, "strange", fontfamily="DejaVu Sans")
    figure = finish(ax, 400)
    texts = written(figure)
    assert overlapping(texts) == [("one", "other")]
    assert outside(figure, texts) == ["out"]
    assert min(text.size for text in texts) < SMALLEST
    assert {Path(text.file).name for text in texts} == {"Lato-Regular.ttf", "DejaVuSans.ttf"}

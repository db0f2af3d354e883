"""Every figure of every variant: legible, on the paper, in the right face, nothing upon text."""

from itertools import pairwise
from pathlib import Path

import pytest

from scenes.page.lettering import SMALLEST, put
from scenes.page.sheet import COLUMN, finish, new_sheet
from scenes.theme import DARK, LIGHT
from scenes.topics import discover
from tests.figures.drawing import drawn
from tests.figures.layout import A4, Written, outside, overlapping, written
from tests.scenes.staging import variants

GROWING = {"max_pooling", "average_pooling", "why_pooling"}
"""Topics whose figures are as high as the map that was given has rows."""


@pytest.mark.parametrize(
    ("topic", "variant", "name"),
    [
        (topic, variant, name)
        for topic, found in discover().items()
        for variant in variants(topic).VARIANTS
        for name in found.figures
    ],
)
def test_texts_are_legible_on_the_paper_and_apart(topic: str, variant: str, name: str) -> None:
    figure = drawn(topic, name, variant)
    texts = written(figure)
    assert texts
    assert overlapping(texts) == []
    assert outside(figure, texts) == []
    assert small(texts) == []
    assert {Path(text.file).parent.parent.name for text in texts} == {"fontpkg_lato"}
    if not name.startswith("worksheet"):  # a sheet of A4, with its own margins
        assert figure.get_figwidth() == 6.5
        assert figure.get_figheight() <= A4 or (topic in GROWING and variant != "default")


def small(texts: list[Written]) -> list[str]:
    """Texts that are set too small; the subscript of an x may be a little smaller."""
    return [
        text.text
        for before, text in pairwise([Written("", (0, 0, 0, 0), 0, ""), *texts])
        if text.size < (0.72 if before.text.endswith("x") else 1.0) * SMALLEST
    ]


@pytest.mark.parametrize(
    ("topic", "variant", "name"),
    [
        (topic, variant, name)
        for topic, variant in [
            *((topic, "default") for topic in discover()),
            ("hierarchy", "known"),
        ]
        for name in discover()[topic].figures
    ],
)
def test_both_themes_have_the_same_layout(topic: str, variant: str, name: str) -> None:
    light, dark = (drawn(topic, name, variant, theme) for theme in (LIGHT, DARK))
    assert [text.box for text in written(light)] == [text.box for text in written(dark)]
    assert light.get_facecolor() != dark.get_facecolor()


@pytest.mark.parametrize("topic", discover())
def test_the_default_page_fits_on_one_sheet(topic: str) -> None:
    assert drawn(topic, "page").get_figheight() <= 10.0


def test_checks_see_a_bad_figure() -> None:
    ax = new_sheet(LIGHT)
    put(ax, 100, 100, "one", LIGHT, size=10)
    put(ax, 104, 102, "other", LIGHT, size=5)
    put(ax, COLUMN - 5, 300, "out", LIGHT, size=10)
    put(ax, 10, 200, "max(x₁, x₂)", LIGHT, size=7)
    ax.text(50, 200, "strange", fontfamily="DejaVu Sans")
    figure = finish(ax, 400)
    texts = written(figure)
    assert ("one", "other") in overlapping(texts)
    assert outside(figure, texts) == ["out"]
    assert small(texts) == ["other"]
    assert {Path(text.file).name for text in texts} == {"Lato-Regular.ttf", "DejaVuSans.ttf"}

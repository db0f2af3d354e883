"""Every figure of receptive fields: legible, on the paper, in the right face, nothing on text."""

from pathlib import Path

import pytest

from scenes.page.lettering import SMALLEST
from scenes.theme import DARK, LIGHT
from scenes.topics.receptive_field.figure import FIGURES
from tests.figures.layout import outside, overlapping, written
from tests.figures.receptive_variants import NETWORKS, told


@pytest.mark.parametrize("name", FIGURES)
@pytest.mark.parametrize("variant", NETWORKS)
def test_texts_are_legible_on_the_paper_and_apart(variant: str, name: str) -> None:
    figure = FIGURES[name](told(variant), LIGHT)
    texts = written(figure)
    assert texts
    assert overlapping(texts) == []
    assert outside(figure, texts) == []
    assert min(text.size for text in texts) >= SMALLEST
    assert {Path(text.file).parent.parent.name for text in texts} == {"fontpkg_lato"}
    assert figure.get_figwidth() == 6.5
    assert figure.get_figheight() <= 10.1  # A4 with margins of 2 cm


@pytest.mark.parametrize("name", FIGURES)
def test_both_themes_have_the_same_layout(name: str) -> None:
    light, dark = (FIGURES[name](told("default"), theme) for theme in (LIGHT, DARK))
    assert [text.box for text in written(light)] == [text.box for text in written(dark)]
    assert light.get_facecolor() != dark.get_facecolor()


@pytest.mark.parametrize("name", FIGURES)
def test_alt_texts_tell_the_numbers(name: str) -> None:
    alt = told("four layers").figure_alt(name)
    assert "{" not in alt
    assert {"page": "c1 5", "growth": "lenet5 16", "boxes": "s4 16", "effective_field": "95 %",
            "ladder": "lenet5"}[name] in alt  # fmt: skip

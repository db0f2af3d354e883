"""Every figure of strided convolution: legible, on the paper, and showing what was computed."""

from pathlib import Path

import numpy as np
import pytest
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from scenes.page.lettering import SMALLEST
from scenes.theme import DARK, LIGHT
from scenes.topics.strided_convolution.figure import FIGURES
from tests.figures.layout import outside, overlapping, written
from tests.scenes.strided_variants import VARIANTS, told


def drawn(name: str, variant: str = "default") -> Figure:
    return FIGURES[name](told(variant), LIGHT)


def words(name: str) -> list[str]:
    return [text.get_text() for text in drawn(name).axes[0].texts]


@pytest.mark.parametrize("name", FIGURES)
@pytest.mark.parametrize("variant", VARIANTS)
def test_texts_are_legible_on_the_paper_and_apart(variant: str, name: str) -> None:
    figure = drawn(name, variant)
    texts = written(figure)
    assert texts
    assert overlapping(texts) == []
    assert outside(figure, texts) == []
    assert min(text.size for text in texts) >= SMALLEST
    assert {Path(text.file).parent.parent.name for text in texts} == {"fontpkg_lato"}
    assert figure.get_figwidth() == 6.5
    assert figure.get_figheight() <= 10.1  # A4 with margins of 2 cm
    assert not any(mark in told(variant).figure_alt(name) for mark in "{}")


@pytest.mark.parametrize("name", FIGURES)
def test_both_themes_have_the_same_layout(name: str) -> None:
    light, dark = (FIGURES[name](told("default"), theme) for theme in (LIGHT, DARK))
    assert [text.box for text in written(light)] == [text.box for text in written(dark)]
    assert light.get_facecolor() != dark.get_facecolor()


def test_the_lectures_numbers_are_written() -> None:
    shown = words("beside")
    assert {"input", "max pooling", "average pooling", "strided convolution"} <= set(shown)
    numbers = [word for word in shown if word[-1].isdigit()]
    assert numbers == [
        *"1328465271032941", "6", "8", "9", "4", "3.50", "4.25", "4.75", "2.00", "0", "−9", "13",
        "−6",
    ]  # fmt: skip
    assert "1 − 3 − 4 + 6 = 0" in words("page")
    assert words("kernels").count("0.25") == 4
    assert {"0", "16,384", "36,864"} <= set(words("page"))


def test_squares_are_as_large_as_their_weights() -> None:
    layers = told("default")["cost"].data["layers"]
    areas = [
        patch.get_width() * patch.get_height()
        for patch in drawn("page").axes[0].patches
        if isinstance(patch, Rectangle) and patch.get_linewidth() == 0
    ]
    assert len(areas) == 2
    weights = [layer["parameters"] for layer in layers[1:]]
    assert areas[1] / areas[0] == pytest.approx(weights[1] / weights[0])


def test_the_real_maps_are_the_storys() -> None:
    data = told("default")["real"].data
    images = [np.asarray(image.get_array()) for image in drawn("page").axes[0].images]
    for key, image in zip(("max", "mean", "strided"), images[::2], strict=True):
        assert np.array_equal(image, LIGHT.value_colours(data[key], 0, data["top"]))

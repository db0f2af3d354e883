"""Every figure of zooming out: legible, on the paper, and showing what was computed."""

from pathlib import Path

import numpy as np
import pytest
from matplotlib.figure import Figure

from scenes.page.lettering import SMALLEST
from scenes.theme import DARK, LIGHT
from scenes.topics.zoom_out.figure import FIGURES
from tests.figures.layout import outside, overlapping, written
from tests.scenes.zoom_out_variants import VARIANTS, told


def drawn(name: str, variant: str = "default") -> Figure:
    return FIGURES[name](told(variant), LIGHT)


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


def test_every_level_is_drawn_at_one_size() -> None:
    (ax,) = drawn("steps").axes
    maps = told("default")["again"].data["maps"]
    for image, level in zip(ax.images, maps, strict=True):
        assert np.array_equal(np.asarray(image.get_array()), level)
    widths = [np.diff(image.get_extent()[:2])[0] for image in ax.images]
    assert np.allclose(widths, widths[0])
    words = [text.get_text() for text in ax.texts]
    assert {"221,184 cells", "54 cells", "one cell: 64×64 pixels"} <= set(words)


def test_the_row_is_to_scale() -> None:
    (ax,) = drawn("page").axes
    maps = told("default")["page"].data["maps"]
    for image, level in zip(ax.images, maps, strict=False):
        assert np.array_equal(np.asarray(image.get_array()), level)
    cells = [
        np.diff(image.get_extent()[:2])[0] / level.shape[1]
        for image, level in zip(ax.images, maps, strict=False)
    ]
    assert np.allclose(cells, cells[0])


def test_the_pyramid_is_to_scale() -> None:
    (ax,) = drawn("pyramid").axes
    maps = told("default")["pyramid"].data["maps"]
    sizes = []
    for image, level in zip(ax.images, maps, strict=True):
        left, right, _, _ = image.get_extent()
        ends = (image.get_transform() - ax.transData).transform([(left, 0), (right, 0)])
        sizes.append((ends[1, 0] - ends[0, 0]) / level.shape[1])
    assert np.allclose(sizes, sizes[0])


def test_the_page_writes_the_patchs_numbers() -> None:
    words = [text.get_text() for text in drawn("page").axes[0].texts]
    trace = told("default")["merge"].data["trace"]
    assert {f"{value:.2f}" for value in trace.output.flat} <= set(words)
    assert "(21 + 95 + 78 + 98) ÷ 4 = 73.00" in words

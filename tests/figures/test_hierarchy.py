"""The figures of hierarchy: legible, on the paper, and showing the story's own arrays."""

from pathlib import Path

import numpy as np
import pytest
from matplotlib.figure import Figure
from matplotlib.image import AxesImage
from numpy.typing import NDArray

from scenes.page.lettering import SMALLEST
from scenes.theme import DARK, LIGHT, Theme
from scenes.topics.hierarchy.figure import FIGURES
from tests.figures.layout import outside, overlapping, written
from tests.scenes.hierarchy_variants import EVERY, LONG, told


def drawn(variant: str, name: str, theme: Theme = LIGHT) -> Figure:
    return FIGURES[name](told(variant), theme)


def texts(variant: str, name: str) -> list[str]:
    return [text.text for text in written(drawn(variant, name))]


def pictures(figure: Figure) -> list[AxesImage]:
    return [image for image in figure.axes[0].images if isinstance(image, AxesImage)]


def pixels(figure: Figure) -> list[NDArray[np.generic]]:
    return [np.asarray(image.get_array()) for image in pictures(figure)]


def size(image: AxesImage) -> tuple[float, float]:
    left, right, bottom, top = image.get_extent()
    return round(right - left, 6), round(bottom - top, 6)


@pytest.mark.parametrize("name", FIGURES)
@pytest.mark.parametrize("variant", EVERY)
def test_texts_are_legible_on_the_paper_and_apart(variant: str, name: str) -> None:
    figure = drawn(variant, name)
    found = written(figure)
    assert found
    assert overlapping(found) == []
    assert outside(figure, found) == []
    assert min(text.size for text in found) >= SMALLEST
    assert {Path(text.file).parent.parent.name for text in found} == {"fontpkg_lato"}


@pytest.mark.parametrize("name", FIGURES)
def test_both_themes_have_the_same_layout(name: str) -> None:
    light, dark = (drawn("known", name, theme) for theme in (LIGHT, DARK))
    assert [text.box for text in written(light)] == [text.box for text in written(dark)]


def test_the_page_fits_on_one_sheet() -> None:
    assert all(drawn(variant, "page").get_figheight() <= 10.0 for variant in EVERY)


def test_role_words_stand_only_where_they_are_earned() -> None:
    assert {"Edges", "Textures", "Parts", "Objects"} <= set(texts("known", "page"))
    unknown = texts("unknown", "page")
    assert [t for t in unknown if "Depth" in t] == ["Depth 1", "Depth 2", "Depth 3", "Depth 4"]
    assert LONG not in " ".join(unknown)


def test_the_page_tells_what_a_cell_sees() -> None:
    notes = [text for text in texts("default", "page") if " maps of " in text]
    assert notes[0].startswith("sees 7 px · 32 maps of 128 × ")
    assert [note.split()[1] for note in notes] == ["7", "16", "34", "70"]


def test_a_unit_asked_for_is_the_page() -> None:
    assert texts("a unit", "page") == texts("a unit", "unit")
    assert texts("a unit", "page")[0] == "Unit 17"


def test_a_unit_has_its_patches_with_rank_and_photo() -> None:
    unit = told("a unit")["page"].data["depths"][2]["units"][0]
    found = texts("a unit", "unit")
    assert found.count("above 99.9 %") + found.count("above 99.99 %") == len(unit["patches"])
    crops = [patch["crop"] for patch in unit["patches"]]
    shown = pixels(drawn("a unit", "unit"))
    assert all(any(np.array_equal(crop, each) for each in shown) for crop in crops)


def test_the_light_on_the_photo_is_the_units_map() -> None:
    unit = told("default")["page"].data["depths"][1]["units"][0]
    (veil,) = [
        each for each in pixels(drawn("default", "page")) if each.shape == (*unit["map"].shape, 4)
    ]
    order = np.argsort(unit["map"], axis=None)
    assert (np.diff(veil[..., 3].ravel()[order]) <= 0).all()
    assert veil[..., 3].ravel()[order[-1]] < veil[..., 3].ravel()[order[0]]


def test_maps_of_the_film_are_to_scale() -> None:
    depths = told("default")["page"].data["depths"]
    sizes = {size(image) for image in pictures(drawn("default", "film"))}
    cells = sorted({depth["cells"] for depth in depths}, reverse=True)
    found = sorted(sizes, reverse=True)
    assert [width / found[0][0] for width, _ in found] == pytest.approx(
        [cols / cells[0][1] for _, cols in cells]
    )
    assert [width / height for width, height in found] == pytest.approx(
        [cols / rows for rows, cols in cells]
    )


def test_every_kernel_is_on_its_sheet() -> None:
    kernels = told("default")["edges"].data["kernels"]
    shown = pixels(drawn("default", "kernels"))
    assert all(np.array_equal(one, other) for one, other in zip(kernels, shown, strict=False))
    assert {str(place) for place in range(32)} <= set(texts("default", "kernels"))

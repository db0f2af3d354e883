"""The figures of hierarchy: legible, on the paper, and showing the story's own arrays."""

import numpy as np
import pytest
from matplotlib.axes import Axes
from matplotlib.image import AxesImage
from numpy.typing import NDArray

from tests.figures.drawing import Drawing
from tests.scenes.variants.hierarchy import LONG

on_paper = Drawing("hierarchy")
told, sheet, words = on_paper.told, on_paper.sheet, on_paper.words


def pictures(ax: Axes) -> list[AxesImage]:
    return [image for image in ax.images if isinstance(image, AxesImage)]


def pixels(ax: Axes) -> list[NDArray[np.generic]]:
    return [np.asarray(image.get_array()) for image in pictures(ax)]


def size(image: AxesImage) -> tuple[float, float]:
    left, right, bottom, top = image.get_extent()
    return round(right - left, 6), round(bottom - top, 6)


def test_role_words_stand_only_where_they_are_earned() -> None:
    assert {"Edges", "Textures", "Parts", "Objects"} <= set(words("page", "known"))
    unknown = words("page", "unknown")
    assert [t for t in unknown if "Depth" in t] == ["Depth 1", "Depth 2", "Depth 3", "Depth 4"]
    assert LONG not in " ".join(unknown)


def test_the_page_tells_what_a_cell_sees() -> None:
    notes = [text for text in words("page") if " maps of " in text]
    assert notes[0].startswith("sees 7 px · 32 maps of 128 × ")
    assert [note.split()[1] for note in notes] == ["7", "16", "34", "70"]


def test_a_unit_asked_for_is_the_page() -> None:
    assert words("page", "a unit") == words("unit", "a unit")
    assert words("page", "a unit")[0] == "Unit 17"


def test_a_unit_has_its_patches_with_rank_and_photo() -> None:
    unit = told("a unit")["page"].data["depths"][2]["units"][0]
    found = words("unit", "a unit")
    assert found.count("above 99.9 %") + found.count("above 99.99 %") == len(unit["patches"])
    crops = [patch["crop"] for patch in unit["patches"]]
    shown = pixels(sheet("unit", "a unit"))
    assert all(any(np.array_equal(crop, each) for each in shown) for crop in crops)


def test_the_light_on_the_photo_is_the_units_map() -> None:
    unit = told()["page"].data["depths"][1]["units"][0]
    (veil,) = [each for each in pixels(sheet("page")) if each.shape == (*unit["map"].shape, 4)]
    order = np.argsort(unit["map"], axis=None)
    assert (np.diff(veil[..., 3].ravel()[order]) <= 0).all()
    assert veil[..., 3].ravel()[order[-1]] < veil[..., 3].ravel()[order[0]]


def test_maps_of_the_film_are_to_scale() -> None:
    depths = told()["page"].data["depths"]
    sizes = {size(image) for image in pictures(sheet("film"))}
    cells = sorted({depth["cells"] for depth in depths}, reverse=True)
    found = sorted(sizes, reverse=True)
    assert [width / found[0][0] for width, _ in found] == pytest.approx(
        [cols / cells[0][1] for _, cols in cells]
    )
    assert [width / height for width, height in found] == pytest.approx(
        [cols / rows for rows, cols in cells]
    )


def test_every_kernel_is_on_its_sheet() -> None:
    kernels = told()["edges"].data["kernels"]
    shown = pixels(sheet("kernels"))
    assert all(np.array_equal(one, other) for one, other in zip(kernels, shown, strict=False))
    assert {str(place) for place in range(32)} <= set(words("kernels"))

"""Every figure of zooming out: legible, on the paper, and showing what was computed."""

import numpy as np

from tests.figures.drawing import Drawing

on_paper = Drawing("zoom_out")
told, sheet, words = on_paper.told, on_paper.sheet, on_paper.words


def test_every_level_is_drawn_at_one_size() -> None:
    ax = sheet("steps")
    maps = told()["again"].data["maps"]
    for image, level in zip(ax.images, maps, strict=True):
        assert np.array_equal(np.asarray(image.get_array()), level)
    widths = [np.diff(image.get_extent()[:2])[0] for image in ax.images]
    assert np.allclose(widths, widths[0])
    assert {"221,184 cells", "54 cells", "one cell: 64×64 pixels"} <= set(words("steps"))


def test_the_row_is_to_scale() -> None:
    ax = sheet("page")
    maps = told()["page"].data["maps"]
    for image, level in zip(ax.images, maps, strict=False):
        assert np.array_equal(np.asarray(image.get_array()), level)
    cells = [
        np.diff(image.get_extent()[:2])[0] / level.shape[1]
        for image, level in zip(ax.images, maps, strict=False)
    ]
    assert np.allclose(cells, cells[0])


def test_the_pyramid_is_to_scale() -> None:
    ax = sheet("pyramid")
    maps = told()["pyramid"].data["maps"]
    sizes = []
    for image, level in zip(ax.images, maps, strict=True):
        left, right, _, _ = image.get_extent()
        ends = (image.get_transform() - ax.transData).transform([(left, 0), (right, 0)])
        sizes.append((ends[1, 0] - ends[0, 0]) / level.shape[1])
    assert np.allclose(sizes, sizes[0])


def test_the_page_writes_the_patchs_numbers() -> None:
    trace = told()["merge"].data["trace"]
    assert {f"{value:.2f}" for value in trace.output.flat} <= set(words("page"))
    assert "(21 + 95 + 78 + 98) ÷ 4 = 73.00" in words("page")

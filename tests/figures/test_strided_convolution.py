"""Every figure of strided convolution: legible, on the paper, and showing what was computed."""

import numpy as np
import pytest
from matplotlib.patches import Rectangle

from scenes.theme import LIGHT
from tests.figures.drawing import Drawing

on_paper = Drawing("strided_convolution")
told, sheet, words = on_paper.told, on_paper.sheet, on_paper.words


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
    layers = told()["cost"].data["layers"]
    areas = [
        patch.get_width() * patch.get_height()
        for patch in sheet("page").patches
        if isinstance(patch, Rectangle) and patch.get_linewidth() == 0
    ]
    assert len(areas) == 2
    weights = [layer["parameters"] for layer in layers[1:]]
    assert areas[1] / areas[0] == pytest.approx(weights[1] / weights[0])


def test_the_real_maps_are_the_storys() -> None:
    data = told()["real"].data
    images = [np.asarray(image.get_array()) for image in sheet("page").images]
    for key, image in zip(("max", "mean", "strided"), images[::2], strict=True):
        assert np.array_equal(image, LIGHT.value_colours(data[key], 0, data["top"]))

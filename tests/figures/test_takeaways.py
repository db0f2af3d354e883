"""Every figure of the takeaways: legible, on the paper, and showing what was computed."""

import numpy as np
import pytest
from matplotlib.patches import Rectangle

from scenes.theme import LIGHT, rgb
from scenes.topics.takeaways.colours import FAINT
from scenes.topics.takeaways.figure import FIGURES
from tests.figures.drawing import Drawing

on_paper = Drawing("takeaways")
told, sheet, words = on_paper.told, on_paper.sheet, on_paper.words


@pytest.mark.parametrize("name", FIGURES)
def test_the_five_pictures_are_the_storys(name: str) -> None:
    ax = sheet(name)
    shown = [np.asarray(image.get_array()) for image in ax.images]

    def is_shown(picture: np.ndarray) -> bool:
        return any(s.shape == picture.shape and np.allclose(s, picture) for s in shown)

    story = told()
    level, stays = story["compresses"].data["levels"][-1] / 255, story["compresses"].data["stays"]
    faint = FAINT * level + (1 - FAINT) * rgb(LIGHT.background)
    assert is_shown(np.where(stays[1][..., None], level, faint))
    share = story["strongest"].data["pooled"][..., None] / 99
    assert is_shown(rgb(LIGHT.background) * (1 - share) + rgb(LIGHT.winner) * share)
    learned = story["learns"].data
    assert is_shown(LIGHT.value_colours(learned["maps"][1], 0, learned["tops"][1]))
    assert is_shown(learned["kernels"][1] / 255)
    assert is_shown(story["hierarchy"].data["photo"] / 255)
    for depth in story["hierarchy"].data["levels"]:
        assert is_shown(LIGHT.value_colours(depth["map"], 0, depth["top"]))
    maps, top = story["context"].data["maps"], story["context"].data["top"]
    wall = next(s for s in shown if s.shape == (10 * 18 - 2, 16 * 26 - 2, 3))
    assert np.allclose(wall[:16, :24], LIGHT.value_colours(maps[0], 0, top))
    mean = LIGHT.value_colours(maps[-1].mean(), 0, top)
    assert np.allclose(wall[-16:, -24:], mean, atol=1e-5)


def test_bars_and_areas_are_to_scale() -> None:
    ax = sheet("page")
    story = told()
    shapes = [patch for patch in ax.patches if type(patch) is Rectangle]
    widths = [patch.get_width() for patch in shapes if patch.get_height() == 5]
    whole = max(widths)
    shares = (*story["compresses"].data["shares"], *story["strongest"].data["shares"])
    assert [width / whole for width in widths[1::2]] == pytest.approx(shares)
    large, small = (patch.get_width() ** 2 for patch in shapes if patch.get_height() != 5)
    assert large / small == pytest.approx(123_642_856 / 513_000)


def test_the_weights_are_drawn_one_by_one() -> None:
    ax = sheet("page")
    weights = told()["learns"].data["weights"]
    planes = [
        image for image in ax.images
        if np.asarray(image.get_array()).shape == (7, 7, 3) and image.get_extent()[0] > 300
    ]  # fmt: skip
    assert len(planes) == 3
    for image, expected in zip(planes, LIGHT.value_colours(weights), strict=True):
        assert np.array_equal(np.asarray(image.get_array()), expected)


def test_what_is_written_is_the_storys() -> None:
    for name in FIGURES:
        assert {"60 %", "69 %", "241 to 1", "147", "7 → 70", "espresso, 98 %"} <= set(words(name))
    assert {"14 %", "5 %", "42 %"} <= set(words("page"))

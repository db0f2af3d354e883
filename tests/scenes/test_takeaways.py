"""The scene of the takeaways: what it puts on the stage, and whether that can be read."""

from pathlib import Path

import numpy as np
import pytest

from scenes.beats import load_texts
from scenes.stage.heat_map import HeatMap
from scenes.theme import DARK, rgb
from scenes.topics.takeaways.acts.closing import COLUMN, PICTURE
from scenes.topics.takeaways.acts.shelf import SLOT, Fit
from scenes.topics.takeaways.colours import FAINT
from scenes.topics.takeaways.story import LINES
from tests.scenes.staging import Staging, pixels, tinted
from tests.scenes.variants.takeaways import VARIANTS

on_stage = Staging("takeaways")
told, rehearsed, texts = on_stage.told, on_stage.rehearsed, on_stage.texts
each_variant = pytest.mark.parametrize("name", VARIANTS)


def test_the_last_word_is_brief() -> None:
    assert sum(rehearsed().seconds.values()) <= 80


@each_variant
def test_the_first_picture_is_lit_where_the_numbers_stay(name: str) -> None:
    (picture,) = rehearsed(name).scene.kept[0]
    data = told(name)["compresses"].data
    level, stays = data["levels"][-1] / 255, data["stays"][1]
    dim = FAINT * level + (1 - FAINT) * rgb(DARK.background)
    expected = np.rint(np.where(stays[..., None], level, dim) * 255)
    assert np.array_equal(pixels(picture), expected)


@each_variant
def test_the_second_picture_is_the_pooled_edges_in_the_winners_colour(name: str) -> None:
    (picture,) = rehearsed(name).scene.kept[1]
    share = told(name)["strongest"].data["pooled"][..., None] / 99
    expected = rgb(DARK.background) * (1 - share) + rgb(DARK.winner) * share
    assert np.abs(pixels(picture) - expected * 255).max() <= 1


@each_variant
def test_the_third_picture_has_every_map_and_every_mean(name: str) -> None:
    curtain = rehearsed(name).scene.kept[2]
    data = told(name)["context"].data
    assert curtain.share == 0.5
    height, width = curtain.left.shape[:2]
    rows, cols = data["maps"].shape[1:]
    high, wide = 10 * (rows + 2) - 2, 16 * (cols + 2) - 2
    down, across = height // high, width // wide
    for unit in (0, 37, 159):
        line, column = divmod(unit, 16)
        place = np.s_[
            line * (rows + 2) : line * (rows + 2) + rows,
            column * (cols + 2) : column * (cols + 2) + cols,
        ]
        full, even = (
            side[::down, ::across, :3][place] for side in (curtain.left, curtain.right)
        )  # fmt: skip
        assert np.array_equal(full, tinted(data["maps"][unit], data["top"]))
        tone = tinted(data["means"][unit : unit + 1], data["top"])[0]
        assert (even == tone).all()


@each_variant
def test_the_fourth_picture_is_the_learned_kernel_and_its_answers(name: str) -> None:
    answers, kernel, frame = rehearsed(name).scene.kept[3]
    data = told(name)["learns"].data
    assert np.array_equal(pixels(answers), tinted(data["maps"][1], data["tops"][1]))
    assert np.array_equal(pixels(kernel), data["kernels"][1])
    assert np.allclose(kernel.get_center(), frame.get_center())


@each_variant
def test_the_fifth_picture_is_to_scale(name: str) -> None:
    images = [part for part in rehearsed(name).scene.kept[4] if isinstance(part, HeatMap)]
    data = told(name)["hierarchy"].data
    assert np.array_equal(pixels(images[0]), data["photo"])
    for image, level in zip(images[1:], data["levels"], strict=True):
        assert np.array_equal(pixels(image), tinted(level["map"], level["top"]))
    cells = [
        np.linalg.norm(image.points[1] - image.points[0]) / image.pixel_array.shape[1]
        for image in images
    ]
    assert np.allclose(cells, cells[0], rtol=0.15)  # a tiny map may miss a part of a cell


@each_variant
def test_the_pictures_stand_side_by_side_on_the_page(name: str) -> None:
    kept = rehearsed(name).scene.kept
    assert len(kept) == len(LINES)
    for place, picture in enumerate(kept):
        assert picture.width <= PICTURE[0] + 1e-6
        assert picture.height <= PICTURE[1] + 1e-6
        at = rehearsed(name).scene.column(place)
        assert abs(picture.get_x() - at) < 1e-6
        assert abs(at) + COLUMN / 2 < 7.11


def test_what_is_written_is_the_storys() -> None:
    assert {"1", "2", "3", "4", "5"} <= set(texts("hook"))
    assert {"60%", "Poolingcompresses&gainsinvariance"} <= set(texts("compresses"))
    assert {"69%"} <= set(texts("strongest"))
    assert {"241to1"} <= set(texts("context"))
    assert {"147", "learned"} <= set(texts("learns"))
    assert {"7→70", "espresso", "98%", "sees7px", "sees70px"} <= set(texts("hierarchy"))
    assert {"60%", "69%", "241to1", "147", "7→70"} <= set(texts("page"))


def test_every_label_is_used() -> None:
    source = "".join(
        path.read_text()
        for path in (Path(__file__).parents[2] / "scenes/topics/takeaways").rglob("*.py")
    )
    of_lines = {f"{name}{end}" for name in LINES for end in ("", "_figure", "_note", "_short")}
    numbered = {"closing_1", "closing_2"}
    bars = {f"{key}_bar" for key in ("pooled", "plain", "far", "max", "mean")}
    others = load_texts("takeaways")["labels"].keys() - of_lines - numbered - bars
    assert [key for key in others if f'"{key}"' not in source] == []


def test_a_picture_that_is_fitted_keeps_its_proportions() -> None:
    picture = HeatMap(np.zeros((2, 4, 3))).scale_to_fit_width(8)
    fit = Fit(picture, SLOT, (1, 2, 0), rate_func=lambda share: share)
    fit.interpolate(1.0)
    assert (picture.width, picture.height) == pytest.approx((SLOT[0], SLOT[0] / 2))
    assert np.allclose(picture.get_center(), [1, 2, 0])

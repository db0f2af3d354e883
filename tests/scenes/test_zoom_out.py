"""Zooming out: what the story tells, and whether the stage shows exactly that."""

import re
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest

from render import main
from scenes.inputs import InputError
from scenes.stage.heat_map import HeatMap
from scenes.stage.melt import Melt
from scenes.stage.viewport import PullBack, Viewport
from scenes.theme import DARK
from scenes.topics.zoom_out.story import story
from tests.scenes.staging import Staging, pixels, tinted
from tests.scenes.variants.zoom_out import VARIANTS

CELLS = (221184, 55296, 13824, 3456, 864, 216, 54)
on_stage = Staging("zoom_out")
told, rehearsed, texts = on_stage.told, on_stage.rehearsed, on_stage.texts
each_variant = pytest.mark.parametrize("name", VARIANTS)


def test_the_default_captions() -> None:
    default = told()
    assert [default.caption(beat) for beat in default.ids] == [
        "48 numbers, seen from close. What are they part of? Step back.",
        "Pooling is stepping back: 4 neighbours become one, here their mean. "
        "That throws three quarters of the numbers away.",
        "Again and again: each step keeps a quarter of the cells. "
        "One cell comes to stand for 64×64 pixels.",
        "Too far back: one number for all 221,184 pixels. It is true, and the scene is gone.",
        "Drawn to scale, the maps are a pyramid. One cell at its top looks down on 64×64 pixels.",
        "A picture keeps the mean. Of its edges, max pooling keeps the strongest: "
        "details, shapes, the scene.",
        "From afar, 3,456 cells look like 221,184. So we step back from a painting: "
        "an analogy, no more.",
        "Networks zoom out. This lecture asks why, how, and what they see then.",
    ]


def test_each_step_keeps_a_quarter() -> None:
    assert told()["again"].data["cells"] == CELLS
    assert [size for size, _ in told()["again"].data["sizes"]] == [
        1, 2, 4, 8, 16, 32, 64,
    ]  # fmt: skip


@each_variant
def test_levels_are_means_of_whole_windows_of_the_photo(name: str) -> None:
    maps = told(name)["again"].data["maps"]
    photo = maps[0].astype(float)
    for level in maps[1:]:
        side = photo.shape[0] // level.shape[0]
        blocks = photo.reshape(level.shape[0], side, level.shape[1], side, 3)
        assert np.allclose(level, blocks.mean(axis=(1, 3)), atol=1e-5)
    assert min(maps[-1].shape[:2]) >= 3
    one = told(name)["one"].data["colour"]
    assert np.allclose(one, photo.mean(axis=(0, 1)), atol=1e-4)


@each_variant
def test_the_marked_cell_grows_around_the_one_before(name: str) -> None:
    data = told(name)["again"].data
    for (one, two), level, size in zip(
        pairwise(data["boxes"]), data["maps"][1:], data["sizes"][1:], strict=True
    ):
        assert two[0] <= one[0] < one[2] <= two[2]
        assert two[1] <= one[1] < one[3] <= two[3]
        assert (two[2] - two[0], two[3] - two[1]) == size
        assert (two[0] % size[0], two[1] % size[1]) == (0, 0)
        assert two[2] <= level.shape[0] * size[0]
        assert two[3] <= level.shape[1] * size[1]


@each_variant
def test_edges_keep_the_strongest_of_whole_windows(name: str) -> None:
    maps = told(name)["edges"].data["maps"]
    assert (maps[0].min() >= 0, maps[0].max()) == (True, 99)
    for fine, coarse in pairwise(maps):
        side = fine.shape[0] // coarse.shape[0]
        blocks = fine.reshape(coarse.shape[0], side, coarse.shape[1], side)
        assert np.array_equal(coarse, blocks.max(axis=(1, 3)))


@pytest.mark.parametrize(
    ("parameters", "error", "part"),
    [
        ({"input": [[1, 2], [3, 4]]}, InputError, "steps back from a photo, got the table"),
        ({"input": np.zeros((11, 50, 3), np.uint8)}, InputError, "at least 12 pixels"),
        ({"input": np.zeros((40, 50, 3), np.uint8), "kernel_size": 4}, InputError, "got 40"),
        ({"kernel_size": 1}, ValueError, "2, 3 or 4"),
        ({"kernel_size": 5}, ValueError, "got 5"),
    ],
)
def test_what_cannot_be_told_is_refused_in_one_line(
    parameters: dict[str, object], error: type[Exception], part: str
) -> None:
    with pytest.raises(error) as caught:
        story(**parameters)  # type: ignore[arg-type]
    assert part in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_table_is_refused_on_the_command_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "table.csv").write_text("1,2\n3,4\n")
    assert main(["figure", "zoom_out", "--input", str(tmp_path / "table.csv")]) == 2
    assert re.fullmatch(r"error: [^\n]+give a photo\n", capsys.readouterr().err)


def test_numbers_on_the_stage_are_the_storys() -> None:
    trace = told()["merge"].data["trace"]
    shown = rehearsed().scene.merged
    assert [number.value for number in shown.numbers] == trace.output.ravel().tolist()
    assert {"12numbers"} <= set(texts("merge"))
    assert {"54", "64×64"} <= set(texts("again"))
    assert {"38", "1", "384×576"} <= set(texts("one"))
    assert {f"{count:,}cells" for count in CELLS} == set(texts("pyramid"))
    assert {"221,184numbers", "13,824numbers", "864numbers"} <= set(texts("edges"))
    assert {"221,184pixels", "3,456cells"} == set(texts("painting"))
    assert {f"{count:,}" for count in CELLS} <= set(texts("page"))


@each_variant
def test_pictures_on_the_stage_are_the_storys(name: str) -> None:
    scene = rehearsed(name).scene
    data = scene.story["pyramid"].data
    for image, level in zip(scene.levels[1:], data["maps"][1:], strict=True):
        assert np.array_equal(pixels(image), np.rint(level * 255))
    for picture, values in zip(scene.kept, scene.story["edges"].data["maps"], strict=True):
        expected = tinted(values, 99)
        assert np.array_equal(pixels(picture), expected)
    colour = np.rint(scene.story["one"].data["colour"].astype(float) * 255)
    assert np.array_equal(scene.big.pixel_array[0, 0, :3], colour)


@each_variant
def test_the_pyramid_and_the_row_are_to_scale(name: str) -> None:
    scene = rehearsed(name).scene
    maps = scene.story["pyramid"].data["maps"]
    for images in (scene.levels[1:], [picture for picture, _ in scene.row][1:]):
        lengths = [np.linalg.norm(image.points[1] - image.points[0]) for image in images]
        cells = [length / level.shape[1] for length, level in zip(lengths, maps[1:], strict=True)]
        assert np.allclose(cells, cells[0])


def test_a_viewport_shows_whole_pixels_where_it_looks() -> None:
    photo = np.random.default_rng(0).random((20, 30, 3))
    view = Viewport(photo, DARK, box=(6, 4), centre=(0, 0, 0), marked=(8, 12, 12, 18))
    view.look(view.close_up(1.0))
    assert view.edges == (8, 12, 12, 18)
    assert np.allclose(view.place(8, 12), [-3, 2, 0])
    rows, cols = view.raster
    shown = view.image.pixel_array[rows // 8 :: rows // 4, cols // 12 :: cols // 6, :3]
    assert np.array_equal(shown, np.rint(photo[8:12, 12:18] * 255))
    assert (view.mark.width, view.mark.height) == pytest.approx((6, 4))


def test_pulling_back_zooms_at_a_constant_rate() -> None:
    photo = np.zeros((64, 96, 3))
    view = Viewport(photo, DARK, box=(6, 4), centre=(0, 0, 0), marked=(0, 0, 4, 6))
    view.look((0, 0, 4, 6))
    moving = PullBack(view, (0, 0, 64, 96), rate_func=lambda share: share)
    heights = []
    for share in (1.0, 0.5, 0.25, 0.0):
        moving.interpolate(share)
        heights.append(view.edges[2] - view.edges[0])
    assert heights == pytest.approx([64, 16, 8, 4])


def test_melting_ends_with_the_fewer_cells() -> None:
    fine, coarse = HeatMap(np.zeros((4, 4, 3))), HeatMap(np.ones((2, 2, 3)))
    melt = Melt(fine, coarse, rate_func=lambda share: share)
    melt.interpolate(0.5)
    assert (pixels(fine) == 128).all()
    melt.finish()
    assert fine.pixel_array.shape == (2, 2, 4)

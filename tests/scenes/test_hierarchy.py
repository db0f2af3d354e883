"""The hierarchy on the stage: legible with every evidence, and exactly what the story holds."""

from typing import Any

import numpy as np
import pytest

from pooling import max_pool2d
from pooling.hierarchy import see
from scenes.inputs import SAMPLES, read_input
from scenes.networks import read_trained
from scenes.theme import DARK, rgb
from scenes.topics.hierarchy.acts.light import LitPhoto
from scenes.topics.hierarchy.acts.rows import AREA_FOOT, GAP, Row, patch_scale, rows_of
from scenes.topics.hierarchy.acts.strip import Scale
from scenes.topics.hierarchy.pooled import corner
from scenes.topics.hierarchy.video import Hierarchy
from tests.scenes.digests import drawn_frames
from tests.scenes.staging import Staging, tinted
from tests.scenes.variants.hierarchy import LONG, VARIANTS

on_stage = Staging("hierarchy")
told, rehearsed, texts = on_stage.told, on_stage.rehearsed, on_stage.texts


def depths(name: str = "default") -> Any:
    """All depths of a variant."""
    return told(name)["page"].data["depths"]


def test_words_stand_only_where_they_are_earned() -> None:
    for beat, number in zip(("edges", "textures", "parts", "objects"), "1234", strict=True):
        assert beat in set(texts(beat, "known"))
        assert f"depth{number}" in set(texts(beat, "unknown"))
        assert beat not in set(texts(beat, "unknown")) | set(texts("page", "unknown"))
    assert "nostrongpatchinthesephotos" in set(texts("parts", "unknown"))
    assert LONG.replace(" ", "") not in "".join(set(texts("objects", "unknown")))


def test_numbers_on_the_stage_are_the_storys() -> None:
    scene, story = rehearsed().scene, told()
    shown = [number.value for number in scene.numbers]
    assert shown == story["hook"].data["numbers"].ravel().tolist()
    trace = story["pool"].data["trace"]
    result = [number.value for number in scene.corner_result.numbers]
    assert result == trace.output.ravel().tolist()
    assert {"24,576numbers", "6,144numbers"} <= set(texts("pool"))
    maps = {f"{d['channels']}mapsof{d['cells'][0]}×{d['cells'][1]}" for d in depths()}
    assert maps | {"3mapsof128×192"} <= set(texts("objects"))
    assert {"sees7px", "sees16px", "sees34px", "sees70px"} <= set(texts("page"))


@pytest.mark.parametrize("name", ["default", "vgg"])
def test_maps_on_the_stage_are_the_storys(name: str) -> None:
    scene = rehearsed(name).scene
    data = told(name)["pool"].data
    assert np.array_equal(scene.map_image.pixel_array[..., :3], tinted(data["before"], data["top"]))
    shown = scene.pooled_image.pixel_array[..., :3]
    assert np.array_equal(shown, tinted(data["after"], data["top"]))
    assert np.array_equal(data["after"], max_pool2d(data["before"], 2))
    for depth, level, stack in zip(depths(name), scene.levels, scene.stacks[1:], strict=True):
        unit = depth["units"][0]
        for image in (level, stack.face):
            expected = tinted(unit["map"], unit["top"])
            assert np.array_equal(image.pixel_array[..., :3], expected)


def test_every_patch_is_cut_where_the_engine_says_a_cell_looks() -> None:
    photos = {name: read_input(name).array for name in SAMPLES}
    layers = [depth["layer"] for depth in depths()]
    network = read_trained(None)
    sights = {name: see(network, photo, layers) for name, photo in photos.items()}
    for depth in depths():
        for patch in depth["units"][0]["patches"]:
            sight = sights[patch["name"]]
            box = sight.in_photo(sight.box(depth["layer"], *patch["cell"]))
            assert patch["box"] == (box.top, box.left, box.bottom, box.right)


@pytest.mark.parametrize("name", VARIANTS)
def test_patches_are_as_large_as_their_cells_see_on_one_scale(name: str) -> None:
    scale = patch_scale(depths(name))
    for depth in depths(name):
        rows = rows_of(depth, scale)
        assert rows[0].unit is depth["units"][0]
        assert len(rows[0].centres) == len(depth["units"][0]["patches"])
        for row in rows:
            assert row.size == pytest.approx((depth["size"][1] * scale, depth["size"][0] * scale))
            assert all(y - row.size[1] / 2 > AREA_FOOT - GAP - 1e-9 for _, y in row.centres)
            assert apart(row)


def apart(row: Row) -> bool:
    """Whether no patch of a row lies on another."""
    places = np.array(row.centres).reshape(-1, 2)
    away = np.abs(places[:, None] - places) / np.array(row.size)
    return bool((away.max(axis=2) + 2 * np.eye(len(places)) > 1).all())


def test_patches_that_flew_out_stand_where_their_rows_say() -> None:
    cuts, depth = rehearsed().scene.patches, depths()[-1]
    row = rows_of(depth, patch_scale(depths()))[0]
    assert [tuple(cut.get_center()[:2]) for cut in cuts] == [pytest.approx(c) for c in row.centres]
    assert [(cut.width, cut.height) for cut in cuts] == [pytest.approx(row.size)] * len(cuts)


def test_stacks_and_levels_are_to_scale() -> None:
    scene = rehearsed().scene
    scale = Scale.of((128, 192), 160)
    for depth, stack in zip(depths(), scene.stacks[1:], strict=True):
        assert stack.face.width == pytest.approx(depth["cells"][1] * scale.cell)
        assert np.linalg.norm(stack.reach) == pytest.approx(depth["channels"] * scale.map, rel=1e-2)
    lengths = [np.linalg.norm(level.points[1] - level.points[0]) for level in scene.levels]
    cells = [n / depth["cells"][1] for n, depth in zip(lengths, depths(), strict=True)]
    assert np.allclose(cells, cells[0])


def test_the_lit_path_is_the_networks() -> None:
    scene, steps = rehearsed().scene, told()["zoom_out"].data["steps"]
    for spot, step, depth, view in zip(
        scene.spots, steps[::-1], depths()[::-1], scene.views[::-1], strict=True
    ):
        row, col = (place + 0.5 for place in step["cell"])
        down, across = 128 / depth["cells"][0], 192 / depth["cells"][1]
        assert spot.get_center() == pytest.approx(view.place(col * across, row * down))


def test_a_photo_at_night_is_lit_where_the_unit_answers() -> None:
    depth, unit = {"span": (0, 0, 2, 4)}, {"map": np.array([[0.0, 4.0]]), "top": 4.0}
    photo = LitPhoto(np.ones((2, 4, 3)), depth, unit, (2, 4), DARK).darken(1.0)
    shown = photo.pixel_array[0, :, 0].astype(float)
    assert shown[3] == 255
    assert (np.diff(shown) >= 0).all()
    assert shown[0] == pytest.approx(255 * (0.14 + 0.86 * rgb(DARK.ink_dark)[0]), abs=1)
    assert (photo.darken(0.0).pixel_array == 255).all()


def test_the_corner_that_is_pooled_has_a_peak_in_each_window() -> None:
    plane = np.zeros((6, 8))
    plane[2:6, 4:8] = np.array([[9, 0, 0, 9], [0, 0, 0, 0], [0, 0, 0, 0], [9, 0, 0, 9]])
    plane[0:2, 0:2] = 20
    assert corner(plane) == (2, 4)
    assert corner(np.ones((3, 9))) == (0, 0)


def test_a_beat_alone_has_the_frames_it_has_in_the_whole() -> None:
    whole, alone = (
        drawn_frames(Hierarchy, told("unpooled"), beats, (64, 36))
        for beats in (("edges", "objects"), ("objects",))
    )
    assert alone["objects"] == whole["objects"]

"""What a network sees: maps, boxes, sizes, bad photos."""

from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from pooling.adaptive import adaptive_avg_pool2d
from pooling.box import Box
from pooling.forward import forward
from pooling.hierarchy import cut_out, depths, first_kernels, guess, see, working_size
from pooling.hierarchy.guess import training_view
from pooling.planes import Array
from pooling.receptive_field import receptive_field
from pooling.resize import resize_area
from pooling.trained import Trained
from scenes.inputs import read_input


def test_maps_are_those_of_the_forward_pass(trained: Trained, photos: list[Array]) -> None:
    for photo in photos:
        sight = see(trained, photo)
        x = ((sight.working - 0.5) / 0.5).transpose(2, 0, 1)
        outputs = forward(trained.network, trained.weights, x, list(sight.maps))
        assert list(sight.maps) == [depth.layer for depth in depths(trained.network)]
        for layer, maps in sight.maps.items():
            assert maps.dtype == np.float32
            np.testing.assert_allclose(maps, outputs[layer][0], rtol=1e-5, atol=1e-6)


def test_boxes_are_those_of_the_receptive_field_engine(
    trained: Trained, brought: Trained, photos: list[Array]
) -> None:
    for network in (trained, brought):
        sight = see(network, photos[0])
        account = receptive_field(network.network, sight.working.shape[:2])
        for depth in depths(network.network, sight.working.shape[:2]):
            rows, cols = sight.maps[depth.layer].shape[1:]
            assert (rows, cols) == depth.cells
            for cell in ((0, 0), (rows // 2, cols // 3), (rows - 1, cols - 1)):
                box = sight.box(depth.layer, *cell)
                assert (box.height, box.width) == depth.size
                assert box == account.box(depth.layer, cell, clip=False)
                if network is trained:  # ceil mode lets windows of the other end in nothing
                    clipped = box.clipped(*sight.working.shape[:2])
                    assert clipped == account.box(depth.layer, cell)


def test_layers_can_be_named(brought: Trained, photos: list[Array]) -> None:
    sight = see(brought, photos[0], ["fire2.expand1x1.relu", "fire2.expand3x3.relu"])
    assert list(sight.maps) == ["fire2.expand1x1.relu", "fire2.expand3x3.relu"]
    with pytest.raises(ValueError, match="has no layer 'fire77'"):
        see(brought, photos[0], ["fire77"])


def test_whole_numbers_are_a_photo_too(trained: Trained, photos: list[Array]) -> None:
    levels = np.rint(photos[2] * 255).astype(np.uint8)
    np.testing.assert_array_equal(see(trained, levels).photo, (levels / np.float32(255)))


@pytest.mark.parametrize(
    ("photo", "message"),
    [
        (np.zeros((8, 8)), "a photo is .height, width, 3."),
        (np.zeros((8, 8, 4)), "a photo is .height, width, 3."),
        (np.full((8, 8, 3), 2.0), "got 2 to 2"),
        (np.full((8, 8, 3), np.nan), "got nan to nan"),
        (np.full((8, 8, 3), 1j), "real numbers"),
        (np.zeros((3, 3, 3)), "a photo of 3x3 pixels, shown at 6x6, is too small for"),
        (np.zeros((1, 900, 3)), "a photo of 1x900 pixels, shown at 2x1800, is too small for"),
    ],
)
def test_what_is_no_photo_is_refused(trained: Trained, photo: Array, message: str) -> None:
    with pytest.raises((ValueError, TypeError), match=message):
        see(trained, photo)


def test_a_small_photo_is_doubled_and_a_large_one_shown_at_the_working_size(
    trained: Trained,
) -> None:
    assert see(trained, np.zeros((20, 30, 3))).working.shape == (40, 60, 3)
    assert see(trained, np.zeros((512, 256, 3))).working.shape == (256, 128, 3)
    assert working_size(trained.network, 3000, 2000) == (192, 128)


def test_a_network_of_larger_pictures_is_shown_larger_ones(brought: Trained) -> None:
    assert working_size(brought.network, 3000, 2000) == (336, 224)


def test_boxes_in_the_photo_are_as_much_larger_as_it_is(trained: Trained) -> None:
    sight = see(trained, np.zeros((512, 384, 3)))
    assert sight.working.shape == (171, 128, 3)
    assert sight.in_photo(Box(0, 0, 171, 128)) == Box(0, 0, 512, 384)
    assert sight.in_photo(Box(-2, 10, 5, 17)) == Box(-6, 30, 15, 51)


def test_what_lies_beyond_the_photo_is_left_open() -> None:
    photo = np.arange(12, dtype=np.float32).reshape(2, 2, 3)
    cut = cut_out(photo, Box(1, 1, 3, 3))
    assert cut[..., 3].tolist() == [[1, 0], [0, 0]]
    assert cut[0, 0, :3].tolist() == [9, 10, 11]
    assert not cut_out(photo, Box(5, 5, 6, 6)).any()


def test_the_guess_is_made_of_the_middle_square(trained: Trained, photos: list[Array]) -> None:
    photo = photos[0]
    square = photo[:, 15:105]
    np.testing.assert_allclose(training_view(trained, photo), resize_area(square, 64, 64))
    found = guess(trained, photo)
    assert sum(one.confidence for one in found) == pytest.approx(1)
    assert sorted(one.name for one in found) == sorted(trained.classes)
    assert [one.confidence for one in found] == sorted((o.confidence for o in found), reverse=True)
    scores = forward(
        trained.network, trained.weights, trained.prepared(resize_area(square, 64, 64))
    )
    assert found[0].place == scores["classes"].argmax()


def test_classes_without_names_are_counted(trained: Trained, photos: list[Array]) -> None:
    nameless = Trained(trained.network, trained.weights)
    (first, *_) = guess(nameless, photos[0])
    assert first.name == f"class {first.place}"


def test_area_resizing_is_average_pooling_where_sizes_divide() -> None:
    image = np.random.default_rng(0).random((12, 20, 3))
    pooled = adaptive_avg_pool2d(image.transpose(2, 0, 1), (4, 5)).transpose(1, 2, 0)
    np.testing.assert_allclose(resize_area(image, 4, 5), pooled)


@pytest.mark.parametrize("size", [(7, 11), (1, 1), (18, 15), (9, 13)])
def test_area_resizing_weighs_parts_of_cells(size: tuple[int, int]) -> None:
    image = np.random.default_rng(0).random((9, 13))
    fine = np.kron(image, np.ones((size[0], size[1])))  # every edge falls between two cells
    fine = fine.reshape(size[0], 9, size[1], 13)
    np.testing.assert_allclose(resize_area(image, *size), fine.mean(axis=(1, 3)))


def test_kernels_are_grey_where_weights_are_zero(trained: Trained) -> None:
    pictures = first_kernels(trained)
    assert pictures.shape == (32, 7, 7, 3)
    assert np.abs(pictures - 0.5).max(axis=(1, 2, 3)) == pytest.approx(0.5)
    weight = trained.weights["conv1"]["weight"].transpose(0, 2, 3, 1)
    assert ((pictures > 0.5) == (weight > 0)).all()


def test_photos_of_all_kinds_are_seen(trained: Trained, tmp_path: Path) -> None:
    rng = np.random.default_rng(0)
    grey = rng.integers(0, 256, (90, 70), dtype=np.uint8)
    kinds = {
        "grey.png": Image.fromarray(grey),
        "deep.png": Image.fromarray(grey.astype(np.uint16) * 257),
        "clear.png": Image.fromarray(np.dstack([grey] * 4)),
        "many.gif": Image.fromarray(grey),
        "huge.jpg": Image.new("RGB", (8000, 6000), (200, 90, 40)),
    }
    for name, image in kinds.items():
        if name == "many.gif":
            image.save(tmp_path / name, save_all=True, append_images=[Image.fromarray(255 - grey)])
        else:
            image.save(tmp_path / name)
        sight = see(trained, read_input(tmp_path / name).array)
        assert min(sight.working.shape[:2]) == 128
        assert all(np.isfinite(maps).all() for maps in sight.maps.values())
    shallow, deep = (see(trained, read_input(tmp_path / f).array) for f in ("grey.png", "deep.png"))
    np.testing.assert_allclose(shallow.working, deep.working, atol=1e-6)

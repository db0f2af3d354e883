"""Photos: every kind of pixel ends as the right sRGB value, upright, at working size."""

from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image

from scenes.inputs import WORKING_SIZE, read_input

RED_GREEN = np.array([[[255, 0, 0], [0, 255, 0]]], dtype=np.uint8)


def pixels(path: Path) -> list[Any]:
    rows: list[Any] = read_input(path).array.round(4).tolist()
    return rows


def saved(path: Path, image: Image.Image, **options: Any) -> Path:
    image.save(path, **options)
    return path


@pytest.mark.parametrize("ending", ["png", "webp", "tiff", "tif", "bmp", "PNG"])
def test_lossless_formats_keep_every_pixel(tmp_path: Path, ending: str) -> None:
    options = {"lossless": True} if ending == "webp" else {}
    path = saved(tmp_path / f"two.{ending}", Image.fromarray(RED_GREEN), **options)
    photo = read_input(str(path))
    assert photo.array.tolist() == [[[1, 0, 0], [0, 1, 0]]]
    assert (photo.kind, photo.name) == ("photo", "two")
    assert photo.array.dtype == np.float32


@pytest.mark.parametrize("ending", ["jpg", "jpeg"])
def test_jpeg_is_near(tmp_path: Path, ending: str) -> None:
    path = saved(tmp_path / f"a.{ending}", Image.new("RGB", (16, 8), (200, 100, 50)), quality=95)
    photo = read_input(path)
    assert photo.array.shape == (8, 16, 3)
    assert np.allclose(photo.array, np.array([200, 100, 50]) / 255, atol=2 / 255)
    assert photo.source == f"a.{ending} (JPEG, 16 x 8 pixels)"


def test_sixteen_bits_keep_their_depth(tmp_path: Path) -> None:
    grey = np.array([[0, 13107, 65535]], dtype=np.uint16)
    for ending in ("png", "tiff"):
        path = saved(tmp_path / f"deep.{ending}", Image.fromarray(grey))
        expected = np.array([[[0, 0, 0], [0.2, 0.2, 0.2], [1, 1, 1]]])
        assert np.allclose(read_input(path).array, expected, atol=1e-6)


def test_float_tiff_in_unit_range(tmp_path: Path) -> None:
    path = saved(tmp_path / "f.tiff", Image.fromarray(np.array([[0, 0.5]], dtype=np.float32)))
    assert pixels(path) == [[[0, 0, 0], [0.5, 0.5, 0.5]]]


@pytest.mark.parametrize(
    ("image", "expected"),
    [
        (Image.new("L", (1, 1), 51), [0.2, 0.2, 0.2]),
        (Image.new("1", (1, 1), 1), [1, 1, 1]),
        (Image.new("RGBA", (1, 1), (0, 0, 0, 0)), [1, 1, 1]),
        (Image.new("RGBA", (1, 1), (255, 0, 0, 51)), [1, 0.8, 0.8]),
        (Image.new("LA", (1, 1), (0, 0)), [1, 1, 1]),
        (Image.new("RGB", (1, 1), (0, 102, 255)).quantize(), [0, 0.4, 1]),
    ],
    ids=["grey", "one bit", "transparent", "half transparent", "grey alpha", "palette"],
)
def test_kinds_of_pixels(tmp_path: Path, image: Image.Image, expected: list[float]) -> None:
    assert pixels(saved(tmp_path / "one.png", image)) == [[pytest.approx(expected)]]


def test_transparent_palette_is_laid_on_white(tmp_path: Path) -> None:
    image = Image.new("P", (1, 1), 0)
    image.putpalette([0, 0, 0])
    path = saved(tmp_path / "p.gif", image, transparency=0)
    assert pixels(path) == [[[1, 1, 1]]]
    assert read_input(path).source == "p.gif (GIF, 1 x 1 pixels, transparency on white)"


def test_cmyk_is_converted(tmp_path: Path) -> None:
    path = saved(tmp_path / "print.tiff", Image.new("CMYK", (1, 1), (0, 255, 255, 0)))
    assert pixels(path) == [[[1, 0, 0]]]


# Source of the meaning of the numbers: the EXIF standard's tag 274, Orientation.
@pytest.mark.parametrize(
    ("orientation", "first_row"),
    list(enumerate([[1, 2], [2, 1], [4, 3], [3, 4], [1, 3], [3, 1], [4, 2], [2, 4]], start=1)),
)
def test_exif_orientation_is_honoured(
    tmp_path: Path, orientation: int, first_row: list[int]
) -> None:
    exif = Image.Exif()
    exif[274] = orientation
    stored = Image.fromarray(np.array([[1, 2], [3, 4]], dtype=np.uint8) * 50)
    path = saved(tmp_path / "turned.png", stored, exif=exif)
    assert (read_input(path).array[0, :, 0] * 255 / 50).round().tolist() == first_row


def test_animation_gives_its_first_frame(tmp_path: Path) -> None:
    frames = [Image.new("RGB", (2, 1), colour) for colour in ("red", "blue")]
    path = saved(tmp_path / "a.gif", frames[0], save_all=True, append_images=frames[1:])
    assert pixels(path) == [[[1, 0, 0], [1, 0, 0]]]
    assert read_input(path).source == "a.gif (GIF, 2 x 1 pixels, first frame only)"


@pytest.mark.parametrize("ending", ["png", "jpg"])
def test_large_photos_are_reduced(tmp_path: Path, ending: str) -> None:
    path = saved(tmp_path / f"wide.{ending}", Image.new("RGB", (3000, 1500), (255, 0, 0)))
    photo = read_input(path)
    assert photo.array.shape == (WORKING_SIZE // 2, WORKING_SIZE, 3)
    assert np.allclose(photo.array, [1, 0, 0], atol=2 / 255)
    assert photo.source.endswith("3000 x 1500 pixels, reduced to 1024 x 512)")


def test_reducing_sixteen_bits_stays_in_range(tmp_path: Path) -> None:
    edge = np.repeat([0, 65535], 1500).reshape(1, -1).astype(np.uint16)
    photo = read_input(saved(tmp_path / "edge.png", Image.fromarray(edge)))
    assert photo.array.shape == (1, WORKING_SIZE, 3)
    assert 0 <= photo.array.min() <= photo.array.max() <= 1


def test_one_image_format_may_pose_as_another(tmp_path: Path) -> None:
    path = saved(tmp_path / "posing.jpg", Image.fromarray(RED_GREEN), format="PNG")
    assert pixels(path) == [[[1, 0, 0], [0, 1, 0]]]


def test_uint8_array_with_three_or_four_channels_last_is_a_photo(tmp_path: Path) -> None:
    photo = read_input(RED_GREEN)
    assert (photo.kind, photo.name) == ("photo", "array")
    assert photo.array.tolist() == [[[1, 0, 0], [0, 1, 0]]]
    assert photo.source == "array passed from Python (photo of 2 x 1 pixels)"
    assert read_input(np.zeros((2, 5, 4), dtype=np.uint8)).array.tolist() == [[[1] * 3] * 5] * 2
    np.save(tmp_path / "stored.npy", RED_GREEN)
    assert read_input(tmp_path / "stored.npy").kind == "photo"


def test_limit_of_pillow_is_left_as_it_was(tmp_path: Path) -> None:
    read_input(saved(tmp_path / "two.png", Image.fromarray(RED_GREEN)))
    assert Image.MAX_IMAGE_PIXELS is not None

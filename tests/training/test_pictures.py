"""Folders and zips of pictures are read, and what is wrong in them is named."""

import zipfile
from collections.abc import Mapping
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from pooling.training import pictures
from pooling.training.pictures import read_pictures


def picture(path: Path, colour: str = "red", size: tuple[int, int] = (8, 8)) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    Image.new("RGB", size, colour).save(path)


def archive(path: Path, entries: Mapping[str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as target:
        for name, data in entries.items():
            target.writestr(name, data)
    return path


def test_classes_are_sorted_and_the_middle_square_is_seen(tmp_path: Path) -> None:
    picture(tmp_path / "train" / "b" / "1.png", "blue", (20, 10))
    picture(tmp_path / "train" / "a" / "1.png")
    picture(tmp_path / "train" / "a" / ".hidden.png")
    (tmp_path / "train" / "a" / "notes.txt").write_text("no picture")
    found = read_pictures(tmp_path, "train", 4)
    assert found.classes == ("a", "b")
    assert found.labels.tolist() == [0, 1]
    assert found.images.shape == (2, 3, 4, 4)
    assert found.images[:, :, 0, 0].tolist() == [[255, 0, 0], [0, 0, 255]]


def test_other_classes_are_refused(tmp_path: Path) -> None:
    picture(tmp_path / "val" / "a" / "1.png")
    picture(tmp_path / "val" / "c" / "1.png")
    with pytest.raises(ValueError, match=r"missing: b; unknown: c"):
        read_pictures(tmp_path, "val", 4, ("a", "b"))


def test_a_damaged_picture_is_named(tmp_path: Path) -> None:
    (tmp_path / "train" / "a").mkdir(parents=True)
    (tmp_path / "train" / "a" / "x.jpg").write_bytes(b"no picture")
    with pytest.raises(ValueError, match=r"train/a/x\.jpg in .* cannot be read as a picture"):
        read_pictures(tmp_path, "train", 4)
    zipped = archive(tmp_path / "data.zip", {"train/a/y.jpg": b"no picture"})
    with pytest.raises(ValueError, match=r"train/a/y\.jpg in data\.zip cannot be read"):
        read_pictures(zipped, "train", 4)


def test_what_would_fill_the_memory_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pictures, "LARGEST_FILE", 1_000_000)
    zipped = archive(tmp_path / "data.zip", {"train/a/x.jpg": bytes(1_000_001)})
    with pytest.raises(ValueError, match="more than 1 MB"):
        read_pictures(zipped, "train", 4)


def test_no_zip_and_no_pictures_are_refused(tmp_path: Path) -> None:
    (tmp_path / "x.zip").write_bytes(b"no zip")
    with pytest.raises(ValueError, match=r"x\.zip is no zip, or is damaged"):
        read_pictures(tmp_path / "x.zip", "train", 4)
    with pytest.raises(ValueError, match="no pictures under train/CLASS/"):
        read_pictures(archive(tmp_path / "y.zip", {"../train/a/x.jpg": b""}), "train", 4)


def test_some_are_drawn_without_repeats() -> None:
    images = np.arange(30, dtype=np.uint8).reshape(10, 3, 1, 1)
    all_of_them = pictures.Pictures(images, np.zeros(10, int), ("a",))
    some = all_of_them.some(4)
    assert len(some) == 4
    assert len({int(image[0, 0, 0]) for image in some.images}) == 4
    assert len(all_of_them.some(99)) == 10

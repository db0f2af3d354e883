"""Photos of a folder or zip: names, order, bad files, nothing outside."""

import zipfile
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from scenes.inputs.album import Album
from scenes.inputs.model import Input, InputError


def save(path: Path, grey: int = 90) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    Image.fromarray(np.full((6, 8, 3), grey, np.uint8)).save(path)
    return path


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Three good photos, a bad one, and much that is none."""
    root = tmp_path / "album"
    save(root / "b.png", 10)
    save(root / "a" / "z.JPG", 20)
    save(root / "c.png", 30)
    (root / "bad.jpg").write_bytes(b"no photo at all")
    (root / "notes.txt").write_text("no photo")
    save(root / ".hidden.png")
    save(root / ".thumbs" / "t.png")
    save(tmp_path / "outside" / "secret.png")
    (root / "link.png").symlink_to(tmp_path / "outside" / "secret.png")
    (root / "loop").symlink_to(root)
    (root / "out").symlink_to(tmp_path / "outside")
    return root


def zipped(folder: Path) -> Path:
    path = folder.with_suffix(".zip")
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in ("b.png", "a/z.JPG", "c.png", "bad.jpg", "notes.txt", ".hidden.png"):
            archive.write(folder / name, name)
        archive.writestr("__MACOSX/._b.png", b"resource")
        archive.writestr("empty/", b"")
    return path


NAMES = ("a/z.JPG", "b.png", "bad.jpg", "c.png")


@pytest.mark.parametrize("packed", [False, True])
def test_photos_come_in_order_and_bad_ones_as_errors(folder: Path, packed: bool) -> None:
    with Album(zipped(folder) if packed else folder) as album:
        assert album.names == NAMES
        assert len(album) == 4
        found = list(album.photos())
        assert [name for name, _ in found] == list(NAMES)
        greys = [round(p.array.mean() * 255) for _, p in found if isinstance(p, Input)]
        assert greys == [20, 10, 30]
        assert isinstance(found[2][1], InputError)
        assert "bad.jpg" in str(found[2][1])
        assert [name for name, _ in album.photos(2)] == list(NAMES[2:])
        assert album.read("b.png").array.shape == (6, 8, 3)


def test_the_stamp_changes_with_the_photos(folder: Path) -> None:
    before = Album(folder).stamp
    assert Album(folder).stamp == before
    (folder / "notes.txt").write_text("other notes")
    assert Album(folder).stamp == before
    save(folder / "d.png")
    assert Album(folder).stamp != before


def test_a_photo_that_has_become_a_link_is_not_followed(folder: Path) -> None:
    album = Album(folder)
    (folder / "b.png").unlink()
    (folder / "b.png").symlink_to(folder.parent / "outside" / "secret.png")
    with pytest.raises(InputError, match="has become a link"):
        album.read("b.png")
    (folder / "c.png").unlink()
    with pytest.raises(InputError, match=r"'c\.png' cannot be read"):
        album.read("c.png")


def test_what_is_no_album_is_refused(folder: Path, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="there is no folder or zip"):
        Album(tmp_path / "none")
    with pytest.raises(InputError, match=r"'notes\.txt' cannot be read as one"):
        Album(folder / "notes.txt")
    (tmp_path / "empty").mkdir()
    with pytest.raises(InputError, match="'empty' holds no photo"):
        Album(tmp_path / "empty")
    with zipfile.ZipFile(tmp_path / "empty.zip", "w"):
        pass
    with pytest.raises(InputError, match=r"'empty\.zip' holds no photo"):
        Album(tmp_path / "empty.zip")


def test_a_damaged_member_is_an_error_of_its_own(folder: Path) -> None:
    path = zipped(folder)
    data = bytearray(path.read_bytes())
    with zipfile.ZipFile(path) as archive:
        start = archive.getinfo("b.png").header_offset
    data[start + 40 : start + 80] = bytes(40)
    path.write_bytes(data)
    with Album(path) as album:
        with pytest.raises(InputError):
            album.read("b.png")
        assert isinstance(dict(album.photos())["c.png"], Input)

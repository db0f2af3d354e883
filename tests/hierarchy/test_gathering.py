"""Whole albums: the same patches however often a run is stopped."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from pooling.hierarchy import see, strongest
from pooling.planes import Array
from pooling.trained import Trained
from scenes import gathering
from scenes.gathering import Gathered, gather
from scenes.inputs.album import Album
from scenes.inputs.model import Input, InputError

LAYERS = ["conv3_2.relu", "conv4_2.relu"]


@pytest.fixture
def album(tmp_path: Path, photos: list[Array]) -> Album:
    """Five photos, the second of them bad, the fourth too small."""
    for place, photo in enumerate([photos[0], photos[2], photos[1], photos[2][:2, :2], photos[2]]):
        levels = np.rint(photo * 255).astype(np.uint8)
        Image.fromarray(levels).save(tmp_path / f"{place}.png")
    (tmp_path / "1.png").write_bytes(b"broken")
    return Album(tmp_path)


def all_patches(found: Gathered) -> list[object]:
    channels = {"conv3_2.relu": 128, "conv4_2.relu": 160}
    return [found.patches(layer, unit) for layer in LAYERS for unit in range(channels[layer])]


def test_an_album_gives_the_patches_of_its_photos(trained: Trained, album: Album) -> None:
    told: list[tuple[int, int]] = []
    found = gather(trained, album, LAYERS, 3, report=lambda done, most: told.append((done, most)))
    assert told == [(done, 5) for done in range(6)]
    assert [note.split(":")[0] for note in found.notes] == ["1.png", "3.png"]
    assert found.names == ("0.png", "1.png", "2.png", "3.png", "4.png")
    good = (0, 2, 4)
    sights = [see(trained, album.read(f"{place}.png").array) for place in good]
    for unit in (0, 50, 100):
        wanted = strongest(trained, sights, "conv3_2.relu", unit, 3, per_photo=1)
        placed = tuple(replace(patch, photo=good[patch.photo]) for patch in wanted)
        assert found.patches("conv3_2.relu", unit) == placed


def test_a_stopped_run_goes_on(
    trained: Trained, album: Album, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(gathering, "SAVED_EVERY", 0.0)
    whole = gather(trained, album, LAYERS, 3)
    read: list[str] = []
    real = Album.read

    def reading(self: Album, name: str) -> Input:
        if len(read) == 3:
            read.clear()
            raise KeyboardInterrupt
        read.append(name)
        return real(self, name)

    monkeypatch.setattr(Album, "read", reading)
    with pytest.raises(KeyboardInterrupt):
        gather(trained, album, LAYERS, 3, folder=tmp_path / "kept")
    found = gather(trained, album, LAYERS, 3, folder=tmp_path / "kept")
    assert read == ["3.png", "4.png"]
    assert all_patches(found) == all_patches(whole)
    assert found.notes == whole.notes
    read.clear()
    again = gather(trained, album, LAYERS, 3, folder=tmp_path / "kept")
    assert read == []
    assert all_patches(again) == all_patches(whole)


def test_a_damaged_state_is_begun_anew(trained: Trained, album: Album, tmp_path: Path) -> None:
    whole = gather(trained, album, LAYERS, 3, folder=tmp_path / "kept")
    (state,) = (tmp_path / "kept").iterdir()
    for text in (state.read_text()[:200], "[]", '{"notes": [], "found": {"seen": 9}}'):
        state.write_text(text)
        assert all_patches(gather(trained, album, LAYERS, 3, folder=tmp_path / "kept")) == (
            all_patches(whole)
        )


def test_a_folder_that_cannot_be_written_does_no_harm(
    trained: Trained, album: Album, tmp_path: Path
) -> None:
    (tmp_path / "file").write_text("no folder")
    found = gather(trained, album, LAYERS, 3, folder=tmp_path / "file")
    assert len(found.notes) == 2


def test_a_network_without_quantiles_is_measured_on_some_photos(
    brought: Trained, album: Album
) -> None:
    found = gather(brought, album, ["fire3"], 2, least=0.99)
    assert sum(bool(found.patches("fire3", unit)) for unit in range(128)) > 20


def test_an_album_without_a_usable_photo_is_refused(trained: Trained, tmp_path: Path) -> None:
    (tmp_path / "a.png").write_bytes(b"broken")
    with pytest.raises(InputError, match=r"none of 1 photos can be used; the first: a\.png"):
        gather(trained, Album(tmp_path), LAYERS)
    with pytest.raises(ValueError, match="has no layer 'conv77'"):
        gather(trained, Album(tmp_path), ["conv77"])

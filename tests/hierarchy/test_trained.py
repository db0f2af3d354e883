"""The file of weights: written, read, refused."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from pooling.layers import Conv2d
from pooling.network import Network
from pooling.trained import LEVELS, SHIPPED, Trained, load_trained, save_trained
from pooling.weights import random_weights


def test_what_is_written_is_read(trained: Trained, tmp_path: Path) -> None:
    save_trained(tmp_path / "own.npz", trained)
    read = load_trained(tmp_path / "own.npz")
    assert (read.classes, read.mean, read.std) == (trained.classes, trained.mean, trained.std)
    assert read.card == trained.card
    assert read.network.nodes == trained.network.nodes
    for layer, own in trained.weights.items():
        for name, values in own.items():
            assert read.weights[layer][name].dtype == np.float32
            np.testing.assert_allclose(read.weights[layer][name], values, rtol=1e-3, atol=1e-7)
    for layer, quantiles in trained.quantiles.items():
        np.testing.assert_array_equal(read.quantiles[layer], quantiles)
    assert [path.name for path in tmp_path.iterdir()] == ["own.npz"]


def test_the_file_that_ships_is_small_and_whole() -> None:
    assert SHIPPED.stat().st_size <= 1_500_000
    shipped = load_trained()
    assert len(shipped.classes) == len(set(shipped.classes)) == 68
    assert sum(v.size for own in shipped.weights.values() for v in own.values()) == 707_588
    for layer in ("conv1.relu", "conv2_2.relu", "conv3_2.relu", "conv4_2.relu"):
        quantiles = shipped.quantiles[layer]
        assert quantiles.shape[1] == len(LEVELS)
        assert (np.diff(quantiles, axis=1) >= 0).all()
        assert (quantiles >= 0).all()


def test_a_missing_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match=r"there are no weights at none.npz"):
        load_trained(tmp_path / "none.npz")


@pytest.mark.parametrize("kept", [0, 1, 100, 2000, 100_000, -1])
def test_a_damaged_file_is_told(trained: Trained, tmp_path: Path, kept: int) -> None:
    path = tmp_path / "own.npz"
    save_trained(path, trained)
    path.write_bytes(path.read_bytes()[:kept])
    with pytest.raises(ValueError, match=r"own.npz is damaged, or holds no weights"):
        load_trained(path)


def test_other_arrays_are_no_weights(tmp_path: Path) -> None:
    np.savez(tmp_path / "other.npz", x=np.zeros(3))
    np.savez(tmp_path / "objects.npz", about=np.array([{}], object))
    np.save(tmp_path / "single.npz.npy", np.zeros(3))
    for name in ("other.npz", "objects.npz", "single.npz.npy"):
        with pytest.raises(ValueError, match=r"is damaged, or holds no weights"):
            load_trained(tmp_path / name)


def entries(path: Path) -> dict[str, np.ndarray]:
    with np.load(path) as file:
        return {name: file[name] for name in file.files}


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"conv1.weight": None}, "layer 'conv1' of zoomnet needs 'weight' of shape"),
        ({"conv1.weight": np.zeros((32, 3, 5, 5))}, "of shape .32, 3, 7, 7., got .32, 3, 5, 5."),
        ({"conv1.bias": np.full(32, np.nan)}, "got NaN or infinity in 'bias' of layer 'conv1'"),
        ({"quantiles.conv1.relu": np.zeros((32, 2))}, "needs quantiles of shape .32, 5."),
        ({"quantiles.conv9": np.zeros((32, 5))}, "has no layer 'conv9'"),
    ],
)
def test_weights_of_another_shape_are_refused(
    trained: Trained, tmp_path: Path, change: dict[str, np.ndarray | None], message: str
) -> None:
    path = tmp_path / "own.npz"
    save_trained(path, trained)
    changed = {k: v for k, v in (entries(path) | change).items() if v is not None}
    np.savez(path, **changed)  # type: ignore[arg-type]
    with pytest.raises(ValueError, match=message):
        load_trained(path)


def test_parts_that_do_not_fit_are_refused(trained: Trained) -> None:
    with pytest.raises(ValueError, match=r"tells 5 classes apart, got 2 names"):
        replace(trained, classes=("a", "b"))
    with pytest.raises(ValueError, match=r"std above 0"):
        replace(trained, std=(1.0, 0.0, 1.0))
    grey = Network.chain("grey", (1, 8, 8), [("conv", Conv2d(2, 3))])
    with pytest.raises(ValueError, match=r"photos have 3 channels, got grey, which reads 1"):
        Trained(grey, random_weights(grey, np.random.default_rng(0)))
    other = Network.chain("other", (3, 8, 8), [("conv", Conv2d(2, 3))])
    with pytest.raises(ValueError, match=r"the file holds a zoomnet"):
        save_trained("other.npz", Trained(other, random_weights(other, np.random.default_rng(0))))

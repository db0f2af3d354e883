"""CIFAR-10 in each form it comes in gives the same pictures; a hostile batch runs nothing."""

import pickle
import re
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from pooling.planes import Array
from pooling.training.cifar import BATCHES, BYTES, CLASSES, read_cifar

NAMES = [name for part in BATCHES for name in part]


def batches() -> dict[str, tuple[Array, Array]]:
    dice = np.random.default_rng(0)
    return {
        name: (dice.integers(0, 256, (4, BYTES), np.uint8), dice.integers(0, 10, 4))
        for name in NAMES
    }


def write_binary(folder: Path) -> None:
    for name, (images, labels) in batches().items():
        rows = np.concatenate([labels[:, None].astype(np.uint8), images], 1)
        (folder / f"{name}.bin").write_bytes(rows.tobytes())


def write_python(folder: Path, *, by_columns: bool = False) -> None:
    for name, (images, labels) in batches().items():
        data = np.asfortranarray(images) if by_columns else images
        batch = {
            b"batch_label": b"one", b"labels": labels.tolist(), b"data": data, b"filenames": [b"a"]
        }  # fmt: skip
        (folder / name).write_bytes(pickle.dumps(batch, protocol=2))


def as_python_two(folder: Path) -> None:
    """Rewrite the batches as the official ones are: by another Python and an older NumPy."""
    for name in NAMES:
        path = folder / name
        path.write_bytes(path.read_bytes().replace(b"numpy._core", b"numpy.core"))


def check(folder: Path, form: str) -> None:
    made = batches()
    train, test, found = read_cifar(folder)
    assert found == form
    assert train.classes == test.classes == CLASSES
    assert (train.images.shape, test.images.shape) == ((20, 3, 32, 32), (4, 3, 32, 32))
    assert train.labels.tolist() == [n for name in NAMES[:5] for n in made[name][1].tolist()]
    assert test.labels.tolist() == made["test_batch"][1].tolist()
    np.testing.assert_array_equal(train.images[5].ravel(), made["data_batch_2"][0][1])
    np.testing.assert_array_equal(test.images.reshape(4, -1), made["test_batch"][0])


def test_binary_batches(tmp_path: Path) -> None:
    write_binary(tmp_path)
    check(tmp_path, "official binary batches")


@pytest.mark.parametrize("by_columns", [False, True])
def test_python_batches(by_columns: bool, tmp_path: Path) -> None:
    write_python(tmp_path, by_columns=by_columns)
    check(tmp_path, "official Python batches")
    as_python_two(tmp_path)
    check(tmp_path, "official Python batches")


class Hostile:
    """A pickle that, loaded as pickles are, would write a file."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def __reduce__(self) -> tuple[object, tuple[object, ...]]:
        return Path.touch, (self.path,)


def test_a_hostile_batch_runs_nothing(tmp_path: Path) -> None:
    write_python(tmp_path)
    trap = tmp_path / "trap"
    hostile = pickle.dumps({b"labels": [1], b"data": Hostile(trap)})
    (tmp_path / "data_batch_3").write_bytes(hostile)
    with pytest.raises(
        ValueError, match=r"data_batch_3 is no Python batch .*it asks for"
    ) as caught:
        read_cifar(tmp_path)
    assert "binary version" in str(caught.value)
    assert not trap.exists()
    pickle.loads(hostile)
    assert trap.exists(), "the trap works where it is not defused"


@pytest.mark.parametrize(
    ("batch", "reason"),
    [
        ({b"labels": [1], b"data": np.zeros((1, BYTES))}, "pictures are bytes"),
        ({b"labels": [1, 2], b"data": np.zeros((1, BYTES), np.uint8)}, "2 labels"),
        ({b"labels": [1], b"data": np.zeros((1, 7), np.uint8)}, "1 labels"),
        ({b"labels": [1]}, "b'data'"),
        ({b"labels": [1], b"data": [0] * BYTES}, "array"),
        ({b"labels": [11], b"data": np.zeros((1, BYTES), np.uint8)}, "not CIFAR-100"),
        ([], "list indices"),
    ],
)
def test_other_pickles(batch: object, reason: str, tmp_path: Path) -> None:
    write_python(tmp_path)
    (tmp_path / "data_batch_1").write_bytes(pickle.dumps(batch))
    with pytest.raises(ValueError, match=re.escape(reason)) as caught:
        read_cifar(tmp_path)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("content", [b"", b"\x80", b"cos\nsystem\n(S'true'\ntR.", b"\0" * 99])
def test_bytes_that_are_no_batch(content: bytes, tmp_path: Path) -> None:
    write_python(tmp_path)
    (tmp_path / "test_batch").write_bytes(content)
    with pytest.raises(ValueError, match="test_batch is no Python batch"):
        read_cifar(tmp_path)
    write_binary(tmp_path)
    (tmp_path / "test_batch.bin").write_bytes(content)
    with pytest.raises(ValueError, match=r"test_batch\.bin must hold 3073 bytes a picture"):
        read_cifar(tmp_path)


def test_folders(tmp_path: Path) -> None:
    for part in ("train", "test"):
        for name in ("cat", "dog"):
            (tmp_path / part / name).mkdir(parents=True)
            Image.new("RGB", (32, 32), "red").save(tmp_path / part / name / "1.png")
    train, test, form = read_cifar(tmp_path)
    assert (len(train), len(test), form) == (2, 2, "folders of pictures")
    Image.new("RGB", (32, 32)).save(tmp_path / "train" / "cat" / "2.jpg")
    assert read_cifar(tmp_path)[2] == "JPEG copy"


def test_what_is_no_cifar(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="no pictures under train/CLASS/"):
        read_cifar(tmp_path)
    packed = tmp_path / "cifar-10-python.tar.gz"
    packed.write_bytes(b"\x1f\x8b")
    with pytest.raises(ValueError, match="unpack it and name the folder"):
        read_cifar(packed)

"""CIFAR-10 in any form it comes in: official binary or Python batches, or folders of pictures."""

import io
import pickle
import zipfile
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from pooling.training.pictures import Pictures, read_pictures

SIZE = 32
BYTES = 3 * SIZE * SIZE
CLASSES = (
    "airplane", "automobile", "bird", "cat", "deer", "dog", "frog", "horse", "ship", "truck",
)  # fmt: skip
"""In the order of the official labels, which is that of the alphabet."""
BATCHES = tuple(f"data_batch_{number}" for number in range(1, 6)), ("test_batch",)


def read_cifar(source: str | Path) -> tuple[Pictures, Pictures, str]:
    """Read the pictures to learn from, those to be judged by, and what form they came in.

    Args:
        source: an unpacked folder with the official batches, binary (`data_batch_1.bin` ...) or
            Python (`data_batch_1` ...); or a folder or zip with train/CLASS/ and test/CLASS/.

    Raises:
        ValueError: none of these, a batch that is damaged, or pictures of other classes.

    Source: Krizhevsky, "Learning multiple layers of features from tiny images", 2009.
    """
    source = Path(source)
    for suffix, read, form in (
        (".bin", _binary, "official binary batches"),
        ("", _pickled, "official Python batches"),
    ):
        parts = [[source / (name + suffix) for name in names] for names in BATCHES]
        if all(path.is_file() for part in parts for path in part):
            train, test = (_joined([read(path) for path in part]) for part in parts)
            return train, test, form
    if source.is_file() and not zipfile.is_zipfile(source):
        raise ValueError(
            f"{source.name} is neither a folder nor a zip: unpack it and name the folder that "
            "holds data_batch_1"
        )
    train = read_pictures(source, "train", SIZE)
    test = read_pictures(source, "test", SIZE, train.classes)
    return train, test, "JPEG copy" if _has_jpeg(source) else "folders of pictures"


def _joined(parts: list[tuple[NDArray[np.uint8], NDArray[np.int64]]]) -> Pictures:
    images, labels = (np.concatenate(halves) for halves in zip(*parts, strict=True))
    return Pictures(images.reshape(-1, 3, SIZE, SIZE), labels, CLASSES)


def _binary(path: Path) -> tuple[NDArray[np.uint8], NDArray[np.int64]]:
    data = np.fromfile(path, np.uint8)
    if not data.size or data.size % (1 + BYTES):
        raise ValueError(
            f"{path.name} must hold {1 + BYTES} bytes a picture, got {data.size} in all: "
            "download it again"
        )
    rows = data.reshape(-1, 1 + BYTES)
    return rows[:, 1:], _checked(path, rows[:, 0])


def _pickled(path: Path) -> tuple[NDArray[np.uint8], NDArray[np.int64]]:
    """Read a Python batch, which is a pickle, without letting it run anything."""
    try:
        batch = _PlainUnpickler(io.BytesIO(path.read_bytes()), encoding="bytes").load()
        images = batch[b"data"].array
        labels = np.array(batch[b"labels"], np.int64)
        if images.shape != (len(labels), BYTES):
            raise ValueError(f"{len(labels)} labels, pictures of shape {images.shape}")
    except Exception as error:  # a damaged pickle fails in any way it likes
        reason = " ".join(str(error).split())[:80]
        raise ValueError(
            f"{path.name} is no Python batch of CIFAR-10 ({reason}): download it again, or use "
            "the binary version"
        ) from error
    return images, _checked(path, labels)


def _checked(path: Path, labels: NDArray[Any]) -> NDArray[np.int64]:
    if labels.min() < 0 or labels.max() >= len(CLASSES):
        raise ValueError(
            f"a label in {path.name} is one of 0 to {len(CLASSES) - 1}, got {labels.min()} to "
            f"{labels.max()}: use CIFAR-10, not CIFAR-100"
        )
    return labels.astype(np.int64)


class _Held:
    """What stands in for an array, and for its dtype, while a pickle is read: it only keeps."""

    array: NDArray[np.uint8]

    def __init__(self, *kept: object) -> None:
        self.kept = kept

    def __setstate__(self, state: tuple[Any, ...]) -> None:
        if len(state) == 5 and isinstance(state[4], bytes):  # of an array; else of a dtype
            _, shape, dtype, by_columns, data = state
            if dtype.kept[0] not in (b"u1", "u1"):
                raise ValueError(f"pictures are bytes, got {dtype.kept[0]!r}")
            cells = np.frombuffer(data, np.uint8)
            self.array = cells.reshape(shape, order="F") if by_columns else cells.reshape(shape)


def _kept(*_: object) -> _Held:
    return _Held()


def _encoded(text: str, encoding: str) -> bytes:
    """How Python 3 writes bytes into a pickle that Python 2 can read."""
    if encoding != "latin1":
        raise ValueError(f"bytes are written as latin1, got {encoding!r}")
    return text.encode("latin1")


class _PlainUnpickler(pickle.Unpickler):
    """Knows plain values and arrays of bytes; every other name is refused, none is imported."""

    def find_class(self, module: str, name: str) -> Any:
        match module, name:
            case (("numpy.core.multiarray" | "numpy._core.multiarray"), "_reconstruct"):
                return _kept
            case "numpy", "ndarray" | "dtype":
                return _Held
            case "_codecs", "encode":
                return _encoded
        raise ValueError(f"it asks for {module}.{name}")


def _has_jpeg(source: Path) -> bool:
    if source.is_dir():
        names = [path.name for path in source.glob("train/*/*")]
    else:
        with zipfile.ZipFile(source) as archive:
            names = archive.namelist()
    return any(name.lower().endswith((".jpg", ".jpeg")) for name in names)

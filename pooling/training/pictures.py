"""Pictures to learn from: a folder, or a zip, with a folder of pictures for each class."""

import io
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

import numpy as np
from numpy.typing import NDArray
from PIL import Image

KINDS = {".jpg", ".jpeg", ".png", ".webp", ".bmp"}


@dataclass(frozen=True)
class Pictures:
    """Pictures of one size, each of one class.

    Attributes:
        images: (count, 3, size, size), 0 to 255.
        labels: (count,), places in `classes`.
        classes: their names, sorted.
    """

    images: NDArray[np.uint8]
    labels: NDArray[np.int64]
    classes: tuple[str, ...]

    def __len__(self) -> int:
        """Count the pictures."""
        return len(self.labels)


def read_pictures(source: str | Path, part: str, size: int) -> Pictures:
    """Read the class folders under `part` ("train", "val" ...) of a folder or zip.

    Each picture's middle square is scaled to `size`.

    Args:
        source: the folder or zip.
        part: the folder in it that holds the class folders.
        size: height and width wanted, in pixels.

    Raises:
        ValueError: there is no such folder, or no picture in it.
    """
    source = Path(source)
    walk = _zipped(source, part) if zipfile.is_zipfile(source) else _files(source, part)
    images, names = [], []
    for name, data in walk:
        with Image.open(io.BytesIO(data)) as picture:
            images.append(_square(picture, size))
        names.append(name)
    if not images:
        raise ValueError(
            f"{source} has no pictures under {part}/CLASS/: give a folder or zip with a folder of "
            "pictures for each class"
        )
    classes = tuple(sorted(set(names)))
    places = {name: place for place, name in enumerate(classes)}
    return Pictures(np.stack(images), np.array([places[name] for name in names]), classes)


def _zipped(source: Path, part: str) -> Iterator[tuple[str, bytes]]:
    with zipfile.ZipFile(source) as archive:
        for name in sorted(archive.namelist()):
            path = PurePosixPath(name)
            if path.parts[:1] == (part,) and len(path.parts) == 3 and path.suffix.lower() in KINDS:
                yield path.parts[1], archive.read(name)


def _files(source: Path, part: str) -> Iterator[tuple[str, bytes]]:
    for path in sorted((source / part).glob("*/*")):
        if path.suffix.lower() in KINDS:
            yield path.parent.name, path.read_bytes()


def _square(picture: Image.Image, size: int) -> NDArray[np.uint8]:
    side = min(picture.size)
    left, top = (picture.width - side) // 2, (picture.height - side) // 2
    box = (left, top, left + side, top + side)
    rgb = picture.convert("RGB")
    if rgb.size != (size, size):
        rgb = rgb.resize((size, size), Image.Resampling.BICUBIC, box)
    return np.asarray(rgb).transpose(2, 0, 1)

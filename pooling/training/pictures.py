"""Pictures to learn from: a folder, or a zip, with a folder of pictures for each class."""

import io
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path, PurePosixPath

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageOps

KINDS = {".jpg", ".jpeg", ".png", ".webp", ".bmp"}
LARGEST_FILE = 100_000_000
"""Bytes of a picture in a zip, unpacked: more is no photo, but an attempt to fill the memory."""

Source = Iterator[tuple[str, str, Callable[[], bytes]]]
"""For each picture its class, its place for messages, and what reads it."""


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

    def some(self, count: int, seed: int = 0) -> "Pictures":
        """Return so many of them, or all if there are fewer, drawn by chance."""
        chosen = np.sort(np.random.default_rng(seed).permutation(len(self))[:count])
        return Pictures(self.images[chosen], self.labels[chosen], self.classes)


def read_pictures(
    source: str | Path, part: str, size: int, classes: tuple[str, ...] | None = None
) -> Pictures:
    """Read the class folders under `part` ("train", "val" ...) of a folder or zip.

    Each picture's middle square is scaled to `size`.

    Args:
        source: the folder or zip.
        part: the folder in it that holds the class folders.
        size: height and width wanted, in pixels.
        classes: names that the folders must have; None: any.

    Raises:
        ValueError: there is no such folder, or no picture in it; other classes than wanted; a
            picture, named, that cannot be read.
    """
    source = Path(source)
    images, names = [], []
    for name, place, read in _zipped(source, part) if source.is_file() else _files(source, part):
        try:
            data = read()
            with Image.open(io.BytesIO(data)) as picture:
                images.append(_square(picture, size))
        except (
            OSError, ValueError, SyntaxError, RuntimeError, NotImplementedError,
            zipfile.BadZipFile, Image.DecompressionBombError,
        ) as error:  # fmt: skip
            reason = " ".join(str(error).split())[:80]
            raise ValueError(
                f"{place} in {source.name} cannot be read as a picture ({reason}): repair or "
                "remove it"
            ) from error
        names.append(name)
    if not images:
        raise ValueError(
            f"{source.name} has no pictures under {part}/CLASS/: give a folder or zip with a "
            "folder of pictures for each class"
        )
    found = tuple(sorted(set(names)))
    if classes is not None and found != classes:
        missing, unknown = sorted(set(classes) - set(found)), sorted(set(found) - set(classes))
        raise ValueError(
            f"{part}/ of {source.name} needs the same classes as what was learned from; missing: "
            f"{', '.join(missing[:5]) or 'none'}; unknown: {', '.join(unknown[:5]) or 'none'}: "
            "rename or add folders"
        )
    places = {name: place for place, name in enumerate(found)}
    return Pictures(np.stack(images), np.array([places[name] for name in names]), found)


def _zipped(source: Path, part: str) -> Source:
    """Yield what is in a zip; nothing is unpacked to disk, so no name in it can lead elsewhere."""
    try:
        archive = zipfile.ZipFile(source)
    except (zipfile.BadZipFile, NotImplementedError) as error:
        raise ValueError(f"{source.name} is no zip, or is damaged: give a folder or zip") from error
    with archive:
        for entry in sorted(archive.infolist(), key=lambda entry: entry.filename):
            path = PurePosixPath(entry.filename)
            if path.parts[:1] == (part,) and len(path.parts) == 3 and _is_picture(path):
                yield path.parts[1], entry.filename, partial(_unpacked, archive, entry)


def _unpacked(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> bytes:
    with archive.open(entry) as file:
        data = file.read(LARGEST_FILE + 1)  # the size that the entry states may be a lie
    if len(data) > LARGEST_FILE:
        raise ValueError(f"more than {LARGEST_FILE // 1_000_000} MB")
    return data


def _files(source: Path, part: str) -> Source:
    for path in sorted((source / part).glob("*/*")):
        if _is_picture(path) and path.is_file():
            yield path.parent.name, str(path.relative_to(source)), path.read_bytes


def _is_picture(path: PurePosixPath | Path) -> bool:
    return path.suffix.lower() in KINDS and not path.name.startswith(".")


def _square(picture: Image.Image, size: int) -> NDArray[np.uint8]:
    upright = ImageOps.exif_transpose(picture)
    side = min(upright.size)
    left, top = (upright.width - side) // 2, (upright.height - side) // 2
    box = (left, top, left + side, top + side)
    rgb = upright.convert("RGB")
    if rgb.size != (size, size):
        rgb = rgb.resize((size, size), Image.Resampling.BICUBIC, box)
    return np.asarray(rgb).transpose(2, 0, 1)

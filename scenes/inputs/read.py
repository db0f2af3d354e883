"""One door for every input: a path, an array, lists of numbers, or nothing at all."""

import difflib
import os
import stat
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

from scenes.inputs.model import Input, InputError, safe_name, shown
from scenes.inputs.npy import NPY_MAGIC, array_from_npy
from scenes.inputs.photos import photo_from_array, photo_from_file
from scenes.inputs.samples import SAMPLES, sample_photo
from scenes.inputs.tables import table_from_array, table_from_lists
from scenes.inputs.text import MAX_TEXT_BYTES, table_from_csv, table_from_json

PHOTO_SUFFIXES = (".png", ".jpg", ".jpeg", ".webp", ".tif", ".tiff", ".bmp", ".gif")
TEXT_SUFFIXES = (".csv", ".tsv", ".json")
FORMATS = "png, jpg, webp, tiff, bmp, gif, csv, tsv, npy or json"

# What a file starts with, what that is, and the ending it should have.
MAGIC = (
    (b"\x89PNG", "a PNG image", ".png"),
    (b"\xff\xd8\xff", "a JPEG image", ".jpg"),
    (b"GIF8", "a GIF image", ".gif"),
    (b"II*\0", "a TIFF image", ".tiff"),
    (b"MM\0*", "a TIFF image", ".tiff"),
    (NPY_MAGIC, "a NumPy array", ".npy"),
)

Array = np.ndarray[Any, np.dtype[Any]]


Source = str | os.PathLike[str] | Array | Sequence[Any] | Input | None
"""All that `read_input` takes."""


def read_input(source: Source = None) -> Input:
    """Turn what a user gave into a photo or a table.

    - None is the default sample photo; a bare name such as "chelsea" is that sample photo, unless
      a file is called so.
    - A path is read by its ending: png, jpg, webp, tiff, bmp, gif as a photo of shape
      (height, width, 3), float32 in 0..1, at most ``WORKING_SIZE`` pixels long; csv, tsv, json,
      npy as a table of shape (height, width) or (channels, height, width).
    - An array, or lists of numbers, is a table; a uint8 array (also from npy) whose last of three
      axes has length 3 or 4 is a photo.
    - An ``Input`` is returned as it is.

    NaN in a table is a value like any other.

    Raises:
        InputError: one line with the rule, the given value and the way out.

    >>> read_input([[1, 3, 2, 8], [4, 6, 5, 2]]).array
    array([[1, 3, 2, 8],
           [4, 6, 5, 2]])
    """
    if source is None:
        return sample_photo()
    if isinstance(source, Input):
        return source
    if isinstance(source, np.ndarray):
        return _from_array(source, "array", "array", "array passed from Python")
    if isinstance(source, str | os.PathLike):
        return _from_path(os.fspath(source))
    if isinstance(source, Sequence) and not isinstance(source, bytes | bytearray):
        lists = [part.tolist() if isinstance(part, np.ndarray) else part for part in source]
        table = table_from_lists(lists, "array")
        return Input("table", "array", f"array passed from Python ({_size(table)})", table)
    raise InputError(
        f"an input is a path, an array or lists of numbers, given was {type(source).__name__}: "
        "convert it with numpy.asarray"
    )


def _from_array(array: Array, name: str, label: str, origin: str) -> Input:
    if array.dtype == np.uint8 and array.ndim == 3 and array.shape[-1] in (3, 4):
        return photo_from_array(array, name, label, origin)
    table = table_from_array(array, label)
    return Input("table", name, f"{origin} ({_size(table)})", table)


def _from_path(given: object) -> Input:
    if not isinstance(given, str) or not given.strip():
        raise InputError(f"an input path is text, given was {shown(given)}: name a file")
    path = Path(given)
    if given in SAMPLES and not path.is_file():
        return sample_photo(given)
    try:
        status = path.stat()
    except FileNotFoundError:
        raise _missing(path) from None
    except (OSError, ValueError) as error:
        raise _unreadable(given, error) from None
    if stat.S_ISDIR(status.st_mode):
        raise InputError(f"an input is one file, {shown(given)} is a folder: name a file in it")
    if not stat.S_ISREG(status.st_mode):
        raise InputError(
            f"an input is an ordinary file, {shown(given)} is a pipe or a device: "
            "save its content to a file first"
        )
    if path.suffix.lower() not in (*PHOTO_SUFFIXES, *TEXT_SUFFIXES, ".npy"):
        ending = f"ends in {shown(path.suffix)}" if path.suffix else "has no ending"
        raise InputError(
            f"an input is a file of format {FORMATS}, {shown(path.name)} {ending}: "
            "export it as one of those"
        )
    if not status.st_size:
        raise InputError(f"{shown(path.name)} is empty (0 bytes): save or copy it again")
    try:
        return _from_file(path, status.st_size)
    except OSError as error:
        raise _unreadable(given, error) from None


def _from_file(path: Path, size: int) -> Input:
    suffix = path.suffix.lower()
    _check_content(path, suffix)
    if suffix in PHOTO_SUFFIXES:
        return photo_from_file(path)
    if suffix == ".npy":
        return _from_array(array_from_npy(path), safe_name(path.stem), path.name, path.name)
    if size > MAX_TEXT_BYTES:
        raise InputError(
            f"a text table may have at most {MAX_TEXT_BYTES // 2**20} MiB, {shown(path.name)} has "
            f"{size // 2**20}: choose a part of it, or save it as npy"
        )
    data = path.read_bytes()
    if suffix == ".json":
        table = table_from_json(data, path.name)
    else:
        table = table_from_csv(data, path.name, delimiter="\t" if suffix == ".tsv" else None)
    return Input("table", safe_name(path.stem), f"{path.name} ({_size(table)})", table)


def _check_content(path: Path, suffix: str) -> None:
    """Refuse content that belongs to another ending; one image format may pose as another."""
    with path.open("rb") as file:
        start = file.read(12)
    found = [(what, ending) for magic, what, ending in MAGIC if start.startswith(magic)]
    if start[:4] == b"RIFF" and start[8:] == b"WEBP":
        found = [("a WebP image", ".webp")]
    for what, ending in found:
        same_family = suffix == ending or (suffix in PHOTO_SUFFIXES and ending in PHOTO_SUFFIXES)
        if not same_family:
            name = path.stem if path.stem.lower().endswith(ending) else path.stem + ending
            raise InputError(
                f"a file's ending must tell its content, {shown(path.name)} is {what}: "
                f"rename it to {shown(name)}"
            )
    if suffix == ".npy" and not found:
        raise InputError(
            f"an npy file starts with NumPy's mark, {shown(path.name)} does not (a pickle is never "
            "unpickled): write it with numpy.save"
        )


def _missing(path: Path) -> InputError:
    if path.is_symlink():
        return InputError(
            f"{shown(str(path))} is a link to a file that is not there: name another file"
        )
    try:
        neighbours = sorted(entry.name for entry in path.parent.iterdir())
    except OSError:
        return InputError(f"there is no folder {shown(str(path.parent))}: check the path")
    names = [*neighbours, *SAMPLES] if path.parent == Path() else neighbours
    nearest = difflib.get_close_matches(path.name, names, n=1)
    if nearest:
        advice = f"did you mean {shown(nearest[0])}?"
    else:
        advice = f"check the path, or name a sample photo ({', '.join(SAMPLES)})"
    return InputError(f"there is no file {shown(str(path))}: {advice}")


def _unreadable(given: str, error: Exception) -> InputError:
    reason = getattr(error, "strerror", None) or str(error)
    return InputError(
        f"{shown(given)} cannot be read ({reason.lower()}): check the path and its permissions"
    )


def _size(table: Array) -> str:
    return f"table of {' x '.join(str(length) for length in table.shape)}"

"""`manifest.json`: what each file in the media folder is, and how to make it again."""

import contextlib
import hashlib
import importlib.metadata
import json
import os
import platform
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from scenes.studio.failures import BadInputError
from scenes.studio.files import WholeFile
from scenes.studio.names import job_key

Entries = dict[str, dict[str, Any]]

MANIFEST = "manifest.json"
FOLDERS = ("videos", "figures")
_PACKAGES = ("zoomout", "manim", "matplotlib", "numpy", "av", "pillow")


@contextlib.contextmanager
def locked(media: Path) -> Iterator[None]:
    """Hold the media folder for one process: names are chosen and entries written under it.

    The lock is on the folder itself, so that no lock file is left behind.
    """
    try:
        import fcntl
    except ImportError:  # Windows: replacing in one step is all there is
        yield
        return
    media.mkdir(parents=True, exist_ok=True)
    handle = os.open(media, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)


def read_manifest(media: Path) -> tuple[Entries, str]:
    """The entries by file name, relative to the media folder, and a note or "".

    A manifest that cannot be understood is made anew from the files that are there; the note
    says so.

    Raises:
        BadInputError: a folder, pipe or device is in its place.
    """
    path = media / MANIFEST
    if not path.exists():
        return {}, ""
    if not path.is_file():  # a pipe would be waited for
        raise BadInputError(
            f"{path} is no ordinary file: move it away, or name another folder with --media_dir"
        )
    try:
        entries = json.loads(path.read_text(encoding="utf-8"))["files"]
        if not all(isinstance(entry, dict) for entry in entries.values()):
            raise TypeError("an entry is not an object")
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return _rebuilt(media), f"{path} could not be understood and was made anew"
    return {name: entry for name, entry in entries.items() if (media / name).is_file()}, ""


@contextlib.contextmanager
def manifest_with(media: Path, entries: Entries) -> Iterator[None]:
    """Replace the manifest in one step when the block is through; entries are sorted by name.

    It is written before the block, so that a full disk is found while the block can be spared.
    """
    text = json.dumps({"files": dict(sorted(entries.items()))}, indent=2, ensure_ascii=False)
    with WholeFile(media, ".json") as file:
        # A file's name that is no UTF-8 is written as JSON escapes.
        file.path.write_text(text + "\n", encoding="utf-8", errors="backslashreplace")
        yield
        file.keep(media / MANIFEST)


def taken_by_another(path: Path, entry: Mapping[str, Any], job: Any, made: Path) -> bool:
    """Whether there is a file in a place that does not come from a job.

    Args:
        path: the place.
        entry: what the manifest tells of it; empty if nothing.
        job: what was done.
        made: the job's own file. Without an entry to go by, a file is the same job's if it is
            the same: every job makes the same bytes again.
    """
    if not os.path.lexists(path):
        return False
    if "key" in entry:
        return bool(entry["key"] != job_key(job))
    return not path.is_file() or digest(path) != digest(made)


def versions() -> dict[str, str]:
    """The versions that a picture depends on."""
    found = {"python": platform.python_version()}
    for package in _PACKAGES:
        with contextlib.suppress(importlib.metadata.PackageNotFoundError):
            found[package] = importlib.metadata.version(package)
    return found


def digest(path: Path) -> str:
    """The SHA-256 of a file, as hexadecimal digits."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _rebuilt(media: Path) -> Entries:
    files = (file for folder in FOLDERS for file in sorted((media / folder).glob("[!.]*")))
    return {
        file.relative_to(media).as_posix(): {"sha256": digest(file), "bytes": file.stat().st_size}
        for file in files
        if file.is_file()
    }

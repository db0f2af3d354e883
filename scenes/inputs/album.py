"""Many photos: those of a folder or a zip, one after the other, however many there are.

A folder is searched with all folders in it; links are never followed, so that nothing outside is
read, and names that begin with a dot are left out. A zip is read in place: nothing is unpacked.
"""

import hashlib
import os
import zipfile
from collections.abc import Iterator
from pathlib import Path
from types import TracebackType
from typing import Self

from scenes.inputs.model import Input, InputError, shown
from scenes.inputs.photos import photo_from_file, photo_from_stream
from scenes.inputs.read import PHOTO_SUFFIXES

MAX_MEMBER_BYTES = 1 << 28
"""The largest file in a zip that is unpacked, in bytes."""


class Album:
    """The photos of a folder or zip, by name; a context manager, for a zip stays open.

    Args:
        source: the folder or zip.

    Attributes:
        names: of all photos, as paths within the source, sorted.
        stamp: hexadecimal digits that change whenever a photo is added, removed or changed.

    Raises:
        InputError: there is no such folder or zip, it cannot be read, or has no photo in it.
    """

    def __init__(self, source: str | os.PathLike[str]) -> None:
        self.source = Path(source)
        self._zip: zipfile.ZipFile | None = None
        try:
            if self.source.is_dir():
                found = dict(_walk(self.source))
            else:
                self._zip = zipfile.ZipFile(self.source)
                found = dict(_members(self._zip))
        except FileNotFoundError:
            raise InputError(
                f"there is no folder or zip {shown(str(source))}: check the path"
            ) from None
        except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
            reason = getattr(error, "strerror", None) or str(error)
            raise InputError(
                f"an album is a folder or a zip of photos, {shown(self.source.name)} cannot be "
                f"read as one ({reason.lower()}): name another"
            ) from None
        if not found:
            self.close()
            raise InputError(
                f"{shown(self.source.name)} holds no photo ({', '.join(PHOTO_SUFFIXES)}): "
                "name another folder or zip"
            )
        self.names = tuple(sorted(found))
        listed = "\n".join(f"{name} {found[name]}" for name in self.names)
        self.stamp = hashlib.sha256(listed.encode(errors="surrogateescape")).hexdigest()

    def __len__(self) -> int:
        """Count the photos."""
        return len(self.names)

    def __enter__(self) -> Self:
        """Return the album."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Close it."""
        self.close()

    def close(self) -> None:
        """Close the zip; a folder needs no closing."""
        if self._zip is not None:
            self._zip.close()

    def read(self, name: str) -> Input:
        """Read one of the photos.

        Raises:
            InputError: it cannot be used; one line that names it.
        """
        try:
            if self._zip is None:
                path = self.source / name
                if path.is_symlink():  # it was none when the folder was searched
                    raise InputError(f"{shown(name)} has become a link: copy the photo itself")
                return photo_from_file(path)
            if self._zip.getinfo(name).file_size > MAX_MEMBER_BYTES:
                raise InputError(
                    f"a photo in a zip has at most {MAX_MEMBER_BYTES >> 20} MiB, {shown(name)} has "
                    "more: resize it"
                )
            with self._zip.open(name) as member:
                return photo_from_stream(member, Path(name).name)
        except InputError:
            raise
        # a zip may be damaged in many ways, or want a password
        except (OSError, EOFError, RuntimeError, zipfile.BadZipFile) as error:
            reason = getattr(error, "strerror", None) or str(error)
            raise InputError(
                f"{shown(name)} cannot be read ({reason.lower()[:80]}): copy it again"
            ) from None

    def photos(self, start: int = 0) -> Iterator[tuple[str, Input | InputError]]:
        """Yield name and photo of each from place `start` on; for one that is bad, its error."""
        for name in self.names[start:]:
            try:
                yield name, self.read(name)
            except InputError as error:
                yield name, error


def _walk(folder: Path) -> Iterator[tuple[str, str]]:
    """Yield the names of photos under a folder, and what changes when they do."""
    waiting = [(folder, "")]
    while waiting:
        here, before = waiting.pop()
        with os.scandir(here) as entries:
            for entry in entries:
                if entry.name.startswith("."):
                    continue
                if entry.is_dir(follow_symlinks=False):
                    waiting.append((Path(entry.path), f"{before}{entry.name}/"))
                elif entry.is_file(follow_symlinks=False) and _is_photo(entry.name):
                    state = entry.stat(follow_symlinks=False)
                    yield f"{before}{entry.name}", f"{state.st_size} {state.st_mtime_ns}"


def _members(archive: zipfile.ZipFile) -> Iterator[tuple[str, str]]:
    for member in archive.infolist():
        parts = member.filename.split("/")
        hidden = any(part.startswith(".") or part == "__MACOSX" for part in parts)
        if not member.is_dir() and not hidden and _is_photo(member.filename):
            yield member.filename, f"{member.file_size} {member.CRC}"


def _is_photo(name: str) -> bool:
    return name.lower().endswith(PHOTO_SUFFIXES)

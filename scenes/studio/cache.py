"""Encoded beats, kept from one render to the next under the fingerprint of what they show.

An entry is one file that tells everything in its name, fingerprint, frames and checksum, so that
it appears in one step; it is read only when the checksum is right.
"""

import contextlib
import hashlib
import os
import re
import secrets
import shutil
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from scenes.studio.failures import BadInputError
from scenes.studio.jobs import Drawn
from scenes.studio.manifest import digest, locked
from scenes.studio.workshop import WORK, sweep, temporary_workshop, workshop

_UNITS = {"": 1, "K": 10**3, "M": 10**6, "G": 10**9, "T": 10**12}
_ROOM = 100 * 10**6
"""Bytes below which a disk is too full to render on; beats of a video take some dozen millions."""
_ENTRY = re.compile(r"([0-9a-f]{32})-([0-9]+)-([0-9a-f]{64})\.\w+")


@dataclass(frozen=True)
class Cache:
    """The kept beats.

    Attributes:
        folder: holds them, and the segments of renders that are running.
        limit: bytes that they may take, after each render; the longest unused go first.
    """

    folder: Path
    limit: int

    @contextlib.contextmanager
    def workshop(self) -> Iterator[Path]:
        """A folder for one render.

        Where the cache's folder cannot be written to, or its disk is full, it is elsewhere, and
        what cannot be kept is not.
        """
        with contextlib.ExitStack() as stack:
            stack.callback(self.trim)
            try:
                folder = stack.enter_context(workshop(self.folder))
                if shutil.disk_usage(folder).free < _ROOM:
                    folder = stack.enter_context(temporary_workshop())
            except OSError:
                folder = stack.enter_context(temporary_workshop())
            yield folder

    def fetch(self, keys: Mapping[str, str], folder: Path) -> dict[str, Drawn]:
        """The beats that are kept, put into a folder.

        Args:
            keys: the fingerprint of each beat.
            folder: takes them, so that they stay even if the cache is trimmed meanwhile.
        """
        beats = {key: beat for beat, key in keys.items()}
        found: dict[str, Drawn] = {}
        for entry, key, frames, checksum in self._entries():
            beat = beats.get(key)
            if beat is None or beat in found:
                continue
            copy = folder / f"kept-{beat}{entry.suffix}"
            with contextlib.suppress(OSError):  # somebody else has removed it
                _duplicate(entry, copy)
                if digest(copy) == checksum:
                    os.utime(entry)
                    found[beat] = Drawn(beat, copy, frames)
                else:
                    copy.unlink()
                    entry.unlink()
        return found

    def keep(self, key: str, segment: Drawn) -> None:
        """Keep a beat; one that cannot be kept is drawn again the next time."""
        name = f"{key}-{segment.frames}-{digest(segment.path)}{segment.path.suffix}"
        with contextlib.suppress(OSError):
            _duplicate(segment.path, self.folder / name)

    def read(self, key: str) -> str | None:
        """A text that is kept; None where there is none."""
        for entry, found, _, checksum in self._entries():
            if found == key:
                with contextlib.suppress(OSError):
                    data = entry.read_bytes()
                    if hashlib.sha256(data).hexdigest() == checksum:
                        os.utime(entry)
                        return data.decode()
                    entry.unlink()
        return None

    def write(self, key: str, text: str) -> None:
        """Keep a text."""
        data = text.encode()
        name = f"{key}-0-{hashlib.sha256(data).hexdigest()}.txt"
        part = self.folder / f"{WORK}{secrets.token_hex(6)}"
        with contextlib.suppress(OSError):
            self.folder.mkdir(parents=True, exist_ok=True)
            try:
                part.write_bytes(data)
                part.replace(self.folder / name)
            finally:
                part.unlink(missing_ok=True)

    def trim(self) -> None:
        """Remove the longest unused beats, until the rest is within the limit."""
        known = []
        for entry, *_ in self._entries():
            with contextlib.suppress(OSError):
                state = entry.stat()
                known.append((state.st_mtime_ns, state.st_size, entry))
        total = sum(size for _, size, _ in known)
        for _, size, entry in sorted(known):
            if total <= self.limit:
                return
            total -= size
            with contextlib.suppress(OSError):
                entry.unlink()

    def clear(self) -> int:
        """Remove everything but what running renders use; the bytes that are free now."""
        freed = 0
        if not self.folder.is_dir():
            return freed
        for entry, *_ in self._entries():
            freed += entry.stat().st_size
            entry.unlink()
        with locked(self.folder):
            return freed + sweep(self.folder)

    def _entries(self) -> Iterator[tuple[Path, str, int, str]]:
        """File, fingerprint, frames and checksum of each."""
        with contextlib.suppress(OSError):
            for entry in list(self.folder.iterdir()):
                match = _ENTRY.fullmatch(entry.name)
                if match:
                    yield entry, match[1], int(match[2]), match[3]


def read_size(text: str) -> int:
    """The bytes that a text stands for.

    Raises:
        BadInputError: the text is no size.

    >>> read_size("500M"), read_size("0")
    (500000000, 0)
    """
    match = re.fullmatch(r"\s*([0-9]*\.?[0-9]+)\s*([KMGT]?)B?\s*", text.upper())
    if match is None:
        raise BadInputError(
            f"--cache-size is a number with K, M, G or T: got {text!r}, write 500M or 2G"
        )
    return int(float(match[1]) * _UNITS[match[2]])


def _duplicate(path: Path, other: Path) -> None:
    """Give a complete file a second name, in one step; the same file where that is possible."""
    try:
        os.link(path, other)
    except FileExistsError:
        os.utime(other)
    except OSError:  # no second names there
        part = other.with_name(f"{WORK}{secrets.token_hex(6)}")
        try:
            shutil.copyfile(path, part)
            part.replace(other)
        finally:
            part.unlink(missing_ok=True)

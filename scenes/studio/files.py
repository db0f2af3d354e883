"""Files that appear whole or not at all: written beside their place, then renamed."""

import contextlib
import os
import secrets
from pathlib import Path
from types import TracebackType
from typing import Self

from scenes.studio.holding import abandoned, hold

_PART = ".part-"
_ATTEMPTS = 20


class WholeFile:
    """A file in the making; without `keep` nothing of it stays.

    As a context manager it makes the folder, yields itself with `path`, the temporary file to
    be written, and removes what is not kept, folders made for it included.

    Raises:
        OSError: the folder cannot be made or written to; found before any work is done.

    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder, WholeFile(Path(folder), ".txt") as file:
    ...     _ = file.path.write_text("whole")
    ...     file.keep(Path(folder) / "note.txt").name
    'note.txt'
    """

    def __init__(self, folder: Path, suffix: str) -> None:
        self.folder = folder
        self.path = folder / f"{_PART}{secrets.token_hex(6)}{suffix}"
        self._made: list[Path] = []
        self._held: int | None = None

    def __enter__(self) -> Self:
        try:
            self._begin()
            for left in self.folder.glob(f"{_PART}*"):
                if abandoned(left):  # by a process that was killed
                    left.unlink(missing_ok=True)
        except BaseException as error:
            self._clear()
            if isinstance(error, OSError):  # names the folder, which the user knows
                raise OSError(error.errno, error.strerror, str(self.folder)) from None
            raise
        return self

    def _begin(self) -> None:
        """Make the folder and the held temporary file.

        Another render may take the folder away while it is empty, or the file before it is held:
        then it is made again.
        """
        for attempt in range(_ATTEMPTS):
            try:
                for folder in reversed([self.folder, *self.folder.parents]):
                    if not folder.exists():
                        folder.mkdir(exist_ok=True)
                        self._made.insert(0, folder)
                # The usual permissions of a new file; tempfile's are for the owner alone.
                os.close(os.open(self.path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o666))
                self._held = hold(self.path)
                if self.path.exists():
                    return
            except FileNotFoundError:
                if attempt == _ATTEMPTS - 1:
                    raise
            if self._held is not None:
                os.close(self._held)
                self._held = None

    def keep(self, path: Path) -> Path:
        """Give the finished file its name, replacing what was there in one step."""
        with self.path.open("rb") as file:
            os.fsync(file.fileno())
        self.path.replace(path)
        return path

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._clear()

    def _clear(self) -> None:
        if self._held is not None:
            os.close(self._held)
            self._held = None
        with contextlib.suppress(FileNotFoundError, NotADirectoryError):
            self.path.unlink()
        for folder in self._made:
            try:
                folder.rmdir()
            except OSError:  # something was kept in it
                break

"""Folders of renders that are running: gone when the render is, however it ends."""

import contextlib
import os
import secrets
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

from scenes.studio.holding import abandoned, hold
from scenes.studio.manifest import locked

WORK = "work-"
"""Begins the names of what is unfinished in a folder of the studio's own."""
_AMONG_STRANGERS = "zoomout-work-"
_DIGITS = 12


@contextlib.contextmanager
def workshop(folder: Path, prefix: str = WORK) -> Iterator[Path]:
    """A folder for one render; what an earlier one left behind when it was killed is removed.

    Raises:
        OSError: it cannot be made there.
    """
    with locked(folder):
        sweep(folder, prefix)
        made = folder / f"{prefix}{secrets.token_hex(_DIGITS // 2)}"
        made.mkdir()
        handle = hold(made)
    try:
        yield made
    finally:
        shutil.rmtree(made, ignore_errors=True)
        if handle is not None:
            os.close(handle)


@contextlib.contextmanager
def temporary_workshop() -> Iterator[Path]:
    """A workshop where temporary files go."""
    with workshop(Path(tempfile.gettempdir()), _AMONG_STRANGERS) as folder:
        yield folder


@contextlib.contextmanager
def temporary_files_in(folder: Path) -> Iterator[None]:
    """Whoever makes a temporary file makes it there: one place to clear, whatever happens."""
    before = tempfile.tempdir
    tempfile.tempdir = str(folder)
    try:
        yield
    finally:
        tempfile.tempdir = before


def sweep(folder: Path, prefix: str = WORK) -> int:
    """Remove what killed renders left behind in a folder that is locked; its bytes."""
    freed = 0
    for left in folder.glob(prefix + "[0-9a-f]" * _DIGITS):
        if abandoned(left):
            files = [left, *left.rglob("*")]
            freed += sum(path.stat().st_size for path in files if path.is_file())
            if left.is_dir():
                shutil.rmtree(left, ignore_errors=True)
            else:
                left.unlink(missing_ok=True)
    return freed

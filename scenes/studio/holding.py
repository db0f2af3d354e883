"""Who is at work on a file or folder: a lock on it that ends with its holder, however that ends."""

import os
from pathlib import Path

try:
    import fcntl
except ImportError:  # Windows: nothing is held, and nothing is taken for abandoned
    fcntl = None  # type: ignore[assignment]


def hold(path: Path) -> int | None:
    """Hold a file or folder; close what is returned to let it go. None where that cannot be."""
    if fcntl is None:
        return None
    handle = os.open(path, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:  # a file system without locks
        os.close(handle)
        return None
    return handle


def abandoned(path: Path) -> bool:
    """Whether whoever held a file or folder is no more."""
    if fcntl is None:
        return False
    try:
        handle = hold(path)
    except OSError:  # it is gone
        return False
    if handle is None:
        return False
    os.close(handle)
    return True

"""The processes below this one, as Linux tells them."""

import os
import signal
import sys
from pathlib import Path

import pytest

linux = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="reads /proc")


def parents() -> dict[int, int]:
    """The parent of each running process; one that has ended and waits to be noticed is none."""
    found = {}
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            state, parent = (folder / "stat").read_text().rpartition(")")[2].split()[:2]
        except OSError:  # it has just ended
            continue
        if state != "Z":
            found[int(folder.name)] = int(parent)
    return found


def below(ancestor: int) -> set[int]:
    """All processes that a process has started, and those that they have."""
    known = parents()
    found = {ancestor}
    while True:
        more = {child for child, parent in known.items() if parent in found} - found
        if not more:
            return found - {ancestor}
        found |= more


def workers_of(ancestor: int) -> set[int]:
    """Its workers: the children of its children."""
    known = parents()
    return {process for process in below(ancestor) if known.get(process) not in (ancestor, None)}


def kill(process: int) -> None:
    """End it at once, if it has not ended by itself."""
    try:
        os.kill(process, signal.SIGKILL)
    except ProcessLookupError:
        return


def of_session(leader: int) -> set[int]:
    """The running processes of the session that a process has opened."""
    found = set()
    for process in parents():
        try:
            fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
        except OSError:
            continue
        if int(fields[3]) == leader:
            found.add(process)
    return found

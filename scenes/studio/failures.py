"""What went wrong, in one line with a way out, and the exit code that goes with it."""

import contextlib
import difflib
import errno
import os
import sys
from collections.abc import Iterable, Iterator

BAD_INPUT = 2
FAILURE = 1
INTERRUPTED = 130
_LONGEST_PATH = 120
"""Letters of a path that fit a line; the end tells most."""


class BadInputError(Exception):
    """Something that the user gave cannot be used; the message is one line."""


def nearest(kind: str, given: str, known: Iterable[str]) -> BadInputError:
    """The error for a name that does not exist, with the one that was probably meant.

    >>> str(nearest("topic", "max_poling", ["max_pooling"]))
    "there is no topic 'max_poling': did you mean 'max_pooling'?"
    >>> str(nearest("topic", "pooling_max", ["max_pooling", "why_pooling"]))
    "there is no topic 'pooling_max': did you mean 'max_pooling'?"
    """
    names = list(known)
    turned = [name for name in names if sorted(name.split("_")) == sorted(given.split("_"))]
    close = turned or difflib.get_close_matches(given, names, n=1, cutoff=0.5)
    way_out = f"did you mean {close[0]!r}?" if close else f"choose {' or '.join(names)}"
    return BadInputError(f"there is no {kind} {given!r}: {way_out}")


def explain(error: BaseException) -> tuple[str, int]:
    """One line on an error, and the exit code.

    >>> explain(OSError(28, "No space left on device"))[1]
    2
    """
    if isinstance(error, KeyboardInterrupt):
        return "interrupted: nothing unfinished was left behind", INTERRUPTED
    if isinstance(error, BadInputError):
        return _one_line(str(error)), BAD_INPUT
    if isinstance(error, OSError) and error.errno == errno.ENOSPC:
        return (
            "the disk is full, nothing was left behind: free some space, or name a folder "
            "elsewhere with --media_dir (beats in the making go where ZOOMOUT_CACHE says, with "
            "--no-cache where TMPDIR says)"
        ), BAD_INPUT
    if isinstance(error, OSError) and error.filename is not None:
        return (
            f"{_cut(str(error.filename))} cannot be written ({(error.strerror or '').lower()}): "
            "name another place with -o or --media_dir"
        ), BAD_INPUT
    said = _one_line(str(error)) or type(error).__name__
    return f"rendering failed ({type(error).__name__}): {said}; -v tells more", FAILURE


@contextlib.contextmanager
def answering() -> Iterator[None]:
    """Whatever cannot be written here is the answer, not a file; what was asked for is done.

    Raises:
        BadInputError: the output channel does not take it. One that nobody reads any more is
            left to the command line, which ends in silence.
    """
    try:
        yield
    except OSError as error:
        if error.filename is not None or error.errno == errno.EPIPE:
            raise
        # Python tries once more at its end, and would fail again with a code of its own.
        with contextlib.suppress(OSError, ValueError):
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise BadInputError(
            f"the answer cannot be written ({(error.strerror or '').lower()}), though what was "
            "asked for is done: send the output elsewhere"
        ) from error


def _cut(path: str) -> str:
    return path if len(path) <= _LONGEST_PATH else f"…{path[-_LONGEST_PATH:]}"


def _one_line(text: str) -> str:
    return " ".join(text.split())

"""A recording of somebody speaking, a file of the user's, becomes samples, or a clear error."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import av
import numpy as np
from numpy.typing import NDArray

Samples = NDArray[np.float32]
"""Of one voice, 48 000 a second, from -1 to 1: shape (samples,)."""
RATE = 48_000
FORMATS = {".wav": "wav", ".mp3": "mp3", ".m4a": "m4a"}
"""Endings of the files that are read, each with the one way in which it is understood."""
SHORTEST, LONGEST = 0.5, 600.0
"""Seconds; what is shorter was cut by mistake, and nobody listens to one sight for longer."""


class RecordingError(ValueError):
    """A recording that cannot be used: the rule, the file and the way out, in one line."""


def read_recording(path: Path) -> Samples:
    """The voice in a file; several channels are mixed into one.

    The file's ending decides how it is understood, so that none is taken for a list of others.

    Raises:
        RecordingError: it is empty, broken, of another kind, too short or too long.
    """
    parts: list[Samples] = []
    seconds = 0.0
    try:
        for part in _decoded(path):
            parts.append(part)
            seconds += len(part) / RATE
            if seconds > LONGEST:
                raise RecordingError(
                    f"a recording lasts at most {LONGEST / 60:.0f} minutes, {path} is longer: "
                    "split the beat's words, or cut the silence"
                )
    except (av.FFmpegError, ValueError, IndexError) as error:
        if isinstance(error, RecordingError):
            raise
        kind = path.suffix[1:].lower()
        raise RecordingError(
            f"{path} cannot be read as {kind}: record it again, or save it anew as wav, mp3 or m4a"
        ) from error
    except OSError as error:
        raise RecordingError(
            f"{path} cannot be read ({(error.strerror or 'no such file').lower()}): check the file"
        ) from error
    if seconds < SHORTEST:
        raise RecordingError(
            f"a recording lasts at least {SHORTEST} s, {path} has {seconds:.2f} s: record it again"
        )
    return np.concatenate(parts)


def _decoded(path: Path) -> Iterator[Samples]:
    mixer = av.AudioResampler(format="flt", layout="mono", rate=RATE)
    # Opened here and not by FFmpeg, which takes some names for addresses.
    form = FORMATS[path.suffix.lower()]
    with path.open("rb") as file, av.open(file, "r", format=form) as container:
        stream = container.streams.audio[0]
        for frame in container.decode(stream):
            yield from map(_samples, mixer.resample(frame))
        yield from map(_samples, mixer.resample(None))


def _samples(frame: Any) -> Samples:
    values: Samples = frame.to_ndarray()[0]
    if not np.isfinite(values).all():
        raise ValueError("a sample is no number")
    return values

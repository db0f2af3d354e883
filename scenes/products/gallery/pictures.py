"""What a page wants to know of a picture or film before it is loaded."""

import base64
import contextlib
import io
import re
from pathlib import Path

from PIL import Image

_POSTER = (960, 540)
"""Pixels that a poster fits into."""
_UNREADABLE = (OSError, ValueError, SyntaxError, Image.DecompressionBombError)
_HEAD = 4000
"""Letters of an svg in which its size and description stand."""


def size_of(path: Path) -> tuple[int, int] | None:
    """Width and height of a picture in pixels; None where they cannot be read."""
    if path.suffix.lower() == ".svg":
        box = re.search(r'viewBox="\S+ \S+ ([\d.]+) ([\d.]+)"', _head(path))
        return (round(float(box[1])), round(float(box[2]))) if box else None
    with contextlib.suppress(*_UNREADABLE), Image.open(path) as picture:
        return picture.size
    return None


def described(path: Path) -> str:
    """The description that is written into a picture's own file; "" if there is none."""
    if path.suffix.lower() == ".svg":
        from html import unescape

        found = re.search(r"<dc:description>(.*?)</dc:description>", _head(path), re.DOTALL)
        return unescape(found[1]).strip() if found else ""
    if path.suffix.lower() == ".png":
        with contextlib.suppress(*_UNREADABLE), Image.open(path) as picture:
            return str(picture.info.get("Description", ""))
    return ""


def poster_of(path: Path) -> str:
    """The last frame of a film or gif as an address; "" where none can be read.

    The last, since a topic ends with all of it on one page.
    """
    import av

    frame = None
    with contextlib.suppress(av.FFmpegError, IndexError), av.open(str(path)) as container:
        stream = container.streams.video[0]
        if container.duration and path.suffix.lower() != ".gif":
            container.seek(max(container.duration - 500_000, 0))
        for frame in container.decode(stream):  # noqa: B007  the last one stays
            pass
    if frame is None:
        return ""
    picture = Image.fromarray(frame.to_ndarray(format="rgb24"))
    picture.thumbnail(_POSTER)
    memory = io.BytesIO()
    picture.save(memory, format="WEBP", quality=72, method=4)
    return f"data:image/webp;base64,{base64.b64encode(memory.getvalue()).decode('ascii')}"


def _head(path: Path) -> str:
    try:
        with path.open(encoding="utf-8", errors="replace") as file:
            return file.read(_HEAD)
    except OSError:
        return ""

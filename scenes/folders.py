"""Where on a machine the project keeps what it may need again."""

import os
import sys
from pathlib import Path


def cache_folder() -> Path:
    """Where beats, and finds in albums, are kept: `ZOOMOUT_CACHE`, or the user's cache."""
    if "ZOOMOUT_CACHE" in os.environ:
        return Path(os.environ["ZOOMOUT_CACHE"])
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Caches" / "zoomout"
    usual = os.environ.get("LOCALAPPDATA") if sys.platform == "win32" else None
    usual = usual or os.environ.get("XDG_CACHE_HOME")
    return (Path(usual) if usual else Path.home() / ".cache") / "zoomout"

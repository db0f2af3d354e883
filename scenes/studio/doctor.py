"""What this machine has and lacks for rendering; each lack with the way to get it.

Only the standard library is imported at the top: the doctor works where nothing else does.
"""

import importlib
import importlib.metadata
import os
import re
import shutil
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

OLDEST_PYTHON = (3, 11)

# What is imported, and the requirement that brings it: those of pyproject.toml.
PACKAGES = {
    "av": "av>=15",
    "click": "click>=8.2",
    "fontpkg_lato": "fontpkg-lato>=2.15",
    "manim": "manim>=0.22",
    "matplotlib": "matplotlib>=3.10",
    "numpy": "numpy>=2.2",
    "PIL": "pillow>=12,<13",
    "rich": "rich>=13.9",
    "skimage": "scikit-image>=0.25",
    "typst": "typst>=0.14",
}
EXTRAS = {"torch": "torch==2.13.0"}

# Of a kind of video, the encoders that can write it; one of them is enough.
ENCODERS = {
    "mp4 encoder": ("libx264",),
    "webm encoder": ("libvpx-vp9",),
    "mov encoder": ("prores_aw",),
    "mp4 sound": ("aac",),
    "webm sound": ("libopus",),
}

# .ci/system-libraries installs the same: pycairo and manimpango are compiled on Linux.
SYSTEM_LIBRARIES = {
    "apt-get": "apt-get install -y gcc pkg-config python3-dev libcairo2-dev libpango1.0-dev",
    "dnf": "dnf install -y gcc pkgconf-pkg-config python3-devel cairo-devel pango-devel",
    "brew": "brew install pkgconf cairo pango",
}

FREE_GIGABYTES = 1.0  # the lecture at 720p, with its temporary files


@dataclass(frozen=True)
class Finding:
    """One thing looked at.

    Attributes:
        name: the thing.
        ok: whether it will do.
        found: what is there, or why it will not do.
        needed: what would do.
        remedy: a command or an act that brings it; empty where `ok`.
        optional: rendering works without it.
    """

    name: str
    ok: bool
    found: str
    needed: str
    remedy: str
    optional: bool = False


class LackError(Exception):
    """What was looked at is there, yet will not do. The message says what was found."""


def examine(media: Path = Path("media")) -> list[Finding]:
    """Everything that rendering needs, looked at on this machine by using it.

    Args:
        media: the folder that renders are to be written to; it need not exist and is not made.

    Returns:
        One finding a thing, in the order in which lacks are best remedied. Rendering works when
        every finding is `ok` or `optional`.

    >>> examine()[0].name
    'Python'
    """
    system = _system_command()
    lato = _pip(PACKAGES["fontpkg_lato"])
    elsewhere = "name another folder with --media_dir"
    return [
        _finding("Python", ">=3.11", "install a newer Python", _python),
        _finding("cairo", "loads", system, _cairo),
        _finding("pango", "loads", system, _pango),
        *(
            _finding(_name(asked), _bounds(asked), _pip(asked), _package, module, asked)
            for module, asked in PACKAGES.items()
        ),
        *(
            _finding(kind, " or ".join(names), _pip("av --force-reinstall"), _encoder, names)
            for kind, names in ENCODERS.items()
        ),
        _finding("formulas", "Typst sets one", _pip(PACKAGES["typst"]), _formula),
        _finding("Lato in videos", "Pango selects it", lato, _pango_font),
        _finding("Lato in figures", "matplotlib selects it", lato, _matplotlib_font),
        _finding("media folder", "writable", elsewhere, _folder, media),
        _finding("free space", f">={FREE_GIGABYTES:g} GB", elsewhere, _space, media),
        _finding("cores", "any; more render faster", "", _cores),
        *(
            _finding(module, _bounds(asked), _pip(asked), _package, module, asked, optional=True)
            for module, asked in EXTRAS.items()
        ),
    ]


def _finding(
    name: str,
    needed: str,
    remedy: str,
    look: Callable[..., str],
    *arguments: object,
    optional: bool = False,
) -> Finding:
    """Look, and tell what was found; whatever goes wrong in looking is a finding too."""
    try:
        return Finding(name, True, look(*arguments), needed, "", optional)
    except Exception as failure:  # a broken package raises anything at import
        reason = (str(failure).splitlines() or [type(failure).__name__])[0]
        return Finding(name, False, reason, needed, remedy, optional)


def _python() -> str:
    found = ".".join(map(str, sys.version_info[:3]))
    if sys.version_info < OLDEST_PYTHON:
        raise LackError(found)
    return found


def _cairo() -> str:
    return str(importlib.import_module("cairo").cairo_version_string())


def _pango() -> str:
    return str(importlib.import_module("manimpango").pango_version())


def _package(module: str, requirement: str) -> str:
    importlib.import_module(module)
    found = importlib.metadata.version(_name(requirement))
    if not _satisfies(found, _bounds(requirement)):
        raise LackError(found)
    return found


def _encoder(names: tuple[str, ...]) -> str:
    codecs = importlib.import_module("av").codecs_available
    writable = [name for name in names if name in codecs]
    if not writable:
        raise LackError("PyAV was built without it")
    return writable[0]


def _formula() -> str:
    svg = importlib.import_module("typst").compile(b"$ max(x_1, x_2) $", format="svg")
    return f"{len(svg)} bytes of SVG"


def _pango_font() -> str:
    pango = importlib.import_module("manimpango")
    path = _lato()
    pango.register_font(str(path))
    if "Lato" not in pango.list_fonts():
        raise LackError(f"Pango does not list the family of {path.name}")
    return path.name


def _matplotlib_font() -> str:
    fonts = importlib.import_module("matplotlib.font_manager")
    path = _lato()
    fonts.fontManager.addfont(path)
    selected = Path(fonts.findfont(fonts.FontProperties(family="Lato")))
    if "Lato" not in selected.name:
        raise LackError(f"matplotlib selects {selected.name}")
    return selected.name


def _lato() -> Path:
    path: Path = importlib.import_module("fontpkg").path("Lato")
    return path


def _folder(media: Path) -> str:
    if media.exists() and not media.is_dir():
        raise LackError(f"{media} is a file")
    with tempfile.TemporaryFile(dir=_nearest(media)):
        return str(media)


def _space(media: Path) -> str:
    free = shutil.disk_usage(_nearest(media)).free / 1e9
    if free < FREE_GIGABYTES:
        raise LackError(f"{free:.1f} GB")
    return f"{free:.1f} GB"


def _cores() -> str:
    # A container may be allowed fewer cores than the machine has; macOS cannot tell.
    allowed = os.sched_getaffinity(0) if hasattr(os, "sched_getaffinity") else ()
    return str(len(allowed) or os.cpu_count() or 1)


def _nearest(folder: Path) -> Path:
    """The folder itself or, where it is still to be made, the one it would be made in."""
    folder = folder.absolute()
    return next(place for place in (folder, *folder.parents) if place.is_dir())


def _system_command() -> str:
    for tool, command in SYSTEM_LIBRARIES.items():
        if shutil.which(tool):
            return f"as root: {command}" if tool != "brew" else command
    return "install cairo and pango, with their headers"


def _pip(requirement: str) -> str:
    return f"pip install {requirement}" if " " in requirement else f"pip install '{requirement}'"


def _name(requirement: str) -> str:
    return re.split(r"[<>=]", requirement)[0]


def _bounds(requirement: str) -> str:
    return requirement.removeprefix(_name(requirement))


def _satisfies(version: str, bounds: str) -> bool:
    """Whether a version is within bounds, read number by number; `+cpu` and `rc1` are left out.

    >>> _satisfies("13.0.1", ">=12,<13"), _satisfies("2.13.0+cpu", "==2.13.0")
    (False, True)
    """
    found = _numbers(version)
    for operator, bound in re.findall(r"(>=|<|==)([\d.]+)", bounds):
        at_least, equal = found >= _numbers(bound), found == _numbers(bound)
        if not {">=": at_least, "<": not at_least, "==": equal}[operator]:
            return False
    return True


def _numbers(version: str) -> tuple[int, ...]:
    leading = re.match(r"\d+(\.\d+)*", version)
    if leading is None:
        raise LackError(f"version {version!r} is not understood")
    return tuple(int(part) for part in leading[0].split("."))

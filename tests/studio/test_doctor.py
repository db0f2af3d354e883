"""The doctor: what it says where all is well, and each lack simulated, with its remedy."""

import importlib.metadata
import shutil
import subprocess
import sys
import tomllib
from collections import namedtuple
from pathlib import Path

import pytest

from scenes.studio import doctor
from scenes.studio.doctor import Finding, examine

ROOT = Path(__file__).parents[2]


def finding(name: str, media: Path = Path("media")) -> Finding:
    """The finding of that name, on this machine as the test has left it."""
    return next(finding for finding in examine(media) if finding.name == name)


def test_a_machine_that_is_set_up_lacks_nothing() -> None:
    assert [found for found in examine() if not (found.ok or found.optional)] == []


def test_a_remedy_is_given_exactly_where_something_is_lacking() -> None:
    assert all(found.ok == (found.remedy == "") for found in examine())


def test_the_requirements_are_those_of_the_project() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    assert sorted(doctor.PACKAGES.values()) == sorted(project["dependencies"])
    assert list(doctor.EXTRAS.values()) == project["optional-dependencies"]["torch"]
    assert project["requires-python"] == ">=" + ".".join(map(str, doctor.OLDEST_PYTHON))


@pytest.mark.parametrize(
    ("module", "name", "remedy"),
    [
        ("av", "av", "pip install 'av>=15'"),
        ("fontpkg_lato", "fontpkg-lato", "pip install 'fontpkg-lato>=2.15'"),
        ("manim", "manim", "pip install 'manim>=0.22'"),
        ("PIL", "pillow", "pip install 'pillow>=12,<13'"),
        ("typst", "formulas", "pip install 'typst>=0.14'"),
        ("fontpkg", "Lato in videos", "pip install 'fontpkg-lato>=2.15'"),
        ("fontpkg", "Lato in figures", "pip install 'fontpkg-lato>=2.15'"),
        ("av", "webm encoder", "pip install av --force-reinstall"),
    ],
)
def test_a_missing_package(
    monkeypatch: pytest.MonkeyPatch, module: str, name: str, remedy: str
) -> None:
    monkeypatch.setitem(sys.modules, module, None)
    found = finding(name)
    assert not found.ok
    assert not found.optional
    assert module in found.found
    assert found.remedy == remedy


def test_a_package_too_new(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(importlib.metadata, "version", {"pillow": "13.0.0"}.__getitem__)
    assert finding("pillow") == Finding(
        "pillow", False, "13.0.0", ">=12,<13", "pip install 'pillow>=12,<13'"
    )


def test_a_package_too_old(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(importlib.metadata, "version", {"manim": "0.9.1"}.__getitem__)
    assert finding("manim") == Finding(
        "manim", False, "0.9.1", ">=0.22", "pip install 'manim>=0.22'"
    )


@pytest.mark.parametrize(
    ("tool", "remedy"),
    [
        ("apt-get", "as root: apt-get install -y gcc pkg-config"),
        ("dnf", "as root: dnf install -y gcc"),
        ("brew", "brew install pkgconf cairo pango"),
        ("none", "install cairo and pango"),
    ],
)
def test_missing_system_libraries(monkeypatch: pytest.MonkeyPatch, tool: str, remedy: str) -> None:
    monkeypatch.setattr(shutil, "which", lambda name: name if name == tool else None)
    monkeypatch.setitem(sys.modules, "cairo", None)
    found = finding("cairo")
    assert not found.ok
    assert found.remedy.startswith(remedy)


def test_an_old_python(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "version_info", (3, 10, 14, "final", 0))
    assert finding("Python") == Finding(
        "Python", False, "3.10.14", ">=3.11", "install a newer Python"
    )


def test_an_encoder_that_was_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("av.codecs_available", {"libx264", "prores_aw"})
    assert finding("mp4 encoder").found == "libx264"
    assert finding("mov encoder").found == "prores_aw"
    assert finding("webm encoder").found == "PyAV was built without it"


def test_a_typeface_that_pango_passes_over(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("manimpango.list_fonts", lambda: ["DejaVu Sans"])
    assert finding("Lato in videos").found == "Pango does not list the family of Lato-Regular.ttf"


def test_a_typeface_that_matplotlib_passes_over(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("matplotlib.font_manager.findfont", lambda _: "/fonts/DejaVuSans.ttf")
    assert finding("Lato in figures").found == "matplotlib selects DejaVuSans.ttf"


def test_a_media_folder_is_looked_at_and_not_made(tmp_path: Path) -> None:
    media = tmp_path / "new" / "media"
    assert finding("media folder", media).ok
    assert list(tmp_path.iterdir()) == []


def test_a_media_folder_that_is_a_file(tmp_path: Path) -> None:
    media = tmp_path / "media"
    media.touch()
    assert finding("media folder", media) == Finding(
        "media folder",
        False,
        f"{media} is a file",
        "writable",
        "name another folder with --media_dir",
    )


def test_a_media_folder_that_cannot_be_written_to(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    def refuse(dir: Path) -> None:  # tempfile's own name
        raise PermissionError(13, "Permission denied", str(dir))

    monkeypatch.setattr("tempfile.TemporaryFile", refuse)
    found = finding("media folder", tmp_path)
    assert not found.ok
    assert "Permission denied" in found.found


def test_a_full_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    usage = namedtuple("usage", "total used free")  # as shutil's, which is private
    monkeypatch.setattr(shutil, "disk_usage", lambda _: usage(10**12, 10**12, 3 * 10**8))
    assert finding("free space").found == "0.3 GB"
    assert not finding("free space").ok


def test_an_extra_may_be_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "torch", None)
    found = finding("torch")
    assert not found.ok
    assert found.optional
    assert found.remedy == "pip install 'torch==2.13.0'"


def test_works_with_no_package_at_all() -> None:
    program = (
        "import sys; sys.path.insert(0, sys.argv[1]);"
        "from scenes.studio.doctor import examine;"
        "print(*sorted(finding.name for finding in examine() if finding.ok), sep='\\n')"
    )
    without_site_packages = [sys.executable, "-I", "-S", "-c", program, str(ROOT)]
    ran = subprocess.run(without_site_packages, capture_output=True, text=True, check=True)
    assert ran.stdout.split("\n")[:4] == ["Python", "cores", "free space", "media folder"]

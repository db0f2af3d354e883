"""What a measurement ran with."""

import platform
from importlib.metadata import version


def versions() -> dict[str, str]:
    """Return the versions of Python and of the packages that results depend on."""
    packages = ("numpy", "pillow", "torch")
    return {"python": platform.python_version()} | {name: version(name) for name in packages}

"""What did not change is not made again, and Manim is not even imported."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
COMMAND = (
    "import sys, render\n"
    "code = render.main(['video', 'max_pooling', '-ql', '--beats', 'hook'])\n"
    "print(*sorted({'manim', 'matplotlib', 'scipy'} & set(sys.modules)))\n"
    "sys.exit(code)"
)


def rendered() -> list[str]:
    """The file, and the slow packages that were imported for it."""
    line = [sys.executable, "-c", COMMAND]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    ran = subprocess.run(line, capture_output=True, text=True, check=True, env=environment)
    return ran.stdout.split()


def test_an_unchanged_render_does_not_start_manim(own_folder: Path) -> None:
    path, *imported = rendered()
    first = Path(path).read_bytes()
    assert "manim" in imported
    assert rendered() == [path]
    assert Path(path).read_bytes() == first


def test_ctrl_c_while_the_command_is_imported(own_folder: Path) -> None:
    Path("click.py").write_text("raise KeyboardInterrupt\n")
    path = f"{own_folder}{os.pathsep}{ROOT}"
    ran = subprocess.run(
        [sys.executable, "-c", "import render"],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "PYTHONPATH": path},
    )
    assert (ran.returncode, ran.stdout, ran.stderr) == (130, "", "")

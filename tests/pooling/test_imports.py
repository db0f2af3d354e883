import subprocess
import sys

PROGRAM = """
import sys
before = set(sys.modules)
import pooling
foreign = {
    name.partition(".")[0]
    for name in set(sys.modules) - before
    if "site-packages" in (getattr(sys.modules[name], "__file__", None) or "")
}
print(sorted(foreign - {"numpy", "pooling"}))
"""


def run(program: str) -> str:
    return subprocess.run(
        [sys.executable, "-c", program], check=True, capture_output=True, text=True
    ).stdout


def test_pooling_needs_numpy_alone() -> None:
    assert run(PROGRAM) == "[]\n"


def test_the_check_sees_another_package() -> None:
    assert "'hypothesis'" in run(PROGRAM.replace("import pooling", "import pooling, hypothesis"))

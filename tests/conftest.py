"""Options that every part of the tests understands."""

import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

# Set before NumPy comes: its threads, times pytest's workers, would outnumber the cores and spin
# for each other, at many times the cost of the small products that are tested.
os.environ.setdefault("OMP_NUM_THREADS", "1")

ROOT = Path(__file__).parents[1]


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add `--regenerate-golden`: golden pictures are written anew and not compared."""
    parser.addoption(
        "--regenerate-golden", action="store_true", help="write the golden pictures anew"
    )


@pytest.hookimpl(optionalhook=True)  # there may be no xdist
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Any:
    """Keep a topic's tests in one process, and otherwise a file's: what they share is costly."""
    from xdist.scheduler import LoadScopeScheduling  # type: ignore[import-untyped]

    topics = {path.parent.name for path in ROOT.glob("scenes/topics/*/story.py")}

    class ByTopic(LoadScopeScheduling):  # type: ignore[misc]
        def _split_scope(self, nodeid: str) -> str:
            file, _, test = nodeid.partition("::")
            first = re.split(r"[-\]]", test.partition("[")[2])[0]
            name = Path(file).stem.removeprefix("test_").removesuffix("_story")
            return next((each for each in (first, name) if each in topics), file)

    return ByTopic(config, log)


@pytest.fixture(scope="session", autouse=True)
def no_users_cache(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """The beats that the user keeps are neither used nor changed."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("ZOOMOUT_CACHE", str(tmp_path_factory.mktemp("cache")))
        yield


@pytest.fixture
def regenerate_golden(request: pytest.FixtureRequest) -> bool:
    """Whether golden pictures are to be written anew."""
    return bool(request.config.getoption("--regenerate-golden"))

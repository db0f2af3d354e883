"""Options that every part of the tests understands."""

import os
from collections.abc import Iterator

import pytest

# Set before NumPy comes: its threads, times pytest's workers, would outnumber the cores and spin
# for each other, at many times the cost of the small products that are tested.
os.environ.setdefault("OMP_NUM_THREADS", "1")


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add `--regenerate-golden`: golden pictures are written anew and not compared."""
    parser.addoption(
        "--regenerate-golden", action="store_true", help="write the golden pictures anew"
    )


@pytest.hookimpl(tryfirst=True)  # before xdist reads the groups
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Keep a topic's tests in one process, and otherwise a file's: what they share is costly."""
    for item in items:
        parameters = getattr(getattr(item, "callspec", None), "params", {})
        name = item.path.stem.removeprefix("test_").removesuffix("_story")
        item.add_marker(pytest.mark.xdist_group(parameters.get("topic", name)))


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

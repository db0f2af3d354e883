"""Options that every part of the tests understands."""

import pytest


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add `--regenerate-golden`: golden pictures are written anew and not compared."""
    parser.addoption(
        "--regenerate-golden", action="store_true", help="write the golden pictures anew"
    )


@pytest.fixture
def regenerate_golden(request: pytest.FixtureRequest) -> bool:
    """Whether golden pictures are to be written anew."""
    return bool(request.config.getoption("--regenerate-golden"))

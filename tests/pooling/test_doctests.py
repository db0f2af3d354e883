"""Everything public shows an example; pytest runs them all."""

import inspect

import pytest

import pooling


@pytest.mark.parametrize(
    "name", [name for name in pooling.__all__ if inspect.isfunction(getattr(pooling, name))]
)
def test_every_function_shows_an_example(name: str) -> None:
    assert ">>> " in (getattr(pooling, name).__doc__ or "")

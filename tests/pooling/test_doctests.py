"""Examples in docstrings run, and everything public has one."""

import doctest
import importlib
import inspect
import pkgutil

import pytest

import pooling

MODULES = [f"pooling.{module.name}" for module in pkgutil.iter_modules(pooling.__path__)]


@pytest.mark.parametrize("name", MODULES)
def test_examples_run(name: str) -> None:
    assert doctest.testmod(importlib.import_module(name)).failed == 0


@pytest.mark.parametrize(
    "name", [name for name in pooling.__all__ if inspect.isfunction(getattr(pooling, name))]
)
def test_every_function_shows_an_example(name: str) -> None:
    assert ">>> " in (getattr(pooling, name).__doc__ or "")

"""Cells of a notebook, with ids that stay: the same lecture has the same bytes."""

import ast
import inspect
import json
import textwrap
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Literal


@dataclass(frozen=True)
class Cell:
    """Words or code.

    Attributes:
        id: of its own in the notebook: letters, digits, "-" and "_", at most 64.
        kind: what the source is.
        source: Markdown or Python.
    """

    id: str
    kind: Literal["markdown", "code"]
    source: str

    def plain(self) -> dict[str, Any]:
        """The cell as the file has it."""
        run: dict[str, Any] = {"execution_count": None, "outputs": []}
        return {
            "cell_type": self.kind,
            "id": self.id,
            "metadata": {},
            "source": self.source.splitlines(keepends=True),
            **(run if self.kind == "code" else {}),
        }


def words(id: str, *paragraphs: str) -> Cell:
    """A cell of Markdown."""
    return Cell(id, "markdown", "\n\n".join(paragraphs))


def code(id: str, *parts: str) -> Cell:
    """A cell of Python."""
    return Cell(id, "code", "\n\n".join(part.strip("\n") for part in parts))


def body_of(function: Callable[..., None]) -> str:
    """The body of a function as a cell has it, without its docstring.

    >>> def demo() -> None:
    ...     '''Not shown.'''
    ...     print(2 + 2)
    >>> body_of(demo)
    'print(2 + 2)'
    """
    source = textwrap.dedent(inspect.getsource(function))
    statements = ast.parse(source).body[0].body  # type: ignore[attr-defined]
    lines = source.splitlines()[statements[1].lineno - 1 :]
    return textwrap.dedent("\n".join(lines))


def notebook_text(cells: Sequence[Cell]) -> str:
    """The file of a notebook of format 4.5."""
    plain = {
        "cells": [cell.plain() for cell in cells],
        "metadata": {
            "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
            "language_info": {"name": "python"},
        },
        "nbformat": 4,
        "nbformat_minor": 5,
    }
    return json.dumps(plain, ensure_ascii=False, indent=1) + "\n"

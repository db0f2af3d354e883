"""The commands, each in a module of its own that is imported when it is asked for.

A module is named as its command is (`receptive_field` for `receptive-field`) and holds it as
`command`; its first line is what the list of commands says of it.
"""

import ast
import importlib
import pkgutil
from functools import cache
from pathlib import Path

import click

from scenes.studio.failures import nearest

_SHARED = ("options", "running", "topics")
"""Modules of this folder that hold no command."""


class Commands(click.Group):
    """The commands that are found here; a mistyped one is answered with the nearest."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Their names, as they are typed."""
        return list(names())

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command:
        """Import a command.

        Raises:
            BadInputError: there is none of this name; the nearest is named.
        """
        if cmd_name not in names():
            raise nearest("command", cmd_name, names())
        module = importlib.import_module(f"{__name__}.{cmd_name.replace('-', '_')}")
        found: click.Command = module.command
        return found

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List them without importing any."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, _summary(name)) for name in names()])


@cache
def names() -> tuple[str, ...]:
    """The commands' names.

    >>> "receptive-field" in names()
    True
    """
    modules = (found.name for found in pkgutil.iter_modules(__path__))
    return tuple(name.replace("_", "-") for name in modules if name not in _SHARED)


def _summary(name: str) -> str:
    source = (Path(__path__[0]) / f"{name.replace('-', '_')}.py").read_text(encoding="utf-8")
    return (ast.get_docstring(ast.parse(source)) or "").partition("\n")[0]

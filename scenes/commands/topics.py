"""Click commands made from the topics that are found: one subcommand a topic, its own options."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any

import click

from scenes.studio.arguments import Argument, arguments
from scenes.studio.failures import BadInputError, nearest

ALL = "all"
_PREFIX = "story_"  # keeps a topic's options apart from those of the command
_PLACEHOLDERS = {"pair": "N or H,W", "input": "FILE", "whole": "N", "number": "X"}

Run = Callable[[Sequence[str], Mapping[str, Any], Mapping[str, Any]], None]
"""Called with the topics' names, the options of the story, and those of the command."""


class TopicGroup(click.Group):
    """A command with one subcommand a topic, and `all`; discovered, not listed."""

    def __init__(self, name: str, run: Run, params: Sequence[click.Parameter], help: str) -> None:
        super().__init__(name, help=help, subcommand_metavar="TOPIC [OPTIONS]")
        self._run = run
        self._shared = list(params)

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The topics, and all of them."""
        from scenes.topics import discover

        return [*discover(), ALL]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command:
        """The subcommand of a topic.

        Raises:
            BadInputError: there is no such topic; the nearest is named.
        """
        from scenes.topics import discover

        topics = discover()
        if cmd_name == ALL:
            words = "Every topic there is, each with its defaults."
            return self._command(cmd_name, words, tuple(topics), ())
        if cmd_name not in topics:
            raise nearest("topic", cmd_name, self.list_commands(ctx))
        story = topics[cmd_name].story
        words = (story.__doc__ or "").partition("\n")[0]
        return self._command(cmd_name, words, (cmd_name,), arguments(story))

    def _command(
        self, name: str, words: str, topics: tuple[str, ...], found: Sequence[Argument]
    ) -> click.Command:
        return click.Command(
            name,
            params=[*(_option(argument) for argument in found), *self._shared],
            help=words,
            callback=partial(self._split, topics),
        )

    def _split(self, topics: tuple[str, ...], /, **given: Any) -> None:
        asked = {
            name.removeprefix(_PREFIX): value
            for name, value in given.items()
            if name.startswith(_PREFIX) and value not in (None, ())
        }
        rest = {name: value for name, value in given.items() if not name.startswith(_PREFIX)}
        self._run(topics, asked, rest)


class _StoryValue(click.ParamType[Any]):
    """Text that is read as the story's signature says."""

    name = "value"

    def __init__(self, argument: Argument) -> None:
        self._read = argument.read

    def convert(self, value: Any, param: Any, ctx: Any) -> Any:
        try:
            return self._read(value)
        except ValueError as error:
            raise BadInputError(str(error)) from error


def _option(argument: Argument) -> click.Option:
    """A story's keyword as an option; left out, the story's own default holds."""
    default = argument.default
    told = ", ".join(default) if argument.kind == "texts" else default
    words = argument.help + ("" if default is None else f"  [default: {told}]")
    names = [argument.flag, _PREFIX + argument.name]
    if argument.kind == "flag":
        return click.Option(names, is_flag=True, default=None, flag_value=True, help=words)
    if argument.kind == "texts":
        return click.Option(names, multiple=True, metavar="NAME", help=words)
    metavar = _PLACEHOLDERS.get(argument.kind, "VALUE")
    return click.Option(names, type=_StoryValue(argument), metavar=metavar, help=words)

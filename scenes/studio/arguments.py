"""The options of a topic, read off its story's signature and docstring."""

import inspect
import re
import types
import typing
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from scenes.studio.failures import nearest

Kind = Literal["input", "flag", "pair", "whole", "number", "text", "texts", "whole or text"]


@dataclass(frozen=True)
class Argument:
    """One keyword of a story, as an option of the command line.

    Attributes:
        name: as in the signature.
        kind: how its text is read.
        default: the signature's.
        help: the docstring's words on it.
    """

    name: str
    kind: Kind
    default: Any
    help: str

    @property
    def flag(self) -> str:
        """The option's name: `--kernel-size`."""
        return "--" + self.name.replace("_", "-")

    def read(self, text: str) -> Any:
        """The value that a text stands for.

        Raises:
            ValueError: the text is no such value; one line with the way out.

        >>> Argument("kernel_size", "pair", 2, "").read("2,3")
        (2, 3)
        """
        text = text.strip()
        if self.kind == "pair":
            parts = text.split(",")
            if len(parts) <= 2 and all(_is_whole(part) for part in parts):
                numbers = tuple(int(part) for part in parts)
                return numbers if len(numbers) == 2 else numbers[0]
            raise ValueError(
                f"{self.flag} is a whole number, or two as height,width: got {text!r}, "
                "write 3 or 2,3"
            )
        if self.kind == "whole or text":
            return int(text) if _is_whole(text) else text
        if self.kind == "whole":
            if not _is_whole(text):
                raise ValueError(f"{self.flag} is a whole number: got {text!r}, write 3")
            return int(text)
        if self.kind == "number":
            try:
                return float(text)
            except ValueError:
                raise ValueError(f"{self.flag} is a number: got {text!r}, write 0.5") from None
        return text


def arguments(story: Callable[..., Any]) -> tuple[Argument, ...]:
    """The options of a story, in the order of its signature.

    >>> def story(*, kernel_size: int | tuple[int, int] = 2, ceil_mode: bool = False): ...
    >>> [(argument.flag, argument.kind) for argument in arguments(story)]
    [('--kernel-size', 'pair'), ('--ceil-mode', 'flag')]
    """
    hints = typing.get_type_hints(story)
    helps = _argument_helps(inspect.getdoc(story) or "")
    return tuple(
        Argument(name, _kind(name, hints.get(name, str)), parameter.default, helps.get(name, ""))
        for name, parameter in inspect.signature(story).parameters.items()
    )


def changed(found: tuple[Argument, ...], given: Mapping[str, Any]) -> dict[str, Any]:
    """The given values that differ from the defaults, the input left out.

    Raises:
        BadInputError: a name is none of a keyword; the nearest is named.

    >>> changed((Argument("stride", "pair", None, ""),), {"stride": 2})
    {'stride': 2}
    """
    names = [argument.name for argument in found]
    for name in given:
        if name not in names:
            raise nearest("parameter", name, names)
    return {
        argument.name: given[argument.name]
        for argument in found
        if argument.kind != "input"
        and argument.name in given
        and given[argument.name] != argument.default
    }


def _kind(name: str, hint: Any) -> Kind:
    if name == "input":
        return "input"
    members = set(typing.get_args(hint)) if _is_union(hint) else {hint}
    if bool in members:
        return "flag"
    if tuple[str, ...] in members:
        return "texts"
    if any(typing.get_origin(member) is tuple for member in members):
        return "pair"
    if {int, str} <= members:
        return "whole or text"
    if int in members:
        return "whole"
    return "number" if float in members else "text"


def _is_union(hint: Any) -> bool:
    return typing.get_origin(hint) in (typing.Union, types.UnionType)


def _is_whole(text: str) -> bool:
    return re.fullmatch(r"\s*[+-]?[0-9]{1,9}\s*", text) is not None


def _argument_helps(doc: str) -> dict[str, str]:
    """What a docstring's `Args:` says of each name; names may share a line, `a, b: both`."""
    section = re.search(r"^Args:\n((?:[ \t]+.*\n?|\n)+)", doc, re.MULTILINE)
    if section is None:
        return {}
    helps: dict[str, str] = {}
    for entry in re.split(r"\n(?= {4}\S)", section[1].rstrip()):
        names, _, words = entry.partition(":")
        for name in names.split(","):
            helps[name.strip()] = " ".join(words.replace("`", "").split())
    return helps

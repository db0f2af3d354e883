"""Parameters of topics in a lecture's file: options of the command line, as toml values."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from scenes.inputs.model import shown
from scenes.products.settings import known, table
from scenes.studio.arguments import Argument, arguments
from scenes.studio.failures import BadInputError
from scenes.topics import discover


def parameters_of(given: object) -> dict[str, dict[str, Any]]:
    """The table of parameters, a table for each topic.

    Raises:
        BadInputError: it is none, or names a topic that there is not.
    """
    parameters = table(given, "parameters")
    known("topic", parameters, discover())
    return {topic: table(values, f"parameters.{topic}") for topic, values in parameters.items()}


def asked_of(
    topic: str, given: Mapping[str, Any], input: str | None, folder: Path
) -> dict[str, Any]:
    """The options of a topic's story: its own parameters, and the photo of all where it fits.

    Args:
        topic: its name.
        given: its own table of parameters.
        input: the photo of all topics.
        folder: where files are that parameters name.

    Raises:
        BadInputError: a parameter does not exist, or cannot have its value.
    """
    found = {argument.name: argument for argument in arguments(discover()[topic].story)}
    known(f"parameter of {topic}", given, found)
    asked = {
        name: _value(found[name], value, f"parameters.{topic}.{name}", folder)
        for name, value in given.items()
    }
    return {"input": input, **asked} if input is not None and "input" in found else asked


def _value(argument: Argument, value: Any, place: str, folder: Path) -> Any:
    """A value of the file as the story takes it."""
    if isinstance(value, list):
        return tuple(_value(argument, one, place, folder) for one in value)
    if not isinstance(value, str | int | float) or (argument.kind == "flag") != isinstance(
        value, bool
    ):
        kinds = "true or false" if argument.kind == "flag" else "a number, a text or a list of them"
        raise BadInputError(f"{place} is {kinds}, got {shown(value)}")
    if not isinstance(value, str):
        return value
    try:
        read = argument.read(value)
    except ValueError as error:
        raise BadInputError(f"{place}: {error}") from None
    read = beside(read, folder) if isinstance(read, str) else read
    return (read,) if argument.kind == "texts" else read


def beside(name: str, folder: Path) -> str:
    """A file that is named in a file lies beside it; a name without an ending may be no file."""
    beside = folder / name
    return str(beside) if Path(name).suffix or beside.exists() else name

"""The account of a network's receptive fields: as a table, or as plain data for scripts."""

from collections.abc import Sequence
from typing import Any

import click
from rich.markup import escape
from rich.table import Table

from pooling import zoo
from pooling.network import InputSize
from pooling.receptive_field import LayerField, ReceptiveField, receptive_field
from scenes.digits import by
from scenes.networks import read_network
from scenes.studio.failures import BadInputError
from scenes.studio.tables import print_table

COLUMNS = ("layer", "kind", "output", "size", "jump", "start", "parameters", "multiply-adds")
NUMBERS = COLUMNS[2:]


def size_of(text: str) -> InputSize:
    """The size of an image that a text stands for.

    Raises:
        BadInputError: the text is none.

    >>> size_of("224"), size_of("224,320")
    (224, (224, 320))
    """
    try:
        numbers = [int(part) for part in text.split(",")]
    except ValueError:
        numbers = []
    if len(numbers) == 1:
        return numbers[0]
    if len(numbers) == 2:
        return numbers[0], numbers[1]
    raise BadInputError(
        f"--input-size is a whole number, or two as height,width: got {text!r}, "
        "write 224 or 224,320"
    )


def account_of(name: str, input_size: InputSize | None = None) -> ReceptiveField:
    """The account of a network of the zoo or of an ONNX file; None is the network's own size.

    Raises:
        BadInputError: there is no such network, or it cannot be read or take the size; one line.
    """
    try:
        return receptive_field(read_network(name, input_size), input_size)
    except (ValueError, TypeError) as error:
        raise BadInputError(str(error)) from error


def line_of(account: ReceptiveField, layer: str) -> LayerField:
    """The line of a layer.

    Raises:
        BadInputError: there is no such layer; the nearest is named.
    """
    try:
        return account[layer]
    except ValueError as error:
        raise BadInputError(str(error)) from error


def telling(account: ReceptiveField) -> list[LayerField]:
    """The layers that look through a window, join paths or multiply; not activations and such."""
    return [
        line
        for line in account.values()
        if len(line.inputs) > 1
        or line.multiply_adds
        or account.network[line.name].layer.reach(account.shapes[line.inputs[0]]) is not None
    ]


def show_account(account: ReceptiveField, *, every: bool) -> None:
    """Print the table with its totals; without a terminal as plain text that is not cut.

    Args:
        account: of `account_of`.
        every: whether layers that change nothing are shown too, quietly.
    """
    loud = telling(account)
    names = {line.name for line in loud}
    lines = list(account.values()) if every else loud
    table = Table(box=None, pad_edge=False, header_style="bold")
    for column in COLUMNS:
        number = column in NUMBERS
        table.add_column(
            column, justify="right" if number else "left", no_wrap=number, overflow="fold"
        )
    jump: tuple[float, float] = (1, 1)
    for line in lines:
        leaps, jump = line.jump != jump, line.jump
        style = ("bold" if leaps else "") if line.name in names else "dim"
        table.add_row(*map(escape, cells(line)), style=style)
    table.add_section()
    totals = f"{account.parameters:,}", f"{account.multiply_adds:,}"
    table.add_row("total", *[""] * 5, *totals, style="bold")
    network = account.network
    channels, height, width = account.input_shape
    heading = network.name if network.year is None else f"{network.name} ({network.year})"
    click.echo(f"{heading}, input {channels}×{height}×{width}")
    if network.source:
        click.echo(network.source)
    click.echo()
    print_table(table)
    left_out = len(account) - len(lines)
    if left_out:
        click.echo(f"\nnot shown: {left_out} activations and the like (in the totals); see --all")


def show_layer(account: ReceptiveField, line: LayerField) -> None:
    """Print what is known of one layer, a line each."""
    table = Table.grid(padding=(0, 2))
    for name, value in layer_facts(account, line).items():
        table.add_row(name.replace("_", " "), escape(_written(value)))
    print_table(table)


def show_zoo() -> None:
    """Print the networks of the zoo, with year and source."""
    table = Table("network", "year", "source", box=None, pad_edge=False, header_style="bold")
    for name, entry in zoo.NAMES.items():
        table.add_row(name, str(entry.year), escape(entry.source))
    print_table(table)


def cells(line: LayerField) -> tuple[str, ...]:
    """A line of the account as the texts of a row.

    >>> cells(account_of("lenet5")["c1"])
    ('c1', 'Conv2d', '6×28×28', '5', '1', '0', '156', '117,600')
    """
    return (
        line.name,
        line.kind,
        "×".join(str(length) for length in line.output),
        by(line.size),
        by(line.jump),
        by(line.start),
        f"{line.parameters:,}",
        f"{line.multiply_adds:,}",
    )


def plain_account(account: ReceptiveField) -> dict[str, Any]:
    """The whole account as JSON has it; pairs are [down, across]."""
    network = account.network
    return {
        "network": network.name,
        "year": network.year,
        "source": network.source,
        "input": list(account.input_shape),
        "parameters": account.parameters,
        "multiply_adds": account.multiply_adds,
        "layers": [plain_line(line) for line in account.values()],
    }


def plain_line(line: LayerField) -> dict[str, Any]:
    """A line of the account as JSON has it."""
    return {
        "name": line.name,
        "kind": line.kind,
        "inputs": list(line.inputs),
        "output": list(line.output),
        "size": list(line.size),
        "jump": list(line.jump),
        "start": list(line.start),
        "padding": list(line.padding),
        "centre": list(line.centre),
        "aligned": line.aligned,
        "parameters": line.parameters,
        "multiply_adds": line.multiply_adds,
    }


def layer_facts(account: ReceptiveField, line: LayerField) -> dict[str, Any]:
    """What is known of one layer and of its middle unit; boxes are top, left, bottom, right."""
    seen, whole = account.box(line.name), account.box(line.name, clip=False)
    return plain_line(line) | {
        "unit": list(account.centre_unit(line.name)),
        "box": None if seen is None else [seen.top, seen.left, seen.bottom, seen.right],
        "whole_box": None if whole is None else [whole.top, whole.left, whole.bottom, whole.right],
        "holes": account.holes(line.name),
    }


def plain_zoo() -> dict[str, dict[str, Any]]:
    """Year and source of each network of the zoo by name."""
    return {name: {"year": entry.year, "source": entry.source} for name, entry in zoo.NAMES.items()}


def _written(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, Sequence) and not isinstance(value, str):
        return ", ".join(_written(item) for item in value)
    if value is None:
        return "nothing but padding"
    return f"{value:,}" if isinstance(value, int | float) else str(value)

"""Tables on the output channel: drawn for a terminal, plain text that is not cut for a pipe."""

import click
from rich.console import Console
from rich.table import Table

UNCUT = 10_000
"""Letters a line may have where no terminal is."""


def print_table(table: Table) -> None:
    """Print a table; without a terminal as plain text, without spaces at the ends of lines."""
    console = Console()
    if console.is_terminal:
        console.print(table)
        return
    plain = Console(width=UNCUT, color_system=None, force_terminal=False)
    with plain.capture() as capture:
        plain.print(table)
    click.echo("\n".join(line.rstrip() for line in capture.get().splitlines()))

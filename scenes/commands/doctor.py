"""What this machine lacks for rendering, and how to get it."""

from pathlib import Path

import click

from scenes.studio.failures import FAILURE, answering


@click.command("doctor", help=__doc__)
@click.option("--media_dir", "--media-dir", type=click.Path(path_type=Path), default="media")
@click.pass_context
@answering()
def command(ctx: click.Context, media_dir: Path) -> None:
    """Answer the command."""
    from rich.console import Console
    from rich.markup import escape
    from rich.table import Table

    from scenes.studio.doctor import examine

    findings = examine(media_dir)
    table = Table("", "", "found", "needed", box=None, pad_edge=False)
    for one in findings:
        mark = "ok" if one.ok else "optional" if one.optional else "MISSING"
        table.add_row(mark, *map(escape, (one.name, one.found, one.needed)))
    Console().print(table)
    for one in findings:
        if not one.ok:  # on a line of its own, fit to be copied
            click.echo(f"{one.name}: {one.remedy}")
    if any(not (one.ok or one.optional) for one in findings):
        ctx.exit(FAILURE)

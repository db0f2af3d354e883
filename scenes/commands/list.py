"""The topics, with their beats, figures and options."""

import json

import click

from scenes.studio.failures import answering


@click.command("list", help=__doc__)
@click.option("--json", "as_json", is_flag=True, help="As one JSON object.")
@answering()
def command(as_json: bool) -> None:
    """Answer the command."""
    from scenes.studio.catalogue import catalogue

    found = catalogue()
    if as_json:
        click.echo(json.dumps({entry.topic: entry.plain() for entry in found}))
        return
    for entry in found:
        click.echo(f"{entry.topic}: {entry.summary}")
        for name, words in entry.plain().items():
            click.echo(f"  {name:8} {', '.join(words)}")

"""How outputs change as a photo moves: pooling, blurred pooling and a stride, measured."""

import json

import click

from scenes.studio.failures import answering


@click.command("invariance", help=__doc__)
@click.option("--input", "source", metavar="FILE", help="A photo, or the name of a sample photo.")
@click.option(
    "--depth", default=3, show_default=True, type=click.IntRange(1), help="Halvings in a row."
)
@click.option(
    "--shifts", default="0,1,2,3,4,5,6,7,8", show_default=True, help="In pixels; fractions may be."
)
@click.option("--json", "as_json", is_flag=True, help="As one JSON object, with every digit.")
@click.option("-v", "--verbose", is_flag=True, help="Tell more when something fails.")
@answering()
def command(source: str | None, depth: int, shifts: str, as_json: bool, verbose: bool) -> None:
    """Answer the command."""
    from scenes.studio import shifting

    curves = shifting.measured(source, depth, shifting.shifts_of(shifts))
    if as_json:
        click.echo(json.dumps(shifting.plain(curves, source)))
    else:
        shifting.show(curves, source)

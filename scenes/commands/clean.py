"""Forget the beats that are kept to render faster; what was rendered stays."""

import click


@click.command("clean", help=__doc__)
def command() -> None:
    """Answer the command."""
    from scenes.folders import cache_folder
    from scenes.studio.cache import Cache

    cache = Cache(cache_folder(), 0)
    freed = cache.clear()
    click.echo(f"{freed / 1e6:,.1f} MB are free again in {cache.folder}")

"""One page of all that is rendered: films with captions, figures, and how each was made."""

from typing import Any

import click

from scenes.commands.options import OUTPUT
from scenes.commands.running import tell_files


def gallery(**given: Any) -> None:
    """Answer the command."""
    from scenes.products.gallery.page import NAME, write_gallery
    from scenes.studio.publish import destination

    place = destination(given["media_dir"], given["output"], (".html",))
    made = write_gallery(place.media, place.file or (place.folder or place.media) / NAME)
    if made.note:
        click.echo(f"note: {made.note}", err=True)
    tell_files([made.path], given)


command = click.Command("gallery", params=[*OUTPUT], callback=gallery, help=__doc__)

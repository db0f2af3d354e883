"""Write the lecture as a Jupyter notebook: import, print, plot, animate."""

from pathlib import Path
from typing import Any

import click

from scenes.commands.options import LECTURE, OUTPUT
from scenes.commands.running import tell_files

OPTIONS = (
    *LECTURE,
    click.Option(
        ["--run-animations"], is_flag=True, help="Its switch is on: it renders films when it runs."
    ),
    click.Option(["--execute"], is_flag=True, help="Run it, and write it with its outputs."),
    *OUTPUT,
)


def notebook(description: Path | None, run_animations: bool, execute: bool, **given: Any) -> None:
    """Answer the command."""
    from scenes.products.description import read_lecture
    from scenes.products.notebook.making import check_extra, write_notebook
    from scenes.studio.publish import destination

    if execute:
        check_extra()
    place = destination(given["media_dir"], given["output"], (".ipynb",))
    file = place.file or (place.folder or place.media / "lecture") / "lecture.ipynb"
    told = read_lecture(description, given)
    paths = write_notebook(told, file, place.media, animations=run_animations, execute=execute)
    tell_files(paths, given)


command = click.Command("notebook", params=list(OPTIONS), help=__doc__, callback=notebook)

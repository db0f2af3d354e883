"""What to read aloud, beat by beat, with the seconds each takes."""

import json
import sys
from pathlib import Path
from typing import Any

import click

from scenes.commands.options import LECTURE
from scenes.studio.failures import answering

OPTIONS = (
    *LECTURE,
    click.Option(["-o", "--output"], metavar="FILE.md", help="Write it as Markdown."),
    click.Option(["--json"], is_flag=True, help="As one JSON object."),
    click.Option(["-v", "--verbose"], is_flag=True, help="Tell more when something fails."),
)


def tell(description: str | None, output: str | None, **given: Any) -> None:
    """Answer the command."""
    from scenes.products.description import read_lecture
    from scenes.products.prompter import as_markdown, as_text, show
    from scenes.products.script import script_of
    from scenes.studio.files import WholeFile
    from scenes.studio.prepare import cache_of
    from scenes.studio.progress import progress
    from scenes.studio.publish import destination

    place = destination(Path("media"), output, (".md",)) if output is not None else None
    lecture = read_lecture(None if description is None else Path(description), given)
    with progress("timing", "beats") as report:
        script = script_of(lecture, cache_of(given), report)
    if place is not None:
        path = place.file or (place.folder or Path()) / "script.md"
        with WholeFile(path.parent, ".md") as file:
            file.path.write_text(as_markdown(script), encoding="utf-8")
            file.keep(path)
    with answering():
        if given["json"]:
            click.echo(json.dumps(script.plain(), ensure_ascii=False))
        elif place is not None:
            click.echo(click.format_filename(path))
        elif sys.stdout.isatty():
            show(script)
        else:
            click.echo(as_text(script))


command = click.Command("script", params=[*OPTIONS], callback=tell, help=__doc__)

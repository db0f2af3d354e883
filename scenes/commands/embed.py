"""What to paste to show a topic in slides, notebooks and documents."""

import json
from pathlib import Path

import click

from scenes.studio.failures import answering

_FORMS = ("revealjs", "powerpoint", "keynote", "beamer", "quarto", "jupyter", "markdown")


@click.command("embed", help=__doc__)
@click.argument("topic")
@click.argument("document", metavar="[DOCUMENT]", required=False, type=click.Path(path_type=Path))
@click.option("--for", "form", type=click.Choice(_FORMS), help="Only this one.  [default: all]")
@click.option(
    "--media_dir",
    "--media-dir",
    type=click.Path(path_type=Path),
    default="media",
    show_default=True,
    help="Holds what was rendered.",
)
@click.option("--json", "as_json", is_flag=True, help="As one JSON object.")
@click.option("-v", "--verbose", is_flag=True, help="Tell more when something fails.")
@answering()
def command(
    topic: str,
    document: Path | None,
    form: str | None,
    media_dir: Path,
    as_json: bool,
    verbose: bool,
) -> None:
    """Answer the command: paths lead from DOCUMENT's folder, else from the one it is asked in."""
    from scenes.products.embed import FORMS, NotRenderedError, snippet
    from scenes.studio.failures import nearest
    from scenes.topics import discover

    if topic not in discover():
        raise nearest("topic", topic, discover())
    target = document or Path("document")
    if form is not None:
        found = {form: snippet(topic, form, media_dir, target)}
        click.echo(json.dumps(found, ensure_ascii=False) if as_json else found[form])
        return
    told: dict[str, str] = {}
    missing: dict[str, str] = {}
    for name in FORMS:
        try:
            told[name] = snippet(topic, name, media_dir, target)
        except NotRenderedError as error:
            missing[name] = str(error)
    if as_json:
        click.echo(json.dumps({"snippets": told, "missing": missing}, ensure_ascii=False))
        return
    for name in FORMS:
        click.echo(f"--- {name}\n{told.get(name) or missing[name]}\n")

"""Make slides: one a beat that plays its film, as pptx or html; or the figures as pdf."""

from pathlib import Path
from typing import Any

import click

from scenes.commands.options import ENGINE, LECTURE, OUTPUT
from scenes.commands.running import engine_of, tell_files
from scenes.studio.failures import BadInputError

OPTIONS = (
    *LECTURE,
    click.Option(
        ["--to", "form"],
        type=click.Choice(["pptx", "html", "pdf"]),
        help="PowerPoint, a page for a browser, or vector pages of the figures.  "
        "[default: pptx, or the ending of -o]",
    ),
    click.Option(["--one-file"], is_flag=True, help="A page that has the films in itself."),
    click.Option(
        ["-q", "--quality"],
        type=click.Choice(["l", "m", "h", "p", "k"]),
        help="As of video.  [default: m, which PowerPoint plays best]",
    ),
    click.Option(["--fps"], type=int, metavar="N", help="Frames a second.  [default: of -q]"),
    *ENGINE,
    *OUTPUT,
)


def slides(description: Path | None, form: Any, one_file: bool, **given: Any) -> None:
    """Answer the command."""
    from scenes.products.description import read_lecture
    from scenes.products.slides.making import FORMS, Wish, check_extra, render_slides
    from scenes.studio.prepare import choose_format, choose_quality, is_same_file
    from scenes.studio.progress import progress
    from scenes.studio.publish import destination

    check_extra()
    chosen = choose_format(form, given["output"], FORMS, "pptx")
    if one_file and chosen != "html":
        raise BadInputError(
            f"--one-file is for --to html, a {chosen} is one file anyway: leave one of them out"
        )
    place = destination(given["media_dir"], given["output"], (f".{chosen}",))
    file = place.file or (place.folder or place.media / "slides") / f"slides.{chosen}"
    quality = choose_quality(given["quality"], given["fps"], "mp4")
    told = read_lecture(description, given)
    for read in (told.logo, told.theme_file, *(chapter.input for chapter in told.chapters)):
        if read is not None and is_same_file(file, Path(read)):
            raise BadInputError(f"{read} is read and would be overwritten: name another with -o")
    wish = Wish(chosen, quality, one_file)
    tell_files(render_slides(told, wish, file, place.media, engine_of(given), progress), given)


command = click.Command("slides", params=list(OPTIONS), help=__doc__, callback=slides)

"""Render the lecture: one video of all topics, its captions, transcript and contents page."""

from functools import partial
from pathlib import Path
from typing import Any

import click

from scenes.commands.options import ENGINE, LECTURE, NARRATION, OUTPUT
from scenes.commands.running import engine_of, tell_files, with_voice
from scenes.studio.failures import BadInputError

OPTIONS = (
    *LECTURE,
    click.Option(
        ["-q", "--quality"],
        type=click.Choice(["l", "m", "h", "p", "k"]),
        help="As of video.  [default: m]",
    ),
    click.Option(["--fps"], type=int, metavar="N", help="Frames a second.  [default: of -q]"),
    click.Option(["--burn-captions"], is_flag=True, help="Captions in the picture, too."),
    NARRATION,
    *ENGINE,
    *OUTPUT,
)


def lecture(description: Path | None, **given: Any) -> None:
    """Answer the command."""
    from scenes.products.description import read_lecture
    from scenes.products.lecture.making import ENDINGS, Wish, render_lecture
    from scenes.studio.prepare import choose_quality, is_same_file
    from scenes.studio.progress import progress
    from scenes.studio.publish import destination

    place = destination(given["media_dir"], given["output"], (".mp4",))
    folder = place.folder or place.media / "lecture"
    film = place.file or folder / "lecture.mp4"
    quality = choose_quality(given["quality"], given["fps"], "mp4")
    told = read_lecture(description, given)
    inputs = [chapter.input for chapter in told.chapters]
    for read in (told.logo, told.theme_file, *inputs):
        made = (film.with_name(film.stem + ending) for ending in ENDINGS)
        if read is not None and any(is_same_file(path, Path(read)) for path in made):
            raise BadInputError(f"{read} is read and would be overwritten: name a folder with -o")
    voice = given["narration"]
    voiced = None if voice is None else partial(with_voice, folder=voice)
    wish = Wish(quality, given["burn_captions"], voiced)
    tell_files(render_lecture(told, wish, film, place.media, engine_of(given), progress), given)


command = click.Command("lecture", params=list(OPTIONS), help=__doc__, callback=lecture)

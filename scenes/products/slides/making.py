"""From a lecture to its slides: films are drawn as for any video, then put into a deck."""

import contextlib
import importlib.util
import shutil
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from scenes.products.description import Lecture
from scenes.products.shelf import Shelf
from scenes.studio.engine import Engine
from scenes.studio.failures import BadInputError
from scenes.studio.jobs import Quality
from scenes.studio.progress import Report

Form = Literal["pptx", "html", "pdf"]
FORMS: tuple[Form, ...] = ("pptx", "html", "pdf")
Line = Callable[[str, str], contextlib.AbstractContextManager[Report]]
"""Begins a line of progress: what is made, and what is counted."""
_NEEDED = ("manim_slides", "pptx", "pyreveal", "pypdf")


@dataclass(frozen=True)
class Wish:
    """How slides are made.

    Attributes:
        form: PowerPoint, a page for a browser, or vector pages of the figures.
        quality: of the films.
        one_file: whether a page for a browser has everything in itself.
    """

    form: Form
    quality: Quality
    one_file: bool = False


def check_extra() -> None:
    """What slides are made with is there.

    Raises:
        BadInputError: some of it is not; how to get it.
    """
    missing = [name for name in _NEEDED if not _is_there(name)]
    if missing:
        raise BadInputError(
            f"slides need {', '.join(missing)}: pip install 'zoomout[slides]', "
            "or in a clone pip install -e '.[slides]'"
        )


def _is_there(package: str) -> bool:
    """Whether a package can be imported; manim-slides, once it is, has lost what tells of it."""
    return package in sys.modules or importlib.util.find_spec(package) is not None


def render_slides(
    lecture: Lecture, wish: Wish, file: Path, media: Path, engine: Engine, line: Line
) -> list[Path]:
    """Make the slides of a lecture; every file appears whole, and none before all are.

    Args:
        file: the deck; what belongs to a page lies beside it in a folder named after it.
        media: the folder whose manifest tells of the deck, if it is in it.
        engine: the means that films are drawn with.

    Returns:
        The deck.

    Raises:
        BadInputError: the extra is not installed.
        OSError: a file cannot be written; nothing is left of any.
    """
    check_extra()
    with Shelf(file, media) as shelf:
        made = shelf.new(f".{wish.form}")
        if wish.form == "pdf":
            from scenes.products.slides.paper import write_paper

            with line(lecture.title, "topics") as report:
                write_paper(lecture, made, report)
        else:
            _write_films(lecture, wish, made, shelf, engine, line)
        return shelf.keep(_told(lecture, wish))


def _write_films(
    lecture: Lecture, wish: Wish, made: Path, shelf: Shelf, engine: Engine, line: Line
) -> None:
    """A deck that plays."""
    from scenes.products.slides.deck import deck_of
    from scenes.studio.films import drawn_films

    jobs = [lecture.film(chapter, wish.quality) for chapter in lecture.chapters]
    with contextlib.ExitStack() as stack:
        with line(lecture.title, "frames") as report:
            films = stack.enter_context(drawn_films(jobs, report, engine))
        work = films[0].folder
        deck = deck_of(lecture, films, wish.quality, work)
        if wish.form == "pptx":
            from scenes.products.slides.powerpoint import write_powerpoint

            write_powerpoint(deck, made, work)
            return
        from scenes.products.slides.web import INDEX, write_web

        folder = work / "web"
        folder.mkdir()
        write_web(deck, folder, shelf.assets.name, wish.one_file, work)
        shutil.copyfile(folder / INDEX, made)
        for asset in sorted((folder / shelf.assets.name).glob("*")):
            shutil.copyfile(asset, shelf.asset(asset.name))


def _told(lecture: Lecture, wish: Wish) -> Mapping[str, Any]:
    """The deck's entry in the manifest."""
    told = {
        "what": "slides",
        "form": wish.form,
        "title": lecture.title,
        "author": lecture.author,
        "language": lecture.language,
        "theme": lecture.theme.name,
        "topics": [
            {
                "topic": chapter.topic,
                "parameters": dict(chapter.story.parameters),
                "input": chapter.input or chapter.story.input_name,
                "beats": list(chapter.story.ids),
            }
            for chapter in lecture.chapters
        ],
    }
    if wish.form == "pdf":
        return told
    size = {"width": wish.quality.width, "height": wish.quality.height, "fps": wish.quality.fps}
    return told | size | {"one_file": wish.one_file}

"""From what a user asked for to a job: names checked, the story told, before anything is drawn."""

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import Any, TypeVar

from scenes import topics, typefaces
from scenes.beats import Story
from scenes.folders import cache_folder
from scenes.inputs.model import shown
from scenes.studio.arguments import arguments, changed
from scenes.studio.cache import Cache, read_size
from scenes.studio.failures import BadInputError, nearest
from scenes.studio.jobs import (
    DEFAULT_QUALITY,
    FIGURE_FORMATS,
    GIF_QUALITY,
    LARGEST_GIF_FPS,
    QUALITIES,
    VIDEO_FORMATS,
    BeatsJob,
    FigureJob,
    Job,
    Quality,
    SheetJob,
    VideoFormat,
    VideoJob,
)
from scenes.studio.publish import Destination, destination, is_inside
from scenes.studio.telling import tell
from scenes.theme import THEMES, Theme, ThemeError, load_theme
from scenes.topics import discover

Format = TypeVar("Format", bound=str)

ALL = "all"
_INCHES = {"in": 1.0, "cm": 1 / 2.54, "mm": 1 / 25.4}
NARROWEST, WIDEST = 1.0, 100.0
"""Inches; what is narrower cannot be read, and a wider figure is a slip of the pen."""
USUAL_WIDTH = 6.5
"""Inches; of a figure that is not asked to be otherwise."""
MOST_PIXELS = 16_000
"""Across a png: more than a printer makes of a poster, and what still fits into the memory."""

USUAL_CACHE = "2G"
"""What kept beats may take on the disk."""

Options = Mapping[str, Any]


@dataclass(frozen=True)
class Order:
    """A job and where its file goes."""

    job: Job
    place: Destination


def video_orders(topic: str, asked: Options, given: Options) -> list[Order]:
    """A video, or its last frame.

    Args:
        topic: its name.
        asked: options of the topic's story.
        given: options of the command: format, output, media_dir, quality, fps, theme, beats,
            language, transparent, save_last_frame.

    Raises:
        BadInputError: something asked for cannot be had; one line.
    """
    wish = "png" if given["save_last_frame"] else given["format"]
    form = choose_format(wish, given["output"], VIDEO_FORMATS, "mp4")
    quality = choose_quality(given["quality"], given["fps"], form)
    try:
        job = VideoJob(
            **_fields(_told_in_beats(topic, asked, given)),
            quality=quality,
            format=form,
            transparent=given["transparent"],
        )
    except ValueError as error:
        raise BadInputError(str(error)) from error
    return [Order(job, destination(given["media_dir"], given["output"], (f".{form}",)))]


def sheet_orders(topic: str, asked: Options, given: Options) -> list[Order]:
    """A sheet; arguments and errors as of `video_orders`."""
    job = SheetJob(**_fields(_told_in_beats(topic, asked, given)))
    return [Order(job, destination(given["media_dir"], given["output"], (".png",)))]


def figure_orders(topic: str, asked: Options, given: Options) -> list[Order]:
    """Figures, one order a name and format; arguments and errors as of `video_orders`."""
    figures = list(discover()[topic].figures)
    name, output = given["name"] or figures[0], given["output"]
    if name not in (*figures, ALL):
        raise nearest("figure", name, [*figures, ALL])
    names = figures if name == ALL else [name]
    forms = tuple(dict.fromkeys(given["format"])) or (
        choose_format(None, output, FIGURE_FORMATS, "png"),
    )
    for form in forms:
        choose_format(form, output, FIGURE_FORMATS, form)
    width = inches(given["width"]) if given["width"] is not None else None
    across = (width or USUAL_WIDTH) * given["dpi"]
    if "png" in forms and across > MOST_PIXELS:
        raise BadInputError(
            f"a png is at most {MOST_PIXELS} pixels wide, {width or USUAL_WIDTH:g}in at "
            f"{given['dpi']} dpi are {across:.0f}: lower --dpi or --width, or choose --format pdf"
        )
    places = {form: destination(given["media_dir"], output, (f".{form}",)) for form in forms}
    told = _fields(_told(topic, asked, given))
    return [
        Order(
            FigureJob(
                **told,
                figure=figure,
                is_default=figure == figures[0],
                format=form,
                width=width,
                dpi=given["dpi"],
                svg_text=given["svg_text"],
            ),
            places[form],
        )
        for figure in names
        for form in forms
    ]


def check_places(orders: Sequence[Order]) -> None:
    """No two jobs may be written to one file, none over what it reads, none where no one looks.

    Raises:
        BadInputError: the output names a file, and more than one is to be made; or it is the
            input or the theme; or the media folder's own folder is a link to elsewhere.
    """
    files = [order.place.file for order in orders if order.place.file is not None]
    if len(files) != len(set(files)):
        raise BadInputError(
            f"{len(files)} files cannot all be {files[0]}: end -o with a slash to name a folder"
        )
    for order in orders:
        file, media = order.place.file, order.place.media
        for read in (order.job.input, order.job.theme_file):
            if file is not None and read is not None and is_same_file(file, Path(read)):
                raise BadInputError(f"the output {file} is read, too: name another file with -o")
        folder = order.place.folder_of(order.job)
        if (file, order.place.folder) == (None, None) and not is_inside(folder, media):
            raise BadInputError(
                f"{folder} is a link out of {media}: remove it, or name a folder with -o"
            )


def cache_of(given: Options) -> Cache | None:
    """The cache that the options of a command speak of, or the usual one; None for none."""
    if given.get("no_cache"):
        return None
    return Cache(cache_folder(), read_size(given.get("cache_size", USUAL_CACHE)))


def check_letters(theme: Theme, story: Story, *others: str) -> None:
    """The theme's typeface has every letter of a story's words, and of other texts.

    Raises:
        BadInputError: it has not; it would be drawn as a box, or in another typeface.
    """
    captions = [story.caption(beat) for beat in story.ids]
    said = json.dumps([dict(story.shared_texts()), captions], ensure_ascii=False)
    try:
        typefaces.check_letters(theme.typeface, [said, *others])
    except typefaces.TypefaceError as error:
        raise BadInputError(str(error)) from None


def is_same_file(one: Path, other: Path) -> bool:
    """Whether there is a file that has both names."""
    return one.exists() and other.exists() and one.samefile(other)


def told_job(topic: str, asked: Options, given: Options) -> Job:
    """A job with the story told, from which jobs of a kind are made."""
    theme = choose_theme(given["theme"])
    function = discover()[topic].story
    changes = changed(arguments(function), asked)
    source = {"input": asked["input"]} if "input" in asked else {}
    try:
        story = tell(topic, function, {**source, **changes}, cache_of(given))
    except (ValueError, TypeError) as error:  # the rule, the value and the way out
        raise BadInputError(str(error)) from error
    own = given["theme"] if given["theme"] not in THEMES else None
    if own is not None:
        check_letters(theme, story)
    return Job(story, theme, changes, asked.get("input"), own)


def _told_in_beats(topic: str, asked: Options, given: Options) -> BeatsJob:
    told = _told(topic, asked, given)
    beats = choose_beats(told.story, given["beats"])
    return BeatsJob(**_fields(told), beats=beats, language=told.story.language)


def _told(topic: str, asked: Options, given: Options) -> Job:
    """A job whose story speaks the language that is asked for."""
    language = choose_language(topic, given["language"])
    job = told_job(topic, asked, given)
    return replace(job, story=replace(job.story, language=language))


def _fields(job: Job) -> dict[str, Any]:
    return {field.name: getattr(job, field.name) for field in fields(job)}


def choose_beats(story: Story, text: str | None) -> tuple[str, ...] | None:
    """The beats of a list such as `window,step`, in the story's order; None for all."""
    if text is None:
        return None
    names = {name.strip() for name in text.split(",") if name.strip()}
    if not names:
        raise BadInputError(f"--beats names at least one beat: choose among {', '.join(story.ids)}")
    for name in sorted(names):
        if name not in story:
            raise nearest("beat", name, story.ids)
    return None if names == set(story.ids) else tuple(beat for beat in story.ids if beat in names)


def choose_theme(name: str) -> Theme:
    """A built-in theme, or the user's own."""
    try:
        return load_theme(name)
    except ThemeError as error:
        raise BadInputError(str(error)) from error


def choose_language(topic: str, language: str) -> str:
    """A language that the topic's texts are there in."""
    known = sorted(
        path.stem for path in (Path(topics.__path__[0]) / topic / "texts").glob("*.toml")
    )
    if language not in known:
        raise BadInputError(
            f"there are no texts in {language!r} of {topic}: choose --language {' or '.join(known)}"
        )
    return language


def choose_quality(letter: str | None, fps: int | None, format: VideoFormat) -> Quality:
    """The quality of manim's letter; a gif is small and slow unless asked otherwise."""
    quality = QUALITIES[letter] if letter else DEFAULT_QUALITY
    if format == "gif":
        quality = replace(quality, fps=GIF_QUALITY.fps) if letter else GIF_QUALITY
        if fps is not None and fps > LARGEST_GIF_FPS:
            raise BadInputError(
                f"a gif shows at most {LARGEST_GIF_FPS} frames a second, got {fps}: "
                f"lower --fps, or choose --format mp4"
            )
    if fps is None:
        return quality
    try:
        return replace(quality, fps=fps)
    except ValueError as error:
        raise BadInputError(str(error)) from error


def choose_format(
    asked: Format | None, output: str | None, known: tuple[Format, ...], default: Format
) -> Format:
    """The format that was asked for, else the one that the output's ending names."""
    ending = re.search(r"\.(\w+)$", output or "")
    named = next((form for form in known if ending and ending[1].lower() == form), None)
    if asked is not None and named is not None and asked != named:
        raise BadInputError(
            f"the output {output} is a {named} and --format says {asked}: leave one of them out"
        )
    return asked or named or default


def inches(text: str) -> float:
    """A width such as 6.5in, 16.5cm or 165mm, in inches.

    >>> round(inches("16.51cm"), 6)
    6.5
    """
    match = re.fullmatch(r"\s*([0-9]*\.?[0-9]+)\s*(in|cm|mm)\s*", text)
    width = float(match[1]) * _INCHES[match[2]] if match else 0.0
    if not NARROWEST <= width <= WIDEST:
        raise BadInputError(
            f"a width is a number with in, cm or mm, from {NARROWEST:g}in to {WIDEST:g}in: "
            f"got {shown(text)}, write 6.5in"
        )
    return width

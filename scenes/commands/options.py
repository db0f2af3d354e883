"""Options that several commands share."""

from pathlib import Path

import click

OUTPUT = (
    click.Option(["-o", "--output"], metavar="PATH", help="The file to write, or a folder for it."),
    click.Option(
        ["--media_dir", "--media-dir"],
        type=click.Path(path_type=Path),
        default="media",
        show_default=True,
        help="Holds videos/, figures/ and manifest.json.",
    ),
    click.Option(["-p", "--preview"], is_flag=True, help="Open the file when it is done."),
    click.Option(["--json"], is_flag=True, help="Tell what was made as one JSON object."),
    click.Option(["-v", "--verbose"], is_flag=True, help="Tell more when something fails."),
)
LANGUAGE = click.Option(
    ["--language"], metavar="NAME", default="en", show_default=True, help="Of the words."
)
BEATS = (
    click.Option(["--beats"], metavar="ID,ID", help="Only these beats.  [default: all]"),
    LANGUAGE,
)

NARRATION = click.Option(
    ["--narration"],
    type=click.Path(path_type=Path),
    metavar="FOLDER",
    help="Recordings to be heard, each FOLDER/TOPIC/BEAT.wav, .mp3 or .m4a; a beat waits for its "
    "own. script tells what to say.",
)
ENGINE = (
    click.Option(
        ["--workers"],
        type=click.IntRange(1),
        metavar="N",
        help="Processes that draw; the frames are the same.  [default: as many as help]",
    ),
    click.Option(
        ["--scheduler"],
        metavar="tcp://HOST:8786",
        help="Of a Dask cluster, whose workers draw instead; the frames are the same.",
    ),
    click.Option(["--no-cache"], is_flag=True, help="Draw every beat, and keep none."),
    click.Option(
        ["--cache-size"],
        metavar="SIZE",
        default="2G",
        show_default=True,
        help="What kept beats may take on the disk, such as 500M.",
    ),
)
"""The means that videos are rendered with."""

LECTURE = (
    click.Argument(
        ["description"],
        metavar="[LECTURE.toml]",
        type=click.Path(path_type=Path),
        required=False,
    ),
    click.Option(["--topics"], metavar="NAME,NAME", help="Only these, in this order."),
    click.Option(["--title"], help="[default: the lecture's own]"),
    click.Option(["--author"], help="[default: nobody is named]"),
    click.Option(["--logo"], metavar="FILE", help="A png, jpg or webp for the first card."),
    click.Option(
        ["--theme"],
        metavar="dark|light|FILE.toml",
        help="The look: a built-in one, or your own.  [default: dark]",
    ),
    click.Option(
        ["--language"],
        metavar="NAME|FILE.toml",
        help="Of the words: one that comes along, or a file of your own.  [default: en]",
    ),
    click.Option(
        ["--input"], metavar="FILE", help="Your photo, in every topic that shows one of its own."
    ),
)
"""What a lecture is, for all that is made of one: a file that describes it, and changes to that.

They are what `scenes.products.description.read_lecture` takes.
"""


def theme_option(default: str) -> click.Option:
    """The choice of a theme."""
    return click.Option(
        ["--theme"],
        metavar="dark|light|FILE.toml",
        default=default,
        show_default=True,
        help="The look: a built-in one, or your own.",
    )

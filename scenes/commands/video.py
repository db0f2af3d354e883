"""Render a topic as a video, a gif or its last frame."""

from functools import partial

import click

from scenes.commands.options import BEATS, ENGINE, NARRATION, OUTPUT, theme_option
from scenes.commands.running import run
from scenes.commands.topics import TopicGroup

OPTIONS = (
    click.Option(
        ["-q", "--quality"],
        type=click.Choice(["l", "m", "h", "p", "k"]),
        help="l 854x480 at 15 frames a second, m 1280x720 at 30, h 1920x1080 at 60, "
        "p 2560x1440 at 60, k 3840x2160 at 60.  [default: m; a gif 576x324 at 15]",
    ),
    click.Option(["--fps"], type=int, metavar="N", help="Frames a second.  [default: of -q]"),
    click.Option(
        ["--format"],
        type=click.Choice(["mp4", "webm", "mov", "gif", "png"]),
        help="png is the last frame.  [default: mp4, or the ending of -o]",
    ),
    click.Option(["--transparent"], is_flag=True, help="No background; webm, mov or png."),
    click.Option(
        ["-s", "--save_last_frame", "--save-last-frame"],
        is_flag=True,
        help="Only the last frame, as png.",
    ),
    NARRATION,
    *ENGINE,
    theme_option("dark"),
    *BEATS,
    *OUTPUT,
)

command = TopicGroup("video", partial(run, "video"), OPTIONS, __doc__ or "")

"""Draw a figure of a topic: its page, one by NAME (see list), or all."""

from functools import partial

import click

from scenes.commands.options import LANGUAGE, OUTPUT, theme_option
from scenes.commands.running import run
from scenes.commands.topics import TopicGroup

OPTIONS = (
    click.Argument(["name"], required=False),
    click.Option(
        ["--format"],
        type=click.Choice(["svg", "pdf", "png"]),
        multiple=True,
        help="May be given several times.  [default: png, or the ending of -o]",
    ),
    click.Option(["--width"], metavar="6.5in|16.5cm|165mm", help="[default: the figure's own]"),
    click.Option(
        ["--dpi"],
        type=click.IntRange(10, 2400),
        default=300,
        show_default=True,
        help="Pixels an inch of a png.",
    ),
    click.Option(["--svg-text"], is_flag=True, help="Text in an svg stays text; needs Lato."),
    theme_option("light"),
    LANGUAGE,
    *OUTPUT,
)

command = TopicGroup("figure", partial(run, "figure"), OPTIONS, __doc__ or "")

"""The command line: it parses, hands jobs to the studio, and reports.

Whatever is slow to import is imported by the command that needs it.
"""

import sys

try:
    import contextlib
    import json
    import logging
    import signal
    import traceback
    import warnings
    from collections.abc import Iterator, Mapping, Sequence
    from functools import partial
    from pathlib import Path
    from typing import Any

    import click

    from scenes.studio.commands import TopicGroup
    from scenes.studio.failures import FAILURE, BadInputError, answering, explain, nearest
except KeyboardInterrupt:  # Ctrl-C before there is anything to clear away
    sys.exit(130)

ENDED_BY_SIGNAL = 128
"""With the signal's number added, an exit code."""
UNITS = {"video": "frames", "figure": "figures", "sheet": "beats"}
Options = Mapping[str, Any]

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
BEATS = (
    click.Option(["--beats"], metavar="ID,ID", help="Only these beats.  [default: all]"),
    click.Option(["--language"], default="en", show_default=True, help="Of the words."),
)


def theme_option(default: str) -> click.Option:
    """The choice of a theme."""
    return click.Option(
        ["--theme"],
        metavar="dark|light|FILE.toml",
        default=default,
        show_default=True,
        help="The look: a built-in one, or your own.",
    )


VIDEO = (
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
    theme_option("dark"),
    *BEATS,
    *OUTPUT,
)
FIGURE = (
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
    *OUTPUT,
)
SHEET = (theme_option("dark"), *BEATS, *OUTPUT)


class Commands(click.Group):
    """The commands; a mistyped one is answered with the nearest."""

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command."""
        if args[0] not in self.commands and not args[0].startswith("-"):
            raise nearest("command", args[0], self.commands)
        return super().resolve_command(ctx, args)


@click.group(
    cls=Commands,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
def cli() -> None:
    """Pictures of pooling, from your own photo or table: videos, figures and sheets."""


def run(kind: str, topics: Sequence[str], asked: Options, given: Options) -> None:
    """Hand the jobs of a command to the studio, and report the files."""
    from scenes.studio import prepare
    from scenes.studio.make import make
    from scenes.studio.progress import progress

    orders_of = {
        "video": prepare.video_orders,
        "figure": prepare.figure_orders,
        "sheet": prepare.sheet_orders,
    }[kind]
    # Everything is checked, and every story told, before the first picture is drawn.
    orders = [order for topic in topics for order in orders_of(topic, asked, given)]
    prepare.check_places(orders)
    engine = engine_of(given) if kind == "video" else None
    what = topics[0] if len(topics) == 1 else f"{len(topics)} topics"
    with progress(what, UNITS[kind]) as tell:
        made = make(orders, tell, engine)
    report(made, given)


def engine_of(given: Options) -> Any:
    """The means that a video is rendered with."""
    from scenes.studio.engine import Engine
    from scenes.studio.prepare import cache_of

    if given["workers"] and given["scheduler"]:
        raise BadInputError(
            "--workers counts processes of this machine: with --scheduler the cluster's draw, "
            "leave one of them out"
        )
    return Engine(given["workers"], cache_of(given), given["scheduler"])


@answering()
def report(made: Sequence[Any], given: Options) -> None:
    """Say where the files are, the last thing that is said."""
    from scenes.studio.publish import describe

    for note in sorted({one.note for one in made if one.note}):
        click.echo(f"note: {note}", err=True)
    if given["json"]:
        files = [{"path": str(one.path), **describe(one), "took": one.took} for one in made]
        click.echo(json.dumps({"paths": [file["path"] for file in files], "files": files}))
    else:
        click.echo("\n".join(click.format_filename(one.path) for one in made))
    if given["preview"]:
        for one in made:
            click.launch(str(one.path))


def command(kind: str, params: Sequence[click.Parameter], words: str) -> None:
    """Add a command that has a subcommand for each topic."""
    cli.add_command(TopicGroup(kind, partial(run, kind), params, words))


command("video", VIDEO, "Render a topic as a video, a gif or its last frame.")
command("figure", FIGURE, "Draw a figure of a topic: its page, one by NAME (see list), or all.")
command("sheet", SHEET, "One picture of a video: the last frame of each beat, with its caption.")


@cli.command("list")
@click.option("--json", "as_json", is_flag=True, help="As one JSON object.")
@answering()
def list_topics(as_json: bool) -> None:
    """The topics, with their beats, figures and options."""
    from scenes.studio.catalogue import catalogue

    found = catalogue()
    if as_json:
        click.echo(json.dumps({entry.topic: entry.plain() for entry in found}))
        return
    for entry in found:
        click.echo(f"{entry.topic}: {entry.summary}")
        for name, words in entry.plain().items():
            click.echo(f"  {name:8} {', '.join(words)}")


@cli.command("receptive-field")
@click.argument("network", metavar="NAME|FILE.onnx", required=False)
@click.option(
    "--input-size", metavar="N or H,W", help="Of the image.  [default: the network's own]"
)
@click.option("--layer", metavar="NAME", help="Tell everything about this layer.")
@click.option("--all", "every", is_flag=True, help="Activations and the like, too.")
@click.option("--list", "listed", is_flag=True, help="Name the networks of the zoo.")
@click.option("--json", "as_json", is_flag=True, help="As one JSON object, with every layer.")
@click.option("-v", "--verbose", is_flag=True, help="Tell more when something fails.")
@answering()
def receptive_field(
    network: str | None,
    input_size: str | None,
    layer: str | None,
    every: bool,
    listed: bool,
    as_json: bool,
    verbose: bool,
) -> None:
    """What the units of each layer see: size, jump and start, parameters, multiply-adds."""
    from scenes.studio import account

    if listed:
        click.echo(json.dumps(account.plain_zoo())) if as_json else account.show_zoo()
        return
    if network is None:
        raise click.UsageError("name a network, such as vgg16, or an .onnx file; see --list")
    size = None if input_size is None else account.size_of(input_size)
    found = account.account_of(network, size)
    if layer is not None:
        line = account.line_of(found, layer)
        facts = account.layer_facts(found, line)
        click.echo(json.dumps(facts)) if as_json else account.show_layer(found, line)
    elif as_json:
        click.echo(json.dumps(account.plain_account(found)))
    else:
        account.show_account(found, every=every)


@cli.command()
@click.option("--media_dir", "--media-dir", type=click.Path(path_type=Path), default="media")
@click.pass_context
@answering()
def doctor(ctx: click.Context, media_dir: Path) -> None:
    """What this machine lacks for rendering, and how to get it."""
    from rich.console import Console
    from rich.markup import escape
    from rich.table import Table

    from scenes.studio.doctor import examine

    findings = examine(media_dir)
    table = Table("", "", "found", "needed", box=None, pad_edge=False)
    for one in findings:
        mark = "ok" if one.ok else "optional" if one.optional else "MISSING"
        table.add_row(mark, *map(escape, (one.name, one.found, one.needed)))
    Console().print(table)
    for one in findings:
        if not one.ok:  # on a line of its own, fit to be copied
            click.echo(f"{one.name}: {one.remedy}")
    if any(not (one.ok or one.optional) for one in findings):
        ctx.exit(FAILURE)


@cli.command()
def clean() -> None:
    """Forget the beats that are kept to render faster; what was rendered stays."""
    from scenes.folders import cache_folder
    from scenes.studio.cache import Cache

    cache = Cache(cache_folder(), 0)
    freed = cache.clear()
    click.echo(f"{freed / 1e6:,.1f} MB are free again in {cache.folder}")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line; the exit code.

    0 is success; 2 something given that cannot be used; 130 Ctrl-C; 1 another failure. An error
    is one line on the error channel.
    """
    verbose = bool({"-v", "--verbose"} & set(sys.argv[1:] if arguments is None else arguments))
    try:
        check_empty(sys.argv[1:] if arguments is None else arguments)
        with quiet(verbose), orderly_end():
            code = cli.main(arguments, standalone_mode=False)
            return int(code or 0)
    except click.ClickException as error:
        message, code = " ".join(error.format_message().split()), error.exit_code
    except (click.Abort, KeyboardInterrupt):
        message, code = explain(KeyboardInterrupt())
    except Exception as error:
        if verbose:
            traceback.print_exc()
        message, code = explain(error)
    click.echo(f"error: {message}", err=True)
    return code


def check_empty(arguments: Sequence[str]) -> None:
    """Refuse a text without a letter, which would be taken for a folder or for left out.

    Raises:
        BadInputError: there is one; mostly a variable of the shell that was never set.
    """
    for before, argument in zip(["", *arguments], arguments, strict=False):
        option = before if not argument.strip() else argument.removesuffix("=")
        if option != argument:
            raise BadInputError(
                f"{option or 'a command'} is given an empty text: write a value, or leave it out"
            )


@contextlib.contextmanager
def quiet(verbose: bool) -> Iterator[None]:
    """Without the libraries' warnings and notes, unless more was asked for."""
    before = logging.root.manager.disable
    if not verbose:
        logging.disable(logging.WARNING)  # manim prints everybody's notes on the output channel
    try:
        with warnings.catch_warnings():
            if not (verbose or sys.warnoptions):
                warnings.simplefilter("ignore")
            yield
    finally:
        logging.disable(before)


@contextlib.contextmanager
def orderly_end() -> Iterator[None]:
    """A request to end is followed in order: what is unfinished is cleared away."""

    def end(number: int, _: object) -> None:
        sys.exit(ENDED_BY_SIGNAL + number)

    asked = {signal.SIGTERM, getattr(signal, "SIGHUP", signal.SIGTERM)}  # Windows has no SIGHUP
    # What is ignored stays ignored: nohup counts on it.
    heard = {number for number in asked if signal.getsignal(number) is not signal.SIG_IGN}
    before = {number: signal.signal(number, end) for number in heard}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


if __name__ == "__main__":
    sys.exit(main())

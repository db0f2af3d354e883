"""The command line: it parses, hands jobs to the studio, and reports.

Whatever is slow to import is imported by the command that needs it.
"""

import sys

try:
    import contextlib
    import logging
    import signal
    import traceback
    import warnings
    from collections.abc import Iterator, Sequence

    import click

    from scenes.commands import Commands
    from scenes.studio.failures import BadInputError, explain
except KeyboardInterrupt:  # Ctrl-C before there is anything to clear away
    sys.exit(130)

ENDED_BY_SIGNAL = 128
"""With the signal's number added, an exit code."""


@click.group(
    cls=Commands,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
def cli() -> None:
    """Pictures of pooling, from your own photo or table: videos, figures and sheets."""


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

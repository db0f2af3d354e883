"""The script as it is read: plain text, Markdown to print, tables in a terminal."""

import re
import textwrap
from collections.abc import Iterator

from scenes.products.script import Script

_WIDTH = 88


def as_text(script: Script) -> str:
    """The script as plain text: a line for a topic, a line and a paragraph for a beat."""
    lines = [f"{script.title}: {len(script.lines)} beats, {told_time(script.seconds)}"]
    for number, part in enumerate(script.parts, 1):
        lines += ["", f"{number}. {part.title}: {told_time(part.seconds)}"]
        for line in part.lines:
            hint = f"; {line.hint}" if line.hint else ""
            words = f"{line.words} words, {line.pace[0]} a minute{hint}"
            lines += ["", f"{line.recording}: {line.seconds:.1f} s, {words}"]
            lines += textwrap.wrap(
                line.text, _WIDTH, initial_indent="    ", subsequent_indent="    "
            )
    return "\n".join(lines)


def told_time(seconds: float) -> str:
    """A time as people say it.

    >>> told_time(59.6), told_time(754)
    ('1 min 00 s', '12 min 34 s')
    >>> told_time(9.2)
    '9 s'
    """
    minutes, rest = divmod(round(seconds), 60)
    return f"{minutes} min {rest:02} s" if minutes else f"{rest} s"


def as_markdown(script: Script) -> str:
    """The script as a page to print: a heading a topic, and a heading a beat."""
    return "\n\n".join(_paragraphs(script)) + "\n"


def _paragraphs(script: Script) -> Iterator[str]:
    yield f"# {_escaped(script.title)}"
    yield (
        f"{len(script.lines)} beats, {told_time(script.seconds)}. Record each by itself, as wav, "
        f"mp3 or m4a under its name: `FOLDER/{script.lines[0].recording}.wav`."
    )
    for number, part in enumerate(script.parts, 1):
        yield f"## {number}. {_escaped(part.title)} ({told_time(part.seconds)})"
        for line in part.lines:
            hint = f" ({line.hint})" if line.hint else ""
            yield f"### `{line.recording}`"
            yield f"{line.seconds:.1f} s, {line.words} words, {line.pace[0]} a minute{hint}"
            yield _escaped(line.text)


def _escaped(text: str) -> str:
    """A text in which Markdown finds no marks of its own."""
    return re.sub(r"([\\`*_{}\[\]<>#|~])", r"\\\1", text)


def show(script: Script) -> None:
    """The script as tables in a terminal."""
    from rich.console import Console
    from rich.markup import escape
    from rich.table import Table

    console = Console(highlight=False)
    for number, part in enumerate(script.parts, 1):
        title = f"[bold]{number}. {escape(part.title)}[/] [dim]{told_time(part.seconds)}[/]"
        table = Table("record as", "seconds", "words a minute", "read aloud", box=None)
        for column in (1, 2):
            table.columns[column].justify = "right"
        table.columns[0].no_wrap = True
        for line in part.lines:
            text = escape(line.text) + (f" [yellow]({line.hint})[/]" if line.hint else "")
            pace = str(line.pace[0])
            table.add_row(f"[cyan]{line.recording}[/]", f"{line.seconds:.1f}", pace, text)
        console.print(title, table, "", sep="\n")
    console.print(f"{len(script.lines)} beats, {told_time(script.seconds)}")

"""One line for a person who waits: what is done, and the time left. Silent when nobody looks."""

import contextlib
import sys
from collections.abc import Callable, Iterator

Report = Callable[[int, int], None]
"""Told what is done and how much there will be, as far as is known."""


@contextlib.contextmanager
def progress(what: str, unit: str) -> Iterator[Report]:
    """A bar on the terminal's error channel, gone when the work is; none where that is a pipe."""
    if not sys.stderr.isatty():
        yield lambda done, expected: None
        return
    from rich.console import Console
    from rich.progress import (
        BarColumn,
        Progress,
        ProgressColumn,
        Task,
        TextColumn,
        TimeRemainingColumn,
    )
    from rich.text import Text

    class Rate(ProgressColumn):
        """How much of the work is done in a second, of late."""

        def render(self, task: Task) -> Text:
            speed = task.finished_speed or task.speed
            return Text("" if speed is None else f"{speed:.0f} a second")

    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        TextColumn("{task.completed:.0f} of about {task.total:.0f} {task.fields[unit]}"),
        Rate(),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(what, total=1, unit=unit)
        yield lambda done, expected: bar.update(task, completed=done, total=max(expected, 1))

"""How the benchmarks measure: on one thread, in turns, CPU time, the best of several counts."""

import os
import sys
import time
from collections.abc import Callable, Iterable
from typing import Any

from rich.console import Console
from rich.table import Table

ONE_THREAD = {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1", "MKL_NUM_THREADS": "1"}

Row = tuple[str, float, float | None, str]
"""What was measured, in what the last entry says, and the most it should be."""


def best(*calls: Callable[[], Any], turns: int = 5) -> list[float]:
    """Return the shortest CPU time of each call in seconds, taken in turns."""
    times = [float("inf")] * len(calls)
    for _ in range(turns):
        for side, call in enumerate(calls):
            start = time.process_time()
            call()
            times[side] = min(times[side], time.process_time() - start)
    return times


def beside(name: str, mine: Callable[[], Any], torch: Callable[[], Any], most: float | None) -> Row:
    """Measure a call beside PyTorch's."""
    own, other = best(mine, torch)
    detail = f"times PyTorch's ({own * 1e3:.0f} ms against {other * 1e3:.0f} ms)"
    return name, own / other, most, detail


def show(rows: Iterable[Row]) -> None:
    """Print what was measured as a table."""
    table = Table("what", "measured", "at most", "met", "in")
    for name, measured, target, unit in rows:
        verdict = "" if target is None else "yes" if measured <= target else "NO"
        limit = "" if target is None else f"{target:g}"
        table.add_row(name, f"{measured:.2f}", limit, verdict, unit)
    Console(width=150).print(table)


def on_one_thread(main: Callable[[], None]) -> None:
    """Call a benchmark in a process whose libraries were loaded for one thread."""
    if os.environ | ONE_THREAD != dict(os.environ):
        os.execve(sys.executable, [sys.executable, *sys.argv], os.environ | ONE_THREAD)
    main()

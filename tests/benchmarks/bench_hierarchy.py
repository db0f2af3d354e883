"""How long the network that ships looks at a photo, beside PyTorch.

Everything runs on one thread, and CPU time counts; both sides of the ratio are timed in turns in
one run, and the best of several times counts. Run as `python tests/benchmarks/bench_hierarchy.py`;
`make bench` does.
"""

import os
import sys
import time
from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

import numpy as np
from rich.console import Console
from rich.table import Table

from pooling.forward import forward
from pooling.hierarchy import Strongest, evidence, guess, see, standard, telling_units, trace_back
from pooling.trained import load_trained

ONE_THREAD = {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1", "MKL_NUM_THREADS": "1"}
TURNS = 5

Row = tuple[str, float, float | None, str]
"""What was measured, in what the last entry says, and the most it should be."""


def best(*calls: Callable[[], Any]) -> list[float]:
    """Return the shortest CPU time of each call in seconds, taken in turns."""
    times = [float("inf")] * len(calls)
    for _ in range(TURNS):
        for side, call in enumerate(calls):
            start = time.process_time()
            call()
            times[side] = min(times[side], time.process_time() - start)
    return times


def passes() -> Iterator[Row]:
    """Measure the forward pass at 256 x 256."""
    sys.path.insert(0, str(Path(__file__).parents[2]))
    mirror: Any = import_module("tests.networks.torch_mirror")
    torch = mirror.torch
    torch.set_num_threads(1)
    trained = load_trained()
    x = trained.prepared(np.random.default_rng(0).random((256, 256, 3), dtype=np.float32))

    def theirs() -> Any:
        with torch.no_grad():
            return mirror.run(trained.network, trained.weights, torch.from_numpy(x[None]))

    mine, reference = best(lambda: forward(trained.network, trained.weights, x), theirs)
    yield "forward pass of 256 x 256", mine, 0.5, "s"
    detail = f"times PyTorch's ({mine * 1e3:.0f} ms against {reference * 1e3:.0f} ms)"
    yield "forward pass of 256 x 256", mine / reference, 3, detail


def looks() -> Iterator[Row]:
    """Measure what is done with a photo of 768 x 1024."""
    trained = load_trained()
    photo = np.random.default_rng(0).random((768, 1024, 3), dtype=np.float32)
    sight = see(trained, photo)
    layers = list(sight.maps)
    standards = {layer: standard(trained, [sight], layer) for layer in layers}
    found = Strongest(standards)
    place = guess(trained, photo)[0].place
    start = evidence(trained, sight, place)
    cell = start.layer, start.unit, start.row, start.col
    calls: dict[str, Callable[[], Any]] = {
        "see": lambda: see(trained, photo),
        "guess": lambda: guess(trained, photo),
        "add to a collector": lambda: found.add(sight),
        "telling units of all depths": lambda: [
            telling_units(trained, [sight], layer) for layer in layers
        ],
        "path": lambda: trace_back(trained, sight, *cell),
    }
    for name, call in calls.items():
        (seconds,) = best(call)
        yield f"{name}, photo of 768 x 1024", seconds * 1e3, None, "ms"


def main() -> None:
    """Print the table."""
    table = Table("what", "measured", "at most", "met", "in")
    for rows in (passes, looks):
        for name, measured, target, unit in rows():
            verdict = "" if target is None else "yes" if measured <= target else "NO"
            limit = "" if target is None else f"{target:g}"
            table.add_row(name, f"{measured:.2f}", limit, verdict, unit)
    Console(width=150).print(table)


if __name__ == "__main__":
    if os.environ | ONE_THREAD != dict(os.environ):  # the libraries read this as they are loaded
        os.execve(sys.executable, [sys.executable, *sys.argv], os.environ | ONE_THREAD)
    main()

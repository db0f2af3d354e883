"""How long the network that ships looks at a photo, beside PyTorch.

Both sides of the ratio are timed in turns in one run. Run as
`python tests/benchmarks/bench_hierarchy.py`; `make bench` does.
"""

import sys
from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

import numpy as np

from pooling.forward import forward
from pooling.hierarchy import Strongest, evidence, guess, see, standard, telling_units, trace_back
from pooling.trained import load_trained

sys.path.insert(0, str(Path(__file__).parents[2]))
from tests.benchmarks.timing import Row, beside, best, on_one_thread, show


def passes() -> Iterator[Row]:
    """Measure the forward pass at 256 x 256."""
    mirror: Any = import_module("tests.networks.torch_mirror")
    torch = mirror.torch
    torch.set_num_threads(1)
    trained = load_trained()
    x = trained.prepared(np.random.default_rng(0).random((256, 256, 3), dtype=np.float32))

    def theirs() -> Any:
        with torch.no_grad():
            return mirror.run(trained.network, trained.weights, torch.from_numpy(x[None]))

    def ours() -> Any:
        return forward(trained.network, trained.weights, x)

    (mine,) = best(ours)
    yield "forward pass of 256 x 256", mine, 0.5, "s"
    yield beside("forward pass of 256 x 256", ours, theirs, 3)


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
    show(row for rows in (passes, looks) for row in rows())


if __name__ == "__main__":
    on_one_thread(main)

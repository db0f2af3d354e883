"""How fast the core is beside PyTorch, scikit-image and a plain copy, all on one thread.

Both sides of a ratio are timed in turns in one run. Run as
`python tests/benchmarks/bench_pooling.py`; `make bench` does.
"""

import sys
import tracemalloc
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Any

import numpy as np
from rich.console import Console
from rich.table import Table

from pooling import avg_pool2d, conv2d, max_pool2d

sys.path.insert(0, str(Path(__file__).parents[2]))
from tests.benchmarks.timing import best, on_one_thread

TURNS = 7


@dataclass(frozen=True)
class Row:
    """One line of the table: a ratio, and the least (or, for memory, the most) it should be."""

    name: str
    measured: float
    target: float | None
    detail: str
    at_most: bool = False

    @property
    def verdict(self) -> str:
        if self.target is None:
            return "no target"
        met = self.measured <= self.target if self.at_most else self.measured >= self.target
        return "yes" if met else "NO"


def race(
    name: str, ours: Callable[[], Any], theirs: Callable[[], Any], target: float | None
) -> Row:
    """Return how many times as fast as `theirs` `ours` is."""
    own, other = best(ours, theirs, turns=TURNS)
    detail = f"{own * 1e3:.1f} ms against {other * 1e3:.1f} ms"
    return Row(name, other / own, target, detail)


def memory(name: str, call: Callable[[], Any]) -> Row:
    """Return the most memory a call takes beside its input, in sizes of its output."""
    tracemalloc.start()
    out = call()
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    detail = f"{peak / 1e6:.1f} MB, output {out.nbytes / 1e6:.1f} MB"
    return Row(f"memory: {name}, beside the input", peak / out.nbytes, 2, detail, at_most=True)


def rows() -> Iterator[Row]:
    """Measure one line after the other."""
    torch: Any = import_module("torch")
    block_reduce: Any = import_module("skimage.measure").block_reduce
    torch.set_num_threads(1)
    theirs = torch.nn.functional
    rng = np.random.default_rng(0)
    maps = rng.standard_normal((16, 64, 112, 112), dtype=np.float32)
    rectified = np.maximum(maps, 0)
    image = rng.standard_normal((1, 1080, 1920), dtype=np.float32)

    def beside_pytorch(
        name: str, call: Callable[..., Any], *arrays: Any, target: float | None = None, **args: Any
    ) -> Row:
        reference = getattr(theirs, call.__name__)
        tensors = [torch.from_numpy(array) for array in arrays]
        shape = "x".join(str(n) for n in arrays[0].shape)
        return race(
            f"{call.__name__} {name}, {shape}: PyTorch",
            lambda: call(*arrays, **args),
            lambda: reference(*tensors, **args),
            target,
        )

    yield beside_pytorch("2x2/2", max_pool2d, maps, target=4, kernel_size=2)
    yield beside_pytorch("3x3/2", max_pool2d, maps, target=4, kernel_size=3, stride=2)
    yield beside_pytorch("7x7/1", max_pool2d, image, target=15, kernel_size=7, stride=1)
    yield beside_pytorch("3x3/2 padded", max_pool2d, maps, kernel_size=3, stride=2, padding=1)
    yield beside_pytorch("2x2/2 of half zeros", max_pool2d, rectified, kernel_size=2)
    yield beside_pytorch("2x2/2 and indices", max_pool2d, maps, kernel_size=2, return_indices=True)
    yield beside_pytorch("2x2/2", avg_pool2d, maps, kernel_size=2)
    for batch, inputs, size, outputs in ((8, 64, 56, 64), (8, 128, 28, 128), (8, 16, 112, 32)):
        x = rng.standard_normal((batch, inputs, size, size), dtype=np.float32)
        weight = rng.standard_normal((outputs, inputs, 3, 3), dtype=np.float32)
        yield beside_pytorch(f"3x3 to {outputs} channels", conv2d, x, weight, target=0.5, padding=1)

    def pool() -> Any:
        return max_pool2d(maps, 2)

    yield race(
        "max_pool2d 2x2/2, 16x64x112x112: block_reduce",
        pool,
        lambda: block_reduce(maps, (1, 1, 2, 2), np.max),
        15,
    )
    yield race("max_pool2d 2x2/2, 16x64x112x112: x.copy()", pool, maps.copy, 0.5)
    yield memory("max_pool2d 2x2/2, 16x64x112x112", pool)
    yield memory("max_pool2d 3x3/2 padded, the same", lambda: max_pool2d(maps, 3, 2, 1))
    yield memory("max_pool2d 7x7/1, 1080x1920", lambda: max_pool2d(image, 7, 1))
    yield memory("avg_pool2d 2x2/2, 16x64x112x112", lambda: avg_pool2d(maps, 2))


def main() -> None:
    """Print the table."""
    table = Table("what, against what", "ratio", "target", "met", "best times")
    for row in rows():
        sign = "<=" if row.at_most else ">="
        target = "" if row.target is None else f"{sign} {row.target:g}"
        table.add_row(row.name, f"{row.measured:.2f}", target, row.verdict, row.detail)
    Console(width=150).print(table)


if __name__ == "__main__":
    on_one_thread(main)

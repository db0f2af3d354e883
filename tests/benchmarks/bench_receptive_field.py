"""How long the accounts of networks take, and effective fields beside PyTorch's autograd.

Both sides of a ratio are timed in turns in one run. Run as
`python tests/benchmarks/bench_receptive_field.py`; `make bench` does.
"""

import sys
import time
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

import numpy as np

from pooling import zoo
from pooling.effective_field import effective_field
from pooling.receptive_field import receptive_field
from pooling.weights import random_weights

sys.path.insert(0, str(Path(__file__).parents[2]))
from tests.benchmarks.timing import Row, beside, best, on_one_thread, show


def accounts() -> Iterator[Row]:
    """Measure accounts, the network itself built anew each time."""
    start = time.perf_counter()
    receptive_field(zoo.network("resnet152"))
    first = time.perf_counter() - start
    yield "full account of resnet152, the first after import", first * 1e3, 50, "ms"
    for name, target in (("resnet152", 50), ("inception_resnet_v2", None), ("vgg16", None)):
        (seconds,) = best(lambda name=name: receptive_field(zoo.network(name)))  # type: ignore[misc]
        yield f"full account of {name}", seconds * 1e3, target, "ms"
    account = receptive_field(zoo.network("resnet152"))
    (seconds,) = best(lambda: account.pixels("layer4"))
    yield "exact pixels of a unit of resnet152 at 224", seconds * 1e3, None, "ms"


def fields() -> Iterator[Row]:
    """Measure the gradient of one unit with respect to an image of 224 x 224."""
    mirror: Any = import_module("tests.networks.torch_mirror")
    torch = mirror.torch
    torch.set_num_threads(1)
    for name, layer, target in (
        ("vgg16", "pool5", 3.0),
        ("vgg16", "conv4_3", None),
        ("resnet50", "layer4", None),
    ):
        network = zoo.network(name).upto(layer)
        rng = np.random.default_rng(0)
        weights = random_weights(network, rng)
        image = rng.standard_normal((3, 224, 224), dtype=np.float32)
        row, col = receptive_field(network).centre_unit(layer)

        def theirs(
            network: Any = network, weights: Any = weights, image: Any = image,
            layer: str = layer, row: int = row, col: int = col,
        ) -> Any:  # fmt: skip
            x = torch.from_numpy(image[None]).requires_grad_()
            mirror.run(network, weights, x)[layer][0, :, row, col].sum().backward()
            return x.grad

        def ours(
            network: Any = network, weights: Any = weights, image: Any = image, layer: str = layer
        ) -> Any:
            return effective_field(network, layer, weights=weights, image=image)

        yield beside(f"effective field of {name} {layer} at 224", ours, theirs, target)


def main() -> None:
    """Print the table."""
    show(row for rows in (accounts, fields) for row in rows())


if __name__ == "__main__":
    on_one_thread(main)

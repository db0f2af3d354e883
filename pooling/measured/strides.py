"""What learned strided convolutions do to detail and to shifts, beside pooling on the same maps."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from pooling.measured.runs import Spread
from pooling.measured.store import read_results, record

SHIPPED = Path(__file__).with_name("strides.json")
LEARNED = "learned"
"""The way that a network learned; the others are `pooling.halving`'s, or hand on single cells."""
WAYS = ("max_pooling", "average_pooling", "max_blur_pooling", "single_cells", LEARNED)
"""Ways to halve a map that are compared, in the order they are told."""


@dataclass(frozen=True)
class Halved:
    """What one way made of the maps that go into one halving of one trained network.

    Attributes:
        seed: of the network's training.
        layer: its halving; the first reads the finest maps.
        way: one of `WAYS`; "learned" is the layer itself with its normalisation, before the
            rectifier, "single_cells" hands on one cell of four.
        cells: along an edge of the maps that go in.
        fine: how much better fine detail came through than coarse; a gain cancels out.
        change: relative change of the output, after the maps have moved by one cell.
    """

    seed: int
    layer: str
    way: str
    cells: int
    fine: float
    change: float


@dataclass(frozen=True)
class Strides:
    """All of it, measured on the same pictures.

    Attributes:
        data: what the pictures are, in words.
        pictures, pictures_seed: how many of the test pictures, and how they were drawn.
        variant: the network of the exercises.
        versions: of what it ran with.
        halved: sorted by seed, layer, and way.
    """

    data: str
    pictures: int
    pictures_seed: int
    variant: str
    versions: Mapping[str, str]
    halved: tuple[Halved, ...]

    @property
    def layers(self) -> tuple[str, ...]:
        """The halvings, from the finest maps on."""
        return tuple(dict.fromkeys(one.layer for one in self.halved))

    @property
    def seeds(self) -> tuple[int, ...]:
        """The trained networks."""
        return tuple(dict.fromkeys(one.seed for one in self.halved))

    def spread(self, layer: str, way: str, measure: str) -> Spread:
        """Return "fine" or "change" of a way in one layer, a value for each trained network.

        Raises:
            ValueError: there is no such layer or way.
        """
        found = [
            getattr(one, measure) for one in self.halved if (one.layer, one.way) == (layer, way)
        ]
        if not found:
            raise ValueError(
                f"layers are {', '.join(self.layers)} and ways {', '.join(WAYS)}, got {layer!r} "
                f"and {way!r}: choose of these"
            )
        return Spread(tuple(found))


def load_strides(path: str | Path = SHIPPED) -> Strides:
    """Read and check what learned strided convolutions do.

    Args:
        path: a file that `measure_strides` wrote; the one that ships, if not given.

    Raises:
        ValueError: it is missing or damaged, or a measurement is missing or cannot be.

    >>> load_strides().layers
    ('pool1', 'pool2')
    """
    path = Path(path)
    results = read_results(path)
    rows = results.get("halved")
    if not isinstance(rows, list) or not rows:
        raise ValueError(f"{path.name} needs a list of what was halved: measure again")
    halved = tuple(record(Halved, row, f"a measurement in {path.name}") for row in rows)
    strides = record(Strides, results | {"halved": halved}, path.name)
    expected = [
        (seed, layer, way)
        for seed in sorted(strides.seeds)
        for layer in sorted(strides.layers)
        for way in WAYS
    ]
    if [(one.seed, one.layer, one.way) for one in halved] != expected:
        raise ValueError(
            f"{path.name} must hold every way of every layer and seed once, in order: measure again"
        )
    for one in halved:
        if one.fine <= 0 or not 0 <= one.change < 3 or one.cells < 16:
            raise ValueError(f"{one.way} in {one.layer} of {path.name} cannot be so: measure again")
    return strides

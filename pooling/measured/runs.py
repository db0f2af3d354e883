"""Runs of the exercises as data: what each network got right, and how far seeds differ."""

from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from statistics import fmean, stdev
from typing import Any

RATES = ("train_accuracy", "test_accuracy", "shift_consistency")
"""Written beside the counts they are worked out from, for those who read the file."""


@dataclass(frozen=True)
class Variant:
    """What one network of the exercises has in place of max pooling, or of its head.

    Attributes:
        name: as in the results.
        exercise: the number of the lecture's exercise it answers; 0: what the others are held to.
        changed: what is different, in a few words.
    """

    name: str
    exercise: int
    changed: str


@dataclass(frozen=True)
class ShiftTest:
    """How shift consistency is measured: two crops of a picture should get the same class.

    Attributes:
        padding: cells by which each picture's edges are reflected outwards; the two crops, as
            large as the picture, lie anywhere in that by chance, so each is moved by up to so
            many cells in each direction.
        pairs: of crops, for each test picture.
        seed: of where the crops lie, the same for every run.

    Source: Zhang, "Making convolutional networks shift-invariant again", 2019, section 4.
    """

    padding: int = 4
    pairs: int = 2
    seed: int = 2019


@dataclass(frozen=True)
class ExerciseRun:
    """One network that learned once.

    Attributes:
        variant: its name.
        seed: of weights, order and mirroring.
        epochs: times that each picture was seen.
        train_right, train_count: pictures told right, of all it learned from.
        test_right, test_count: pictures told right, of all it was judged by.
        shift_same, shift_pairs: pairs of crops given the same class, of all pairs.
        parameters: numbers it learned.
        multiply_adds: products with learned weights, for one picture.
        cpu_seconds: of training alone, on one thread of a machine that had other work too.
        versions: of what it ran with.
    """

    variant: str
    seed: int
    epochs: int
    train_right: int
    train_count: int
    test_right: int
    test_count: int
    shift_same: int
    shift_pairs: int
    parameters: int
    multiply_adds: int
    cpu_seconds: float
    versions: Mapping[str, str]

    @property
    def train_accuracy(self) -> float:
        """Share of the pictures it learned from that it tells right, 0 to 1."""
        return self.train_right / self.train_count

    @property
    def test_accuracy(self) -> float:
        """Share of new pictures that it tells right, 0 to 1."""
        return self.test_right / self.test_count

    @property
    def gap(self) -> float:
        """Train accuracy less test accuracy: what was learned by heart."""
        return self.train_accuracy - self.test_accuracy

    @property
    def shift_consistency(self) -> float:
        """Share of pairs of crops that get the same class, 0 to 1."""
        return self.shift_same / self.shift_pairs

    def written(self) -> dict[str, Any]:
        """Return the run as it stands in the file: its counts, and the rates they make."""
        return asdict(self) | {name: round(getattr(self, name), 6) for name in RATES}


@dataclass(frozen=True)
class Spread:
    """One measure over all seeds.

    Attributes:
        values: one for each seed, in the order of the seeds.
    """

    values: tuple[float, ...]

    @property
    def mean(self) -> float:
        """The mean over the seeds."""
        return fmean(self.values)

    @property
    def low(self) -> float:
        """The smallest of them."""
        return min(self.values)

    @property
    def high(self) -> float:
        """The largest of them."""
        return max(self.values)

    @property
    def deviation(self) -> float:
        """Standard deviation of the seeds (divided by one less than their number); 0 for one."""
        return stdev(self.values) if len(self.values) > 1 else 0.0

    def overlaps(self, other: "Spread") -> bool:
        """Tell whether the ranges from smallest to largest touch: "within the spread".

        >>> Spread((0.79, 0.80)).overlaps(Spread((0.80, 0.82)))
        True
        """
        return self.low <= other.high and other.low <= self.high


@dataclass(frozen=True)
class Exercises:
    """All runs that were made alike.

    Attributes:
        data: what was learned from, in words; a JPEG copy is called one.
        classes: their names.
        recipe: how all learned, by the names of `pooling.training.recipe.Recipe`.
        shift: how shift consistency was measured.
        cores, threads: of the machine, and used.
        variants: the networks, in the order they are told; the first is the baseline.
        runs: sorted by variant, then seed.
    """

    data: str
    classes: tuple[str, ...]
    recipe: Mapping[str, float]
    shift: ShiftTest
    cores: int
    threads: int
    variants: tuple[Variant, ...]
    runs: tuple[ExerciseRun, ...]

    def of(self, variant: str) -> tuple[ExerciseRun, ...]:
        """Return the runs of one variant, by seed.

        Raises:
            ValueError: there is none.
        """
        found = tuple(run for run in self.runs if run.variant == variant)
        if not found:
            names = dict.fromkeys(run.variant for run in self.runs)
            raise ValueError(f"runs are of {', '.join(names)}, got {variant!r}: choose one")
        return found

    @property
    def seeds(self) -> tuple[int, ...]:
        """The seeds that every variant was run with."""
        each = [{run.seed for run in self.runs if run.variant == v.name} for v in self.variants]
        return tuple(sorted(set.intersection(*each))) if each else ()

    def spread(self, variant: str, measure: str | Callable[[ExerciseRun], float]) -> Spread:
        """Return a measure of one variant over its seeds.

        Args:
            variant: its name.
            measure: "test_accuracy", "train_accuracy", "gap", "shift_consistency", "cpu_seconds",
                or a function of a run.

        Raises:
            ValueError: there is no run of that variant.
        """
        take = measure if callable(measure) else lambda run: getattr(run, measure)
        return Spread(tuple(float(take(run)) for run in self.of(variant)))

    def difference(self, variant: str, measure: str) -> Spread:
        """Return how far a variant is above the baseline, seed by seed where both ran.

        Raises:
            ValueError: there is no run of that variant.
        """
        base = {run.seed: getattr(run, measure) for run in self.of(self.variants[0].name)}
        both = [run for run in self.of(variant) if run.seed in base]
        return Spread(tuple(getattr(run, measure) - base[run.seed] for run in both))

    def written(self) -> dict[str, Any]:
        """Return what stands in the file."""
        return asdict(self) | {"runs": [run.written() for run in self.runs]}

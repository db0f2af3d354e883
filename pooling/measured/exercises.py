"""The exercises' runs: what each network got right, with which seed, and how far seeds differ."""

from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from statistics import fmean, stdev
from typing import Any

from pooling.measured.store import read_results, record

SHIPPED = Path(__file__).with_name("exercises.json")
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


def load_exercises(path: str | Path = SHIPPED) -> Exercises:
    """Read and check the results of the exercises' runs.

    Args:
        path: a file that `run_exercises` wrote; the one that ships, if not given.

    Raises:
        ValueError: it is missing or damaged, or its numbers do not agree with each other.
    """
    path = Path(path)
    results = read_results(path)
    classes, runs = results.get("classes"), results.get("runs")
    variants, shift = results.get("variants"), results.get("shift")
    if not (isinstance(classes, list) and isinstance(runs, list) and isinstance(variants, list)):
        raise ValueError(f"{path.name} needs lists of classes, variants and runs: measure again")
    exercises = record(
        Exercises,
        results
        | {
            "classes": tuple(classes),
            "shift": record(ShiftTest, shift, f"shift of {path.name}"),
            "variants": tuple(record(Variant, v, f"a variant of {path.name}") for v in variants),
            "runs": tuple(_run(run, path.name) for run in runs),
        },
        path.name,
    )
    _check(exercises, path.name)
    return exercises


def _run(values: object, name: str) -> ExerciseRun:
    where = f"a run in {name}"
    if not isinstance(values, dict):
        raise ValueError(f"{where} must be an object, got {values!r:.60}: measure again")
    rates = {rate: values.get(rate) for rate in RATES}
    run = record(
        ExerciseRun, {key: value for key, value in values.items() if key not in RATES}, where
    )
    where = f"the run of {run.variant} with seed {run.seed} in {name}"
    for right, count in (
        (run.train_right, run.train_count),
        (run.test_right, run.test_count),
        (run.shift_same, run.shift_pairs),
    ):
        if not 0 <= right <= count or not count:
            raise ValueError(f"{where} counts {right} of {count}: measure again")
    for rate, value in rates.items():
        if value != round(getattr(run, rate), 6):
            raise ValueError(f"{rate} of {where} is {value}, its counts say otherwise")
    if min(run.epochs, run.parameters, run.multiply_adds, run.cpu_seconds) <= 0:
        raise ValueError(f"{where} holds a number that must be above 0: measure again")
    return run


def _check(exercises: Exercises, name: str) -> None:
    """Refuse runs that cannot be compared with each other."""
    known = [variant.name for variant in exercises.variants]
    order = [(known.index(run.variant), run.seed) for run in exercises.runs if run.variant in known]
    if len(order) != len(exercises.runs):
        raise ValueError(f"a run in {name} is of none of {', '.join(known)}: measure again")
    if order != sorted(set(order)) or len(set(known)) != len(known):
        raise ValueError(f"runs in {name} must be sorted, and no seed there twice: measure again")
    for what in (
        {run.epochs for run in exercises.runs} | {exercises.recipe.get("epochs")},
        {(run.train_count, run.test_count, run.shift_pairs) for run in exercises.runs},
    ):
        if len(what) > 1:
            raise ValueError(f"runs in {name} must be made alike, got {what}: measure again")
    for run in exercises.runs:
        if run.shift_pairs != run.test_count * exercises.shift.pairs:
            raise ValueError(
                f"a run in {name} has {run.shift_pairs} pairs of crops, its pictures need "
                f"{run.test_count * exercises.shift.pairs}: measure again"
            )
        first = exercises.of(run.variant)[0]
        if (run.parameters, run.multiply_adds) != (first.parameters, first.multiply_adds):
            raise ValueError(f"runs of {run.variant} in {name} are of different networks")

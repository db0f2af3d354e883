"""The exercises' results, read from their file and checked against each other."""

from pathlib import Path

from pooling.measured.runs import RATES, ExerciseRun, Exercises, ShiftTest, Variant
from pooling.measured.store import read_results, record

SHIPPED = Path(__file__).with_name("exercises.json")


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

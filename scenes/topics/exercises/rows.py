"""What was measured of each network as a row: one value a seed, axes, and a verdict.

A verdict compares a network with the one that pools by max. Where the ranges from the smallest to
the largest value over the seeds overlap, the difference is *within the spread*; only else it is
*more* or *less*. With one seed there is no spread, and no verdict: *once*.
"""

from collections.abc import Sequence
from dataclasses import replace
from math import ceil, floor
from typing import Any

from pooling.measured import ExerciseRun, Exercises, Spread
from pooling.measured.networks import VARIANTS
from scenes.digits import MINUS

MEASURES = {"test": "test_accuracy", "shift": "shift_consistency", "gap": "gap"}
"""Rates that are compared, by the names they have here."""
COSTS = ("parameters", "multiply_adds", "seconds")
"""What each network asks for."""
STEPS = (0.5, 1.0, 2.0, 5.0, 10.0, 20.0)
"""Percent points between two ticks."""
MOST_TICKS = 6


def whole_rounds(runs: Exercises) -> Exercises:
    """The runs of the seeds that every network was trained with.

    Raises:
        ValueError: there is none, or the networks are others.
    """
    names = [variant.name for variant in runs.variants]
    expected = [variant.name for variant in VARIANTS]
    if names != expected:
        raise ValueError(f"the exercises tell of {', '.join(expected)}, got {', '.join(names)}")
    if not runs.seeds:
        raise ValueError("no seed was run with every network: let run_exercises finish a round")
    return replace(runs, runs=tuple(run for run in runs.runs if run.seed in runs.seeds))


def rows(runs: Exercises) -> tuple[dict[str, Any], ...]:
    """A row for each network, rates in percent, in the order they are told."""
    return tuple(_row(runs, variant.name) for variant in runs.variants)


def _row(runs: Exercises, name: str) -> dict[str, Any]:
    first = runs.variants[0].name
    spreads = {key: percent(runs, name, measure) for key, measure in MEASURES.items()}
    base = {key: percent(runs, first, measure) for key, measure in MEASURES.items()}
    found = runs.of(name)
    return {
        "variant": name,
        **{key: spread.values for key, spread in spreads.items()},
        "train": percent(runs, name, "train_accuracy").values,
        "means": {key: f"{spread.mean:.1f}" for key, spread in spreads.items()},
        "verdicts": {
            key: verdict(spread, base[key]) if name != first else ""
            for key, spread in spreads.items()
        },
        "differences": {
            key: signed(spread.mean - base[key].mean) for key, spread in spreads.items()
        },
        "parameters": found[0].parameters,
        "multiply_adds": found[0].multiply_adds,
        "cpu_seconds": tuple(run.cpu_seconds for run in found),
        "seconds": runs.spread(name, "cpu_seconds").mean,
        "told": {
            "parameters": f"{found[0].parameters / 1000:,.0f} k",
            "multiply_adds": f"{found[0].multiply_adds / 10**6:.1f} M",
            "seconds": f"{runs.spread(name, 'cpu_seconds').mean:.0f} s",
        },
    }


def percent(runs: Exercises, name: str, measure: str) -> Spread:
    """A rate of a network over its seeds, in percent."""

    def hundredfold(run: ExerciseRun) -> float:
        return 100 * float(getattr(run, measure))

    return runs.spread(name, hundredfold)


def verdict(one: Spread, other: Spread) -> str:
    """Whether a network has more or less than the other, or both lie within the spread.

    >>> verdict(Spread((80.0, 82.0)), Spread((81.0, 83.0)))
    'within'
    >>> verdict(Spread((80.0, 82.0)), Spread((83.0, 84.0))), verdict(Spread((1,)), Spread((2,)))
    ('less', 'once')
    """
    if min(len(one.values), len(other.values)) < 2:
        return "once"
    if one.overlaps(other):
        return "within"
    return "more" if one.mean > other.mean else "less"


def signed(points: float) -> str:
    """A difference in percent points, with its sign.

    >>> signed(1.04), signed(-0.26), signed(-0.01)
    ('+1.0', '−0.3', '0.0')
    """
    text = f"{points:+.1f}"
    return "0.0" if float(text) == 0 else text.replace("-", MINUS)


def axis(values: Sequence[float]) -> dict[str, Any]:
    """An axis with round ends that holds all values.

    >>> axis([79.3, 82.7])
    {'low': 79, 'high': 83, 'ticks': (79, 80, 81, 82, 83)}
    """
    low, high = min(values), max(values)
    for step in STEPS:
        first, last = floor(low / step), ceil(high / step)
        if last - first < MOST_TICKS:
            break
    last = max(last, first + 1)
    ticks = [k * step for k in range(first, last + 1)]
    whole = tuple(int(tick) if tick == int(tick) else tick for tick in ticks)
    return {"low": whole[0], "high": whole[-1], "ticks": whole}


def axes(found: Sequence[dict[str, Any]]) -> dict[str, Any]:
    """An axis for each measure, on which the values of all rows stand."""
    return {key: axis([value for row in found for value in row[key]]) for key in MEASURES}

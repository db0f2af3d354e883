"""What real runs say of two heads: how much of what was learned holds for new pictures."""

from typing import Any

from pooling.measured import Exercises, Spread
from scenes.beats import Beat

DENSE = "dense_head"
"""The variant whose head is dense; the first of all ends in global average pooling."""


def learned(runs: Exercises) -> Beat:
    """The beat of the gap between learned and new pictures.

    Its words follow the runs: the dense head's gap is wider, narrower, or within the spread.
    """
    pooled = runs.variants[0].name
    heads = tuple(_head(runs, name, key) for name, key in ((DENSE, "dense"), (pooled, "pooled")))
    wide, narrow = (runs.spread(name, "gap") for name in (DENSE, pooled))
    within = wide.overlaps(narrow)
    variant = "within" if within else "wider" if wide.mean > narrow.mean else "narrower"
    return Beat(
        "learned",
        {"heads": heads},
        {
            "data": runs.data.rstrip("."),
            "seeds": min(len(runs.of(name)) for name in (pooled, DENSE)),
            "epochs": runs.of(DENSE)[0].epochs,
            "dense_gap": _points(wide),
            "pooled_gap": _points(narrow),
            "dense_new": _percent(runs.spread(DENSE, "test_accuracy")),
            "pooled_new": _percent(runs.spread(pooled, "test_accuracy")),
            "dense_count": runs.of(DENSE)[0].parameters,
            "pooled_count": runs.of(pooled)[0].parameters,
        },
        variant,
    )


def _head(runs: Exercises, variant: str, key: str) -> dict[str, Any]:
    """One head's runs: which, what share they tell right, and how much less of new pictures."""
    found = runs.of(variant)
    return {
        "head": key,
        "learned": tuple(run.train_accuracy for run in found),
        "new": tuple(run.test_accuracy for run in found),
        "gap": runs.spread(variant, "gap").mean,
        "told": _points(runs.spread(variant, "gap")),
    }


def _points(spread: Spread) -> str:
    return f"{100 * spread.mean:.1f}"


def _percent(spread: Spread) -> str:
    return f"{100 * spread.mean:.1f} %"

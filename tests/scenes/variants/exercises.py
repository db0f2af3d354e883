"""Made-up runs of the exercises, and the parameters that its pictures must look right with."""

from collections.abc import Mapping
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from pooling.measured import ExerciseRun, Exercises, ShiftTest
from pooling.measured.networks import VARIANTS as NETWORKS
from pooling.measured.networks import exercise_network
from pooling.measured.store import write_results
from pooling.receptive_field import receptive_field
from scenes.beats import Story
from scenes.topics.exercises.story import story

SEEDS = (-3, 0, 4)
"""By how many the pictures told right differ from seed to seed."""
USUAL = {
    "max_pooling": (810, 820, 60),
    "average_pooling": (812, 840, 52),
    "stride_before": (790, 787, 72),
    "strided_convolution": (808, 822, 63),
    "max_blur_pooling": (824, 853, 45),
    "dense_head": (811, 796, 80),
}
"""Of each network, per thousand: pictures told right, pairs given one class, gap."""


def made_up(
    seeds: int = 3,
    changed: Mapping[str, tuple[int, int, int]] | None = None,
    names: tuple[str, ...] | None = None,
) -> Exercises:
    """Runs of every network, or of those named; `changed` replaces numbers of `USUAL`."""
    runs = []
    for name, (test, shift, gap) in (USUAL | dict(changed or {})).items():
        account = receptive_field(exercise_network(name))
        runs += [
            ExerciseRun(
                name, seed, 7, test + gap + 2 * step, 1000, test + step, 1000, shift + step, 1000,
                account.parameters, account.multiply_adds, 100.0 + seed, {"python": "3.11"},
            )
            for seed, step in enumerate(SEEDS[:seeds])
        ]  # fmt: skip
    kept = tuple(run for run in runs if names is None or run.variant in names)
    return Exercises(
        "CIFAR-10, JPEG copy", ("cat", "dog"), {"epochs": 7}, ShiftTest(pairs=1), 2, 1,
        NETWORKS, kept,
    )  # fmt: skip


RUNS: dict[str, Exercises] = {
    "three seeds": made_up(),
    "one seed": made_up(1),
    "all better": made_up(
        changed={
            "average_pooling": (900, 900, 20),
            "stride_before": (920, 910, 10),
            "strided_convolution": (940, 920, 10),
            "max_blur_pooling": (960, 930, 10),
            "dense_head": (900, 780, 10),
        }
    ),
    "all worse": made_up(
        changed={
            "average_pooling": (600, 700, 200),
            "stride_before": (500, 600, 250),
            "strided_convolution": (610, 720, 220),
            "max_blur_pooling": (550, 730, 300),
            "dense_head": (90, 300, 600),
        }
    ),
    "all alike": made_up(changed=dict.fromkeys(USUAL, (810, 820, 60))),
}
"""Results by name."""


def _of(runs: Exercises) -> Story:
    """The story of runs that lie in a file."""
    with TemporaryDirectory() as folder:
        path = Path(folder, "results.json")
        write_results(path, runs.written())
        return story(results=str(path))


VARIANTS: dict[str, Any] = {
    "default": {},
    "chelsea": {"input": "chelsea"},
    **{name: partial(_of, runs) for name, runs in RUNS.items()},
}
"""The runs that ship, on two photos, and runs that were made up."""
PLAYED = ("default", "three seeds", "one seed", "all worse")
"""Those that take different ways through the scene."""

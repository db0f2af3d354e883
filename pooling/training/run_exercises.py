"""Run the lecture's exercises: `python -m pooling.training.run_exercises DATA`.

DATA is CIFAR-10: an unpacked folder with the official batches, or a folder or zip with train/CLASS/
and test/CLASS/. Results are written after every run; runs that are there already are skipped, and
one that was stopped goes on where it was.
"""

import os
from dataclasses import asdict, replace
from pathlib import Path

import click

from pooling.measured import ExerciseRun, Exercises, load_exercises
from pooling.measured.exercises import SHIPPED as EXERCISES
from pooling.measured.max_pooling import SHIPPED as MAX_POOLING
from pooling.measured.networks import VARIANTS
from pooling.measured.store import write_results
from pooling.training import require_torch
from pooling.training.cifar import read_cifar
from pooling.training.exercises import RECIPE, SHIFT

NAMES = tuple(variant.name for variant in VARIANTS)


@click.command()
@click.argument("data", type=click.Path(exists=True, path_type=Path), required=False)
@click.option("--epochs", default=RECIPE.epochs, show_default=True, help="Times it sees it all.")
@click.option("--seeds", default=3, show_default=True, help="Runs of each variant: seeds 0, 1 ...")
@click.option("--variants", default=",".join(NAMES), show_default=True, help="Separated by commas.")
@click.option("--threads", default=1, show_default=True, help="Cores to use.")
@click.option(
    "--out",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Where the results go, in place of those that ship.",
)
@click.option(
    "--checkpoints",
    default="exercise_checkpoints",
    show_default=True,
    type=click.Path(file_okay=False, path_type=Path),
    help="Where to go on from after a stop.",
)
@click.option(
    "--only", type=click.Choice(["max_pooling"]), help="Exercise 1 alone, which needs no DATA."
)
def main(
    data: Path | None,
    epochs: int,
    seeds: int,
    variants: str,
    threads: int,
    out: Path | None,
    checkpoints: Path,
    only: str | None,
) -> None:
    """Run the lecture's exercises on DATA, any form of CIFAR-10, and write what was measured."""
    require_torch()
    import torch

    try:
        if only:
            _compare(out or MAX_POOLING)
            return
        if data is None:
            raise ValueError("the exercises learn from pictures: name the folder or zip of them")
        torch.set_num_threads(threads)
        chosen = _chosen(variants)
        _run_all(data, out or EXERCISES, checkpoints, chosen, range(seeds), epochs, threads)
    except (ValueError, OSError) as error:
        raise click.ClickException(str(error)) from error


def _chosen(variants: str) -> tuple[str, ...]:
    wanted = tuple(name.strip() for name in variants.split(",") if name.strip())
    unknown = [name for name in wanted if name not in NAMES]
    if unknown or not wanted:
        raise ValueError(
            f"variants are {', '.join(NAMES)}, got {', '.join(unknown) or 'none'}: choose some"
        )
    return wanted


def _run_all(
    data: Path,
    out: Path,
    checkpoints: Path,
    variants: tuple[str, ...],
    seeds: range,
    epochs: int,
    threads: int,
) -> None:
    """Run every variant with the first seed, then with the second ...: rounds are complete soon."""
    from pooling.training.exercise_run import run_exercise

    train, test, form = read_cifar(data)
    plan = Exercises(
        data=f"CIFAR-10, {form}",
        classes=train.classes,
        recipe={k: v for k, v in asdict(replace(RECIPE, epochs=epochs)).items() if k != "seed"},
        shift=SHIFT,
        cores=os.cpu_count() or 1,
        threads=threads,
        variants=VARIANTS,
        runs=_earlier(out),
    )
    _check_alike(plan, out)
    checkpoints.mkdir(parents=True, exist_ok=True)
    for seed in seeds:
        for variant in variants:
            if any((run.variant, run.seed) == (variant, seed) for run in plan.runs):
                continue
            click.echo(f"{variant}, seed {seed}")
            recipe = replace(RECIPE, epochs=epochs, seed=seed)
            checkpoint = checkpoints / f"{variant}-{seed}.pt"
            run = run_exercise(variant, recipe, train, test, checkpoint)
            plan = replace(plan, runs=_sorted((*plan.runs, run)))
            write_results(out, plan.written())
            click.echo(
                f"{variant}, seed {seed}: test {run.test_accuracy:.4f}, train "
                f"{run.train_accuracy:.4f}, same class when moved {run.shift_consistency:.4f}, "
                f"{run.cpu_seconds:.0f} s"
            )


def _earlier(out: Path) -> tuple[ExerciseRun, ...]:
    return load_exercises(out).runs if out.exists() else ()


def _check_alike(plan: Exercises, out: Path) -> None:
    """Refuse to mix runs that were made otherwise."""
    if not plan.runs:
        return
    before = load_exercises(out)
    for name in ("data", "classes", "recipe", "shift", "variants"):
        if getattr(before, name) != getattr(plan, name):
            raise ValueError(
                f"{out.name} holds runs with another {name}: name another file with --out"
            )


def _sorted(runs: tuple[ExerciseRun, ...]) -> tuple[ExerciseRun, ...]:
    return tuple(sorted(runs, key=lambda run: (NAMES.index(run.variant), run.seed)))


def _compare(out: Path) -> None:
    from pooling.training.compare_max_pooling import compare_max_pooling
    from pooling.training.versions import versions

    comparison = compare_max_pooling(versions())
    write_results(out, asdict(comparison))
    for setting in comparison.settings:
        click.echo(
            f"{setting.name}: {setting.equal} of {setting.values} values equal, "
            f"{setting.ratio:.2f} times PyTorch's time"
        )


if __name__ == "__main__":
    main()

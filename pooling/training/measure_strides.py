"""What learned strides do: `python -m pooling.training.measure_strides DATA CHECKPOINT ...`.

Each checkpoint is one that `run_exercises` wrote for the variant whose maps are halved by learned
strided convolutions. Maps that go into a halving, over test pictures of DATA (any form of
CIFAR-10), are halved by the layer itself and, in its place, by pooling; what comes out is compared.
"""

from dataclasses import asdict
from pathlib import Path

import click

from pooling.measured.store import write_results
from pooling.measured.strides import SHIPPED, Strides
from pooling.training import require_torch
from pooling.training.cifar import read_cifar
from pooling.training.versions import versions

PICTURES, SEED = 256, 0
"""How many test pictures, and how they are drawn."""


@click.command()
@click.argument("data", type=click.Path(exists=True, path_type=Path))
@click.argument(
    "checkpoints",
    nargs=-1,
    required=True,
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
)
@click.option("--pictures", default=PICTURES, show_default=True, help="Test pictures to look at.")
@click.option(
    "--out",
    default=SHIPPED,
    type=click.Path(dir_okay=False, path_type=Path),
    help="Where the results go, in place of those that ship.",
)
def main(data: Path, checkpoints: tuple[Path, ...], pictures: int, out: Path) -> None:
    """Measure what learned strided convolutions do to pictures of DATA, any form of CIFAR-10."""
    require_torch()
    from pooling.training.halved import VARIANT, halved_by

    try:
        _, test, form = read_cifar(data)
        seen = test.some(pictures, SEED)
        rows = [row for checkpoint in checkpoints for row in halved_by(checkpoint, seen)]
    except (ValueError, OSError) as error:
        raise click.ClickException(str(error)) from error
    rows.sort(key=lambda row: row.seed)
    strides = Strides(
        f"CIFAR-10, {form}", len(seen), SEED, VARIANT, versions(), tuple(rows)
    )  # fmt: skip
    write_results(out, asdict(strides))
    for row in rows:
        click.echo(
            f"seed {row.seed}, {row.layer}, {row.way}: fine against coarse {row.fine:.2f}, change "
            f"{row.change:.2f}"
        )


if __name__ == "__main__":
    main()

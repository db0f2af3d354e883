"""Draw the atlas of preferred pictures: `python -m pooling.training.make_atlas DATA`.

DATA is what the network learned from; a few of its pictures tell which units are alike and how
colours go together. The atlas is a folder with a picture for each chosen unit and each class, and
atlas.json, which tells how they were made; it holds synthesised pictures alone. A run that was
stopped goes on where it was; what was drawn from other weights or with other settings is drawn
anew. Units of the first layer are not drawn: their kernels can be read.
"""

from hashlib import sha256
from pathlib import Path

import click

from pooling.trained import SHIPPED, load_trained
from pooling.training import require_torch
from pooling.training.curated import SHIPPED as CURATED
from pooling.training.curated import read_curated
from pooling.training.pictures import read_pictures
from pooling.zoomnet import SIZE

FILE = click.Path(dir_okay=False, path_type=Path)


@click.command()
@click.argument("data", type=click.Path(exists=True, path_type=Path))
@click.option("--weights", default=SHIPPED, type=FILE, help="By default the ones that ship.")
@click.option(
    "-o",
    "--output",
    default=SHIPPED.with_name("atlas"),
    type=click.Path(file_okay=False, path_type=Path),
    help="The folder to write; by default the one that ships.",
)
@click.option("--curated", default=CURATED, type=FILE, help="A person's list.")
@click.option("--units", default=20, show_default=True, help="Chosen by rule, of each layer.")
@click.option("--pictures", default=1500, show_default=True, help="That tell units apart.")
@click.option("--steps", default=160, show_default=True, help="Changes of each picture.")
@click.option("--seed", default=0, show_default=True, help="Of all chances.")
@click.option("--threads", default=0, help="Cores to use; 0: all.")
def main(
    data: Path,
    weights: Path,
    output: Path,
    curated: Path,
    units: int,
    pictures: int,
    steps: int,
    seed: int,
    threads: int,
) -> None:
    """Draw what units and classes of the network prefer."""
    require_torch()
    import torch

    from pooling.training.atlas import draw_atlas, planned
    from pooling.training.preferred import Making

    if threads:
        torch.set_num_threads(threads)
    try:
        trained = load_trained(weights)
        some = read_pictures(data, "train", SIZE, trained.classes).some(pictures)
        making = Making(steps=steps, seed=seed)
        plan = planned(trained, some, read_curated(curated, trained), units, making)
        about = {"pictures seen": pictures, "weights": sha256(weights.read_bytes()).hexdigest()}
        drawn = draw_atlas(trained, plan, output, about)
    except ValueError as error:
        raise click.ClickException(str(error)) from error
    size = sum(path.stat().st_size for path in output.iterdir())
    click.echo(
        f"{output}: {drawn} of {len(plan.subjects)} pictures drawn now, {size / 1e6:.2f} MB in all"
    )


if __name__ == "__main__":
    main()

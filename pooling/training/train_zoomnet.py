"""Train the network that ships: `python -m pooling.training.train_zoomnet DATA`.

DATA is a folder or zip with train/CLASS/ and val/CLASS/, pictures in each. The run goes on where it
stopped; `pack_zoomnet` turns its checkpoint into the file that ships.
"""

from dataclasses import replace
from pathlib import Path

import click

from pooling.layers import Normalisation
from pooling.training import require_torch
from pooling.training.pictures import read_pictures
from pooling.training.recipe import Recipe
from pooling.zoomnet import SIZE, zoomnet


@click.command()
@click.argument("data", type=click.Path(exists=True, path_type=Path))
@click.option("--epochs", default=Recipe.epochs, show_default=True, help="Times it sees it all.")
@click.option("--seed", default=Recipe.seed, show_default=True, help="Of all chances.")
@click.option("--threads", default=0, help="Cores to use; 0: all.")
@click.option(
    "--checkpoint",
    default="zoomnet.pt",
    show_default=True,
    type=click.Path(dir_okay=False, path_type=Path),
    help="Where to go on from after a stop.",
)
def main(data: Path, epochs: int, seed: int, threads: int, checkpoint: Path) -> None:
    """Train the network that ships on DATA, a folder or zip of class folders."""
    require_torch()
    import torch

    from pooling.training.augment import Augment
    from pooling.training.fit import fit
    from pooling.training.module import Learner

    if threads:
        torch.set_num_threads(threads)
    torch.manual_seed(seed)
    try:
        train = read_pictures(data, "train", SIZE)
        test = read_pictures(data, "val", SIZE, train.classes)
        learner = Learner(zoomnet(len(train.classes), norm=Normalisation()))
        learner = learner.to(memory_format=torch.channels_last)
        recipe = replace(Recipe(), epochs=epochs, seed=seed)
        outcome = fit(learner, train, test, recipe, Augment(), checkpoint, click.echo)
    except ValueError as error:
        raise click.ClickException(str(error)) from error
    click.echo(f"train {outcome.train_accuracy:.4f}, test {outcome.test_accuracy:.4f}")


if __name__ == "__main__":
    main()

"""How much the shipped network gets right: `python -m pooling.training.evaluate DATA`.

DATA is a folder or zip with val/CLASS/, pictures in each. The weights are those that ship, run by
the NumPy core; PyTorch is not needed.
"""

from pathlib import Path

import click

from pooling.trained import SHIPPED, load_trained
from pooling.training.measure import accuracy_of, scores_of
from pooling.training.pictures import read_pictures
from pooling.zoomnet import SIZE


@click.command()
@click.argument("data", type=click.Path(exists=True, path_type=Path))
@click.option(
    "--weights",
    default=SHIPPED,
    type=click.Path(dir_okay=False, path_type=Path),
    help="A file that pack_zoomnet wrote, in place of the one that ships.",
)
@click.option("--part", default="val", show_default=True, help="Folder that holds the classes.")
def main(data: Path, weights: Path, part: str) -> None:
    """Tell how much of the pictures in DATA, a folder or zip, the network gets right."""
    try:
        trained = load_trained(weights)
        pictures = read_pictures(data, part, SIZE, trained.classes)
    except ValueError as error:
        raise click.ClickException(str(error)) from error
    scores = scores_of(trained, pictures)
    right = accuracy_of(scores, pictures.labels)
    click.echo(f"{right:.4f} of {len(pictures)} pictures of {len(trained.classes)} classes")


if __name__ == "__main__":
    main()

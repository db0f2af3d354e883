"""Pack what was learned: `python -m pooling.training.pack_zoomnet DATA --checkpoint zoomnet.pt`.

DATA is what `train_zoomnet` learned from. The file holds the averaged weights as float16, each
normalisation folded into its convolution, the quantiles of all units' activations on pictures of
the training set, and a card; a README.md beside it tells the card to people.
"""

from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

import click
import numpy as np

from pooling.trained import SHIPPED, Trained, save_trained
from pooling.training import require_torch
from pooling.training.card import card_text
from pooling.training.measure import accuracy_of, activation_quantiles, scores_of
from pooling.training.pictures import Pictures, read_pictures
from pooling.training.versions import versions
from pooling.zoomnet import SIZE

PROOF = 16
"""Pictures on which NumPy and PyTorch are compared."""


@click.command()
@click.argument("data", type=click.Path(exists=True, path_type=Path))
@click.option(
    "--checkpoint",
    default="zoomnet.pt",
    show_default=True,
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="What train_zoomnet wrote.",
)
@click.option(
    "-o",
    "--output",
    default=SHIPPED,
    type=click.Path(dir_okay=False, path_type=Path),
    help="The file to write; by default the one that ships.",
)
@click.option("--pictures", default=3000, show_default=True, help="Whose activations are measured.")
@click.option(
    "--source",
    default="pictures of the one who trained it",
    help="What DATA is, and on what terms, for the card.",
)
def main(data: Path, checkpoint: Path, output: Path, pictures: int, source: str) -> None:
    """Pack a checkpoint of train_zoomnet into the file that ships."""
    require_torch()
    try:
        pack(data, checkpoint, output, pictures, source)
    except ValueError as error:
        raise click.ClickException(str(error)) from error


def pack(data: Path, checkpoint: Path, output: Path, pictures: int, source: str) -> Trained:
    """Write the packed network and its card; return what was packed.

    Args:
        data: folder or zip that the network learned from.
        checkpoint: of `fit`.
        output: an .npz file; README.md is written beside it.
        pictures: of the training set, whose activations are measured.
        source: what the data are, and on what terms.

    Raises:
        ValueError: data or checkpoint that cannot be read, or do not fit each other.
    """
    from pooling.training.augment import Augment
    from pooling.training.fit import read_checkpoint
    from pooling.training.packing import folded_and_proven, learner_of, rounded_and_proven

    train = read_pictures(data, "train", SIZE)
    test = read_pictures(data, "val", SIZE, train.classes)
    learner = learner_of(checkpoint, len(train.classes))
    images = test.some(PROOF).images / np.float32(255)
    trained = folded_and_proven(learner, train.classes, images)
    output.parent.mkdir(parents=True, exist_ok=True)
    unfinished = output.with_name(f".unfinished-{output.name}")
    try:
        shipped = rounded_and_proven(trained, learner, images, unfinished)
    finally:
        unfinished.unlink(missing_ok=True)
    rectified = [node.name for node in trained.network if node.layer.kind == "relu"]
    measured = train.some(pictures)
    saved = read_checkpoint(checkpoint)
    card = {
        "data": {
            "file": data.name,
            "source": source,
            "train pictures": len(train),
            "val pictures": len(test),
            "size": SIZE,
        },
        "recipe": saved["recipe"] | {"epochs done": saved["epoch"]},
        "augmentation": asdict(Augment()),
        "cpu seconds": round(saved["seconds"]),
        "versions": versions(),
        "parameters": sum(v.size for own in trained.weights.values() for v in own.values()),
        "quantiles": f"of {len(measured)} training pictures of {SIZE}x{SIZE}, seed 0",
        **_told_right(shipped, test),
    }
    quantiles = activation_quantiles(shipped, measured, rectified)
    packed = replace(shipped, quantiles=quantiles, card=card)
    save_trained(output, packed)
    output.with_name("README.md").write_text(card_text(packed), encoding="utf-8")
    click.echo(
        f"{output.name}: accuracy {card['accuracy']:.4f}, {output.stat().st_size / 1e6:.2f} MB"
    )
    return packed


def _told_right(shipped: Trained, test: Pictures) -> dict[str, Any]:
    """Return accuracy, that of each class, and the errors made most often."""
    scores = scores_of(shipped, test)
    guesses = scores.argmax(1)
    names = shipped.classes
    right = {
        name: round(float((guesses[test.labels == place] == place).mean()), 4)
        for place, name in enumerate(names)
    }
    confused = np.zeros((len(names), len(names)), int)
    np.add.at(confused, (test.labels, guesses), 1)
    np.fill_diagonal(confused, 0)
    most = np.argsort(-confused, axis=None, kind="stable")[:8]
    pairs = [np.unravel_index(place, confused.shape) for place in most]
    return {
        "accuracy": accuracy_of(scores, test.labels),
        "accuracy of classes": right,
        "taken for another": [
            [names[true], names[guess], int(confused[true, guess])] for true, guess in pairs
        ],
    }


if __name__ == "__main__":
    main()

"""From a checkpoint to a network of plain arrays that is proven to compute the same."""

from pathlib import Path

import numpy as np
import torch

from pooling.forward import forward
from pooling.layers import Normalisation
from pooling.planes import Array
from pooling.trained import Trained, load_trained, save_trained
from pooling.training.fit import read_checkpoint
from pooling.training.module import Learner, folded
from pooling.zoomnet import zoomnet

FLOAT32_TOLERANCE = 1e-4
"""Of scores before rounding, as a share of the largest."""
FLOAT16_TOLERANCE = 1e-2
"""Of scores with the rounded weights that ship, as a share of the largest."""


def learner_of(checkpoint: Path, classes: int) -> Learner:
    """Return the zoomnet with a checkpoint's averaged weights.

    Raises:
        ValueError: the checkpoint is damaged, or of other classes.
    """
    saved = read_checkpoint(checkpoint)
    learner = Learner(zoomnet(classes, norm=Normalisation()))
    try:
        learner.load_state_dict(saved["averaged"])
    except RuntimeError as error:
        raise ValueError(
            f"{checkpoint} has not learned {classes} classes: give the data it learned from"
        ) from error
    return learner.eval()


def folded_and_proven(learner: Learner, classes: tuple[str, ...], images: Array) -> Trained:
    """Return the network as NumPy runs it, each normalisation folded away.

    Args:
        learner: as `learner_of` reads it.
        classes: their names, in order.
        images: (count, 3, height, width), 0 to 1, on which both must agree.

    Raises:
        ValueError: the two do not agree; never seen.
    """
    trained = Trained(zoomnet(len(classes)), folded(learner), classes)
    _prove(learner, trained, images, FLOAT32_TOLERANCE)
    return trained


def rounded_and_proven(trained: Trained, learner: Learner, images: Array, path: Path) -> Trained:
    """Write the network as float16, read it again, and return what was read.

    Raises:
        ValueError: what was read does not agree with the learner.
        OSError: the file cannot be written.
    """
    save_trained(path, trained)
    shipped = load_trained(path)
    _prove(learner, shipped, images, FLOAT16_TOLERANCE)
    return shipped


@torch.no_grad()
def _prove(learner: Learner, trained: Trained, images: Array, tolerance: float) -> None:
    batch = np.stack([trained.prepared(image.transpose(1, 2, 0)) for image in images])
    theirs = learner(torch.from_numpy(batch)).numpy()
    ours = forward(trained.network, trained.weights, batch)[trained.network.output][:, :, 0, 0]
    apart = float(np.abs(ours - theirs).max() / np.abs(theirs).max())
    if not apart <= tolerance:
        raise ValueError(
            f"NumPy and PyTorch must agree to {tolerance}, got scores that differ by {apart:.2g} "
            "of the largest: tell the project"
        )

"""One run of an exercise: a network learns, and is asked what it learned."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import torch
from numpy.lib.stride_tricks import sliding_window_view

from pooling.invariance import shift_consistency
from pooling.measured import ExerciseRun
from pooling.measured.networks import exercise_network
from pooling.receptive_field import receptive_field
from pooling.training.augment import Augment
from pooling.training.exercises import SHIFT
from pooling.training.fit import accuracy, fit, predictions
from pooling.training.module import Learner
from pooling.training.pictures import Pictures
from pooling.training.recipe import Recipe
from pooling.training.versions import versions

MIRRORED = Augment(scales=(1, 1), stretch=1, turn=0, move=0, light=0)
"""Pictures are mirrored, by chance, and never moved: what a network forgives, its layers do."""
GLIMPSE = 1000
"""Pictures that are judged after each epoch."""


def run_exercise(
    variant: str, recipe: Recipe, train: Pictures, test: Pictures, checkpoint: Path
) -> ExerciseRun:
    """Train one variant with one seed and measure it; a run that was stopped goes on.

    Args:
        variant: its name, as in `VARIANTS`.
        recipe: how it learns, with the seed.
        train, test: pictures to learn from, and others to be judged by.
        checkpoint: file that is written after each epoch.

    Raises:
        ValueError: as `fit`.
    """
    network = exercise_network(variant, len(train.classes))
    torch.manual_seed(recipe.seed)
    learner = Learner(network).to(memory_format=torch.channels_last)
    outcome = fit(learner, train, test.some(GLIMPSE), recipe, MIRRORED, checkpoint)
    account = receptive_field(network)
    return ExerciseRun(
        variant=variant,
        seed=recipe.seed,
        epochs=recipe.epochs,
        train_right=round(outcome.train_accuracy * len(train)),
        train_count=len(train),
        test_right=round(accuracy(outcome.learner, test) * len(test)),
        test_count=len(test),
        shift_same=_same_classes(outcome.learner, test),
        shift_pairs=SHIFT.pairs * len(test),
        parameters=account.parameters,
        multiply_adds=account.multiply_adds,
        cpu_seconds=round(outcome.seconds, 1),
        versions=versions(),
    )


def _same_classes(learner: Learner, pictures: Pictures) -> int:
    """Count the pairs of random crops of one picture that are given the same class."""
    dice = np.random.default_rng(SHIFT.seed)
    first, second = [], []
    for _ in range(SHIFT.pairs):
        first.append(predictions(learner, _cropped(pictures, dice)))
        second.append(predictions(learner, _cropped(pictures, dice)))
    share = shift_consistency(torch.cat(first).numpy(), torch.cat(second).numpy())
    return round(share * SHIFT.pairs * len(pictures))


def _cropped(pictures: Pictures, dice: np.random.Generator) -> Pictures:
    """Return each picture cut out anew, by chance, after its edges were reflected."""
    frame = SHIFT.padding
    images = np.pad(pictures.images, ((0, 0), (0, 0), (frame, frame), (frame, frame)), "reflect")
    crops = sliding_window_view(images, pictures.images.shape[2:], axis=(2, 3))
    rows, cols = dice.integers(0, 2 * frame + 1, (2, len(pictures)))
    return replace(pictures, images=crops[np.arange(len(pictures)), :, rows, cols])

"""What a trained network does on many pictures, run by the NumPy core: scores and quantiles."""

from collections.abc import Collection, Iterator

import numpy as np
from numpy.typing import NDArray
from rich.progress import track

from pooling.forward import forward
from pooling.planes import Array
from pooling.trained import LEVELS, Trained
from pooling.training.pictures import Pictures

LEAST, LARGEST, FINENESS = 1e-4, 1e4, 0.01
"""Activations from LEAST to LARGEST are counted in bins, each wider by FINENESS than the last."""
BINS = int(np.log(LARGEST / LEAST) / np.log1p(FINENESS)) + 2


def scores_of(trained: Trained, pictures: Pictures) -> Array:
    """Return the score of each picture for each class, (count, classes)."""
    output = trained.network.output
    found = [outputs[output][:, :, 0, 0] for outputs in outputs_of(trained, pictures, [output])]
    return np.concatenate(found)


def accuracy_of(scores: Array, labels: NDArray[np.int64]) -> float:
    """Return the share of pictures whose class has the highest score, 0 to 1.

    >>> accuracy_of(np.array([[0.2, 3.0], [1.0, 0.5]]), np.array([1, 1]))
    0.5
    """
    return float((scores.argmax(1) == labels).mean())


def activation_quantiles(
    trained: Trained, pictures: Pictures, layers: Collection[str]
) -> dict[str, Array]:
    """Return what the activations of rectified layers stay below, at a share of all positions.

    Every position of every picture is counted, in bins that are 1 % wide, so memory does not grow
    with their number and an answer is exact to 1 %.

    Args:
        trained: the network.
        pictures: what it is shown.
        layers: whose units are measured; their activations are 0 or more.

    Returns:
        For each layer (channels, len(LEVELS)), float32.
    """
    shapes = trained.network.shapes()
    counts = {layer: np.zeros((shapes[layer][0], BINS), np.int64) for layer in layers}
    for outputs in outputs_of(trained, pictures, layers):
        for layer, values in outputs.items():
            count_in_bins(values, counts[layer])
    return {layer: quantiles_of(counted) for layer, counted in counts.items()}


def count_in_bins(values: Array, counts: NDArray[np.int64]) -> None:
    """Add (batch, channels, height, width) activations to the counts, (channels, BINS)."""
    channels = len(counts)
    by_channel = values.swapaxes(0, 1).reshape(channels, -1).astype(np.float32)
    steps = np.log(np.maximum(by_channel, LEAST) / LEAST) / np.float32(np.log1p(FINENESS))
    bins = np.where(by_channel < LEAST, 0, steps.astype(np.int64) + 1)
    bins = np.minimum(bins, BINS - 1) + np.arange(channels)[:, None] * BINS
    counts += np.bincount(bins.ravel(), minlength=channels * BINS).reshape(channels, BINS)


def quantiles_of(counts: NDArray[np.int64]) -> Array:
    """Return (channels, len(LEVELS)) upper edges of the bins in which the quantiles lie.

    >>> counts = np.zeros((1, BINS), np.int64)
    >>> count_in_bins(np.arange(1, 10_001, dtype=np.float32).reshape(1, 1, 100, 100), counts)
    >>> np.abs(quantiles_of(counts) / (np.array([LEVELS]) * 10_000) - 1).max() < 0.011
    np.True_
    """
    shares = counts.cumsum(1) / counts.sum(1, keepdims=True)
    edges = np.concatenate([[0], LEAST * (1 + FINENESS) ** np.arange(1, BINS)])
    places = np.stack([(shares < level).sum(1) for level in LEVELS], 1)
    found: Array = edges[places].astype(np.float32)
    return found


def outputs_of(
    trained: Trained, pictures: Pictures, layers: Collection[str], batch_size: int = 20
) -> Iterator[dict[str, Array]]:
    """Yield the outputs of layers for one batch of pictures after the other."""
    starts = range(0, len(pictures), batch_size)
    for first in track(starts, "pictures through the network", transient=True):
        photos = pictures.images[first : first + batch_size].transpose(0, 2, 3, 1)
        batch = np.stack([trained.prepared(photo / np.float32(255)) for photo in photos])
        yield forward(trained.network, trained.weights, batch, layers)

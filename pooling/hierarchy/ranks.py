"""How strong an activation is, for its unit: the share of positions that stay below it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np

from pooling.hierarchy.sight import Sight
from pooling.planes import Array
from pooling.trained import LEVELS, Trained


@dataclass(frozen=True, eq=False)
class Standard:
    """What the activations of a layer's units are measured by.

    Attributes:
        quantiles: (channels, len(LEVELS)), the activation that such a share stays below.
        of: the photos these are quantiles of: those it was trained with, or those at hand.
    """

    quantiles: Array
    of: Literal["training", "at hand"]


def standard(trained: Trained, sights: Sequence[Sight], layer: str) -> Standard:
    """Return the quantiles that came with the network, or else those of the photos at hand."""
    known = trained.quantiles.get(layer)
    if known is not None:
        return Standard(known, "training")
    values = np.concatenate([s.maps[layer].reshape(len(s.maps[layer]), -1) for s in sights], 1)
    found = np.quantile(values, LEVELS, axis=1, method="higher").T
    return Standard(found.astype(np.float32), "at hand")


def rank(quantiles: Array, value: float) -> float:
    """Return the highest of `LEVELS` whose quantile a value reaches, 0 where it reaches none.

    Args:
        quantiles: (len(LEVELS),) of one unit.
        value: its activation; 0 and less is never strong.

    >>> rank(np.array([0.0, 0.5, 1.0, 2.0, 4.0]), 1.5), rank(np.zeros(5), 0.0)
    (0.99, 0.0)
    """
    if not value > 0:
        return 0.0
    reached = int((quantiles <= value).sum())
    return LEVELS[reached - 1] if reached else 0.0


def cuts(quantiles: Array, least: float) -> Array:
    """Return the activation of each unit from which on it counts as strong, (channels,).

    Raises:
        ValueError: `least` is none of `LEVELS`.
    """
    if least not in LEVELS:
        raise ValueError(f"strong is one of the levels {LEVELS}, got {least}: choose one of them")
    above_zero = np.nextafter(np.float32(0), np.float32(1))
    cut: Array = np.maximum(quantiles[:, LEVELS.index(least)], above_zero)
    return cut

"""Which units of a layer the atlas shows: live, choosy and unlike each other."""

import numpy as np

from pooling.planes import Array
from pooling.trained import LEVELS, Trained
from pooling.training.measure import outputs_of
from pooling.training.pictures import Pictures

ALIKE = 0.6
"""Units whose strongest answers over many pictures correlate by more than this are alike."""
LIVE = 0.3
"""A unit is live if its strong answers reach this share of what is usual in its layer."""
RULE = (
    "Of each layer the units whose 99.9 % quantile of activations reaches a share of "
    f"{LIVE} of the layer's median, ordered by the ratio of their 99.9 % to their 90 % quantile, "
    "the choosiest first; left out are those whose largest activation on each of many training "
    f"pictures correlates by more than {ALIKE} with that of one already chosen."
)


def distinct_units(quantiles: Array, answers: Array, count: int) -> list[int]:
    """Return up to `count` units by `RULE`, the choosiest first.

    Args:
        quantiles: (channels, len(LEVELS)), as they ship.
        answers: (pictures, channels), the largest activation of each unit on each picture.
        count: at most so many.

    >>> levels = np.array([[0, 1, 2, 8, 9], [0, 1, 2, 4, 9], [0, 1, 2, 7, 9], [0, 0, 0, 0, 0.1]])
    >>> answers = np.array([[1, 0, 2, 0], [2, 5, 4, 0], [3, 1, 6, 0], [4, 2, 8, 0]])
    >>> distinct_units(levels, answers, 3)
    [0, 1]
    """
    strong, usual = quantiles[:, LEVELS.index(0.999)], quantiles[:, LEVELS.index(0.9)]
    live = strong >= LIVE * np.median(strong)
    # a unit that is nearly always silent is not endlessly choosy
    choosy = np.where(live, strong / (usual + 0.05 * np.median(strong)), -1)
    with np.errstate(divide="ignore", invalid="ignore"):
        alike = np.nan_to_num(np.corrcoef(answers.T))
    chosen: list[int] = []
    for unit in np.argsort(-choosy, kind="stable"):
        if len(chosen) == count or not live[unit]:
            break
        if not chosen or alike[unit, chosen].max() <= ALIKE:
            chosen.append(int(unit))
    return chosen


def largest_answers(
    trained: Trained, pictures: Pictures, layers: tuple[str, ...]
) -> dict[str, Array]:
    """Return for each layer the largest activation of each unit on each picture.

    Returns:
        For each layer (pictures, channels).
    """
    found: dict[str, list[Array]] = {layer: [] for layer in layers}
    for outputs in outputs_of(trained, pictures, layers):
        for layer, values in outputs.items():
            found[layer].append(values.max((2, 3)))
    return {layer: np.concatenate(parts) for layer, parts in found.items()}

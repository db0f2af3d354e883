"""The units of a layer that tell most about some photos."""

from collections.abc import Sequence

import numpy as np

from pooling.hierarchy.patches import LEAST, check_unit
from pooling.hierarchy.ranks import Standard, cuts, standard
from pooling.hierarchy.sight import Sight
from pooling.planes import Array
from pooling.trained import Trained

ALIKE = 0.7
"""Two units whose maps correlate more than this show the same thing."""


def telling_units(
    trained: Trained,
    sights: Sequence[Sight],
    layer: str,
    count: int = 8,
    *,
    least: float = LEAST,
    measured: Standard | None = None,
) -> tuple[int, ...]:
    """Return units that answer strongly to the photos, no two of them alike, the strongest first.

    A unit counts where its peak over all photos reaches the level `least` of what it does in
    training; units are taken by how often their peak holds that activation, each whose maps
    correlate by at most `ALIKE` with those of every unit taken before.

    Args:
        trained: the network.
        sights: what it sees in the photos.
        layer: whose units.
        count: at most so many; fewer where fewer answer.
        least: one of `LEVELS`.
        measured: what the layer is measured by, where it is known already; None: `standard`.

    Raises:
        ValueError: no photo, no such layer or level.
    """
    check_unit(sights, layer)
    maps = [sight.maps[layer].reshape(len(sight.maps[layer]), -1) for sight in sights]
    values = np.concatenate(maps, axis=1).astype(np.float64)
    known = measured or standard(trained, sights, layer)
    cut = cuts(known.quantiles, least)
    live = known.quantiles[:, -1] > 0
    peaks = values.max(axis=1)
    shares = np.where(live & (peaks >= cut), peaks / cut, 0)
    patterns = _unit_length(values)
    taken: list[int] = []
    for unit in np.argsort(-shares, kind="stable"):
        if len(taken) == count or not shares[unit]:
            break
        if all(patterns[unit] @ patterns[other] <= ALIKE for other in taken):
            taken.append(int(unit))
    return tuple(taken)


def _unit_length(values: Array) -> Array:
    """Return rows with mean 0 and length 1, so that products are correlations."""
    centred = values - values.mean(axis=1, keepdims=True)
    lengths = np.sqrt((centred**2).sum(axis=1, keepdims=True))
    scaled: Array = centred / np.where(lengths > 0, lengths, 1)
    return scaled

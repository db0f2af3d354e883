"""The effective receptive field: how much each pixel really moves a unit."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from pooling.backward import input_gradient
from pooling.box import Box
from pooling.network import InputSize, Network
from pooling.planes import Array, as_batch
from pooling.reach import Mask
from pooling.receptive_field import receptive_field
from pooling.weights import Weights, random_weights
from pooling.window import Pair

COUNTED = 0.0455
"""Luo et al. count a pixel whose gradient is above this share of the largest: two deviations."""


@dataclass(frozen=True, eq=False)
class EffectiveField:
    """The gradient of a unit with respect to the input, made by `effective_field`.

    Attributes:
        layer: name of the layer.
        unit: row and column of the unit in it.
        strength: (height, width), the mean size of the gradient at each pixel, over draws of
            weights, colours added up; read-only.
        box: the pixels the unit can depend on at all; None where it sees padding alone.
    """

    layer: str
    unit: Pair
    strength: Array
    box: Box | None

    @property
    def centre(self) -> tuple[float, float]:
        """Row and column of the centre of the strength; NaN where there is none."""
        return self._moments()[0]

    @property
    def deviation(self) -> tuple[float, float]:
        """Standard deviation of the strength down and across, in pixels."""
        return self._moments()[1]

    def _moments(self) -> tuple[tuple[float, float], tuple[float, float]]:
        centres, deviations = [], []
        for axis in (0, 1):
            line = self.strength.sum(axis=1 - axis, dtype=np.float64)
            total = line.sum()
            places = np.arange(len(line))
            centre = float((line * places).sum() / total) if total else np.nan
            centres.append(centre)
            variance = (line * (places - centre) ** 2).sum() / total if total else np.nan
            deviations.append(float(np.sqrt(variance)))
        return (centres[0], centres[1]), (deviations[0], deviations[1])

    def counted(self, share: float = COUNTED) -> float:
        """Return the part of the box whose strength is above `share` of the largest, 0 to 1."""
        peak = self.strength.max()
        return self._of_box(int((self.strength > share * peak).sum())) if peak else 0.0

    def holding(self, share: float = 0.95) -> float:
        """Return the smallest part of the box, 0 to 1, that holds `share` of the whole strength."""
        return self._of_box(int(self.holders(share).sum()))

    def holders(self, share: float = 0.95) -> Mask:
        """Mark the fewest pixels, (height, width), that hold `share` of the whole strength."""
        order = np.argsort(-self.strength, axis=None, kind="stable")
        held = self.strength.ravel()[order].cumsum(dtype=np.float64)
        marked = np.zeros(self.strength.size, np.bool_)
        if held[-1]:
            marked[order[: int(np.searchsorted(held, share * held[-1])) + 1]] = True
        return marked.reshape(self.strength.shape)

    def _of_box(self, pixels: int) -> float:
        return 0.0 if self.box is None else pixels / (self.box.height * self.box.width)


def effective_field(
    network: Network,
    layer: str | None = None,
    unit: Pair | None = None,
    *,
    input_size: InputSize | None = None,
    weights: Weights | None = None,
    image: ArrayLike | None = None,
    draws: int = 20,
    rng: np.random.Generator | None = None,
) -> EffectiveField:
    """Measure the gradient of a unit with respect to every input pixel.

    The gradient is that of the sum of the unit's channels. Each draw takes new random weights and
    a new image of normal noise; what is given is not drawn.

    Args:
        network: chain or graph.
        layer: its name; None is the last that still has a plane of units.
        unit: row and column; None is the unit in the middle.
        input_size: number, or (height, width); None is the image's or the network's own.
        weights: a trained network's; None draws them.
        image: (channels, height, width); None draws noise.
        draws: how many gradients are averaged; one where weights and image are given.
        rng: where the numbers come from; None is a generator seeded with 0.

    Raises:
        TypeError, ValueError: as `forward`; no such layer or unit; fewer draws than 1.

    Source: Luo, Li, Urtasun and Zemel, "Understanding the effective receptive field in deep
    convolutional neural networks", 2016.

    >>> from pooling import zoo
    >>> field = effective_field(zoo.network("lenet5"), "s4", draws=2)
    >>> field.box, field.strength.shape
    (Box(top=8, left=8, bottom=24, right=24), (32, 32))
    """
    if draws < 1:
        raise ValueError(f"draws must be 1 or more, got {draws}: use 20")
    rng = np.random.default_rng(0) if rng is None else rng
    given = None if image is None else as_batch(image)
    if given is not None:
        if len(given) != 1:
            raise ValueError(
                f"one image is looked at, got a batch of {len(given)}: "
                "give (channels, height, width)"
            )
        input_size = (given.shape[2], given.shape[3])
    account = receptive_field(network, input_size)
    name = account.last_plane if layer is None else layer
    row, col = account.centre_unit(name) if unit is None else unit
    box = account.box(name, (row, col))
    part = network.upto(name)
    upstream = np.zeros(account[name].output, np.float32)
    upstream[:, row, col] = 1
    if weights is not None and given is not None:
        draws = 1
    total = np.zeros(account.input_shape[1:], np.float64)
    for _ in range(draws):
        own = random_weights(part, rng, account.input_shape[1:]) if weights is None else weights
        x = _noise(account.input_shape, rng) if given is None else given[0]
        total += np.abs(input_gradient(part, own, x, name, upstream)).sum(axis=0)
    strength = total / draws
    strength.flags.writeable = False
    return EffectiveField(name, (row, col), strength, box)


def _noise(shape: tuple[int, int, int], rng: np.random.Generator) -> Array:
    return rng.standard_normal(shape, dtype=np.float32)

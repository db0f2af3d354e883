"""Receptive fields by trial: poison a pixel with NaN and see which units it reaches.

Nothing here knows a rule of sizes; the forward pass alone answers.
"""

import numpy as np

from pooling.forward import forward
from pooling.network import InputSize, Network
from pooling.reach import Mask
from pooling.weights import Weights, random_weights

PIXELS_AT_ONCE = 256


def probe(
    network: Network,
    name: str | None = None,
    input_size: InputSize | None = None,
    weights: Weights | None = None,
) -> Mask:
    """Return which units of a layer each input pixel reaches, found by trial.

    Every pixel is set to NaN in turn, in all its channels; a unit that becomes NaN in any of its
    channels depends on it. Meant for small networks: it takes a forward pass for each pixel.

    Args:
        network: chain or graph.
        name: the layer; None is the last.
        input_size: number, or (height, width); None is the network's own.
        weights: None draws positive ones.

    Returns:
        (units down, units across, height, width) booleans: what unit (i, j) sees is `[i, j]`.

    Raises:
        TypeError, ValueError: as `forward`; or a network that gives NaN without any poison.

    >>> from pooling.layers import Conv2d
    >>> holed = Network.chain("holed", (1, 1, 5), [("conv", Conv2d(1, (1, 2), dilation=2))])
    >>> probe(holed)[0, 0].tolist()
    [[True, False, True, False, False]]
    """
    part = network.upto(network.output if name is None else name)
    channels, height, width = part.at(input_size)
    rng = np.random.default_rng(0)
    weights = (
        random_weights(part, rng, (height, width), positive=True) if weights is None else weights
    )
    image = rng.random((channels, height, width), dtype=np.float32)
    with np.errstate(invalid="ignore", over="ignore"):
        clean = forward(part, weights, image)[part.output]
        if np.isnan(clean).any():
            raise ValueError(
                f"{network.name} gives NaN for an image without any: its weights or its padding "
                "do so; probe an earlier layer"
            )
        pixels = height * width
        reached = np.empty((pixels, *clean.shape[2:]), np.bool_)
        for start in range(0, pixels, PIXELS_AT_ONCE):
            some = np.arange(start, min(start + PIXELS_AT_ONCE, pixels))
            batch = np.repeat(image[None], len(some), axis=0)
            batch.reshape(len(some), channels, pixels)[np.arange(len(some)), :, some] = np.nan
            reached[some] = np.isnan(forward(part, weights, batch)[part.output]).any(axis=1)
    return np.moveaxis(reached, 0, -1).reshape(*clean.shape[2:], height, width)

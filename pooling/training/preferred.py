"""Preferred pictures: what a unit of a trained network answers to most, made from noise.

A picture is held as the spectrum of three colours that do not go together in photos, weak where
photos are weak; it is changed step by step so that the unit answers more strongly, while each step
sees it moved and turned a little, and noise and glaring colours cost something.

Source: after Olah, Mordvintsev and Schubert, "Feature visualization", Distill, 2017.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import pi

import numpy as np
import torch
from torch.nn.functional import affine_grid, grid_sample, interpolate, leaky_relu

from pooling.planes import Array
from pooling.training.module import Learner

Answer = Callable[[torch.Tensor], torch.Tensor]
"""From prepared pictures, (count, 3, height, width), to what each one's own unit answers."""


@dataclass(frozen=True)
class Making:
    """How pictures are made.

    Attributes:
        size: height and width, in pixels.
        steps: changes of each picture.
        rate: how much each step changes.
        slope: of the spectrum; amplitudes fall with 1 / frequency to this power.
        smooth: cost of differences between neighbouring pixels.
        grey: cost of what is not grey.
        move: largest shift that a step sees, in pixels.
        turn: largest rotation that a step sees, in degrees.
        seed: of the noise and of all chances.
    """

    size: int = 128
    steps: int = 160
    rate: float = 0.06
    slope: float = 1.3
    smooth: float = 0.8
    grey: float = 0.3
    move: float = 14
    turn: float = 10
    seed: int = 0


def preferred(
    answer: Answer,
    count: int,
    colours: Array,
    making: Making,
    told: Callable[[], None] = lambda: None,
) -> Array:
    """Make pictures to which units answer strongly, all at the same time.

    Args:
        answer: what each picture's unit says to it; around 1 where it is strong on photos.
        count: how many pictures.
        colours: (3, 3), from independent colours to those of pixels, as `colours_of` finds it.
        making: how.
        told: called after each step.

    Returns:
        (count, 3, size, size), 0 to 1.
    """
    dice = torch.Generator().manual_seed(making.seed)
    size = making.size
    rows, cols = torch.fft.fftfreq(size)[:, None], torch.fft.rfftfreq(size)[None]
    scale = torch.hypot(rows, cols).clamp(min=1 / size) ** -making.slope
    scale *= size / scale.square().mean().sqrt()
    mixing = torch.from_numpy(colours.astype(np.float32))
    noise = torch.randn(1, 3, size, size // 2 + 1, 2, generator=dice) * 0.05
    spectrum = noise.repeat(count, 1, 1, 1, 1).requires_grad_()
    optimiser = torch.optim.Adam([spectrum], making.rate)

    def drawn() -> torch.Tensor:
        plain = torch.fft.irfft2(torch.view_as_complex(spectrum) * scale, s=(size, size))
        return torch.sigmoid(torch.einsum("ij,njhw->nihw", mixing, plain))

    for _ in range(making.steps):
        picture = drawn()
        seen = _shaken(picture, making, dice)
        cost = making.smooth * _roughness(picture) + making.grey * _glare(picture)
        loss = (cost - answer(seen * 2 - 1)).sum()
        optimiser.zero_grad()
        loss.backward()
        optimiser.step()
        told()
    with torch.no_grad():
        made: Array = drawn().numpy()
    return made


def units(learner: Learner, layer: str, chosen: Sequence[int], strong: Array) -> Answer:
    """Return what units of a convolution answer, everywhere in a picture, as shares of `strong`.

    Args:
        learner: the network.
        layer: the convolution, before its rectifier, so that a silent unit can be woken.
        chosen: a unit for each picture.
        strong: (count,), what each answers where it is strong on photos.
    """
    places = torch.tensor(list(chosen))
    divisors = torch.from_numpy(np.asarray(strong, np.float32))

    def answer(x: torch.Tensor) -> torch.Tensor:
        maps = learner(x, upto=layer)
        own = maps[torch.arange(len(maps)), places]
        # what is below 0 counts little: else the two sides of an edge would cancel each other
        return leaky_relu(own, 0.1).mean((1, 2)) / divisors

    return answer


def classes(learner: Learner, chosen: Sequence[int], strong: Array) -> Answer:
    """Return the scores of classes, one for each picture, as shares of `strong`.

    Pictures are seen at the size that the network learned from, where things have the size they
    had there; larger ones would be filled with many small things.

    Args:
        learner: the network.
        chosen: a class for each picture.
        strong: (count,), the score of each where it is strong on photos.
    """
    places = torch.tensor(list(chosen))
    divisors = torch.from_numpy(np.asarray(strong, np.float32))

    def answer(x: torch.Tensor) -> torch.Tensor:
        scores = learner(interpolate(x, learner.network.input_shape[1:], mode="area"))
        return scores[torch.arange(len(scores)), places] / divisors

    return answer


def colours_of(images: Array) -> Array:
    """Return how to mix independent colours so that they vary together as in photos.

    Args:
        images: (count, 3, height, width), any numbers.

    Returns:
        (3, 3): the root of the covariance, scaled so that its longest column has length 1.

    >>> grey = np.random.default_rng(0).random((5, 1, 8, 8)).repeat(3, axis=1)
    >>> colours_of(grey).round(2)
    array([[0.58, 0.58, 0.58],
           [0.58, 0.58, 0.58],
           [0.58, 0.58, 0.58]])
    """
    pixels = np.asarray(images, np.float64).transpose(1, 0, 2, 3).reshape(3, -1)
    values, axes = np.linalg.eigh(np.cov(pixels))
    root = axes * np.sqrt(np.maximum(values, 0)) @ axes.T
    found: Array = root / np.linalg.norm(root, axis=0).max()
    return found


def _shaken(picture: torch.Tensor, making: Making, dice: torch.Generator) -> torch.Tensor:
    """Return the pictures moved and turned by chance, each in its own way."""
    count = len(picture)

    def between(low: float, high: float) -> torch.Tensor:
        return low + (high - low) * torch.rand(count, generator=dice)

    angle = between(-making.turn, making.turn) * pi / 180
    share = 2 * making.move / making.size
    right, below = between(-share, share), between(-share, share)
    cos, sin = angle.cos(), angle.sin()
    maps = torch.stack([torch.stack([cos, -sin, right], 1), torch.stack([sin, cos, below], 1)], 1)
    grid = affine_grid(maps, list(picture.shape), align_corners=False)
    return grid_sample(picture, grid, padding_mode="reflection", align_corners=False)


def _roughness(picture: torch.Tensor) -> torch.Tensor:
    down = (picture[:, :, 1:] - picture[:, :, :-1]).abs().mean((1, 2, 3))
    across = (picture[..., 1:] - picture[..., :-1]).abs().mean((1, 2, 3))
    return down + across


def _glare(picture: torch.Tensor) -> torch.Tensor:
    return (picture - 0.5).square().mean((1, 2, 3))
